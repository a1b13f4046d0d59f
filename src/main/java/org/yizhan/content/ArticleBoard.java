package org.yizhan.content;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Grant;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.SqlLimit;

/** The lists of the desk (稿件列表): what is mine, what waits for my decision, what is public and what was withdrawn. */
@Component
public class ArticleBoard {
    /** Which list. */
    public enum Shelf {
        MINE("我的稿件"),
        TO_DECIDE("等我办理"),
        LIVE("已发布"),
        WITHDRAWN("已撤稿");

        private final String label;

        Shelf(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** One line of a list. */
    public record Line(long documentId, String title, EditionState state, String columnName, String siteName,
            Instant changedAt, int edition) {}

    /** So many of the county's articles are looked at for one page, before each column is looked into by itself. */
    private static final int LOOKED_AT = 100;
    private static final String FIELDS = """
            select e.id, e.document_id, e.title, e.state, e.number, e.changed_at, c.name as column_name, s.name as site_name
            """;
    private static final String PLACES = """
            join content.column_ c on c.id = e.column_id
            join content.site s on s.id = c.site_id
            """;

    private static final String RIGHTS = """
            with rights as (select * from unnest(:permissions::text[], :scopes::text[]) as r (permission, scope))
            """;

    private final JdbcClient sql;
    private final Editions editions;
    private final ReviewQueue queue;

    ArticleBoard(JdbcClient sql, Editions editions, ReviewQueue queue) {
        this.sql = sql;
        this.queue = queue;
        this.editions = editions;
    }

    /** @param words what the title begins with; null or empty for all */
    public KeyPage<Line> list(Actor actor, Shelf shelf, @Nullable String words, @Nullable String key, int size) {
        String prefix = PlainText.line(words == null ? "" : words);
        prefix = prefix.length() > 50 ? prefix.substring(0, 50) : prefix;
        if (shelf == Shelf.TO_DECIDE) {
            KeyPage<ReviewQueue.Item> waiting = queue.page(actor, ReviewQueue.Filter.titled(prefix), key, size);
            return new KeyPage<>(waiting.items().stream().map(ReviewQueue.Item::line).toList(), waiting.older(),
                    waiting.newer());
        }
        Key from = Key.read(key, !prefix.isEmpty() && (shelf == Shelf.LIVE || shelf == Shelf.WITHDRAWN));
        int rows = Math.clamp(size, 1, 100);
        List<Keyed> found = switch (shelf) {
            case MINE -> mine(actor, prefix, from, rows + 1);
            case TO_DECIDE -> throw new IllegalStateException("what waits is read from the queue");
            case LIVE, WITHDRAWN -> old(actor, shelf.name(), prefix, from, rows + 1);
        };
        return from.newer() && found.size() < rows
                ? list(actor, shelf, words, null, size)
                : KeyPage.of(found, rows, from.newer(), from.begun(), Keyed::key, Keyed::line);
    }

    /**
     * Articles in work whose title, body or document number has these words, as far as this person may see them; those with the
     * words in the title first, then the last changed.
     */
    public List<Line> find(Actor actor, String words, int most) {
        String typed = PlainText.line(words);
        if (typed.isEmpty() || !actor.isStaff()) {
            return List.of();
        }
        return limited(Math.clamp(most, 1, 100),
                RIGHTS + FIELDS + "from content.edition e " + PLACES + "where " + Editions.IN_WORK
                        + """
                                and (position(:words in e.title) > 0 or position(:words in e.body_text) > 0
                                    or position(:words in coalesce(e.document_number, '')) > 0)
                                and (e.authors @> array[cast(:me as bigint)] or e.submitted_by = :me
                                    or exists (select 1 from rights where permission = any(:any) and starts_with(c.unit_path, scope))
                                    or exists (select 1 from content.review line join rights r on r.permission = line.permission
                                        and starts_with(line.unit_path, r.scope) where line.edition_id = e.id and line.round = e.round))
                                order by position(:words in e.title) = 0, e.changed_at desc, e.id desc limit :rows""")
                .params(rights(actor))
                .param("any", ContentRules.ANY.toArray(String[]::new))
                .param("words", typed)
                .param("me", actor.ref().id())
                .query((row, n) -> line(row))
                .list()
                .stream()
                .filter(line -> isReadable(actor, line.documentId()))
                .toList();
    }

    /** The rules have the last word; the question to the database only spares looking at everything. */
    private boolean isReadable(Actor actor, long documentId) {
        return editions.inWork(documentId)
                .filter(edition -> ContentRules.refusal(ContentAction.READ, actor, editions.standing(edition))
                        .isEmpty())
                .isPresent();
    }

    private List<Keyed> mine(Actor actor, String prefix, Key from, int size) {
        return limited(size, FIELDS
                + """
                        from (select e.id, e.document_id, e.title, e.state, e.number, e.changed_at, e.column_id from content.edition e
                              where %s and e.authors @> array[cast(:me as bigint)] and starts_with(e.title, :prefix) and %s
                              order by %3$s limit :rows) e
                        """
                        .formatted(Editions.IN_WORK, from.beyondByTime(), from.orderByTime())
                + PLACES
                + "order by " + from.orderByTime())
                .param("me", actor.ref().id())
                .param("prefix", prefix)
                .param("time", from.time())
                .param("id", from.id())
                .query(ArticleBoard::byTime)
                .list();
    }

    /**
     * What was published or withdrawn in the columns of whose articles this person may see everything. Mostly the latest of the
     * county fill the page; otherwise it is filled from the columns, those with the latest article first, because no other
     * column can have an article on the page.
     */
    private List<Keyed> old(Actor actor, String state, String prefix, Key from, int size) {
        boolean byTime = prefix.isEmpty();
        String order = byTime ? from.orderByTime() : from.orderByTitle();
        String asked = "e.state = :state and " + (byTime ? from.beyondByTime() : from.beyondByTitle());
        String mine = "exists (select 1 from unnest(:scopes) scope where starts_with(c.unit_path, scope))";
        String latest = FIELDS + "from (select * from content.edition e where " + asked + " order by " + order
                + " limit " + LOOKED_AT + ") e " + PLACES + "where " + mine + " order by " + order + " limit :rows";
        String fromColumns = FIELDS + """
                from (select c.id from content.column_ c
                      cross join lateral (select e.id, e.changed_at, e.title from content.edition e
                          where e.column_id = c.id and %1$s order by %2$s limit 1) e
                      where %3$s order by %2$s limit :rows) mine
                cross join lateral (select * from content.edition e
                    where e.column_id = mine.id and %1$s order by %2$s limit :rows) e
                """.formatted(asked, order, mine) + PLACES + "order by " + order + " limit :rows";
        List<Keyed> page = old(latest, actor, state, prefix, from, size);
        return page.size() == size ? page : old(fromColumns, actor, state, prefix, from, size);
    }

    private JdbcClient.StatementSpec limited(int size, String question) {
        return sql.sql(SqlLimit.of(size, question));
    }

    private List<Keyed> old(String question, Actor actor, String state, String prefix, Key from, int size) {
        return limited(size, question)
                .param("scopes", actor.grants()
                        .stream()
                        .filter(grant -> grant.permission().startsWith("content."))
                        .map(grant -> grant.scope().value())
                        .distinct()
                        .toArray(String[]::new))
                .param("state", state)
                .param("time", from.time())
                .param("id", from.id())
                .param("prefix", prefix)
                .param("end", prefix + Character.toString(Character.MAX_CODE_POINT))
                .param("title", from.title())
                .query(prefix.isEmpty() ? ArticleBoard::byTime : ArticleBoard::byTitle)
                .list();
    }

    private static Map<String, String[]> rights(Actor actor) {
        List<Grant> grants = List.copyOf(actor.grants());
        return Map.of("permissions", grants.stream().map(Grant::permission).toArray(String[]::new), "scopes",
                grants.stream().map(grant -> grant.scope().value()).toArray(String[]::new));
    }

    /** A column to write in, with the names above it. */
    public record Choice(long columnId, String label) {}

    /** The open columns in which this person may write, in the order of sites and trees. */
    public List<Choice> columnsToWriteIn(Actor actor) {
        String[] scopes = actor.scopesOf(ContentPermissions.WRITE)
                .stream()
                .map(path -> path.value())
                .toArray(String[]::new);
        return sql
                .sql("""
                        with recursive tree as (
                            select c.id, c.site_id, c.unit_path, s.name || ' › ' || c.name as label,
                                   array[s.position, cast(s.id as int), c.position, cast(c.id as int)] as place
                            from content.column_ c join content.site s on s.id = c.site_id and s.state = 'OPEN'
                            where c.parent_id is null and c.state = 'OPEN'
                            union all
                            select c.id, c.site_id, c.unit_path, tree.label || ' › ' || c.name,
                                   tree.place || c.position || cast(c.id as int)
                            from content.column_ c join tree on c.parent_id = tree.id where c.state = 'OPEN')
                        select id, label from tree
                        where exists (select 1 from unnest(cast(:scopes as text[])) scope where starts_with(tree.unit_path, scope))
                        order by place""")
                .param("scopes", scopes)
                .query((row, n) -> new Choice(row.getLong(1), row.getString(2)))
                .list();
    }

    /** The next thing that waits for this person, to be offered after a decision. */
    public Optional<Line> nextToDecide(Actor actor, long otherThan) {
        return queue.next(actor, otherThan).map(ReviewQueue.Item::line);
    }

    private record Keyed(String key, Line line) {}

    private static Keyed byTime(ResultSet row, int n) throws SQLException {
        Instant changed = row.getTimestamp("changed_at").toInstant();
        return new Keyed(changed.getEpochSecond() + "." + changed.getNano() + "." + row.getLong("id"), line(row));
    }

    private static Keyed byTitle(ResultSet row, int n) throws SQLException {
        String title = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(row.getString("title").getBytes(StandardCharsets.UTF_8));
        return new Keyed("t" + title + "." + row.getLong("id"), line(row));
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(row.getLong("document_id"), row.getString("title"),
                EditionState.valueOf(row.getString("state")), row.getString("column_name"),
                row.getString("site_name"), row.getTimestamp("changed_at").toInstant(), row.getInt("number"));
    }

    /**
     * Where a page begins, and which way it is read. What cannot be read means the first page.
     *
     * @param begun whether it begins behind something
     */
    private record Key(Timestamp time, String title, long id, boolean newer, boolean begun) {
        private static final Timestamp END = Timestamp.from(Instant.parse("9999-01-01T00:00:00Z"));
        private static final Key FIRST_BY_TIME = new Key(END, "", Long.MAX_VALUE, false, false);
        private static final Key FIRST_BY_TITLE = new Key(END, "", 0, false, false);

        static Key read(@Nullable String key, boolean byTitle) {
            Key first = byTitle ? FIRST_BY_TITLE : FIRST_BY_TIME;
            if (key == null || key.length() > 1000) {
                return first;
            }
            boolean newer = key.startsWith("n");
            String[] parts = (newer ? key.substring(1) : key).split("\\.", -1);
            try {
                if (byTitle && parts.length == 2 && parts[0].startsWith("t")) {
                    String title = new String(Base64.getUrlDecoder().decode(parts[0].substring(1)),
                            StandardCharsets.UTF_8);
                    return title.indexOf('\0') >= 0
                            ? first
                            : new Key(END, title, Long.parseLong(parts[1]), newer, true);
                }
                if (!byTitle && parts.length == 3) {
                    Instant time = Instant.ofEpochSecond(Math.clamp(Long.parseLong(parts[0]), 0, 250_000_000_000L),
                            Long.parseLong(parts[1]) % 1_000_000_000);
                    return new Key(Timestamp.from(time), "", Long.parseLong(parts[2]), newer, true);
                }
                return first;
            } catch (IllegalArgumentException e) {
                return first;
            }
        }

        String beyondByTime() {
            return "(e.changed_at, e.id) " + (newer ? ">" : "<") + " (:time, :id)";
        }

        String orderByTime() {
            return newer ? "e.changed_at, e.id" : "e.changed_at desc, e.id desc";
        }

        /** Each end once, otherwise the database begins at the one that is further away. */
        String beyondByTitle() {
            String place = "(e.title collate \"C\", e.id) ";
            String title = "e.title collate \"C\" ";
            return newer
                    ? place + "< (least(:title collate \"C\", :end), :id) and " + title + ">= :prefix"
                    : place + "> (greatest(:title collate \"C\", :prefix), :id) and " + title + "< :end";
        }

        String orderByTitle() {
            return newer ? "e.title collate \"C\" desc, e.id desc" : "e.title collate \"C\", e.id";
        }
    }
}
