package org.yizhan.setup;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.TopicBanner;
import org.yizhan.content.TopicDesk;
import org.yizhan.content.TopicStyle;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Actor;

/** The topics of the demonstration, made as an editor makes them. */
@Component
class DemoTopics {
    private final TopicDesk desk;
    private final Directory directory;
    private final DemoNames names;
    private final CountyClock clock;

    DemoTopics(TopicDesk desk, Directory directory, DemoNames names, CountyClock clock) {
        this.desk = desk;
        this.directory = directory;
        this.names = names;
        this.clock = clock;
    }

    /** @return how many */
    int load(String table) {
        Actor editor = directory.actor(names.person("chenying"));
        Map<Long, String> columns = desk.columnNames();
        LocalDate today = clock.today();
        String[] topic = null;
        var sections = new ArrayList<TopicDesk.TypedSection>();
        int made = 0;
        for (String[] row : DemoText.rows(table)) {
            if (!row[0].startsWith("-")) {
                made += make(editor, topic, sections, today);
                topic = row;
                sections.clear();
            } else {
                sections.add(section(row, columns));
            }
        }
        return made + make(editor, topic, sections, today);
    }

    private int make(Actor editor, String @Nullable [] row, List<TopicDesk.TypedSection> sections, LocalDate today) {
        if (row == null) {
            return 0;
        }
        LocalDate first = today.minusDays(Long.parseLong(row[4]));
        LocalDate last = row[5].isEmpty() ? null : first.plusDays(Long.parseLong(row[5]));
        desk.make(editor, new TopicDesk.Typed(names.path(row[3]), row[1], row[0], row[6], TopicBanner.valueOf(row[2]),
                null, "", first, last, true, List.copyOf(sections))).orThrow();
        return 1;
    }

    private TopicDesk.TypedSection section(String[] row, Map<Long, String> columns) {
        List<String> from = Stream.of(row[3].split(" "))
                .map(place -> columns.get(place.contains("/")
                        ? names.column(place.substring(0, place.indexOf('/')), place.substring(place.indexOf('/') + 1))
                        : names.column("", place)))
                .toList();
        return new TopicDesk.TypedSection(row[0].substring(1).strip(), TopicStyle.valueOf(row[1]),
                Integer.parseInt(row[2]), from, row[4], "", "");
    }
}
