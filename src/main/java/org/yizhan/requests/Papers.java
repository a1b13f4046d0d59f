package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseView;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Dates;

/** The papers of requests with their numbers, and the texts that are proposed for them. */
@Component
class Papers {
    private final JdbcClient sql;
    private final PaperTemplates templates;
    private final RequestRows rows;
    private final Charges charges;
    private final Articles articles;
    private final Directory directory;
    private final CountyClock clock;

    Papers(JdbcClient sql, PaperTemplates templates, RequestRows rows, Charges charges, Articles articles,
            Directory directory, CountyClock clock) {
        this.sql = sql;
        this.templates = templates;
        this.rows = rows;
        this.charges = charges;
        this.articles = articles;
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * How a body numbers its papers and signs them.
     *
     * @param reviewAt to whom one applies for review of its answers
     */
    record Letterhead(String pattern, String signedAs, String phone, String reviewAt, String court) {}

    Letterhead letterhead(long body, String shortName, String name) {
        return sql
                .sql("select number_pattern, signed_as, phone, review_at, court from requests.letterhead where body_id = :id")
                .param("id", body)
                .query((row, n) -> new Letterhead(row.getString(1), row.getString(2), row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .optional()
                .orElse(new Letterhead(shortName + "公复〔{年}〕{号}号", name, "", "", ""));
    }

    Letterhead letterhead(Request it) {
        Optional<Unit> unit = directory.unit(it.bodyPath().unit());
        return letterhead(it.body(), unit.map(Unit::shortName).orElse(""), unit.map(Unit::name).orElse(""));
    }

    void put(long body, Letterhead head) {
        sql.sql("""
                insert into requests.letterhead (body_id, number_pattern, signed_as, phone, review_at, court)
                values (:id, :pattern, :signed, :phone, :review, :court)
                on conflict (body_id) do update set number_pattern = excluded.number_pattern, signed_as = excluded.signed_as,
                    phone = excluded.phone, review_at = excluded.review_at, court = excluded.court""")
                .param("id", body)
                .param("pattern", head.pattern())
                .param("signed", head.signedAs())
                .param("phone", head.phone())
                .param("review", head.reviewAt())
                .param("court", head.court())
                .update();
    }

    /** The text of a template, of that for the regulation when it has one, with all that is known of the request. */
    record Proposed(String title, String text) {}

    Proposed propose(CaseView view, Request it, String code, Map<String, String> more) {
        PaperTemplates.Template template = templates.find(code + "_" + it.profile())
                .or(() -> templates.find(code))
                .orElseThrow(() -> new IllegalStateException("no template " + code));
        var values = values(view, it);
        values.put("依据", articles.of(it).cite(code));
        Outcome.find(code).ifPresent(outcome -> values.put("救济", remedy(it, outcome)));
        values.putAll(more);
        return new Proposed(template.title(),
                PaperTemplates.fill(withoutUnknownPhone(template.text(), values), values));
    }

    /** Papers that a step makes leave as they are: where no telephone number is known nobody is asked to fill one in. */
    private static String withoutUnknownPhone(String text, Map<String, String> values) {
        return values.getOrDefault("电话", "").isEmpty()
                ? text.lines().filter(line -> !line.contains("{电话}")).collect(Collectors.joining("\n"))
                : text;
    }

    private String remedy(Request it, Outcome outcome) {
        Letterhead head = letterhead(it);
        return templates.find(outcome.isReviewFirst() ? PaperTemplates.REVIEW_FIRST : PaperTemplates.EITHER)
                .map(text -> PaperTemplates.fill(text.text(), Map.of("行政复议机关", head.reviewAt(), "人民法院", head.court())))
                .orElse("");
    }

    private Map<String, String> values(CaseView view, Request it) {
        var values = new LinkedHashMap<String, String>();
        Letterhead head = letterhead(it);
        LocalDate received = it.receivedOn();
        values.put("申请人", rows.applicant(view.id()).name());
        values.put("收到日", received == null ? "" : Dates.day(received));
        values.put("信息",
                "“" + view.title() + "”" + (it.documentNumber().isEmpty() ? "" : "（" + it.documentNumber() + "）"));
        values.put("编号", view.number());
        values.put("机关", head.signedAs());
        values.put("电话", head.phone());
        values.put("今天", Dates.day(clock.today()));
        values.put("提供方式", RequestWords.delivery(it));
        Instant due = view.due();
        values.put("期限", due == null ? "" : Dates.day(clock.local(due.minusNanos(1000)).toLocalDate()));
        charges.find(view.id()).ifPresent(charge -> {
            values.put(charge.basis() == Fees.Basis.PAGES ? "页数" : "件数", Integer.toString(charge.pieces()));
            values.put("金额", Integer.toString(charge.amount()));
            values.put("缴费截止", charge.due() == null
                    ? "本通知书发出后" + charge.term().words() + "届满"
                    : Dates.day(charge.due()));
        });
        return values;
    }

    /** Takes a number of its own for what is numbered: the next one of the body's year, never twice. */
    long make(CaseView view, Request it, PaperKind kind, String title, String addressee, String text, ActorRef by,
            Instant at) {
        LocalDate day = clock.local(at).toLocalDate();
        Integer serial = kind.isNumbered() ? next(it.body(), day.getYear()) : null;
        Letterhead head = letterhead(it);
        String number = serial == null
                ? ""
                : head.pattern()
                        .replace("{年}", Integer.toString(day.getYear()))
                        .replace("{号}", Integer.toString(serial));
        return sql
                .sql("""
                        insert into requests.paper (case_id, kind, body_id, year, serial, number, title, addressee, text, made_by, made_at, made_on)
                        values (:id, :kind, :body, :year, :serial, :number, :title, :addressee, :text, :by, :at, :on) returning id""")
                .param("id", view.id().value())
                .param("kind", kind.name())
                .param("body", it.body())
                .param("year", day.getYear())
                .param("serial", serial)
                .param("number", number)
                .param("title", title)
                .param("addressee", addressee)
                .param("text", PlainText.lines(text).strip())
                .param("by", by.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("on", day)
                .query(Long.class)
                .single();
    }

    /** Two papers of one body wait for each other here until their transactions end. */
    private int next(long body, int year) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:what, 4019))")
                .param("what", body + ":" + year)
                .query((row, n) -> n)
                .single();
        return sql.sql("select coalesce(max(serial), 0) + 1 from requests.paper where body_id = :body and year = :year")
                .param("body", body)
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    private static final String READ = """
            select p.*, r.body_path from requests.paper p join requests.request r on r.case_id = p.case_id
            """;

    List<Paper> of(CaseId id) {
        return sql.sql(READ + "where p.case_id = :id order by p.id")
                .param("id", id.value())
                .query((row, n) -> paper(row))
                .list();
    }

    Optional<Paper> find(long id) {
        return sql.sql(READ + "where p.id = :id").param("id", id).query((row, n) -> paper(row)).optional();
    }

    private Paper paper(java.sql.ResultSet row) throws java.sql.SQLException {
        @Nullable
        String how = row.getString("delivered_how");
        Optional<Unit> unit = directory.unit(new org.yizhan.shared.UnitPath(row.getString("body_path")).unit());
        Letterhead head = letterhead(row.getLong("body_id"), unit.map(Unit::shortName).orElse(""),
                unit.map(Unit::name).orElse(""));
        return new Paper(row.getLong("id"), new CaseId(row.getLong("case_id")),
                PaperKind.find(row.getString("kind")).orElseThrow(), row.getString("number"), row.getString("title"),
                row.getString("addressee"), row.getString("text"), head.signedAs(),
                row.getObject("made_on", LocalDate.class), how, row.getObject("delivered_on", LocalDate.class),
                row.getString("delivery_note"));
    }

    void delivered(long id, String how, LocalDate on, String note, ActorRef by) {
        sql.sql("""
                update requests.paper set delivered_how = :how, delivered_on = :on, delivery_note = :note, delivery_by = :by
                where id = :id""")
                .param("how", how)
                .param("on", on)
                .param("note", note)
                .param("by", by.id())
                .param("id", id)
                .update();
    }
}
