package org.yizhan.content;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.NewTodo.Audience;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Takes what readers report as wrong (我为政府网站找错), and tells them what became of it. */
@Service
@Transactional
public class MistakeBox {
    /** On it depends what says by when mistakes are dealt with. */
    public static final String LIMIT_TOKEN = "mistake-limit";

    public static final int LONGEST_PAGE = 500;
    public static final int LONGEST_WRONG = 1000;
    public static final int LONGEST_CONTACT = 100;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final MistakeRows rows;
    private final DeadLinks links;
    private final ColumnShelf shelf;
    private final Structure structure;
    private final Directory directory;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final TodoList todos;
    private final Journal journal;
    private final JdbcClient sql;

    MistakeBox(MistakeRows rows, DeadLinks links, ColumnShelf shelf, Structure structure, Directory directory,
            WorkingCalendar calendar, CountyClock clock, TodoList todos, Journal journal, JdbcClient sql) {
        this.rows = rows;
        this.links = links;
        this.shelf = shelf;
        this.structure = structure;
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
        this.todos = todos;
        this.journal = journal;
        this.sql = sql;
    }

    /** What the reader gets: with both, the state can be looked up. */
    public sealed interface Receipt {
        record Taken(String number, String queryCode, LocalDate dueOn) implements Receipt {}

        /** @param field of the form, empty for the whole */
        record Refused(String field, Refusal why) implements Receipt {}
    }

    public Receipt receive(String typedPage, String typedWrong, String typedContact) {
        String page = PlainText.line(typedPage).strip();
        String wrong = PlainText.lines(typedWrong).strip();
        String contact = PlainText.line(typedContact).strip();
        if (page.isEmpty() || PlainText.length(page) > LONGEST_PAGE) {
            return refused("page", page.isEmpty() ? "请填写出错页面的标题或网址。" : "页面的标题或网址最多" + LONGEST_PAGE + "个字，请缩短。");
        }
        if (PlainText.length(wrong) < 2) {
            return refused("wrong", "请写明哪里有错，正确的内容是什么。");
        }
        if (PlainText.length(wrong) > LONGEST_WRONG) {
            return refused("wrong", "最多" + LONGEST_WRONG + "个字，现在有" + PlainText.length(wrong) + "个，请缩短。");
        }
        if (PlainText.length(contact) > LONGEST_CONTACT) {
            return refused("contact", "联系方式最多" + LONGEST_CONTACT + "个字，请缩短。");
        }
        var now = clock.now();
        LocalDate today = clock.today();
        Place place = place(page);
        LocalDate due = due(today, rows.limit());
        String number = rows.nextNumber(today);
        String code = "%08d".formatted(RANDOM.nextInt(100_000_000));
        long id = rows.insert(number, code, page, place.title, place.document, place.unit, wrong, contact, now, due);
        rows.step(id, "RECEIVED", 0, now, place.unit, "");
        journal.record(ActorRef.PROGRAM, ContentAct.MISTAKE_REPORTED, new ObjectRef("mistake", id),
                Map.of("number", number, "unit", place.unit.value(), "due", due.toString()));
        todos.add(todo(id, place.title.isEmpty() ? page : place.title, wrong, due, place.unit));
        return new Receipt.Taken(number, code, due);
    }

    /** The state, for whoever has the number and the code that belong together. */
    @Transactional(readOnly = true)
    public Optional<Mistake> find(String number, String queryCode) {
        return rows.find(number.strip().toUpperCase(java.util.Locale.ROOT), queryCode.strip());
    }

    @Transactional(readOnly = true)
    public TimeLimit limit() {
        return rows.limit();
    }

    static NewTodo todo(long id, String page, String wrong, LocalDate due, UnitPath unit) {
        return new NewTodo("mistake:" + id, "网站找错：" + page, wrong, due, "/desk/mistakes/" + id,
                List.of(new Audience.Holders(ContentPermissions.MISTAKES, unit.value())));
    }

    private record Place(String title, @org.jspecify.annotations.Nullable Long document, UnitPath unit) {}

    /** Who looks after the page: the unit of its column, of its site, or the county. */
    private Place place(String page) {
        String html = "href=\"" + page.replace("\"", "%22") + "\"";
        for (TextLink link : links.of(html)) {
            if (link instanceof TextLink.ToArticle article) {
                var found = sql.sql("""
                        select e.title, c.unit_path from content.document d
                        join content.edition e on e.id = d.live_edition_id join content.column_ c on c.id = e.column_id
                        where d.id = :id""")
                        .param("id", article.documentId())
                        .query((row, n) -> new Place(row.getString(1), article.documentId(),
                                new UnitPath(row.getString(2))))
                        .optional();
                if (found.isPresent()) {
                    return found.get();
                }
            } else if (link instanceof TextLink.ToPage other) {
                return place(other.path().split("/"));
            }
        }
        return new Place("", null, portalUnit());
    }

    private Place place(String[] parts) {
        String first = parts.length > 1 ? parts[1] : "";
        Structure.Picture now = structure.now();
        SiteView site = now.sites()
                .stream()
                .filter(one -> !one.isPortal() && one.slug().equals(first))
                .findFirst()
                .or(() -> now.sites().stream().filter(SiteView::isPortal).findFirst())
                .orElse(null);
        if (site == null) {
            return new Place("", null, portalUnit());
        }
        String slug = parts.length <= (site.isPortal() ? 1 : 2) ? "" : parts[site.isPortal() ? 1 : 2];
        return now.columns()
                .values()
                .stream()
                .filter(column -> column.siteId() == site.id() && column.slug().equals(slug))
                .findFirst()
                .flatMap(column -> shelf.column(column.id())
                        .map(row -> new Place(site.name() + " · " + column.name(), null, row.unit())))
                .orElseGet(() -> new Place(site.name(), null,
                        shelf.site(site.id()).map(SiteRecord::unit).orElseGet(this::portalUnit)));
    }

    private UnitPath portalUnit() {
        return directory.root()
                .map(Unit::path)
                .or(() -> shelf.sites()
                        .stream()
                        .filter(site -> site.slug().isEmpty())
                        .map(SiteRecord::unit)
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("a site that can be reported about has a unit"));
    }

    /** A year whose holidays are not known yet must not turn a reader away. */
    private LocalDate due(LocalDate today, TimeLimit limit) {
        try {
            return calendar.due(today, limit).due();
        } catch (YearNotLoaded e) {
            return today.plusDays(limit.days() + 2L * (limit.days() / 5 + 1));
        }
    }

    private static Receipt refused(String field, String why) {
        return new Receipt.Refused(field, new Refusal(why));
    }
}
