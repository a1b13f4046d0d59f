package org.yizhan.setup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArchivedArticle;
import org.yizhan.content.Draft;
import org.yizhan.content.PublishedArchive;
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
            articles.add(new ArchivedArticle(names.column("", "ldxx"), draft, at.minusSeconds(60L * articles.size()),
                    names.person(people.get(0)), names.person(people.get(1)), names.person(people.get(2))));
        }
        archive.take(Actor.PROGRAM, articles).ifPresent(refusal -> {
            throw new IllegalStateException(refusal.text());
        });
    }

    private Instant publishedAt(DemoArticle a) {
        Instant wanted = clock.today().minusDays(a.daysAgo()).atTime(a.at()).atZone(clock.zone()).toInstant();
        Instant latest = clock.now().minusSeconds(60);
        return wanted.isAfter(latest) ? latest : wanted;
    }
}
