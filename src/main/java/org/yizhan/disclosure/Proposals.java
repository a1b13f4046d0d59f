package org.yizhan.disclosure;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.content.DocumentCard;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.shared.UnitPath;

/**
 * Proposes where a document belongs (分类建议): from what is set for its column, its title, and the column's name,
 * else under what takes the rest. So nothing waits for a formality: what is proposed goes public and is confirmed afterwards.
 */
@Component
class Proposals {
    private static final String EVERYBODY = "00";

    private final JdbcClient sql;
    private final Bodies bodies;
    private final Terms terms;
    private final PublishedContent content;

    Proposals(JdbcClient sql, Bodies bodies, Terms terms, PublishedContent content) {
        this.sql = sql;
        this.bodies = bodies;
        this.terms = terms;
        this.content = content;
    }

    /** What there is to propose from at one moment, read once for many documents. */
    final class Sight {
        private final List<Body> all = bodies.open();
        private final List<Term> words = terms.all();
        private final Map<Long, Classification> rules = rules();
        private final @Nullable Long portal = content.siteBySlug("").map(SiteView::id).orElse(null);

        /** The proposal for the document; without a body where nothing says whose it is. */
        Classification of(DocumentCard card) {
            Classification rule = rules.get(card.columnId());
            var title = Terms.Wording.of(card.title());
            var column = Terms.Wording.of(card.columnName());
            var read = new Classification(named(card.issuingBody()).or(() -> bodyOf(card.siteId(), card.columnId(),
                    card.unit())).map(Body::id).orElse(null), rule == null ? Section.STATUTORY : rule.section(),
                    named(Axis.SUBJECT, title, column), named(Axis.GENRE, title, column),
                    Optional.ofNullable(named(Axis.AUDIENCE, title, column)).orElse(EVERYBODY),
                    named(Axis.STATUTORY, title, column));
            return rule == null ? read : rule.orElse(read);
        }

        /** Whose column it is: what is set for it, else the nearest unit above that is a body, else on the portal the county. */
        Optional<Body> bodyOf(long site, long column, UnitPath unit) {
            Classification rule = rules.get(column);
            if (rule != null && rule.body() != null) {
                return find(rule.body());
            }
            Optional<Body> own = all.stream()
                    .filter(body -> !body.county() && body.unit().contains(unit))
                    .max(Comparator.comparingInt(body -> body.unit().value().length()));
            return own.or(() -> portal != null && portal == site
                    ? all.stream().filter(Body::county).findFirst()
                    : Optional.empty());
        }

        Optional<Body> find(long id) {
            return all.stream().filter(body -> body.id() == id).findFirst();
        }

        private Optional<Body> named(@Nullable String issuingBody) {
            return issuingBody == null
                    ? Optional.empty()
                    : all.stream().filter(body -> body.name().equals(issuingBody.strip())).findFirst();
        }

        private @Nullable String named(Axis axis, Terms.Wording title, Terms.Wording column) {
            String byTitle = Terms.named(words, axis, title);
            String named = byTitle != null ? byTitle : Terms.named(words, axis, column);
            return named != null ? named : Terms.rest(words, axis);
        }
    }

    Sight sight() {
        return new Sight();
    }

    Map<Long, Classification> rules() {
        var rules = new HashMap<Long, Classification>();
        sql.sql("select * from disclosure.column_rule")
                .query(row -> {
                    rules.put(row.getLong("column_id"), EntryRows.classification(row));
                });
        return rules;
    }
}
