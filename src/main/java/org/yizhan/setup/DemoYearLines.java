package org.yizhan.setup;

import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.statistics.YearLine;
import org.yizhan.statistics.YearLine.Counted;
import org.yizhan.statistics.YearLines;

/** The lines of the yearly table as the plan of the year lists them. */
@Component
class DemoYearLines {
    private static final int STEP = 10;

    private final YearLines lines;
    private final DemoNames names;

    DemoYearLines(YearLines lines, DemoNames names) {
        this.lines = lines;
        this.names = names;
    }

    void load() {
        int position = STEP;
        for (String[] row : DemoText.rows("year/plan.txt")) {
            if (row[0].equals("quiet")) {
                continue;
            }
            Counted counted = switch (row[3]) {
                case "@dept" -> Counted.DEPARTMENT_SITES;
                case "@town" -> Counted.TOWNSHIP_SITES;
                default -> Counted.COLUMNS;
            };
            Set<Long> columns = counted == Counted.COLUMNS
                    ? Set.of(names.column("", row[3].replaceFirst("-[@*].*", "")))
                    : Set.of();
            lines.save(Actor.PROGRAM, new YearLine(0, row[0], row[1], position, counted, columns, 0)).orThrow();
            position += STEP;
        }
    }
}
