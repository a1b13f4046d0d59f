package org.yizhan.setup;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.Draft;
import org.yizhan.content.PublishedArchive;
import org.yizhan.files.FileId;
import org.yizhan.shared.Actor;

/** The articles of the demonstration that are written by hand. */
@Component
class DemoArticles {
    private final PublishedArchive archive;
    private final DemoFiles files;
    private final DemoNames names;
    private final CountyClock clock;

    DemoArticles(PublishedArchive archive, DemoFiles files, DemoNames names, CountyClock clock) {
        this.archive = archive;
        this.files = files;
        this.names = names;
        this.clock = clock;
    }

    void load(List<DemoArticle> wanted) {
        var articles = new ArrayList<ArchivedArticle>();
        for (DemoArticle a : wanted) {
            List<String> people = DemoStaff.accountsOf(DemoUnit.all()
                    .stream()
                    .filter(unit -> a.site().isEmpty() ? !unit.hasSite() : unit.code().equals(a.site()))
                    .findFirst()
                    .orElseThrow());
            Draft draft = files.withForm(Draft.of(a.title(), a.bodyHtml(), a.source()).withSummary(a.summary()));
            if (a.isDocument()) {
                draft = draft.asDocument(a.source(), a.number(), clock.today().minusDays(a.daysAgo()));
            }
            articles.add(new ArchivedArticle(names.column(a.site(), a.column()), draft, publishedAt(a),
                    names.person(people.get(0)), names.person(people.get(1)), names.person(people.get(2))));
        }
        articles.sort(Comparator.comparing(ArchivedArticle::publishedAt));
        archive.take(Actor.PROGRAM, articles).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    /** A page for each leader of the county's government. */
    void loadLeaders() {
        var articles = new ArrayList<ArchivedArticle>();
        Instant at = clock.today().minusDays(200).atTime(10, 0).atZone(clock.zone()).toInstant();
        List<String> people = DemoStaff.accountsOf(DemoUnit.all().getFirst());
        for (String[] row : DemoText.rows("leaders.txt")) {
            Draft draft = Draft
                    .of(row[0], DemoHtml.of(List.of(row[0] + "，云岭县人民政府" + row[1] + "。", row[3] + "。")), "县政府办公室")
                    .withElements("leader", Map.of("name", row[0], "office", "云岭县人民政府" + row[1], "duties", row[3],
                            "rank", row[2]));
            articles.add(archived("ldxx", draft, at.minusSeconds(60L * articles.size()), people));
        }
        archive.take(Actor.PROGRAM, articles).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    /** Picture stories, and a film. */
    void loadPictures() {
        var articles = new ArrayList<ArchivedArticle>();
        List<String> people = DemoStaff.accountsOf(DemoUnit.all().getFirst());
        for (String[] row : DemoText.rows("pictures.txt")) {
            articles.add(archived("tsyl", story(row), publishedAt(Integer.parseInt(row[0]), LocalTime.parse(row[1])),
                    people));
        }
        articles.add(archived("ylsp", film(), publishedAt(3, LocalTime.of(9, 30)), people));
        articles.sort(Comparator.comparing(ArchivedArticle::publishedAt));
        archive.take(Actor.PROGRAM, articles).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    private ArchivedArticle archived(String column, Draft draft, Instant at, List<String> people) {
        return new ArchivedArticle(names.column("", column), draft, at, names.person(people.get(0)),
                names.person(people.get(1)), names.person(people.get(2)));
    }

    private Draft story(String[] row) {
        var html = new StringBuilder(DemoHtml.of(List.of(row[6])));
        FileId first = null;
        for (int i = 7; i < row.length; i++) {
            String[] said = row[i].split("：", 2);
            Drawing.Theme theme = Drawing.Theme.of(said[0]).orElseThrow();
            FileId picture = files.picture(theme, i % 4);
            first = first == null ? picture : first;
            html.append(DemoFiles.figure(theme, picture, said[1] + "（绘图）　来源：" + row[2]));
        }
        return Draft.of(row[3], html.toString(), row[2])
                .withSummary(row[6])
                .withElements("pictures", Map.of("place", row[4], "photographer", row[5]))
                .withFiles(first, List.of());
    }

    private Draft film() {
        String words = String.join("\n", DemoText.lines("film.vtt")
                .stream()
                .filter(line -> !line.isBlank() && !line.contains("-->") && !line.equals("WEBVTT"))
                .toList());
        String said = "从茶园到江边，用十六秒看云岭的一天。短片由绘图制成。";
        return Draft.of("短片：云岭的一天", DemoHtml.of(List.of(said)), "县融媒体中心")
                .withSummary(said)
                .withElements("video", Map.of("video", Long.toString(files.shipped("film.mp4").value()), "captions",
                        Long.toString(files.shipped("film.vtt").value()), "transcript", words, "photographer", "向小满",
                        "taken", clock.today().minusDays(4).toString()))
                .withFiles(files.picture(Drawing.Theme.TEA, 2), List.of());
    }

    private Instant publishedAt(DemoArticle a) {
        return publishedAt(a.daysAgo(), a.at());
    }

    private Instant publishedAt(int daysAgo, LocalTime at) {
        Instant wanted = clock.today().minusDays(daysAgo).atTime(at).atZone(clock.zone()).toInstant();
        Instant latest = clock.now().minusSeconds(60);
        return wanted.isAfter(latest) ? latest : wanted;
    }
}
