package org.yizhan.content;

import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

/**
 * Counts what is published, by column, day and unit (按日计数), in the transaction of the act that publishes or withdraws.
 * {@code published} is what is public now, on the day on which it became so; the others count acts.
 */
@Component
class DailyCounts {
    private static final String ADD = """
            insert into content.column_day as d (column_id, day, unit_id, %1$s)
            values (:column, :day, :unit, :by)
            on conflict (column_id, day, unit_id) do update set %1$s = d.%1$s + excluded.%1$s""";

    private final JdbcClient sql;
    private final JdbcTemplate batch;
    private final Directory directory;
    private final CountyClock clock;

    DailyCounts(JdbcClient sql, JdbcTemplate batch, Directory directory, CountyClock clock) {
        this.sql = sql;
        this.batch = batch;
        this.directory = directory;
        this.clock = clock;
    }

    private record Contribution(long column, LocalDate day, long unit) {}

    /** Something public for the first time, or again after a withdrawal, or a new edition of what was public. */
    void shown(Edition live, Instant now) {
        LocalDate today = clock.local(now).toLocalDate();
        Optional<Contribution> before = contribution(live.documentId());
        if (before.isEmpty()) {
            var fresh = new Contribution(live.columnId(), today, unitOf(live.submittedBy(), live.unit()));
            write(live.documentId(), fresh);
            add("published", fresh, 1);
            return;
        }
        Contribution there = before.get();
        var here = new Contribution(live.columnId(), there.day(), there.unit());
        if (there.column() != live.columnId()) {
            // Always in the order of columns, so that two that pass each other do not wait for each other.
            boolean up = there.column() < live.columnId();
            add("published", up ? there : here, up ? -1 : 1);
            add("published", up ? here : there, up ? 1 : -1);
            write(live.documentId(), here);
        }
        add("updated", new Contribution(live.columnId(), today, there.unit()), 1);
    }

    void hidden(long documentId) {
        sql.sql("delete from content.contribution where document_id = :id returning column_id, day, unit_id")
                .param("id", documentId)
                .query((row, n) -> new Contribution(row.getLong(1), row.getObject(2, LocalDate.class), row.getLong(3)))
                .optional()
                .ifPresent(there -> {
                    add("published", there, -1);
                    add("withdrawn", new Contribution(there.column(), clock.today(), there.unit()), 1);
                });
    }

    /** What an act says of the work of the unit that handed the text in. */
    void acted(ContentAct act, Edition after, Instant now) {
        String count = act == ContentAct.SUBMITTED ? "submitted" : act == ContentAct.RETURNED ? "returned" : "";
        if (!count.isEmpty()) {
            add(count, new Contribution(after.columnId(), clock.local(now).toLocalDate(),
                    unitOf(after.submittedBy(), after.unit())), 1);
        }
    }

    /** Many at once, each public since the day on which it was published elsewhere. */
    void taken(List<ArchivedArticle> articles, List<Long> documents, Map<Long, UnitPath> columnUnits) {
        var units = new HashMap<PersonId, Long>();
        var counted = new HashMap<Contribution, Integer>();
        var rows = new ArrayList<Object[]>(articles.size());
        for (int i = 0; i < articles.size(); i++) {
            ArchivedArticle article = articles.get(i);
            long unit = units.computeIfAbsent(article.author(), author -> unitOf(author.value(),
                    Objects.requireNonNull(columnUnits.get(article.columnId()))));
            var one = new Contribution(article.columnId(), clock.local(article.publishedAt()).toLocalDate(), unit);
            counted.merge(one, 1, Integer::sum);
            rows.add(new Object[]{documents.get(i), one.column(), Date.valueOf(one.day()), one.unit()});
        }
        batch.batchUpdate("insert into content.contribution (document_id, column_id, day, unit_id) values (?, ?, ?, ?)",
                rows);
        batch.batchUpdate("""
                insert into content.column_day as d (column_id, day, unit_id, published) values (?, ?, ?, ?)
                on conflict (column_id, day, unit_id) do update set published = d.published + excluded.published""",
                counted.entrySet()
                        .stream()
                        .sorted(java.util.Comparator
                                .comparing((Map.Entry<Contribution, Integer> e) -> e.getKey().column())
                                .thenComparing(e -> e.getKey().day())
                                .thenComparing(e -> e.getKey().unit()))
                        .map(e -> new Object[]{e.getKey().column(), Date.valueOf(e.getKey().day()), e.getKey().unit(),
                            e.getValue()})
                        .toList());
    }

    private Optional<Contribution> contribution(long documentId) {
        return sql.sql("select column_id, day, unit_id from content.contribution where document_id = :id")
                .param("id", documentId)
                .query((row, n) -> new Contribution(row.getLong(1), row.getObject(2, LocalDate.class), row.getLong(3)))
                .optional();
    }

    private void write(long documentId, Contribution where) {
        sql.sql("""
                insert into content.contribution (document_id, column_id, day, unit_id)
                values (:id, :column, :day, :unit)
                on conflict (document_id) do update set column_id = excluded.column_id""")
                .param("id", documentId)
                .param("column", where.column())
                .param("day", where.day())
                .param("unit", where.unit())
                .update();
    }

    private void add(String count, Contribution where, int by) {
        sql.sql(ADD.formatted(count))
                .param("column", where.column())
                .param("day", where.day())
                .param("unit", where.unit())
                .param("by", by)
                .update();
    }

    /** The body that the person works for; a division's work is its body's. Without a person, the unit of the column. */
    private long unitOf(@Nullable Long person, UnitPath ofColumn) {
        UnitPath path = person == null
                ? ofColumn
                : directory.person(new PersonId(person)).map(Person::unit).orElse(ofColumn);
        while (!path.isRoot() && directory.unit(path.unit()).map(Unit::division).orElse(false)) {
            path = new UnitPath(
                    path.value().substring(0, path.value().lastIndexOf('/', path.value().length() - 2) + 1));
        }
        return path.unit().value();
    }
}
