package org.yizhan.requests;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * The texts of papers (文书模板): plain text with fields in braces. A field is replaced by what the request says, and one that nobody knows
 * becomes a place for the officer to fill in; nothing in a text is ever run.
 */
@Component
public class PaperTemplates {
    public static final int LONGEST = 8000;
    /** The passages that tell an applicant where to complain; every other text is of the answer itself. */
    static final String REVIEW_FIRST = "REVIEW_FIRST";
    static final String EITHER = "EITHER";
    private static final Pattern OF_A_REGULATION = Pattern.compile("([A-Z_]+)_(\\d{4})");
    /** So much of a passage stands outside its fields, or it could be anything. */
    private static final int TELLING = 12;
    private static final String FILLED = ".{0,80}?";
    private static final Pattern FIELD = Pattern.compile("\\{([^{}\\n]{1,30})\\}");
    /** Fields that the program fills. */
    static final List<String> FIELDS = List.of("申请人", "收到日", "信息", "编号", "机关", "电话", "期限", "补正截止", "页数", "件数", "金额",
            "缴费截止", "救济", "依据", "今天", "提供方式");

    private final JdbcClient sql;
    private final Journal journal;
    private final CountyClock clock;

    PaperTemplates(JdbcClient sql, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.journal = journal;
        this.clock = clock;
    }

    /** @param version rises with every edit */
    public record Template(String code, int version, String title, String text, String note) {}

    /** The newest of each. */
    public List<Template> all() {
        return sql.sql("""
                select distinct on (code) code, version, title, text, note from requests.template
                order by code, version desc""").query(PaperTemplates::template).list();
    }

    public Optional<Template> find(String code) {
        return sql.sql("""
                select code, version, title, text, note from requests.template where code = :code
                order by version desc limit 1""").param("code", code).query(PaperTemplates::template).optional();
    }

    private static Template template(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Template(row.getString("code"), row.getInt("version"), row.getString("title"),
                row.getString("text"), row.getString("note"));
    }

    /** What the program fills, and what stays for the officer. */
    public static String fill(String text, Map<String, String> values) {
        Matcher field = FIELD.matcher(text);
        var filled = new StringBuilder();
        while (field.find()) {
            String value = values.getOrDefault(field.group(1), "");
            field.appendReplacement(filled, Matcher.quoteReplacement(value.isEmpty()
                    ? "【请填写：" + field.group(1) + "】"
                    : value));
        }
        return field.appendTail(filled).toString();
    }

    /**
     * An answer without what the templates of remedies brought into it, in whichever version and whatever their fields were filled with,
     * and without what an officer wrote in their place.
     */
    public String withoutRemedies(String answer) {
        String text = answer;
        for (String passage : sql.sql("select text from requests.template where code in (:codes)")
                .param("codes", List.of(REVIEW_FIRST, EITHER))
                .query(String.class)
                .list()) {
            for (String line : passage.lines().map(String::strip).toList()) {
                if (FIELD.matcher(line).replaceAll("").length() >= TELLING) {
                    text = asWritten(line).matcher(text).replaceAll("");
                }
            }
        }
        return Remedies.without(text);
    }

    private static Pattern asWritten(String line) {
        Matcher field = FIELD.matcher(line);
        var written = new StringBuilder();
        int from = 0;
        while (field.find()) {
            written.append(Pattern.quote(line.substring(from, field.start()))).append(FILLED);
            from = field.end();
        }
        return Pattern.compile(written.append(Pattern.quote(line.substring(from))).toString());
    }

    /** The fields of a text that the program does not know, in order. */
    public static List<String> unknown(String text) {
        var names = new ArrayList<String>();
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            if (!FIELDS.contains(field.group(1))) {
                names.add(field.group(1));
            }
        }
        return names;
    }

    @Transactional
    public Optional<Refusal> edit(Actor actor, String code, int seen, String title, String text, String note) {
        Optional<Template> before = find(code);
        String cleanTitle = PlainText.line(title).strip();
        String cleanText = PlainText.lines(text).strip();
        Optional<Refusal> refusal = Refusal
                .when(!actor.isStaff() || !actor.mayAnywhere(RequestPermissions.SETUP), "您没有修改文书模板的权限。")
                .or(() -> Refusal.when(before.isEmpty(), "没有这个模板。"))
                .or(() -> Refusal.when(before.orElseThrow().version() != seen, "这个模板刚被别人改过，请看过最新的内容再改。您写的还在下面。"))
                .or(() -> Refusal.when(cleanTitle.isEmpty() || PlainText.length(cleanTitle) > 60, "标题为 1 到 60 个字。"))
                .or(() -> Refusal.when(cleanText.isEmpty(), "请填写正文。"))
                .or(() -> Refusal.when(PlainText.length(cleanText) > LONGEST, "正文最多 " + LONGEST + " 个字，请精简。"))
                .or(() -> Refusal.when(PlainText.line(note).strip().isEmpty(), "请写明为什么改，便于以后查对。"))
                .or(() -> Refusal.when(PlainText.length(note) > 200, "修改原因最多 200 个字。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean first = sql.sql("""
                insert into requests.template (code, version, title, text, note, by_id, at)
                values (:code, :version, :title, :text, :note, :by, :at) on conflict do nothing""")
                .param("code", code)
                .param("version", seen + 1)
                .param("title", cleanTitle)
                .param("text", cleanText)
                .param("note", PlainText.line(note).strip())
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(java.time.ZoneOffset.UTC))
                .update() == 1;
        if (!first) {
            return Optional.of(new Refusal("这个模板刚被别人改过，请看过最新的内容再改。您写的还在下面。"));
        }
        journal.record(actor.ref(), RequestAct.TEMPLATE_CHANGED, new ObjectRef("request-template", seen + 1),
                Map.of("code", code));
        return Optional.empty();
    }

    /** All of them by what they are for. */
    public Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        for (PaperKind kind : PaperKind.values()) {
            if (kind != PaperKind.ANSWER) {
                names.put(kind.name(), kind.label());
            }
        }
        Outcome.answered().forEach(one -> names.put(one.name(), "答复书：" + one.label()));
        names.put(REVIEW_FIRST, "救济途径：须先申请行政复议");
        names.put(EITHER, "救济途径：复议或者诉讼");
        for (Template one : all()) {
            Matcher own = OF_A_REGULATION.matcher(one.code());
            if (own.matches() && names.containsKey(own.group(1))) {
                names.put(one.code(), names.get(own.group(1)) + "（" + own.group(2) + " 年条例）");
            }
        }
        return names;
    }
}
