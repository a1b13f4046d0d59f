package org.yizhan.requests;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.disclosure.Bodies;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * On which article each paper, step and outcome rests (法律依据): rows of the regulation under which a request is handled, which an office
 * mends. Papers, answers and the applicant's page cite by them.
 */
@Component
public class Articles {
    private static final int LONGEST = 100;
    private static final Refusal CHANGED = new Refusal("这些条款刚被别人改过，请看过最新的内容再改。您写的还在下面。");
    /** Steps that have no paper. */
    static final String ASKED = "ASKED";
    static final String RESUMED = "RESUMED";
    static final String COMPLAINT = "COMPLAINT";
    private static final Map<String, String> STEPS = Map.of(ASKED, "提出申请", RESUMED, "意见收到以后继续计算期限", COMPLAINT,
            "超过期限的投诉、举报");

    private final JdbcClient sql;
    private final RequestRows rows;
    private final Bodies bodies;
    private final Journal journal;

    Articles(JdbcClient sql, RequestRows rows, Bodies bodies, Journal journal) {
        this.sql = sql;
        this.rows = rows;
        this.bodies = bodies;
        this.journal = journal;
    }

    /**
     * One regulation with its articles by the code of paper, step or outcome.
     *
     * @param law its name as papers write it
     */
    public record Regulation(String law, Map<String, String> articles) {
        /** As a paper cites it; empty where the regulation says nothing of it. */
        public String cite(String code) {
            String article = articles.getOrDefault(code, "");
            return article.isEmpty() ? "" : law + article;
        }

        /** As a page cites it. */
        String briefly(String code) {
            return cite(code).replace("中华人民共和国", "");
        }
    }

    Regulation of(Request it) {
        return of(it.profile());
    }

    /** The one in force on that day. */
    public Regulation on(LocalDate day) {
        return of(rows.profileOn(day));
    }

    private Regulation of(String profile) {
        var articles = new LinkedHashMap<String, String>();
        String law = sql.sql("select law from requests.profile where code = :profile")
                .param("profile", profile)
                .query(String.class)
                .single();
        sql.sql("select code, article from requests.article where profile = :profile")
                .param("profile", profile)
                .query(row -> {
                    articles.put(row.getString(1), row.getString(2));
                });
        return new Regulation(law, articles);
    }

    /** The regulations that have articles here, the newest first. */
    @Transactional(readOnly = true)
    public Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        rows.profiles().forEach(one -> names.put(one.code(), one.name()));
        return names;
    }

    /** @param note what is not sure of it */
    public record Line(String code, String label, String article, String note) {
        /** Papers and steps cite by themselves; on what an answer rests, its writer can say. */
        public boolean isNeeded() {
            return Outcome.find(code).isEmpty();
        }
    }

    /** @param version rises with every edit */
    public record Sheet(String profile, String name, int version, List<Line> lines) {}

    @Transactional(readOnly = true)
    public Optional<Sheet> sheet(String profile) {
        List<Line> lines = sql.sql("""
                select code, article, note from requests.article where profile = :profile order by ordering, code""")
                .param("profile", profile)
                .query((row, n) -> new Line(row.getString(1), label(row.getString(1)), row.getString(2),
                        row.getString(3)))
                .list();
        return sql.sql("select name, version from requests.profile where code = :profile")
                .param("profile", profile)
                .query((row, n) -> new Sheet(profile, row.getString(1), row.getInt(2), lines))
                .optional();
    }

    private static String label(String code) {
        return PaperKind.find(code)
                .map(PaperKind::label)
                .or(() -> Outcome.find(code).map(Outcome::label))
                .orElseGet(() -> STEPS.getOrDefault(code, code));
    }

    /**
     * @param typed the articles by code; what is not among them stays
     * @param seen the version that was shown
     */
    @Transactional
    public Optional<Refusal> edit(Actor actor, String profile, int seen, Map<String, String> typed) {
        Sheet before = sheet(profile).orElse(null);
        Optional<Refusal> refusal = Refusal
                .when(bodies.county().filter(body -> actor.may(RequestPermissions.SETUP, body.unit())).isEmpty(),
                        "引用的条款由县政府的公开工作机构维护。")
                .or(() -> Refusal.when(before == null, "没有这部规定。"))
                .or(() -> Optional.of(CHANGED).filter(_ -> before != null && before.version() != seen));
        if (refusal.isPresent() || before == null) {
            return refusal;
        }
        var articles = new LinkedHashMap<String, String>();
        for (Line line : before.lines()) {
            String article = PlainText.line(typed.getOrDefault(line.code(), line.article())).strip();
            if (PlainText.length(article) > LONGEST) {
                return Optional.of(new Refusal("“" + line.label() + "”的条款最多 " + LONGEST + " 个字。"));
            }
            if (article.isEmpty() && line.isNeeded()) {
                return Optional.of(new Refusal("“" + line.label() + "”的条款不能空着：这一步的文书自动生成，没有人再填写。"));
            }
            articles.put(line.code(), article);
        }
        if (sql.sql("update requests.profile set version = version + 1 where code = :profile and version = :seen")
                .param("profile", profile)
                .param("seen", seen)
                .update() == 0) {
            return Optional.of(CHANGED);
        }
        articles.forEach((code, article) -> sql.sql("""
                update requests.article set article = :article, note = ''
                where profile = :profile and code = :code and article <> :article""")
                .param("article", article)
                .param("profile", profile)
                .param("code", code)
                .update());
        journal.record(actor.ref(), RequestAct.ARTICLES_CHANGED, new ObjectRef("request-articles", seen + 1L),
                Map.of("profile", profile));
        return Optional.empty();
    }
}
