package org.yizhan.setup;

import java.util.Arrays;
import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.disclosure.DataLists;
import org.yizhan.shared.Actor;

/** The lists of the demonstration that are disclosed row by row. */
@Component
class DemoLists {
    private static final String DAYS = "[+-]\\d+";

    private final DataLists lists;
    private final DemoNames names;
    private final CountyClock clock;

    DemoLists(DataLists lists, DemoNames names, CountyClock clock) {
        this.lists = lists;
        this.names = names;
        this.clock = clock;
    }

    void load() {
        for (String[] row : DemoText.rows("lists.txt")) {
            List<String> cells = Arrays.stream(row).skip(2).map(this::cell).toList();
            lists.put(Actor.PROGRAM, row[0], names.unit(row[1]).value(), cells).ifPresent(why -> {
                throw new IllegalStateException(Arrays.toString(row) + why.text());
            });
        }
    }

    private String cell(String written) {
        return written.matches(DAYS) ? clock.today().plusDays(Integer.parseInt(written)).toString() : written;
    }
}
