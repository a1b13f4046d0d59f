package org.yizhan.content;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.UnitPath;

/**
 * What is known to be wrong on the sites (内容质量数据), for those who evaluate: what readers reported, what the looking over of everything
 * published found, and what service guides lack.
 */
@Component
public class QualityFigures {
    /** Of one site and kind; more would not tell more. */
    private static final int MOST = 200;

    /**
     * What a guide must say.
     *
     * @param code of the element in the model of guides
     * @param words by which a text that has no fields for it says so, as a pattern of the database
     */
    private record Asked(String code, String label, String words) {}

    private static final List<Asked> ASKED = List.of(new Asked("item-name", "事项名称", "."),
            new Asked("basis", "设定依据", "依据"), new Asked("conditions", "申请条件", "条件|对象"),
            new Asked("materials", "办理材料", "材料"), new Asked("place", "办理地点", "地点|地址|窗口"),
            new Asked("hours", "办理时间", "时间"), new Asked("phone", "联系电话", "电话"),
            new Asked("steps", "办理流程", "流程|程序|步骤"));

    private final JdbcClient sql;

    QualityFigures(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Something that a reader reported.
     *
     * @param siteId of the article that is meant; null when the page is not one
     * @param closedOn null while nobody has dealt with it
     */
    public record Reported(long id, @Nullable Long siteId, UnitPath unit, String page, LocalDate dueOn,
            @Nullable LocalDate closedOn) {}

    /** Open after their day, and those closed after theirs since the day. */
    public List<Reported> lateMistakes(LocalDate today, LocalDate since) {
        return sql.sql("""
                select m.id, d.site_id, m.unit_path, case when m.page_title = '' then m.page else m.page_title end,
                    m.due_on, m.closed_on
                from content.mistake m left join content.document d on d.id = m.document_id
                where m.state = 'OPEN' and m.due_on < :today
                    or m.state <> 'OPEN' and m.closed_on >= :since and m.closed_on > m.due_on
                order by m.due_on, m.id""")
                .param("today", Date.valueOf(today))
                .param("since", Date.valueOf(since))
                .query((row, n) -> new Reported(row.getLong(1), row.getObject(2, Long.class),
                        new UnitPath(row.getString(3)), row.getString(4), row.getObject(5, LocalDate.class),
                        row.getObject(6, LocalDate.class)))
                .list();
    }

    /** What a finding of the looking over is about. */
    public enum Kind {
        /** A wording that would not be let through today. */
        WORDS,
        /** A link, an attachment or a picture that leads nowhere. */
        LINK
    }

    /** A finding that is still open; those that somebody accepted with a reason are not. */
    public record Flaw(long siteId, long documentId, Kind kind, String title, String passage, String advice) {}

    /** What is open, at most some hundred of a site and kind, the newest first. */
    public List<Flaw> flaws(@Nullable Long siteId) {
        return sql.sql("""
                select * from (
                    select d.site_id, f.document_id, case when f.kind = 'TEXT' then 'WORDS' else 'LINK' end as about,
                        e.title, f.passage, f.advice, f.id, row_number() over (
                            partition by d.site_id, f.kind = 'TEXT' order by f.id desc) as place
                    from content.hygiene_finding f join content.document d on d.id = f.document_id
                    join content.edition e on e.id = d.live_edition_id
                    where f.state = 'OPEN' and (f.kind in ('LINK', 'OUTER', 'FILE') or f.kind = 'TEXT' and f.heavy)
                        and (cast(:site as bigint) is null or d.site_id = :site)) open
                where place <= :most order by id desc""")
                .param("site", siteId)
                .param("most", MOST)
                .query((row, n) -> new Flaw(row.getLong(1), row.getLong(2), Kind.valueOf(row.getString(3)),
                        row.getString(4), row.getString(5), row.getString(6)))
                .list();
    }

    /**
     * A service guide that does not say everything.
     *
     * @param lacking what it does not say, in words
     */
    public record Guide(long siteId, long columnId, long documentId, String title, List<String> lacking) {
        public Guide {
            lacking = List.copyOf(lacking);
        }
    }

    /** The guides in these columns; those that lack nothing are among them, with nothing lacking. */
    public List<Guide> guides(Collection<Long> columns) {
        if (columns.isEmpty()) {
            return List.of();
        }
        String says = ASKED.stream()
                .map(one -> "coalesce(e.elements ->> '%s', '') <> '' or concat(e.title, e.body_text) ~ '%s'"
                        .formatted(one.code(), one.words()))
                .collect(Collectors.joining(", "));
        return sql.sql("""
                select e.site_id, e.column_id, e.document_id, e.title, array[%s] from (
                    select distinct on (d.id) d.site_id, e.column_id, e.document_id, e.title, e.body_text, e.elements
                    from content.column_listing l join content.document d on d.id = l.document_id
                    join content.edition e on e.id = d.live_edition_id
                    where l.column_id = any(:columns)) e
                order by e.site_id, e.document_id""".formatted(says))
                .param("columns", columns.toArray(Long[]::new))
                .query((row, n) -> {
                    var said = (Boolean[]) row.getArray(5).getArray();
                    var lacking = new ArrayList<String>();
                    for (int i = 0; i < said.length; i++) {
                        if (!said[i]) {
                            lacking.add(ASKED.get(i).label());
                        }
                    }
                    return new Guide(row.getLong(1), row.getLong(2), row.getLong(3), row.getString(4), lacking);
                })
                .list();
    }

    /** The sites of these articles, and their titles as they are public. */
    public Map<Long, Place> places(Collection<Long> documents) {
        var places = new HashMap<Long, Place>();
        if (!documents.isEmpty()) {
            sql.sql("""
                    select d.id, d.site_id, e.column_id, e.title, e.model from content.document d
                    join content.edition e on e.id = d.live_edition_id where d.id = any(:ids)""")
                    .param("ids", documents.toArray(Long[]::new))
                    .query(row -> {
                        places.put(row.getLong(1), new Place(row.getLong(2), row.getLong(3), row.getString(4),
                                row.getString(5)));
                    });
        }
        return places;
    }

    /** Where a public article stands, and what kind of text it is. */
    public record Place(long siteId, long columnId, String title, String model) {}
}
