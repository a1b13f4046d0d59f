package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SqlLimit;

/**
 * The forms that citizens can fill in at home (表格下载): what is attached to the public articles of some columns, so that a form is
 * listed as long as its guide is public, and in its newest edition.
 */
@Service
@Transactional(readOnly = true)
public class PublishedForms {
    private static final Pattern KEY = Pattern.compile("(n?)(\\d{1,18})-(\\d{1,18})-(\\d{1,5})");

    private final JdbcClient sql;
    private final Structure structure;
    private final PublicSide publicSide;

    PublishedForms(JdbcClient sql, Structure structure, PublicSide publicSide) {
        this.sql = sql;
        this.structure = structure;
        this.publicSide = publicSide;
    }

    /**
     * A form.
     *
     * @param guide the title of the article that it belongs to
     * @param source who published that
     */
    public record Form(String name, String mediaType, long size, String href, String guide, String guideHref,
            String source) {}

    private record Row(long orderKey, long document, int position, Form form) {
        String key() {
            return orderKey + "-" + document + "-" + position;
        }
    }

    /**
     * Forms of these columns, those of the newest articles first. An unreadable key means the first page.
     *
     * @param words found in the name of the form or of its article; blank for all
     */
    public KeyPage<Form> list(List<ColumnView> columns, String words, @Nullable String key, int size) {
        Matcher place = KEY.matcher(key == null ? "" : key);
        boolean begun = place.matches();
        boolean newer = begun && !place.group(1).isEmpty();
        List<Row> found = sql
                .sql(SqlLimit.of(size + 1,
                        """
                                select found.* from unnest(cast(:columns as bigint[])) wanted (id)
                                cross join lateral (
                                    select l.order_key, l.document_id, f.position, f.file_id, f.name, f.media_type, f.size, l.title,
                                        l.source, l.site_id, l.column_id, l.first_published_at
                                    from content.column_listing l join content.document d on d.id = l.document_id
                                    join content.edition_file f on f.edition_id = d.live_edition_id and f.role = 'ATTACHMENT'
                                    where l.column_id = wanted.id and l.attachments > 0 and l.article_column_id = wanted.id
                                        and (:words = '' or strpos(lower(f.name), :words) > 0 or strpos(lower(l.title), :words) > 0)
                                        and (l.order_key, l.document_id, f.position) %1$s (:order, :document, :position)
                                    order by l.order_key %2$s, l.document_id %2$s, f.position %2$s limit :rows) found
                                order by found.order_key %2$s, found.document_id %2$s, found.position %2$s limit :rows"""
                                .formatted(newer ? ">" : "<", newer ? "asc" : "desc")))
                .param("columns", columns.stream().map(ColumnView::id).toArray(Long[]::new))
                .param("words", PlainText.line(words).strip().toLowerCase(java.util.Locale.ROOT))
                .param("order", begun ? Long.parseLong(place.group(2)) : Long.MAX_VALUE)
                .param("document", begun ? Long.parseLong(place.group(3)) : Long.MAX_VALUE)
                .param("position", begun ? Integer.parseInt(place.group(4)) : Integer.MAX_VALUE)
                .query((row, _) -> new Row(row.getLong(1), row.getLong(2), row.getInt(3),
                        new Form(row.getString(5), row.getString(6), row.getLong(7),
                                PublishedContent.fileHref(row.getLong(4), row.getString(5)), row.getString(8),
                                guide(row.getLong(10), row.getLong(11), row.getLong(2),
                                        row.getTimestamp(12).toInstant()),
                                row.getString(9))))
                .list();
        return KeyPage.of(found, size, newer, begun, Row::key, Row::form);
    }

    private String guide(long site, long column, long document, Instant first) {
        Structure.Picture now = structure.now();
        return publicSide.href(now.site(site).orElseThrow().slug(), now.columnOrClosed(column).orElseThrow().slug(),
                document, first);
    }
}
