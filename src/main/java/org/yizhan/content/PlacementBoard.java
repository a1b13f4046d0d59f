package org.yizhan.content;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.SqlLimit;

/** What is recommended and handed down, for one article and for both ends. */
@Component
public class PlacementBoard {
    private final JdbcClient sql;
    private final Placements placements;
    private final Editions editions;
    private final Directory directory;
    private final PublishedContent published;

    PlacementBoard(JdbcClient sql, Placements placements, Editions editions, Directory directory,
            PublishedContent published) {
        this.published = published;
        this.sql = sql;
        this.placements = placements;
        this.editions = editions;
        this.directory = directory;
    }

    /** Which list. */
    public enum Tab {
        INBOX("等我决定"), HERE("已采用"), SENT("我推荐和推送的");

        private final String label;

        Tab(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** One placement, its people's names, and what this person may do about it. */
    public record Line(Placement placement, String askedBy, String decidedBy, boolean mayDecide, boolean mayRemove) {}

    /** A column to recommend or hand down to. */
    public record Choice(long columnId, String siteName, String columnName) {}

    public List<Line> of(Actor actor, long documentId) {
        return placements.of(documentId).stream().map(placement -> line(actor, placement)).toList();
    }

    /** One of them, for who may see it: either end. */
    public Optional<Line> find(Actor actor, long id) {
        return placements.find(id)
                .map(placement -> line(actor, placement))
                .filter(line -> line.mayDecide() || line.mayRemove()
                        || line.placement().askedBy() == actor.ref().id()
                        || ContentRules.receiving(actor, line.placement().unit()).isEmpty());
    }

    /** What the public reads, for who decides whether to show it too; empty when it was withdrawn meanwhile. */
    public Optional<ArticleView> shown(long documentId) {
        return published.article(documentId);
    }

    public KeyPage<Line> list(Actor actor, Tab tab, @Nullable String key, int size) {
        int rows = Math.clamp(size, 1, 100);
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean begun = !place.isEmpty();
        boolean back = place.startsWith("n");
        long from = begun ? Long.parseLong(place.substring(back ? 1 : 0)) : Long.MAX_VALUE;
        String beyond = back ? "p.id > :from" : "p.id < :from";
        String order = back ? "p.id" : "p.id desc";
        String mine = "exists (select 1 from unnest(cast(:scopes as text[])) scope where starts_with(c.unit_path, scope))";
        String question = switch (tab) {
            case INBOX -> "where p.state = 'ASKED' and p.asked_by <> :me and " + mine + " and " + beyond;
            case SENT -> "where p.asked_by = :me and " + beyond;
            case HERE ->
                """
                        where p.id in (select next.id from content.site t
                            cross join lateral (select p.id from content.placement p join content.column_ c on c.id = p.column_id
                                where p.site_id = t.id and p.state = 'LISTED' and %1$s and %2$s order by %3$s limit :rows) next
                            where exists (select 1 from content.column_ c where c.site_id = t.id and %1$s))"""
                        .formatted(mine, beyond, order);
        };
        List<Placement> found = sql
                .sql(SqlLimit.of(rows + 1, Placements.SELECT + question + " order by " + order + " limit :rows"))
                .param("me", actor.isStaff() ? actor.ref().id() : -1)
                .param("from", from)
                .param("scopes", actor.grants()
                        .stream()
                        .filter(grant -> grant.permission().equals(ContentPermissions.REVIEW)
                                || grant.permission().equals(ContentPermissions.PUBLISH))
                        .map(grant -> grant.scope().value())
                        .distinct()
                        .toArray(String[]::new))
                .query(Placements::placement)
                .list();
        if (back && found.size() < rows) {
            return list(actor, tab, null, size);
        }
        return KeyPage.of(found, rows, back, begun, placement -> Long.toString(placement.id()),
                placement -> line(actor, placement));
    }

    /** The open columns of the sites above, to which this article may be recommended. */
    public List<Choice> above(Actor actor, long documentId) {
        if (editions.live(documentId)
                .filter(live -> ContentRules.recommending(actor, live.unit()).isEmpty())
                .isEmpty()) {
            return List.of();
        }
        return sql.sql("""
                select c.id, s.name, c.name from content.document d join content.site own on own.id = d.site_id
                join content.site s on s.id <> own.id and s.state = 'OPEN'
                    and (s.slug = '' or starts_with(own.unit_path, s.unit_path) and own.unit_path <> s.unit_path)
                join content.column_ c on c.site_id = s.id and c.state = 'OPEN'
                where d.id = :id order by s.slug <> '', s.position, s.id, c.depth, c.position, c.id""")
                .param("id", documentId)
                .query((row, n) -> new Choice(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Whether this person may hand the article down to a column of any other site. */
    public boolean mayPush(Actor actor, long documentId) {
        return editions.live(documentId).filter(live -> ContentRules.pushing(actor, live.unit()).isEmpty()).isPresent()
                && !below(actor, documentId,
                        """
                                select c.id, '', c.name from own join content.column_ c on c.site_id <> own.site_id and c.state = 'OPEN'
                                and %s limit 1""",
                        "").isEmpty();
    }

    /** The names that columns of other sites have, to hand down to all of one name; with the number of sites. */
    public List<Choice> namesBelow(Actor actor, long documentId) {
        return below(actor, documentId, """
                select count(*), '', c.name from own join content.site s on s.id <> own.site_id and s.state = 'OPEN'
                join content.column_ c on c.site_id = s.id and c.state = 'OPEN' and %s
                group by c.name order by count(*) desc, c.name limit 500""", "");
    }

    /** The columns of that name on the sites of others. */
    public List<Choice> named(Actor actor, long documentId, String name) {
        return below(actor, documentId, """
                select c.id, s.name, c.name from own join content.site s on s.id <> own.site_id and s.state = 'OPEN'
                join content.column_ c on c.site_id = s.id and c.state = 'OPEN' and c.name = :name and %s
                order by s.slug <> '', s.position, s.id limit 500""", name);
    }

    private List<Choice> below(Actor actor, long documentId, String question, String name) {
        return sql.sql("with own as (select site_id from content.document where id = :id) " + question.formatted(
                "exists (select 1 from unnest(cast(:scopes as text[])) scope where starts_with(c.unit_path, scope))"))
                .param("id", documentId)
                .param("name", name)
                .param("scopes", actor.scopesOf(ContentPermissions.PUBLISH)
                        .stream()
                        .map(org.yizhan.shared.UnitPath::value)
                        .toArray(String[]::new))
                .query((row, n) -> new Choice(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    private Line line(Actor actor, Placement it) {
        boolean open = it.state() == Placement.State.ASKED;
        boolean present = open || it.state() == Placement.State.LISTED;
        return new Line(it, name(it.askedBy()), it.decidedBy() == null ? "" : name(it.decidedBy()),
                open && it.askedBy() != actor.ref().id() && ContentRules.receiving(actor, it.unit()).isEmpty(),
                present && editions.current(it.documentId())
                        .filter(edition -> ContentRules.removing(actor, it, edition.unit()).isEmpty())
                        .isPresent());
    }

    private String name(long person) {
        return directory.person(new PersonId(person)).map(Person::name).orElse("（已不在册）");
    }
}
