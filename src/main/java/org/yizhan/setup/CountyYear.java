package org.yizhan.setup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.casework.LimitClass;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.Draft;
import org.yizhan.content.PublishedArchive;
import org.yizhan.disclosure.LinkKind;
import org.yizhan.runtime.Console;
import org.yizhan.shared.Actor;

/**
 * A year of the demonstration county: as many items as the yearly table of a real county has, written anew from templates. Loaded in
 * parts, so that a killed start goes on where it was; the moment to which the year runs is kept for that.
 */
@Component
class CountyYear {
    static final String MARK = "county-year:";
    private static final int AT_ONCE = 1_000;
    private static final int SAY_EVERY = 5_000;

    private static final Map<String, LinkKind> EXPLAINS = Map.of("zcjd-tj", LinkKind.ILLUSTRATES, "zcjd-wd",
            LinkKind.ANSWERS,
            "zcjd-fb", LinkKind.PRESENTS);

    private final Parts parts;
    private final PublishedArchive archive;
    private final DemoFiles files;
    private final DemoNames names;
    private final CountyClock clock;
    private final WorkingCalendar calendar;
    private final List<DemoDisclosure.Explained> explained = new ArrayList<>();

    CountyYear(Parts parts, PublishedArchive archive, DemoFiles files, DemoNames names, CountyClock clock,
            WorkingCalendar calendar) {
        this.parts = parts;
        this.archive = archive;
        this.files = files;
        this.names = names;
        this.clock = clock;
        this.calendar = calendar;
    }

    boolean isChosen() {
        return parts.withPrefix(MARK).isPresent();
    }

    /** From now on these data are a county year, also when the program is started without saying so. */
    void choose() {
        parts.once(MARK + clock.local(clock.now()).truncatedTo(ChronoUnit.MINUTES), () -> {});
    }

    void makeFiles() {
        files.make();
    }

    /** @return how many articles there are beside the year's: what stands for years */
    int standing() {
        LocalDateTime end = end();
        var items = new ArrayList<YearPlan.Item>();
        DemoUnit office = DemoUnit.all().getFirst();
        LocalDateTime yearAgo = end.minusDays(340).withHour(10).withMinute(5);
        for (String slug : List.of("zr", "rk", "jj", "jt", "zy", "sh")) {
            items.add(new YearPlan.Item(yearAgo, office, "", "xqgk-" + slug, "xqgk-" + slug));
        }
        for (DemoUnit unit : DemoUnit.all()) {
            if (unit.hasSite()) {
                items.add(new YearPlan.Item(yearAgo, unit, unit.code(), unit.isTownship() ? "xzgk" : "jgzn",
                        unit.isTownship() ? "jgzn-x" : "jgzn-b"));
                if (unit.isTownship()) {
                    items.add(new YearPlan.Item(yearAgo, unit, "", "xzqh-" + unit.code(), "xzqh"));
                }
            }
        }
        for (String area : List.of("hjbh", "spyp", "shjz", "xczx", "zdbc", "ggfl", "jyly", "ylly", "aqsc")) {
            for (int days = 20; days < YearPlan.DAYS; days += 60) {
                items.add(new YearPlan.Item(end.minusDays(days + area.hashCode() % 9L).withHour(11), office, "", area,
                        area));
            }
        }
        items.sort(Comparator.comparing(YearPlan.Item::at));
        take(items, new YearText(this::isWorking));
        return items.size();
    }

    /** Articles of the small demonstration that the year's own columns do not replace. */
    static List<DemoArticle> byHand() {
        Set<String> standing = Set.of("xqgk", "xzqh", "lsrw", "gkzn", "jyly", "ylly", "aqsc", "gzzj");
        return DemoArticle.all().stream().filter(a -> a.site().isEmpty() && standing.contains(a.column())).toList();
    }

    /** @return what explains which policy */
    List<DemoDisclosure.Explained> load() {
        explained.clear();
        List<YearPlan.Item> items = new YearPlan(end(), this::isWorking).items();
        var text = new YearText(this::isWorking);
        for (int from = 0; from < items.size(); from += AT_ONCE) {
            List<YearPlan.Item> some = items.subList(from, Math.min(from + AT_ONCE, items.size()));
            List<ArchivedArticle> articles = written(some, text);
            parts.once("county-year-" + from, () -> take(articles));
            int done = from + some.size();
            if (done / SAY_EVERY > from / SAY_EVERY || done == items.size()) {
                Console.say("演示县：已装入稿件 " + done + " 篇，共 " + items.size() + " 篇");
            }
        }
        return List.copyOf(explained);
    }

    List<YearLetters.Written> letters() {
        return new YearLetters(end(), this::isWorking).all();
    }

    List<YearTickets.Written> tickets(Map<String, LimitClass> urgencies) {
        return new YearTickets(end(), this::isWorking, urgencies).some(YearTickets.COUNT);
    }

    private void take(List<YearPlan.Item> items, YearText text) {
        take(written(items, text));
    }

    private void take(List<ArchivedArticle> articles) {
        archive.take(Actor.PROGRAM, articles).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    private List<ArchivedArticle> written(List<YearPlan.Item> items, YearText text) {
        return items.stream().map(item -> article(item, text.write(item))).collect(Collectors.toList());
    }

    private ArchivedArticle article(YearPlan.Item item, YearText.Written written) {
        if (written.interprets() != null) {
            explained.add(new DemoDisclosure.Explained(written.title(), written.interprets(),
                    EXPLAINS.getOrDefault(written.column(), LinkKind.INTERPRETS), ""));
        }
        Draft draft = files.illustrated(Draft.of(written.title(), written.bodyHtml(), written.source()), written);
        if (written.issuer() != null) {
            draft = draft.asDocument(written.issuer(), written.number(), written.issuedOn());
        }
        List<String> people = DemoStaff.accountsOf(item.unit());
        return new ArchivedArticle(names.column(item.site(), written.column()), draft,
                item.at().atZone(clock.zone()).toInstant(), names.person(people.get(0)), names.person(people.get(1)),
                names.person(people.get(2)));
    }

    private LocalDateTime end() {
        return LocalDateTime.parse(parts.withPrefix(MARK).orElseThrow());
    }

    private boolean isWorking(LocalDate day) {
        return calendar.isLoaded(day.getYear()) ? calendar.isWorkingDay(day) : day.getDayOfWeek().getValue() < 6;
    }
}
