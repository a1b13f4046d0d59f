package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Draft;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.Saved;
import org.yizhan.disclosure.AnnualReports;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Classification;
import org.yizhan.disclosure.ClassificationDesk;
import org.yizhan.disclosure.Section;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

import tools.jackson.databind.json.JsonMapper;

/**
 * The annual reports while they are written: six parts, the tables filled from the data, frozen when the year is over, and then an article in
 * the column of reports, where it goes the way of every article. {@link AnnualReports} asks for it and sees it come.
 */
@Component
public class YearReports {
    public static final int LONGEST = 20_000;
    /** The numbers of table two, in the order of the form, by what they are called. */
    public static final Map<String, String> TABLE_TWO = tableTwo();

    private final JdbcClient sql;
    private final YearFigures figures;
    private final AnnualReports duty;
    private final Bodies bodies;
    private final ClassificationDesk classification;
    private final DraftingDesk drafting;
    private final Journal journal;
    private final CountyClock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    YearReports(JdbcClient sql, YearFigures figures, AnnualReports duty, Bodies bodies,
            ClassificationDesk classification,
            DraftingDesk drafting, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.figures = figures;
        this.duty = duty;
        this.bodies = bodies;
        this.classification = classification;
        this.drafting = drafting;
        this.journal = journal;
        this.clock = clock;
    }

    private static Map<String, String> tableTwo() {
        var all = new LinkedHashMap<String, String>();
        all.put("rules-made", "规章：本年制发件数");
        all.put("rules-ended", "规章：本年废止件数");
        all.put("rules-valid", "规章：现行有效件数");
        all.put("documents-made", "行政规范性文件：本年制发件数");
        all.put("documents-ended", "行政规范性文件：本年废止件数");
        all.put("documents-valid", "行政规范性文件：现行有效件数");
        all.put("licences", "行政许可：本年处理决定数量");
        all.put("penalties", "行政处罚：本年处理决定数量");
        all.put("coercion", "行政强制：本年处理决定数量");
        all.put("fees", "行政事业性收费：本年收费金额（万元）");
        return java.util.Collections.unmodifiableMap(all);
    }

    /** The bodies of which this person sees the figures, the whole county first where he sees all of it. */
    @Transactional(readOnly = true)
    public Map<String, String> bodies(Actor actor) {
        var names = new LinkedHashMap<String, String>();
        for (Body body : bodies.open()) {
            if (actor.may(RequestPermissions.SEE, body.unit()) || actor.may(RequestPermissions.OFFICE, body.unit())) {
                if (body.county()) {
                    names.put("0", "全县");
                }
                names.put(Long.toString(body.id()), body.name());
            }
        }
        return names;
    }

    /** How far each report is, by body and year ({@code 17/2026}); nobody has begun the others. */
    @Transactional(readOnly = true)
    public Map<String, String> progress() {
        var all = new HashMap<String, String>();
        sql.sql("select body_id, year, frozen_at is not null, document_id is not null from requests.year_report")
                .query(row -> {
                    all.put(row.getLong(1) + "/" + row.getInt(2),
                            row.getBoolean(4) ? "已送年报栏目" : row.getBoolean(3) ? "已固定" : "编写中");
                });
        return all;
    }

    public boolean mayEdit(Actor actor, long body) {
        Optional<Body> found = body == YearFigures.COUNTY ? bodies.county() : bodies.find(body);
        return found.filter(one -> actor.may(RequestPermissions.OFFICE, one.unit())).isPresent();
    }

    /** Empty for who does not see the body. */
    @Transactional(readOnly = true)
    public Optional<YearReport> find(Actor actor, long body, int year) {
        String name = bodies(actor).get(Long.toString(body));
        if (name == null || year < 2008 || year > clock.today().getYear()) {
            return Optional.empty();
        }
        return Optional.of(read(body, body == YearFigures.COUNTY
                ? bodies.county().map(Body::name).orElse(name)
                : name, year));
    }

    /** What is kept of the figures of a frozen report. */
    private record Frozen(Map<String, Map<String, Integer>> three, Map<String, Map<String, Integer>> four) {}

    private YearReport read(long body, String name, int year) {
        return sql.sql("select * from requests.year_report where body_id = :body and year = :year")
                .param("body", body)
                .param("year", year)
                .query((row, n) -> {
                    String frozen = row.getString("frozen_tables");
                    Map<String, String> two = json.readerForMapOf(String.class).readValue(row.getString("table_two"));
                    Frozen tables = frozen == null ? null : json.readValue(frozen, Frozen.class);
                    return new YearReport(body, name, year, row.getString("general"), row.getString("problems"),
                            row.getString("other"), tables == null ? proposed(body, year, two) : two,
                            tables == null ? figures.requests(body, year) : three(tables),
                            tables == null ? figures.disputes(body, year) : four(tables),
                            tables == null ? null : row.getTimestamp("frozen_at").toInstant(),
                            row.getObject("document_id", Long.class), row.getInt("version"));
                })
                .optional()
                .orElseGet(() -> new YearReport(body, name, year, "", "", "", proposed(body, year, Map.of()),
                        figures.requests(body, year), figures.disputes(body, year), null, null, 0));
    }

    /** Normative documents are counted from the catalogue until somebody writes another number; the rest only the body knows. */
    private Map<String, String> proposed(long body, int year, Map<String, String> typed) {
        AnnualReports.Normative documents = duty.normative(body, year);
        var all = new LinkedHashMap<String, String>();
        TABLE_TWO.keySet().forEach(code -> all.put(code, ""));
        all.put("documents-made", Integer.toString(documents.made()));
        all.put("documents-ended", Integer.toString(documents.ended()));
        all.put("documents-valid", Integer.toString(documents.inForce()));
        typed.forEach((code, value) -> {
            if (!value.isEmpty()) {
                all.put(code, value);
            }
        });
        return all;
    }

    private static YearTable three(Frozen frozen) {
        var count = new YearTable.Count();
        frozen.three()
                .forEach((line, classes) -> YearTable.Line.find(line)
                        .ifPresent(known -> classes.forEach((clazz, many) -> ApplicantClass.find(clazz)
                                .ifPresent(one -> count.add(known, one, many)))));
        return count.table();
    }

    private static Map<Dispute.Kind, Map<Dispute.Result, Integer>> four(Frozen frozen) {
        var all = new EnumMap<Dispute.Kind, Map<Dispute.Result, Integer>>(Dispute.Kind.class);
        frozen.four().forEach((kind, results) -> {
            var counts = new EnumMap<Dispute.Result, Integer>(Dispute.Result.class);
            results.forEach((result, many) -> counts.put(Dispute.Result.valueOf(result), many));
            all.put(Dispute.Kind.valueOf(kind), counts);
        });
        return all;
    }

    /** What a person wrote of a report. */
    public record Typed(String general, String problems, String other, Map<String, String> two) {}

    @Transactional
    public Optional<Refusal> save(Actor actor, long body, int year, int seen, Typed typed) {
        Optional<YearReport> before = find(actor, body, year);
        Optional<Refusal> refusal = refusal(actor, body, before, seen)
                .or(() -> tooLong("总体情况", typed.general()))
                .or(() -> tooLong("存在的主要问题及改进情况", typed.problems()))
                .or(() -> tooLong("其他需要报告的事项", typed.other()))
                .or(() -> typed.two()
                        .entrySet()
                        .stream()
                        .filter(one -> !one.getValue()
                                .matches(one.getKey().equals("fees")
                                        ? "([0-9]{1,9}(\\.[0-9]{1,6})?)?"
                                        : "([0-9]{1,9})?"))
                        .findFirst()
                        .map(one -> new Refusal("“" + TABLE_TWO.getOrDefault(one.getKey(), "") + "”请填写数字。")));
        if (refusal.isPresent()) {
            return refusal;
        }
        var two = new LinkedHashMap<String, String>();
        TABLE_TWO.keySet().forEach(code -> two.put(code, typed.two().getOrDefault(code, "")));
        int written = sql.sql("""
                insert into requests.year_report (body_id, year, general, problems, other, table_two, version)
                values (:body, :year, :general, :problems, :other, :two, 1)
                on conflict (body_id, year) do update set general = excluded.general, problems = excluded.problems,
                    other = excluded.other, table_two = excluded.table_two, version = requests.year_report.version + 1
                where requests.year_report.version = :seen and requests.year_report.frozen_at is null""")
                .param("body", body)
                .param("year", year)
                .param("general", PlainText.lines(typed.general()).strip())
                .param("problems", PlainText.lines(typed.problems()).strip())
                .param("other", PlainText.lines(typed.other()).strip())
                .param("two", json.writeValueAsString(two))
                .param("seen", seen)
                .update();
        if (written == 0) {
            return Optional.of(OVERTAKEN);
        }
        journal.record(actor.ref(), RequestAct.REPORT_EDITED, new ObjectRef("year-report", body),
                Map.of("year", Integer.toString(year)));
        return Optional.empty();
    }

    private static final Refusal OVERTAKEN = new Refusal("这份年报刚被别人改过，请看过最新的内容再改。您写的还在下面。");

    private Optional<Refusal> refusal(Actor actor, long body, Optional<YearReport> before, int seen) {
        return Refusal.when(before.isEmpty() || !mayEdit(actor, body), "您没有编写这份年报的权限。")
                .or(() -> Refusal.when(before.orElseThrow().isFrozen(), "这份年报已经固定，不能再改。"))
                .or(() -> Refusal.when(before.orElseThrow().version() != seen, OVERTAKEN.text()));
    }

    private static Optional<Refusal> tooLong(String what, String text) {
        return Refusal.when(PlainText.length(text) > LONGEST, what + "最多 " + LONGEST + " 个字，请精简。");
    }

    private static Optional<Refusal> notFilled(YearReport report) {
        List<String> missing = TABLE_TWO.entrySet()
                .stream()
                .filter(one -> report.two().getOrDefault(one.getKey(), "").isEmpty())
                .map(Map.Entry::getValue)
                .toList();
        return Refusal.when(!missing.isEmpty(), "表二还没有填：" + String.join("；", missing) + "。没有发生的请填 0。");
    }

    /** From now on its figures stay as they are, whatever happens to the requests. */
    @Transactional
    public Optional<Refusal> freeze(Actor actor, long body, int year, int seen) {
        Optional<YearReport> found = find(actor, body, year);
        Optional<Refusal> refusal = refusal(actor, body, found, seen)
                .or(() -> Refusal.when(year >= clock.today().getYear(), year + "年还没有结束，结束以后再固定数据。"))
                .or(() -> Refusal.when(found.orElseThrow().general().isBlank(), "请先写“总体情况”。"))
                .or(() -> Refusal.when(found.orElseThrow().problems().isBlank(), "请先写“存在的主要问题及改进情况”。"))
                .or(() -> notFilled(found.orElseThrow()))
                .or(() -> found.orElseThrow()
                        .three()
                        .faults()
                        .stream()
                        .findFirst()
                        .map(fault -> new Refusal("表三的数据不平：" + fault)));
        if (refusal.isPresent()) {
            return refusal;
        }
        YearReport report = found.orElseThrow();
        int written = sql
                .sql("""
                        update requests.year_report set table_two = :two, frozen_tables = :tables, frozen_at = :at, frozen_by = :by,
                            version = version + 1
                        where body_id = :body and year = :year and version = :seen and frozen_at is null""")
                .param("two", json.writeValueAsString(report.two()))
                .param("tables", json.writeValueAsString(frozen(report)))
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("by", actor.ref().id())
                .param("body", body)
                .param("year", year)
                .param("seen", seen)
                .update();
        if (written == 0) {
            return Optional.of(OVERTAKEN);
        }
        journal.record(actor.ref(), RequestAct.REPORT_FROZEN, new ObjectRef("year-report", body),
                Map.of("year", Integer.toString(year)));
        return Optional.empty();
    }

    private static Frozen frozen(YearReport report) {
        var three = new LinkedHashMap<String, Map<String, Integer>>();
        report.three().counts().forEach((line, classes) -> {
            var counts = new LinkedHashMap<String, Integer>();
            classes.forEach((clazz, many) -> counts.put(clazz.code(), many));
            three.put(line.code(), counts);
        });
        var four = new LinkedHashMap<String, Map<String, Integer>>();
        report.four().forEach((kind, results) -> {
            var counts = new LinkedHashMap<String, Integer>();
            results.forEach((result, many) -> counts.put(result.name(), many));
            four.put(kind.name(), counts);
        });
        return new Frozen(three, four);
    }

    /** An article in the column of reports, to be checked and published like any other. */
    @Transactional
    public Optional<Refusal> draftArticle(Actor actor, long body, int year) {
        YearReport report = find(actor, body, year).orElse(null);
        long where = body == YearFigures.COUNTY ? bodies.county().map(Body::id).orElse(0L) : body;
        Optional<Long> column = duty.column(where);
        Optional<Refusal> refusal = Refusal.when(report == null || !mayEdit(actor, body), "您没有编写这份年报的权限。")
                .or(() -> Refusal.when(report != null && !report.isFrozen(), "请先固定数据，再送到年报栏目。"))
                .or(() -> Refusal.when(report != null && report.document() != null, "已经送到年报栏目，请到稿件里继续办理。"))
                .or(() -> Refusal.when(isPublic(where, year), "这一年的年报已经公开，不能再送一份；要改的，请打开公开的那篇稿件修订。"))
                .or(() -> Refusal.when(column.isEmpty(), "还没有栏目归到“政府信息公开年报”，请先在信息公开的“栏目归到哪里”里设置。"));
        if (refusal.isPresent() || report == null) {
            return refusal;
        }
        return switch (drafting.draftFitting(actor, column.orElseThrow(), article(report))) {
            case Saved.Refused refused -> Optional.of(refused.why());
            case Saved.Overtaken _ -> Optional.of(OVERTAKEN);
            case Saved.Done saved -> {
                standsIn(body, year, saved.turn().documentId());
                classify(saved.turn().documentId(), where);
                yield Optional.empty();
            }
        };
    }

    private boolean isPublic(long body, int year) {
        return duty.of(year).stream().anyMatch(line -> line.body().id() == body && line.report() != null);
    }

    /** Whose report it is, also in a column of another body. */
    private void classify(long document, long body) {
        classification.sheet(Actor.PROGRAM, document).ifPresent(sheet -> {
            Classification it = sheet.where();
            classification.classify(Actor.PROGRAM, document, new Classification(body, Section.REPORT, it.subject(),
                    it.genre(), it.audience(), it.statutory()));
        });
    }

    /** Says which article was made of a report, when somebody else has made it of {@link #article}. */
    @Transactional
    public void standsIn(long body, int year, long document) {
        sql.sql("""
                update requests.year_report set document_id = :document, version = version + 1
                where body_id = :body and year = :year and document_id is null""")
                .param("document", document)
                .param("body", body)
                .param("year", year)
                .update();
    }

    /** The report as an article for the column of reports. */
    public static Draft article(YearReport report) {
        return Draft.of(title(report), html(report), report.name());
    }

    public static String title(YearReport report) {
        return report.name() + report.year() + "年政府信息公开工作年度报告";
    }

    private static String html(YearReport report) {
        var html = new StringBuilder();
        for (ReportParts.Part part : ReportParts.of(report)) {
            html.append("<h2>").append(escaped(part.title())).append("</h2>");
            part.words()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .forEach(line -> html.append("<p>").append(escaped(line)).append("</p>"));
            for (List<List<String>> table : part.tables()) {
                html.append("<table><tbody>");
                for (int i = 0; i < table.size(); i++) {
                    html.append("<tr>");
                    for (int j = 0; j < table.get(i).size(); j++) {
                        String tag = i == 0 || j == 0 ? "th" : "td";
                        html.append('<').append(tag).append('>').append(escaped(table.get(i).get(j)));
                        html.append("</").append(tag).append('>');
                    }
                    html.append("</tr>");
                }
                html.append("</tbody></table>");
            }
        }
        return html.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The years that can be chosen, the newest first. */
    public List<Integer> years() {
        var years = new ArrayList<Integer>();
        LocalDate today = clock.today();
        for (int year = today.getYear(); year > today.getYear() - 6; year--) {
            years.add(year);
        }
        return years;
    }

    /** When it was frozen, on the county's clock. */
    public java.time.@Nullable LocalDateTime local(@Nullable Instant at) {
        return at == null ? null : clock.local(at);
    }
}
