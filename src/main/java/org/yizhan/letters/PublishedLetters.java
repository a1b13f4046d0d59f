package org.yizhan.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.content.PublicChange;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.search.SearchDocument;
import org.yizhan.search.SearchIndex;
import org.yizhan.search.Visibility;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitId;

/** What the public may read of letters (来信选登): nothing else of a letter leaves for it. */
@Component
public class PublishedLetters implements Visibility {
    public static final String KIND = "letter";
    /** On it depend the lists of published letters. */
    public static final String TOKEN = "letters:replies";

    private static final Pattern KEY = Pattern.compile("(n?)([0-9]{1,6})-([0-9]{1,18})");
    private static final String FIELDS = """
            select case_id, title, question, answer, class, subject, region, mailbox_id, unit_id, asked_on, answered_on
            from letters.published
            """;

    private final JdbcClient sql;
    private final SearchIndex index;
    private final PublishedContent content;
    private final SubjectTree subjects;
    private final Directory directory;
    private final ApplicationEventPublisher events;
    private final CountyClock clock;

    PublishedLetters(JdbcClient sql, SearchIndex index, PublishedContent content, SubjectTree subjects,
            Directory directory,
            ApplicationEventPublisher events, CountyClock clock) {
        this.sql = sql;
        this.index = index;
        this.content = content;
        this.subjects = subjects;
        this.directory = directory;
        this.events = events;
        this.clock = clock;
    }

    /** On it depends the page of one. */
    public static String token(long id) {
        return "letters:reply:" + id;
    }

    /** By what a list is narrowed; null or empty where it is not. A subject stands for those below it too. */
    public record Narrowed(@Nullable Long mailbox, @Nullable Long unit, String subject, String region) {
        public static final Narrowed NOT = new Narrowed(null, null, "", "");
    }

    public Optional<PublishedLetter> find(long id) {
        return sql.sql(FIELDS + "where case_id = :id").param("id", id).query((row, n) -> letter(row)).optional();
    }

    /** Those answered last first. */
    public KeyPage<PublishedLetter> list(Narrowed by, @Nullable String key, int size) {
        Optional<Matcher> from = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = from.isPresent() && !from.get().group(1).isEmpty();
        var where = new StringBuilder("where true ");
        var values = new LinkedHashMap<String, Object>();
        narrow(where, values, "mailbox_id", by.mailbox());
        narrow(where, values, "unit_id", by.unit());
        if (!by.subject().isEmpty()) {
            where.append("and subject = any(:subjects) ");
            values.put("subjects", subjects.within(by.subject()).toArray(String[]::new));
        }
        narrow(where, values, "region", by.region().isEmpty() ? null : by.region());
        if (from.isPresent()) {
            where.append("and (answered_on, case_id) ").append(newer ? ">" : "<").append(" (:day, :id) ");
            values.put("day", LocalDate.ofEpochDay(Long.parseLong(from.get().group(2))));
            values.put("id", Long.parseLong(from.get().group(3)));
        }
        String order = newer ? "order by answered_on, case_id" : "order by answered_on desc, case_id desc";
        List<PublishedLetter> read = sql.sql(SqlLimit.of(size + 1, FIELDS + where + order + " limit :rows"))
                .params(values)
                .query((row, n) -> letter(row))
                .list();
        return KeyPage.of(read, size, newer, from.isPresent(),
                one -> one.answeredOn().toEpochDay() + "-" + one.id(), one -> one);
    }

    private static void narrow(StringBuilder where, Map<String, Object> values, String column,
            @Nullable Object value) {
        if (value != null) {
            where.append("and ").append(column).append(" = :").append(column).append(' ');
            values.put(column, value);
        }
    }

    /** Values of this column that occur, so that no choice leads to an empty list. */
    private List<String> occurring(String column) {
        return sql.sql("""
                with recursive seen as (
                    (select %1$s as value from letters.published order by %1$s limit 1)
                    union all
                    select (select %1$s from letters.published where %1$s > seen.value order by %1$s limit 1)
                    from seen where seen.value is not null)
                select cast(value as text) from seen where value is not null""".formatted(column))
                .query(String.class)
                .list();
    }

    public Set<Long> units() {
        return occurring("unit_id").stream().map(Long::valueOf).collect(java.util.stream.Collectors.toSet());
    }

    public Set<Long> mailboxes() {
        return occurring("mailbox_id").stream().map(Long::valueOf).collect(java.util.stream.Collectors.toSet());
    }

    public Set<String> subjects() {
        return new HashSet<>(occurring("subject"));
    }

    public Set<String> regions() {
        return new HashSet<>(occurring("region"));
    }

    private static PublishedLetter letter(ResultSet row) throws SQLException {
        return new PublishedLetter(row.getLong("case_id"), row.getString("title"), row.getString("question"),
                row.getString("answer"), row.getString("class"), row.getString("subject"), row.getString("region"),
                row.getLong("mailbox_id"), row.getLong("unit_id"), row.getObject("asked_on", LocalDate.class),
                row.getObject("answered_on", LocalDate.class));
    }

    /** Puts it where people find it, or replaces what is there. */
    void put(PublishedLetter letter, long by) {
        sql.sql("""
                insert into letters.published (case_id, title, question, answer, class, subject, region, mailbox_id, unit_id,
                    asked_on, answered_on, published_by, published_at)
                values (:id, :title, :question, :answer, :class, :subject, :region, :mailbox, :unit, :asked, :answered, :by, :at)
                on conflict (case_id) do update set title = excluded.title, question = excluded.question,
                    answer = excluded.answer, class = excluded.class, subject = excluded.subject, region = excluded.region,
                    unit_id = excluded.unit_id, answered_on = excluded.answered_on, published_by = excluded.published_by,
                    published_at = excluded.published_at, version = letters.published.version + 1""")
                .param("id", letter.id())
                .param("title", letter.title())
                .param("question", letter.question())
                .param("answer", letter.answer())
                .param("class", letter.clazz())
                .param("subject", letter.subject())
                .param("region", letter.region())
                .param("mailbox", letter.mailbox())
                .param("unit", letter.unit())
                .param("asked", letter.askedOn())
                .param("answered", letter.answeredOn())
                .param("by", by)
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        content.siteBySlug("").ifPresent(portal -> index.put(document(letter, portal)));
        events.publishEvent(new PublicChange(Set.of(TOKEN, token(letter.id()))));
    }

    private SearchDocument document(PublishedLetter letter, SiteView portal) {
        String unit = directory.unit(new UnitId(letter.unit())).map(Unit::shortName).orElse("");
        Instant at = letter.answeredOn().atTime(12, 0).atZone(clock.zone()).toInstant();
        return new SearchDocument(KIND, letter.id(), "public", letter.title(),
                letter.question() + "\n" + letter.answer(), "", portal.id(), portal.name(), 0, "来信选登", unit, null, at,
                letter.href());
    }

    /** Gone from every surface, in the act's transaction. */
    void takeOff(CaseId id) {
        int gone = sql.sql("delete from letters.published where case_id = :id").param("id", id.value()).update();
        if (gone > 0) {
            index.remove(KIND, id.value());
            events.publishEvent(new PublicChange(Set.of(TOKEN, token(id.value()))));
        }
    }

    boolean has(CaseId id) {
        return sql.sql("select exists (select 1 from letters.published where case_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Set<Long> visible(Collection<Long> ids, String audience) {
        if (ids.isEmpty() || !audience.equals("public")) {
            return Set.of();
        }
        return new HashSet<>(sql.sql("select case_id from letters.published where case_id = any(:ids)")
                .param("ids", ids.toArray(Long[]::new))
                .query(Long.class)
                .list());
    }
}
