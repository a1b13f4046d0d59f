package org.yizhan.casework;

import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitId;

/**
 * Which cases a figure counts (统计范围). The figure and the list that opens behind it ask the same, so they agree.
 *
 * @param clazz null for all
 * @param unit whose matter it is; null for all units
 * @param received months in which they came in
 * @param ended months in which they were answered or otherwise ended; a case that is open has ended in none
 * @param fates none for all
 * @param mark null for all
 */
public record CaseSet(String kind, @Nullable String clazz, @Nullable UnitId unit, Months received, Months ended,
        Set<Fate> fates, @Nullable Mark mark) {
    /** What else a figure may count of them. */
    public enum Mark {
        RETURNED("退办过"),
        REOPENED("重新办理过"),
        RATED("已评价"),
        SATISFIED("满意"),
        DISSATISFIED("不满意"),
        SOLVED("已解决"),
        UNSOLVED("未解决");

        private final String label;

        Mark(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Some months one after the other.
     *
     * @param first null: from the beginning
     * @param last null: without end, and what has not ended at all
     */
    public record Months(@Nullable YearMonth first, @Nullable YearMonth last) {
        public static final Months ALL = new Months(null, null);

        public static Months of(YearMonth one) {
            return new Months(one, one);
        }

        public static Months before(YearMonth month) {
            return new Months(null, month.minusMonths(1));
        }

        public static Months from(YearMonth month) {
            return new Months(month, null);
        }

        public static Months year(int year) {
            return new Months(YearMonth.of(year, 1), YearMonth.of(year, 12));
        }

        private String written() {
            return (first == null ? "" : first) + "_" + (last == null ? "" : last);
        }

        private static Optional<Months> read(@Nullable String written) {
            if (written == null || written.isEmpty()) {
                return Optional.of(ALL);
            }
            String month = "(?:[12]\\d{3}-(?:0[1-9]|1[0-2]))?";
            if (!written.matches(month + "_" + month)) {
                return Optional.empty();
            }
            int bar = written.indexOf('_');
            return Optional.of(new Months(month(written.substring(0, bar)), month(written.substring(bar + 1))));
        }

        private static @Nullable YearMonth month(String written) {
            return written.isEmpty() ? null : YearMonth.parse(written);
        }

        /** 2026年11月, 2026年1月至12月; empty for all. */
        public String words() {
            YearMonth from = first;
            YearMonth until = last;
            if (from == null) {
                return until == null ? "" : words(until) + "以前";
            }
            return until == null
                    ? words(from) + "以后"
                    : from.equals(until) ? words(from) : words(from) + "至" + words(until);
        }

        private static String words(YearMonth month) {
            return month.getYear() + "年" + month.getMonthValue() + "月";
        }
    }

    public CaseSet {
        fates = Set.copyOf(fates);
    }

    public static CaseSet of(String kind) {
        return new CaseSet(kind, null, null, Months.ALL, Months.ALL, Set.of(), null);
    }

    public CaseSet of(UnitId one) {
        return new CaseSet(kind, clazz, one, received, ended, fates, mark);
    }

    public CaseSet ofClass(String one) {
        return new CaseSet(kind, one, unit, received, ended, fates, mark);
    }

    public CaseSet received(Months some) {
        return new CaseSet(kind, clazz, unit, some, ended, fates, mark);
    }

    public CaseSet ended(Months some) {
        return new CaseSet(kind, clazz, unit, received, some, fates, mark);
    }

    public CaseSet with(Fate... some) {
        return new CaseSet(kind, clazz, unit, received, ended, Set.of(some), mark);
    }

    public CaseSet with(Mark one) {
        return new CaseSet(kind, clazz, unit, received, ended, fates, one);
    }

    /** The page on the desk that lists them. */
    public String href() {
        var query = new StringBuilder("/desk/cases/counted?kind=").append(kind);
        if (clazz != null) {
            query.append("&class=").append(clazz);
        }
        if (unit != null) {
            query.append("&unit=").append(unit.value());
        }
        if (!received.equals(Months.ALL)) {
            query.append("&received=").append(received.written());
        }
        if (!ended.equals(Months.ALL)) {
            query.append("&ended=").append(ended.written());
        }
        if (!fates.isEmpty()) {
            query.append("&fate=").append(fates.stream().sorted().map(Fate::name).collect(Collectors.joining("-")));
        }
        if (mark != null) {
            query.append("&mark=").append(mark.name());
        }
        return query.toString();
    }

    /** What {@link #href} wrote; empty for what it cannot have written. */
    public static Optional<CaseSet> read(Map<String, String> query) {
        String kind = query.getOrDefault("kind", "");
        String clazz = query.get("class");
        String unit = query.getOrDefault("unit", "");
        String fates = query.getOrDefault("fate", "");
        String mark = query.get("mark");
        Optional<Months> received = Months.read(query.get("received"));
        Optional<Months> ended = Months.read(query.get("ended"));
        boolean sound = kind.matches("[a-z][a-z-]{0,39}") && (clazz == null || clazz.matches("[A-Za-z0-9_-]{1,40}"))
                && unit.matches("\\d{0,18}") && received.isPresent() && ended.isPresent()
                && Arrays.stream(fates.split("-"))
                        .allMatch(name -> name.isEmpty() || named(Fate.values(), name).isPresent())
                && (mark == null || named(Mark.values(), mark).isPresent());
        if (!sound) {
            return Optional.empty();
        }
        var chosen = EnumSet.noneOf(Fate.class);
        Arrays.stream(fates.split("-")).forEach(name -> named(Fate.values(), name).ifPresent(chosen::add));
        return Optional.of(new CaseSet(kind, clazz, unit.isEmpty() ? null : new UnitId(Long.parseLong(unit)),
                received.get(), ended.get(), chosen, mark == null ? null : Mark.valueOf(mark)));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }
}
