package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.SqlLimit;

/** The public catalogue (公开目录): what is disclosed, by body, subject, genre, audience, statutory kind and year. */
@Component
@Transactional(readOnly = true)
public class Catalogue {
    private static final Pattern KEY = Pattern.compile("(n?)([01])-(\\d{1,18})-(\\d{1,18})");

    private final JdbcClient sql;

    Catalogue(JdbcClient sql) {
        this.sql = sql;
    }

    /** How many items there are by each value of each axis, for the same question. */
    public record Tally(long total, Map<Axis, Map<String, Long>> terms, Map<Long, Long> bodies,
            Map<Integer, Long> years, Map<Validity, Long> validity) {}

    private record Asked(String where, Map<String, Object> values) {}

    private static Asked asked(Question question) {
        return asked(question, "live", "validity is not null");
    }

    private static Asked asked(Question question, String all, String inTheLibrary) {
        var where = new StringBuilder(all);
        var values = new HashMap<String, Object>();
        if (question.library()) {
            where.append(" and ").append(inTheLibrary);
        }
        if (question.body() != null) {
            where.append(" and body_id = :body");
            values.put("body", question.body());
        }
        if (question.section() != null) {
            where.append(" and section = :section");
            values.put("section", question.section().name());
        }
        for (Axis axis : Axis.values()) {
            String code = question.of(axis);
            if (code != null) {
                where.append(" and ").append(axis.column()).append(" = :").append(axis.column());
                values.put(axis.column(), code);
            }
        }
        if (question.year() != null) {
            where.append(" and year = :year");
            values.put("year", question.year());
        }
        if (question.validity() != null) {
            where.append(" and validity = :validity");
            values.put("validity", question.validity().name());
        }
        return new Asked(where.toString(), values);
    }

    /** Newest first; in the library what is in force comes first. An unreadable key means the first page. */
    public KeyPage<Entry> list(Question question, @Nullable String key, int size) {
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean begun = from.matches();
        boolean newer = begun && !from.group(1).isEmpty();
        Asked asked = asked(question);
        String order = question.library()
                ? newer
                        ? "order by rank desc, order_key, document_id"
                        : "order by rank, order_key desc, document_id desc"
                : newer ? "order by order_key, document_id" : "order by order_key desc, document_id desc";
        String after = question.library()
                ? """
                        and (rank %1$s :rank or rank = :rank and (order_key, document_id) %2$s (:order, :document))"""
                        .formatted(newer ? "<" : ">", newer ? ">" : "<")
                : " and (order_key, document_id) %s (:order, :document)".formatted(newer ? ">" : "<");
        var statement = sql.sql(SqlLimit.of(size + 1, "select * from disclosure.entry where " + asked.where()
                + (begun ? " " + after.strip() : "") + " " + order + " limit :rows")).params(asked.values());
        if (begun) {
            statement = statement.param("rank", Integer.parseInt(from.group(2)))
                    .param("order", Long.parseLong(from.group(3)))
                    .param("document", Long.parseLong(from.group(4)));
        }
        record Row(Entry entry, String key) {}
        List<Row> found = statement.query((row, n) -> new Row(EntryRows.entry(row), row.getInt("rank") + "-"
                + row.getLong("order_key") + "-" + row.getLong("document_id"))).list();
        return newer && found.size() < size
                ? list(question, null, size)
                : KeyPage.of(found, size, newer, begun, Row::key, Row::entry);
    }

    /** One walk over the cells that the question finds, and what was changed since they were added up. */
    public Tally tally(Question question) {
        Asked asked = asked(question, "true", "validity <> ''");
        var terms = new EnumMap<Axis, Map<String, Long>>(Axis.class);
        for (Axis axis : Axis.values()) {
            terms.put(axis, new LinkedHashMap<>());
        }
        var bodies = new LinkedHashMap<Long, Long>();
        var years = new TreeMap<Integer, Long>(java.util.Comparator.reverseOrder());
        var validity = new EnumMap<Validity, Long>(Validity.class);
        long[] total = {0};
        sql.sql("""
                select case when grouping(subject) = 0 then 'SUBJECT' when grouping(genre) = 0 then 'GENRE'
                        when grouping(audience) = 0 then 'AUDIENCE' when grouping(statutory) = 0 then 'STATUTORY'
                        when grouping(year) = 0 then 'YEAR' when grouping(body_id) = 0 then 'BODY'
                        when grouping(validity) = 0 then 'VALIDITY' else 'ALL' end as axis,
                    coalesce(subject, genre, audience, statutory, cast(year as text), cast(body_id as text), validity) as value,
                    sum(n) as n
                from (select * from disclosure.cell union all select * from disclosure.cell_change) cell where %s
                group by grouping sets ((subject), (genre), (audience), (statutory), (year), (body_id), (validity), ())
                having sum(n) > 0
                """
                .formatted(asked.where()))
                .params(asked.values())
                .query(row -> {
                    String axis = row.getString("axis");
                    String value = row.getString("value");
                    long n = row.getLong("n");
                    if (axis.equals("ALL")) {
                        total[0] = n;
                    } else if (value != null && !value.isEmpty()) {
                        switch (axis) {
                            case "YEAR" -> years.put(Integer.valueOf(value), n);
                            case "BODY" -> bodies.put(Long.valueOf(value), n);
                            case "VALIDITY" -> validity.put(Validity.valueOf(value), n);
                            default -> terms.computeIfAbsent(Axis.valueOf(axis), a -> new HashMap<>()).put(value, n);
                        }
                    }
                });
        return new Tally(total[0], terms, bodies, years, validity);
    }

    /** Live items in the order of the ids given; those that are not live are missing. */
    public List<Entry> live(Collection<Long> documents) {
        var byId = new HashMap<Long, Entry>();
        sql.sql("select * from disclosure.entry where live and document_id = any(:ids)")
                .param("ids", documents.toArray(Long[]::new))
                .query(row -> {
                    Entry entry = EntryRows.entry(row);
                    byId.put(entry.documentId(), entry);
                });
        var ordered = new ArrayList<Entry>();
        documents.forEach(id -> {
            Entry entry = byId.get(id);
            if (entry != null) {
                ordered.add(entry);
            }
        });
        return ordered;
    }

    /** Live items whose title begins so, for choosing one on the desk. */
    public List<Entry> beginning(String words, int size) {
        return sql.sql(SqlLimit.of(size, """
                select * from disclosure.entry where live and title collate "C" >= :from and title collate "C" < :to
                order by title collate "C", document_id limit :rows"""))
                .param("from", words)
                .param("to", words + "\uFFFF")
                .query((row, n) -> EntryRows.entry(row))
                .list();
    }

    /** One line of the statistics: how many a body has disclosed of a kind, in the period and altogether until its end. */
    public record Count(long body, @Nullable String statutory, long inPeriod, long untilThen) {}

    /** R24: by body and statutory kind; what was public for the first time in the period, and all until its last day. */
    public List<Count> counts(LocalDate from, LocalDate to, java.time.ZoneId zone) {
        return sql
                .sql("""
                        select body_id, statutory, count(*) filter (where first_published_at >= :from) as period, count(*) as total
                        from disclosure.entry where first_published_at < :to group by body_id, statutory order by body_id, statutory""")
                .param("from", from.atStartOfDay(zone).toOffsetDateTime())
                .param("to", to.plusDays(1).atStartOfDay(zone).toOffsetDateTime())
                .query((row, n) -> new Count(row.getLong("body_id"), row.getString("statutory"), row.getLong("period"),
                        row.getLong("total")))
                .list();
    }
}
