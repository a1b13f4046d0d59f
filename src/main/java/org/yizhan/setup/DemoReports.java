package org.yizhan.setup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.PublishedArchive;
import org.yizhan.content.PublishedContent;
import org.yizhan.directory.Directory;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.requests.ApplicantClass;
import org.yizhan.requests.YearFigures;
import org.yizhan.requests.YearReport;
import org.yizhan.requests.YearReports;
import org.yizhan.requests.YearTable;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/**
 * The annual reports on disclosure of the year that is over: tables from the rows of the requests, words from {@code year/reports.txt}, frozen,
 * and published in January in the column of each body.
 */
@Component
class DemoReports {
    private static final int DAY = 20;

    private final YearReports reports;
    private final Bodies bodies;
    private final DemoRequests requests;
    private final PublishedArchive archive;
    private final PublishedContent published;
    private final Directory directory;
    private final DemoNames names;
    private final CountyClock clock;

    DemoReports(YearReports reports, Bodies bodies, DemoRequests requests, PublishedArchive archive,
            PublishedContent published, Directory directory, DemoNames names, CountyClock clock) {
        this.reports = reports;
        this.bodies = bodies;
        this.requests = requests;
        this.archive = archive;
        this.published = published;
        this.directory = directory;
        this.names = names;
        this.clock = clock;
    }

    /** @return how many; the county's comes last, as it sums up the numbers of all */
    int publish() {
        int year = clock.today().getYear() - 1;
        var articles = new LinkedHashMap<Long, ArchivedArticle>();
        var sums = new LinkedHashMap<String, Integer>();
        for (Body body : bodies.open()) {
            Optional<DemoUnit> unit = unit(body);
            Map<String, String> two = numbers(unit.map(DemoUnit::shortName).orElse(""),
                    new Random(body.slug().hashCode()));
            two.forEach((code, number) -> sums.merge(code, Integer.valueOf(number), Integer::sum));
            YearReport report = frozen(body.id(), year, two);
            unit.filter(DemoUnit::hasSite)
                    .ifPresent(own -> articles.put(body.id(), article(report, own, "gkbg-" + own.code())));
        }
        var all = new LinkedHashMap<String, String>();
        sums.forEach((code, number) -> all.put(code, number.toString()));
        articles.put(YearFigures.COUNTY, article(frozen(YearFigures.COUNTY, year, all), DemoUnit.all().getFirst(),
                "gkbg"));
        archive.take(Actor.PROGRAM, List.copyOf(articles.values())).ifPresent(DemoReports::fail);
        articles.forEach((body, article) -> reports.standsIn(body, year, document(article)));
        return articles.size();
    }

    private Optional<DemoUnit> unit(Body body) {
        return DemoUnit.all()
                .stream()
                .filter(unit -> names.path(unit.shortName()).equals(body.unit()))
                .findFirst();
    }

    /** What nobody but the body knows: decisions of the year, more where much is licensed and punished. */
    private static Map<String, String> numbers(String unit, Random random) {
        boolean enforces = List
                .of("公安局", "交通局", "市场监管局", "综合执法局", "生态环境局", "自然资源局", "水利局", "林业局", "应急局", "卫健局", "农业农村局", "住建局")
                .contains(unit);
        var two = new LinkedHashMap<String, String>();
        List.of("rules-made", "rules-ended", "rules-valid").forEach(code -> two.put(code, "0"));
        two.put("licences",
                Integer.toString(enforces ? 300 + random.nextInt(2_400) : unit.isEmpty() ? 0 : random.nextInt(90)));
        two.put("penalties", Integer.toString(enforces ? 20 + random.nextInt(380) : 0));
        two.put("coercion", Integer.toString(enforces ? random.nextInt(12) : 0));
        two.put("fees", Integer.toString(enforces ? random.nextInt(160) : 0));
        return two;
    }

    private YearReport frozen(long body, int year, Map<String, String> two) {
        Actor officer = requests.officer();
        YearReport draft = reports.find(officer, body, year).orElseThrow();
        var words = new Words(draft);
        reports.save(officer, body, year, draft.version(),
                new YearReports.Typed(words.of("general"), words.of("problems"), words.of("other"), two))
                .ifPresent(DemoReports::fail);
        reports.freeze(officer, body, year, reports.find(officer, body, year).orElseThrow().version())
                .ifPresent(DemoReports::fail);
        return reports.find(officer, body, year).orElseThrow();
    }

    private ArchivedArticle article(YearReport report, DemoUnit unit, String column) {
        List<String> people = DemoStaff.accountsOf(unit);
        return new ArchivedArticle(names.column("", column), YearReports.article(report),
                LocalDate.of(report.year() + 1, 1, DAY).atTime(15, 0).atZone(clock.zone()).toInstant(),
                names.person(people.get(0)), names.person(people.get(1)), names.person(people.get(2)));
    }

    private long document(ArchivedArticle article) {
        Optional<ArticleLine> line = published.list(article.columnId(), null, 50)
                .items()
                .stream()
                .filter(one -> one.title().equals(article.draft().title()))
                .findFirst();
        return line.orElseThrow(() -> new IllegalStateException("not published: " + article.draft().title())).id();
    }

    private static void fail(Refusal why) {
        throw new IllegalStateException(why.text());
    }

    /** The parts of a report that are written by hand, in which the numbers of its tables stand. */
    private static final class Words {
        private static final Predicate<LocalDate> WEEKDAYS = day -> day.getDayOfWeek().getValue() < 6;
        private final Writing writing;

        Words(YearReport report) {
            int received = report.three().total(YearTable.Line.Whole.RECEIVED);
            int people = report.three().of(YearTable.Line.Whole.RECEIVED, ApplicantClass.PERSON);
            writing = new Writing(Phrases.read(), LocalDate.of(report.year() + 1, 1, 10), "",
                    new Random(report.name().hashCode()), WEEKDAYS, letters -> letters)
                    .with("on", Integer.toString(report.year()))
                    .with("name", report.name())
                    .with("received", received == 0
                            ? "没有收到政府信息公开申请"
                            : "收到政府信息公开申请" + received + "件，其中自然人" + people + "件、法人或者其他组织" + (received - people)
                                    + "件")
                    .with("ended", "办结" + report.three().total(YearTable.Line.Whole.ENDED) + "件，结转下年继续办理"
                            + report.three().total(YearTable.Line.Whole.OPEN) + "件");
        }

        String of(String part) {
            var lines = new ArrayList<String>();
            Template.read("reports.txt")
                    .stream()
                    .filter(template -> template.keys().contains(part))
                    .forEach(template -> lines.addAll(writing.body(template.lines())));
            return String.join("\n", lines);
        }
    }
}
