package org.yizhan.setup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * When and where each item of the county year is published, as written in {@code demo/year/plan.txt}: as many a column as the yearly
 * table says, spread over the year that ends now, on working days mostly. The same moment gives the same plan.
 */
final class YearPlan {
    static final int DAYS = 365;
    private static final int MORNING = 8 * 60 + 10;
    private static final int EVENING = 18 * 60;

    /**
     * One item.
     *
     * @param site slug of the site, empty for the portal
     * @param column slug, or {@code slug-*} where the key of the template names it
     * @param template key of its templates, which may end with {@code *}
     */
    record Item(LocalDateTime at, DemoUnit unit, String site, String column, String template) {}

    /** A row of the yearly table. */
    record Row(String group, String name, int items, String where, List<Choice> choices, double weekend) {
        static Row of(String[] cells) {
            List<Choice> choices = Arrays.stream(cells[4].split(" "))
                    .filter(choice -> !choice.startsWith("@"))
                    .map(Choice::of)
                    .toList();
            String where = cells[4].startsWith("@") ? cells[3] + "@" + cells[4].substring(1).split(" ")[0] : cells[3];
            return new Row(cells[0], cells[1], Integer.parseInt(cells[2]), where, choices,
                    Double.parseDouble(cells[5]));
        }
    }

    /** Templates, with the column of a site that they are for, and how often they are taken. */
    record Choice(@Nullable String column, String template, int weight) {
        static Choice of(String text) {
            String column = text.contains("=") ? text.substring(0, text.indexOf('=')) : null;
            String key = text.substring(text.indexOf('=') + 1);
            int star = key.lastIndexOf('*');
            return star < 0 || star == key.length() - 1
                    ? new Choice(column, key, 1)
                    : new Choice(column, key.substring(0, star), Integer.parseInt(key.substring(star + 1)));
        }
    }

    private final LocalDateTime end;
    private final Predicate<LocalDate> working;
    private final List<DemoUnit> units = DemoUnit.all();
    private final Map<String, Integer> quiet = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();

    YearPlan(LocalDateTime end, Predicate<LocalDate> working) {
        this.end = end;
        this.working = working;
        for (String[] cells : DemoText.rows("year/plan.txt")) {
            if (cells[0].equals("quiet")) {
                quiet.put(cells[1], Integer.parseInt(cells[2]));
            } else {
                rows.add(Row.of(cells));
            }
        }
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** In the order of publication. */
    List<Item> items() {
        var items = new ArrayList<Item>();
        for (int i = 0; i < rows.size(); i++) {
            add(rows.get(i), new Random(20_260_101L + i), items);
        }
        items.sort(Comparator.comparing(Item::at));
        return items;
    }

    private void add(Row row, Random random, List<Item> items) {
        String[] where = row.where().split("@", 2);
        String column = where[0];
        List<DemoUnit> turn = where.length == 1 ? List.of(office()) : units(where[1]);
        boolean onSites = column.isEmpty();
        boolean columnOfUnit = column.endsWith("-");
        double[] upTo = busyUpTo(row.weekend());
        double whole = upTo[DAYS - 1 - quiet.getOrDefault(column.replaceFirst("-\\*$", ""), 0)];
        List<DemoUnit> waiting = new ArrayList<>();
        for (int i = 0; i < row.items(); i++) {
            int day = dayOf(upTo, (i + random.nextDouble()) / row.items() * whole);
            LocalDateTime at = time(day, random);
            Choice choice = choose(row.choices(), random);
            DemoUnit unit = next(waiting, turn, random, candidate -> {
                String at2 = onSites ? candidate.code() + "/" + choice.column() : column + candidate.code();
                return DAYS - 1 - day < quiet.getOrDefault(at2, 0);
            });
            items.add(new Item(at, unit, onSites ? unit.code() : "", onSites && choice.column() != null
                    ? choice.column()
                    : columnOfUnit ? column + unit.code() : column, choice.template()));
        }
    }

    private DemoUnit office() {
        return units.getFirst();
    }

    private List<DemoUnit> units(String which) {
        return units.stream()
                .filter(DemoUnit::hasSite)
                .filter(unit -> unit.isTownship() == which.equals("town"))
                .toList();
    }

    /** Every unit once before any twice, those that are quiet at that time passed over. */
    private static DemoUnit next(List<DemoUnit> waiting, List<DemoUnit> all, Random random,
            Predicate<DemoUnit> isQuiet) {
        for (int tries = 0; tries < 2; tries++) {
            for (int i = waiting.size() - 1; i >= 0; i--) {
                if (!isQuiet.test(waiting.get(i))) {
                    return waiting.remove(i);
                }
            }
            waiting.addAll(all);
            Collections.shuffle(waiting, random);
        }
        return all.get(random.nextInt(all.size()));
    }

    private double[] busyUpTo(double weekend) {
        var upTo = new double[DAYS];
        double sum = 0;
        for (int day = 0; day < DAYS; day++) {
            double busy = working.test(date(day)) ? 1 : weekend;
            sum += day == DAYS - 1
                    ? busy * Math.clamp((minute() - MORNING) / (double) (EVENING - MORNING), 0, 1)
                    : busy;
            upTo[day] = sum;
        }
        return upTo;
    }

    private static int dayOf(double[] upTo, double position) {
        int found = Arrays.binarySearch(upTo, position);
        int day = found >= 0 ? found + 1 : -found - 1;
        return Math.min(day, DAYS - 1);
    }

    private LocalDateTime time(int day, Random random) {
        int latest = day == DAYS - 1 ? Math.clamp(minute() - 2L, 1, EVENING) : EVENING;
        int earliest = Math.min(MORNING, latest - 1);
        int minute = earliest + random.nextInt(latest - earliest);
        boolean lunch = minute > 12 * 60 && minute < 14 * 60 + 30 && random.nextInt(4) > 0;
        return date(day).atStartOfDay()
                .plusMinutes(lunch && latest == EVENING ? minute - 150 : minute)
                .plusSeconds(random.nextInt(60));
    }

    private int minute() {
        return end.getHour() * 60 + end.getMinute();
    }

    private LocalDate date(int day) {
        return end.toLocalDate().minusDays(DAYS - 1L - day);
    }

    private static Choice choose(List<Choice> choices, Random random) {
        int left = random.nextInt(choices.stream().mapToInt(Choice::weight).sum());
        for (Choice choice : choices) {
            left -= choice.weight();
            if (left < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }
}
