package org.yizhan.setup;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.PublishedContent;
import org.yizhan.disclosure.Catalogue;
import org.yizhan.disclosure.Entry;
import org.yizhan.disclosure.Gazettes;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** The gazette of the demonstration: an issue a month, out of what was published. */
@Component
class DemoGazette {
    private static final int PAGE = 100;
    private static final int OF_A_SECTION = 6;

    private final Gazettes gazettes;
    private final Catalogue catalogue;
    private final PublishedContent published;
    private final DemoNames names;
    private final CountyClock clock;

    DemoGazette(Gazettes gazettes, Catalogue catalogue, PublishedContent published, DemoNames names,
            CountyClock clock) {
        this.gazettes = gazettes;
        this.catalogue = catalogue;
        this.published = published;
        this.names = names;
        this.clock = clock;
    }

    /** An issue of the gazette for each of the last whole months, with what was published in it. */
    void publish(int months) {
        var byMonth = new TreeMap<YearMonth, Map<String, List<Long>>>();
        YearMonth now = YearMonth.from(clock.today());
        for (String slug : List.of("zcwj", "rsxx")) {
            String key = null;
            do {
                var page = published.list(names.column("", slug), key, PAGE);
                for (ArticleLine line : page.items()) {
                    YearMonth month = YearMonth.from(clock.local(line.publishedAt()));
                    String section = section(line);
                    if (month.isBefore(now) && !month.isBefore(now.minusMonths(months)) && !section.isEmpty()) {
                        byMonth.computeIfAbsent(month, m -> new TreeMap<>())
                                .computeIfAbsent(section, s -> new ArrayList<>())
                                .add(line.id());
                    }
                }
                key = page.older();
            } while (key != null);
        }
        byMonth.forEach(this::publish);
    }

    private void publish(YearMonth month, Map<String, List<Long>> sections) {
        var chosen = new TreeMap<String, List<Long>>();
        sections.forEach((section, documents) -> chosen.put(section,
                catalogue.live(documents).stream().map(Entry::documentId).limit(OF_A_SECTION).toList()));
        chosen.values().removeIf(List::isEmpty);
        if (chosen.isEmpty()) {
            return;
        }
        long issue = gazettes.begin(Actor.PROGRAM, new Gazettes.Head(month.getYear(), month.getMonthValue(),
                month.atEndOfMonth(), "", "")).orThrow();
        chosen.forEach((section, documents) -> done(gazettes.add(Actor.PROGRAM, issue, section, documents)));
        done(gazettes.publish(Actor.PROGRAM, issue));
    }

    /** Where the text belongs in the gazette; empty for what it does not hold. */
    private static String section(ArticleLine line) {
        if (line.title().contains("任免")) {
            return "人事任免";
        }
        return switch (line.columnName()) {
            case "县政府文件" -> "县政府文件";
            case "县政府办文件" -> "县政府办公室文件";
            case "部门文件" -> "部门规范性文件";
            case "政策文件" -> line.title().contains("政府办公室")
                    ? "县政府办公室文件"
                    : line.title().contains("县人民政府") ? "县政府文件" : "部门规范性文件";
            default -> "";
        };
    }

    private static void done(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new IllegalStateException(why.text());
        });
    }
}
