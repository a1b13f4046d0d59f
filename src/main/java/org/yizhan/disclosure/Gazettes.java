package org.yizhan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleWithdrawn;
import org.yizhan.content.Made;
import org.yizhan.content.PublicChange;
import org.yizhan.content.Wording;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * The gazette (政府公报): issues put together from texts that are public already. The PDF of an issue is made once, by
 * {@link GazettePress}, and belongs to the contents it was made for: whatever takes a text off also takes that PDF.
 */
@Service
@Transactional
public class Gazettes {
    static final String TOKEN = "disclosure:gazette";
    static final int MOST_PIECES = 200;
    static final int MOST_FAILURES = 3;

    private static final Pattern KEY = Pattern.compile("(n?)(\\d{4})-(\\d{1,3})");
    private static final int LONGEST_TITLE = 30;
    private static final int LONGEST_NOTE = 1000;
    private static final String ISSUE = """
            select g.*, coalesce(p.contents = g.contents, false) as has_pdf, coalesce(p.pages, 0) as pages
            from disclosure.gazette g left join disclosure.gazette_pdf p on p.issue_id = g.id
            """;

    private final JdbcClient sql;
    private final EntryRows entries;
    private final Settings settings;
    private final Bodies bodies;
    private final Wording wording;
    private final Journal journal;
    private final CountyClock clock;
    private final ApplicationEventPublisher events;

    Gazettes(JdbcClient sql, EntryRows entries, Settings settings, Bodies bodies, Wording wording, Journal journal,
            CountyClock clock,
            ApplicationEventPublisher events) {
        this.sql = sql;
        this.entries = entries;
        this.settings = settings;
        this.bodies = bodies;
        this.wording = wording;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** What the head of an issue says, as typed. */
    public record Head(int year, int number, LocalDate day, String title, String note) {}

    /** Where a text stands in the issue. */
    public record Place(long documentId, String section, int order) {}

    /** Newest first; the public has only those that are published. */
    @Transactional(readOnly = true)
    public KeyPage<GazetteIssue> list(boolean everyState, @Nullable String key, int size) {
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean begun = from.matches();
        boolean newer = begun && !from.group(1).isEmpty();
        var statement = sql.sql(SqlLimit.of(size + 1,
                ISSUE + " where " + (everyState ? "true" : "g.state = 'PUBLISHED'")
                        + (begun ? " and (g.year, g.number) " + (newer ? ">" : "<") + " (:year, :number)" : "")
                        + (newer ? " order by g.year, g.number" : " order by g.year desc, g.number desc")
                        + " limit :rows"));
        if (begun) {
            statement = statement.param("year", Integer.parseInt(from.group(2)))
                    .param("number", Integer.parseInt(from.group(3)));
        }
        List<GazetteIssue> found = statement.query(Gazettes::issue).list();
        return newer && found.size() < size
                ? list(everyState, null, size)
                : KeyPage.of(found, size, newer, begun, issue -> issue.year() + "-" + issue.number(), issue -> issue);
    }

    /** The years of which something is published, the last one first. */
    @Transactional(readOnly = true)
    public List<Integer> years() {
        return sql.sql("select distinct year from disclosure.gazette where state = 'PUBLISHED' order by year desc")
                .query(Integer.class)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<GazetteIssue> find(long id) {
        return sql.sql(ISSUE + " where g.id = :id").param("id", id).query(Gazettes::issue).optional();
    }

    /** Of every state but drafts: what was withdrawn says so. */
    @Transactional(readOnly = true)
    public Optional<GazetteIssue> shown(int year, int number) {
        return sql.sql(ISSUE + " where g.year = :year and g.number = :number and g.state <> 'DRAFT'")
                .param("year", year)
                .param("number", number)
                .query(Gazettes::issue)
                .optional();
    }

    /** In the order in which they stand, by section. */
    @Transactional(readOnly = true)
    public List<GazetteIssue.Piece> pieces(long issue) {
        record Row(long document, String section, int place) {}
        List<Row> rows = sql.sql("""
                select document_id, section, place from disclosure.gazette_piece where issue_id = :id
                order by place, document_id""")
                .param("id", issue)
                .query((row, n) -> new Row(row.getLong(1), row.getString(2), row.getInt(3)))
                .list();
        var known = new HashMap<Long, Entry>();
        entries.of(rows.stream().map(Row::document).toList()).forEach(entry -> known.put(entry.documentId(), entry));
        var order = new ArrayList<>(settings.gazetteSections());
        rows.stream().map(Row::section).filter(one -> !order.contains(one)).forEach(order::add);
        return rows.stream()
                .sorted(Comparator.comparingInt((Row row) -> order.indexOf(row.section())).thenComparingInt(Row::place))
                .map(row -> new GazetteIssue.Piece(row.document(), row.section(), row.place(), known.get(row
                        .document())))
                .toList();
    }

    /** In which issues these texts stand, as the desk says it beside them. */
    @Transactional(readOnly = true)
    public Map<Long, String> issuesOf(Collection<Long> documents) {
        var issues = new LinkedHashMap<Long, String>();
        sql.sql("""
                select p.document_id, g.year, g.number from disclosure.gazette_piece p
                join disclosure.gazette g on g.id = p.issue_id where p.document_id = any(:ids) order by g.year, g.number""")
                .param("ids", documents.toArray(Long[]::new))
                .query(row -> {
                    issues.merge(row.getLong(1), row.getInt(2) + "年第" + row.getInt(3) + "期", (a, b) -> a + "、" + b);
                });
        return issues;
    }

    /** The number that comes next in the year. */
    @Transactional(readOnly = true)
    public int nextNumber(int year) {
        return sql.sql("select coalesce(max(number), 0) + 1 from disclosure.gazette where year = :year")
                .param("year", year)
                .query(Integer.class)
                .single();
    }

    public Made begin(Actor actor, Head typed) {
        Head head = clean(typed);
        var refusal = DisclosureRules.ofCounty(actor).or(() -> problem(head)).or(() -> taken(0, head));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        Optional<Long> id = bound("""
                insert into disclosure.gazette (year, number, day, title, note)
                values (:year, :number, :day, :title, :note) on conflict (year, number) do nothing returning id""",
                head)
                .query(Long.class)
                .optional();
        if (id.isEmpty()) {
            return new Made.Refused(new Refusal("刚才已有别人建了" + head.year() + "年第" + head.number() + "期，请刷新后再试。"));
        }
        journal.record(actor.ref(), DisclosureAct.GAZETTE_CHANGED, new ObjectRef("gazette", id.get()), Map.of());
        return new Made.Done(id.get());
    }

    public Optional<Refusal> change(Actor actor, long id, int version, Head typed) {
        Head head = clean(typed);
        var refusal = mayChange(actor, id).or(() -> problem(head)).or(() -> taken(id, head));
        if (refusal.isPresent()) {
            return refusal;
        }
        int changed = bound("""
                update disclosure.gazette set year = :year, number = :number, day = :day, title = :title, note = :note,
                    version = version + 1 where id = :id and version = :version""", head)
                .param("id", id)
                .param("version", version)
                .update();
        return changed == 0 ? overtaken() : recorded(actor, id);
    }

    /** Puts published texts at the end of a section; those that stand in the issue already keep their place. */
    public Optional<Refusal> add(Actor actor, long id, String section, List<Long> documents) {
        Set<Long> wanted = new HashSet<>(documents);
        var refusal = mayChange(actor, id)
                .or(() -> Refusal.when(!settings.gazetteSections().contains(section), "请选择公报的栏目。"))
                .or(() -> Refusal.when(wanted.isEmpty(), "请先勾选要编入的文件。"))
                .or(() -> Refusal.when(entries.of(wanted).stream().filter(Entry::live).count() < wanted.size(),
                        "只能编入已经在公开目录里的文件；有的文件没有公开，或已撤下。"))
                .or(() -> Refusal.when(count(id) + wanted.size() > MOST_PIECES, "一期公报最多编入" + MOST_PIECES + "篇。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        for (long document : documents.stream().distinct().toList()) {
            sql.sql("""
                    insert into disclosure.gazette_piece (issue_id, document_id, section, place)
                    values (:id, :document, :section, (select coalesce(max(place), 0) + 1 from disclosure.gazette_piece
                        where issue_id = :id and section = :section))
                    on conflict (issue_id, document_id) do nothing""")
                    .param("id", id)
                    .param("document", document)
                    .param("section", section)
                    .update();
        }
        touch(id);
        return recorded(actor, id);
    }

    /** The whole table of contents as it was arranged; texts of the issue that are not named leave it. */
    public Optional<Refusal> arrange(Actor actor, long id, int version, List<Place> places) {
        var refusal = mayChange(actor, id).or(() -> {
            var sections = new HashSet<>(settings.gazetteSections());
            var known = new HashSet<Long>();
            pieces(id).forEach(piece -> {
                sections.add(piece.section());
                known.add(piece.documentId());
            });
            return Refusal.when(places.stream().anyMatch(place -> !sections.contains(place.section())), "请选择公报的栏目。")
                    .or(() -> Refusal.when(places.stream().anyMatch(place -> !known.contains(place.documentId())),
                            "目次刚被别人改过，请看过最新的再改。"));
        });
        if (refusal.isPresent()) {
            return refusal;
        }
        if (sql.sql("update disclosure.gazette set version = version + 1 where id = :id and version = :version")
                .param("id", id)
                .param("version", version)
                .update() == 0) {
            return overtaken();
        }
        sql.sql("delete from disclosure.gazette_piece where issue_id = :id").param("id", id).update();
        var next = new HashMap<String, Integer>();
        places.stream()
                .sorted(Comparator.comparingInt(Place::order))
                .forEach(place -> sql.sql("""
                        insert into disclosure.gazette_piece (issue_id, document_id, section, place)
                        values (:id, :document, :section, :place) on conflict do nothing""")
                        .param("id", id)
                        .param("document", place.documentId())
                        .param("section", place.section())
                        .param("place", next.merge(place.section(), 1, Integer::sum))
                        .update());
        return recorded(actor, id);
    }

    /** From now on the public has it; its PDF follows within seconds. */
    public Optional<Refusal> publish(Actor actor, long id) {
        var refusal = mayChange(actor, id).or(() -> {
            var pieces = pieces(id);
            return Refusal.when(pieces.isEmpty(), "这一期还没有编入文件，先选好文件再出版。")
                    .or(() -> Refusal.when(pieces.stream().anyMatch(piece -> !piece.live()),
                            "目次里有的文件已经撤下，请先移出再出版。"))
                    .or(() -> Refusal.when(find(id).orElseThrow().day().isAfter(clock.today()), "出版日期还没有到，请核对日期。"));
        });
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                update disclosure.gazette set state = 'PUBLISHED', published_at = :now, published_by = :by, version = version + 1,
                    contents = contents + 1, failures = 0, withdrawn_reason = '' where id = :id""")
                .param("id", id)
                .param("now", Timestamp.from(clock.now()))
                .param("by", actor.ref().id())
                .update();
        journal.record(actor.ref(), DisclosureAct.GAZETTE_PUBLISHED, new ObjectRef("gazette", id), Map.of());
        announce();
        return Optional.empty();
    }

    /** Page and PDF are gone in this act; the reason stays where they were. */
    public Optional<Refusal> withdraw(Actor actor, long id, String typed) {
        String reason = PlainText.line(typed).strip();
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(find(id).filter(GazetteIssue::isPublic).isEmpty(), "这一期没有出版，不用撤回。"))
                .or(() -> Refusal.when(reason.isEmpty() || PlainText.length(reason) > 200, "请写明撤回的原因，最多200个字；公众会看到。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                update disclosure.gazette set state = 'WITHDRAWN', withdrawn_reason = :reason, version = version + 1,
                    contents = contents + 1 where id = :id""").param("id", id).param("reason", reason).update();
        sql.sql("delete from disclosure.gazette_pdf where issue_id = :id").param("id", id).update();
        journal.record(actor.ref(), DisclosureAct.GAZETTE_WITHDRAWN, new ObjectRef("gazette", id),
                Map.of("reason", reason));
        announce();
        return Optional.empty();
    }

    /** The PDF is made anew, from the texts as they are today. */
    public Optional<Refusal> printAgain(Actor actor, long id) {
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(find(id).filter(GazetteIssue::isPublic).isEmpty(), "出版以后才排版。"));
        if (refusal.isEmpty()) {
            outdated(List.of(id));
            return recorded(actor, id);
        }
        return refusal;
    }

    /** A text that leaves the public leaves the PDF with it; the table of contents says that something stood there. */
    @EventListener
    void on(ArticleWithdrawn gone) {
        List<Long> issues = sql.sql("select issue_id from disclosure.gazette_piece where document_id = :id")
                .param("id", gone.documentId())
                .query(Long.class)
                .list();
        if (!issues.isEmpty()) {
            outdated(issues);
        }
    }

    private void outdated(List<Long> issues) {
        sql.sql("update disclosure.gazette set contents = contents + 1, failures = 0 where id = any(:ids)")
                .param("ids", issues.toArray(Long[]::new))
                .update();
        sql.sql("delete from disclosure.gazette_pdf where issue_id = any(:ids)")
                .param("ids", issues.toArray(Long[]::new))
                .update();
        announce();
    }

    // The press

    /** Published issues whose PDF is missing. */
    List<GazetteIssue> unprinted() {
        return sql.sql(ISSUE + """
                where g.state = 'PUBLISHED' and g.failures < :most and (p.contents is null or p.contents <> g.contents)
                order by g.year desc, g.number desc""")
                .param("most", MOST_FAILURES)
                .query(Gazettes::issue)
                .list();
    }

    /** Keeps the PDF unless the contents have changed while it was made; says whether it was kept. */
    boolean printed(GazetteIssue issue, byte[] bytes, int pages) {
        boolean current = sql
                .sql("select contents from disclosure.gazette where id = :id and state = 'PUBLISHED' for update")
                .param("id", issue.id())
                .query(Integer.class)
                .optional()
                .filter(contents -> contents == issue.contents())
                .isPresent();
        if (current) {
            sql.sql("""
                    insert into disclosure.gazette_pdf (issue_id, contents, bytes, pages, made_at)
                    values (:id, :contents, :bytes, :pages, :now)
                    on conflict (issue_id) do update set contents = excluded.contents, bytes = excluded.bytes,
                        pages = excluded.pages, made_at = excluded.made_at""")
                    .param("id", issue.id())
                    .param("contents", issue.contents())
                    .param("bytes", bytes)
                    .param("pages", pages)
                    .param("now", Timestamp.from(clock.now()))
                    .update();
            announce();
        }
        return current;
    }

    void failed(GazetteIssue issue) {
        sql.sql("update disclosure.gazette set failures = failures + 1 where id = :id and contents = :contents")
                .param("id", issue.id())
                .param("contents", issue.contents())
                .update();
    }

    /** The stored bytes, only as long as they hold what the issue holds. */
    @Transactional(readOnly = true)
    public Optional<byte[]> pdf(GazetteIssue issue) {
        return sql.sql("select bytes from disclosure.gazette_pdf where issue_id = :id and contents = :contents")
                .param("id", issue.id())
                .param("contents", issue.contents())
                .query((row, n) -> row.getBytes(1))
                .optional();
    }

    private Optional<Refusal> mayChange(Actor actor, long id) {
        return DisclosureRules.ofCounty(actor)
                .or(() -> find(id).map(issue -> Refusal.when(issue.isPublic(), "这一期已经出版；要修改，先撤回。"))
                        .orElse(Optional.of(new Refusal("没有这一期公报。"))));
    }

    private static Head clean(Head typed) {
        return new Head(typed.year(), typed.number(), typed.day(), PlainText.line(typed.title()).strip(),
                PlainText.lines(typed.note()).strip());
    }

    private Optional<Refusal> problem(Head head) {
        int thisYear = clock.today().getYear();
        return Refusal.when(head.year() < 1949 || head.year() > thisYear + 1, "请填写年份，例如 " + thisYear + "。")
                .or(() -> Refusal.when(head.number() < 1 || head.number() > 999, "请填写期号，从1开始。"))
                .or(() -> Refusal.when(Math.abs(head.day().getYear() - head.year()) > 1, "出版日期与年份不符，请核对。"))
                .or(() -> Refusal.when(PlainText.length(head.title()) > LONGEST_TITLE,
                        "名称最多" + LONGEST_TITLE + "个字。"))
                .or(() -> Refusal.when(PlainText.length(head.note()) > LONGEST_NOTE, "卷首语最多" + LONGEST_NOTE + "个字。"))
                .or(() -> bodies.county()
                        .flatMap(county -> wording.refusal("名称", head.title(), county.unit())
                                .or(() -> wording.refusal("卷首语", head.note(), county.unit()))));
    }

    private Optional<Refusal> taken(long id, Head head) {
        return Refusal.when(sql
                .sql("select exists (select 1 from disclosure.gazette where year = :year and number = :number and id <> :id)")
                .param("year", head.year())
                .param("number", head.number())
                .param("id", id)
                .query(Boolean.class)
                .single(), head.year() + "年第" + head.number() + "期已经有了，请换一个期号。");
    }

    private JdbcClient.StatementSpec bound(String statement, Head head) {
        return sql.sql(statement)
                .param("year", head.year())
                .param("number", head.number())
                .param("day", head.day())
                .param("title", head.title())
                .param("note", head.note());
    }

    private int count(long id) {
        return sql.sql("select count(*) from disclosure.gazette_piece where issue_id = :id")
                .param("id", id)
                .query(Integer.class)
                .single();
    }

    private void touch(long id) {
        sql.sql("update disclosure.gazette set version = version + 1 where id = :id").param("id", id).update();
    }

    private Optional<Refusal> recorded(Actor actor, long id) {
        journal.record(actor.ref(), DisclosureAct.GAZETTE_CHANGED, new ObjectRef("gazette", id), Map.of());
        return Optional.empty();
    }

    private static Optional<Refusal> overtaken() {
        return Optional.of(new Refusal("这一期刚被别人改过，请看过最新的内容再改。"));
    }

    private void announce() {
        events.publishEvent(new PublicChange(Set.of(TOKEN)));
    }

    private static GazetteIssue issue(ResultSet row, int n) throws SQLException {
        return new GazetteIssue(row.getLong("id"), row.getInt("year"), row.getInt("number"),
                row.getObject("day", LocalDate.class), row.getString("title"), row.getString("note"),
                GazetteIssue.State.valueOf(row.getString("state")), row.getInt("version"),
                row.getString("withdrawn_reason"), row.getInt("contents"), row.getBoolean("has_pdf"),
                row.getInt("pages"), row.getInt("failures"));
    }
}
