package org.yizhan.hostile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.identity.TestBrowser.Answer;

/** Articles in the state in which a decision about them is due, made by living through the steps; a new one when it has moved on. */
final class Articles {
    private static final Map<String, String> DECIDED_BY = Map.of("approve", "wangjian", "return", "wangjian", "secrecy",
            "zhaomin",
            "publish", "chenying", "withdrawal", "chenying");
    private static final Map<String, String> STATES = Map.of("approve", "REVIEW", "return", "REVIEW", "take-back",
            "REVIEW",
            "secrecy", "SECRECY", "publish", "READY", "withdrawal", "LIVE", "revise", "LIVE");
    private static final String PREFIX = "/desk/articles/{id:[0-9]{1,18}}";

    private final DemonstrationStaff staff;
    private final JdbcClient sql;
    private final Map<String, Long> made = new LinkedHashMap<>();

    Articles(DemonstrationStaff staff, JdbcClient sql) {
        this.staff = staff;
        this.sql = sql;
    }

    Optional<String> whoDecides(String pattern) {
        return pattern.startsWith(PREFIX)
                ? Optional.of(DECIDED_BY.getOrDefault(last(pattern), "lixin"))
                : Optional.empty();
    }

    Optional<String> id(String pattern) {
        return pattern.startsWith(PREFIX) ? Optional.of(Long.toString(inState(state(pattern)))) : Optional.empty();
    }

    Optional<String> version(String pattern) {
        return id(pattern).map(id -> version(Long.parseLong(id)));
    }

    long inState(String state) {
        Long known = made.get(state);
        if (known == null || !stateOf(known).equals(state)) {
            known = make(state);
            made.put(state, known);
        }
        return known;
    }

    String stateOf(long id) {
        return sql.sql("select state from content.edition where document_id = ? order by number desc limit 1")
                .param(id)
                .query(String.class)
                .single();
    }

    String version(long id) {
        return sql.sql("select version from content.edition where document_id = ? order by number desc limit 1")
                .param(id)
                .query(String.class)
                .single();
    }

    private static String state(String pattern) {
        return STATES.getOrDefault(last(pattern), "DRAFT");
    }

    private static String last(String pattern) {
        return pattern.substring(pattern.lastIndexOf('/') + 1);
    }

    private long make(String state) {
        String column = sql.sql("""
                select c.id from content.column_ c join content.site s on s.id = c.site_id
                where s.slug = '' and c.slug = 'tzgg'""").query(String.class).single();
        Answer drafted = staff.as("lixin")
                .post("/desk/articles", Map.of("column", column, "title", "关于做好防汛工作的通知", "body", "<p>请各乡镇做好准备。</p>",
                        "source", "云岭县人民政府办公室", "nature", "VOLUNTARY"));
        long id = Long.parseLong(drafted.location().replaceAll("\\D", ""));
        advance(id, state, "DRAFT", "lixin", "submit", Map.of());
        advance(id, state, "REVIEW", "wangjian", "approve", Map.of());
        advance(id, state, "SECRECY", "zhaomin", "secrecy",
                Map.of("stateSecret", "CLEAR", "tradeSecret", "CLEAR", "privacy",
                        "CLEAR", "other", "CLEAR", "opinion", "同意公开"));
        advance(id, state, "READY", "chenying", "publish", Map.of());
        if (!stateOf(id).equals(state)) {
            throw new AssertionError("the article became " + stateOf(id) + " instead of " + state);
        }
        return id;
    }

    private void advance(long id, String wanted, String from, String account, String act, Map<String, String> fields) {
        if (stateOf(id).equals(wanted) || !stateOf(id).equals(from)) {
            return;
        }
        var form = new LinkedHashMap<>(fields);
        form.put("version", version(id));
        staff.as(account).post("/desk/articles/" + id + "/" + act, form);
    }
}
