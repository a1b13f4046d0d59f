package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** Documents as cards, for modules that keep catalogues. Asks no rules: who calls shows no card to whom it may not be shown. */
@Component
public class DocumentCards {
    private static final String CARD = """
            select d.id, e.number, d.site_id, e.column_id, c.name as column_name, c.slug as column_slug, c.unit_path,
                c.disclosure, e.state = 'LIVE' as live, e.title, e.summary, e.issuing_body, e.document_number, e.issued_on,
                d.index_number, e.model, e.published_at, d.first_published_at, d.created_at, s.slug as site_slug
            from content.document d join content.edition e on e.document_id = d.id
            join content.column_ c on c.id = e.column_id join content.site s on s.id = d.site_id
            """;

    private final JdbcClient sql;
    private final PublicSide publicSide;

    DocumentCards(JdbcClient sql, PublicSide publicSide) {
        this.sql = sql;
        this.publicSide = publicSide;
    }

    /** What the public has of these documents; those that are not public are missing. */
    public List<DocumentCard> live(Collection<Long> documents) {
        return sql.sql(CARD + "where d.id = any(:ids) and e.id = d.live_edition_id")
                .param("ids", documents.toArray(Long[]::new))
                .query(this::card)
                .list();
    }

    /** The edition in work, otherwise the live one, otherwise the last. */
    public Optional<DocumentCard> current(long document) {
        return sql
                .sql(CARD + "where d.id = :id order by " + Editions.IN_WORK
                        + " desc, e.state = 'LIVE' desc, e.number desc limit 1")
                .param("id", document)
                .query(this::card)
                .optional();
    }

    /** Live documents of these columns, from the one after {@code after} on in the order of their ids. */
    public List<DocumentCard> ofColumn(long column, long after, int size) {
        return sql.sql(SqlLimit.of(size, CARD + """
                where e.column_id = :column and e.state = 'LIVE' and d.id > :after order by d.id limit :rows"""))
                .param("column", column)
                .param("after", after)
                .query(this::card)
                .list();
    }

    private DocumentCard card(ResultSet row, int n) throws SQLException {
        Instant first = at(row, "first_published_at");
        long id = row.getLong("id");
        return new DocumentCard(id, row.getInt("number"), row.getLong("site_id"), row.getLong("column_id"),
                row.getString("column_name"), new UnitPath(row.getString("unit_path")), row.getBoolean("disclosure"),
                row.getBoolean("live"), row.getString("title"), row.getString("summary"), row.getString("issuing_body"),
                row.getString("document_number"), row.getObject("issued_on", LocalDate.class),
                row.getString("index_number"), row.getString("model"), at(row, "published_at"), first,
                publicSide.href(row.getString("site_slug"), row.getString("column_slug"), id,
                        first == null ? row.getTimestamp("created_at").toInstant() : first));
    }

    private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
