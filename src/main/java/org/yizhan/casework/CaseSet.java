package org.yizhan.casework;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitId;

/**
 * Which cases a figure counts (统计范围). The figure and the list that opens behind it ask the same, so they agree.
 *
 * @param kinds at least one
 * @param codes what they are narrowed to, by class, subject, region and channel; an empty code means those that have none
 * @param units whose matter it is; none for all
 * @param received months in which they came in
 * @param ended months in which they were answered or otherwise ended; a case that is open has ended in none
 * @param days days on which they came in
 * @param fates none for all
 * @param mark null for all
 * @param village below the region, in words; null for all
 */
public record CaseSet(Set<String> kinds, Map<CaseAxis, String> codes, Set<UnitId> units, Months received, Months ended,
        Days days, Set<Fate> fates, @Nullable Mark mark, @Nullable String village) {
    /** How the address of every figure begins; the codes of the kinds follow, with points between. */
    static final String COUNTED = "/desk/cases/counted?kind=";

    private static final String CODE = "[A-Za-z0-9_-]{0,60}";
    private static final Set<CaseAxis> CODED = EnumSet.of(CaseAxis.CLASS, CaseAxis.SUBJECT, CaseAxis.REGION,
            CaseAxis.CHANNEL);

    /** What else a figure may count of them. */
    public enum Mark {
        /** Some unit has it: what the office only drew up, or ended by itself, is left out. */
        GIVEN("已交承办单位"),
        RETURNED("退办过"),
        REOPENED("重新办理过"),
        /** The same writer brought the same matter within the year before, in a case of whatever kind. */
        REPEATED("重复来件"),
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

    /** Some days one after the other, both included; null: without end. */
    public record Days(@Nullable LocalDate first, @Nullable LocalDate last) {
        public static final Days ALL = new Days(null, null);

        private String written() {
            return (first == null ? "" : first) + "_" + (last == null ? "" : last);
        }

        private static Optional<Days> read(@Nullable String written) {
            if (written == null || written.isEmpty()) {
                return Optional.of(ALL);
            }
            String day = "(?:[12]\\d{3}-\\d{2}-\\d{2})?";
            if (!written.matches(day + "_" + day)) {
                return Optional.empty();
            }
            int bar = written.indexOf('_');
            try {
                return Optional.of(new Days(day(written.substring(0, bar)), day(written.substring(bar + 1))));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static @Nullable LocalDate day(String written) {
            return written.isEmpty() ? null : LocalDate.parse(written);
        }

        /** 2026年11月1日至2026年11月27日; empty for all. */
        public String words() {
            LocalDate from = first;
            LocalDate until = last;
            if (from == null) {
                return until == null ? "" : words(until) + "以前";
            }
            return until == null
                    ? words(from) + "以后"
                    : from.equals(until) ? words(from) : words(from) + "至" + words(until);
        }

        private static String words(LocalDate day) {
            return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
        }
    }

    public CaseSet {
        kinds = Set.copyOf(kinds);
        codes = Map.copyOf(codes);
        units = Set.copyOf(units);
        fates = Set.copyOf(fates);
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a set of cases has a kind");
        }
    }

    public static CaseSet of(String kind) {
        return of(Set.of(kind));
    }

    public static CaseSet of(Set<String> kinds) {
        return new CaseSet(kinds, Map.of(), Set.of(), Months.ALL, Months.ALL, Days.ALL, Set.of(), null, null);
    }

    public CaseSet of(UnitId one) {
        return among(Set.of(one));
    }

    /** @param some none for all */
    public CaseSet among(Set<UnitId> some) {
        return new CaseSet(kinds, codes, some, received, ended, days, fates, mark, village);
    }

    public CaseSet ofClass(String one) {
        return with(CaseAxis.CLASS, one);
    }

    /** Those of them that have this code. */
    public CaseSet with(CaseAxis axis, String code) {
        return switch (axis) {
            case KIND -> new CaseSet(Set.of(code), codes, units, received, ended, days, fates, mark, village);
            case UNIT -> of(new UnitId(Long.parseLong(code)));
            case SUBJECT, REGION, CHANNEL, CLASS -> {
                var narrowed = new EnumMap<CaseAxis, String>(CaseAxis.class);
                narrowed.putAll(codes);
                narrowed.put(axis, code);
                yield new CaseSet(kinds, narrowed, units, received, ended, days, fates, mark, village);
            }
        };
    }

    public CaseSet received(Months some) {
        return new CaseSet(kinds, codes, units, some, ended, days, fates, mark, village);
    }

    public CaseSet ended(Months some) {
        return new CaseSet(kinds, codes, units, received, some, days, fates, mark, village);
    }

    public CaseSet days(@Nullable LocalDate first, @Nullable LocalDate last) {
        return new CaseSet(kinds, codes, units, received, ended, new Days(first, last), fates, mark, village);
    }

    public CaseSet with(Fate... some) {
        return new CaseSet(kinds, codes, units, received, ended, days, Set.of(some), mark, village);
    }

    public CaseSet with(Mark one) {
        return new CaseSet(kinds, codes, units, received, ended, days, fates, one, village);
    }

    /** Those in this village of their region. */
    public CaseSet ofVillage(String one) {
        return new CaseSet(kinds, codes, units, received, ended, days, fates, mark, one);
    }

    /** The page on the desk that lists them. */
    public String href() {
        var query = new StringBuilder(COUNTED).append(String.join(".", new TreeSet<>(kinds)));
        for (CaseAxis axis : CODED) {
            String code = codes.get(axis);
            if (code != null) {
                query.append('&').append(axis.column()).append('=').append(code);
            }
        }
        if (!units.isEmpty()) {
            query.append("&unit=")
                    .append(units.stream()
                            .map(UnitId::value)
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(".")));
        }
        if (!received.equals(Months.ALL)) {
            query.append("&received=").append(received.written());
        }
        if (!ended.equals(Months.ALL)) {
            query.append("&ended=").append(ended.written());
        }
        if (!days.equals(Days.ALL)) {
            query.append("&day=").append(days.written());
        }
        if (!fates.isEmpty()) {
            query.append("&fate=").append(fates.stream().sorted().map(Fate::name).collect(Collectors.joining("-")));
        }
        if (mark != null) {
            query.append("&mark=").append(mark.name());
        }
        if (village != null) {
            query.append("&village=").append(URLEncoder.encode(village, StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    /** What {@link #href} wrote; empty for what it cannot have written. */
    public static Optional<CaseSet> read(Map<String, String> query) {
        String kinds = query.getOrDefault("kind", "");
        String units = query.getOrDefault("unit", "");
        String fates = query.getOrDefault("fate", "");
        String mark = query.get("mark");
        String village = query.get("village");
        Optional<Months> received = Months.read(query.get("received"));
        Optional<Months> ended = Months.read(query.get("ended"));
        Optional<Days> days = Days.read(query.get("day"));
        var codes = new EnumMap<CaseAxis, String>(CaseAxis.class);
        for (CaseAxis axis : CODED) {
            String code = query.get(axis.column());
            if (code != null) {
                codes.put(axis, code);
            }
        }
        boolean sound = kinds.matches("[a-z][a-z-]{0,39}(?:\\.[a-z][a-z-]{0,39}){0,29}")
                && codes.values().stream().allMatch(code -> code.matches(CODE))
                && units.matches("(?:\\d{1,18}(?:\\.\\d{1,18}){0,999})?") && received.isPresent() && ended.isPresent()
                && days.isPresent()
                && Arrays.stream(fates.split("-"))
                        .allMatch(name -> name.isEmpty() || named(Fate.values(), name).isPresent())
                && (village == null || village.matches("\\p{IsHan}{2,30}"))
                && (mark == null || named(Mark.values(), mark).isPresent());
        if (!sound) {
            return Optional.empty();
        }
        var chosen = EnumSet.noneOf(Fate.class);
        Arrays.stream(fates.split("-")).forEach(name -> named(Fate.values(), name).ifPresent(chosen::add));
        return Optional.of(new CaseSet(Arrays.stream(kinds.split("\\.")).collect(Collectors.toUnmodifiableSet()), codes,
                Arrays.stream(units.split("\\."))
                        .filter(id -> !id.isEmpty())
                        .map(id -> new UnitId(Long.parseLong(id)))
                        .collect(Collectors.toUnmodifiableSet()),
                received.get(), ended.get(), days.get(), chosen, mark == null ? null : Mark.valueOf(mark), village));
    }

    private static <E extends Enum<E>> Optional<E> named(E[] values, String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }
}
