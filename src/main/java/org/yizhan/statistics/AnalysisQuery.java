package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.yizhan.casework.CaseAxis;

/**
 * What is analysed (分析范围).
 *
 * @param day a day of the period
 * @param codes what it is narrowed to
 */
public record AnalysisQuery(Grain grain, LocalDate day, Map<CaseAxis, String> codes) {
    public AnalysisQuery {
        codes = Map.copyOf(codes);
    }

    public AnalysisQuery of(LocalDate other) {
        return new AnalysisQuery(grain, other, codes);
    }

    /** Of codes that only one kind has, the kind goes with them. */
    public AnalysisQuery with(CaseAxis axis, String kind, String code) {
        var narrowed = new TreeMap<>(codes);
        narrowed.put(axis, code);
        if (!kind.isEmpty()) {
            narrowed.put(CaseAxis.KIND, kind);
        }
        return new AnalysisQuery(grain, day, narrowed);
    }

    public AnalysisQuery without(CaseAxis axis) {
        var wider = new TreeMap<>(codes);
        wider.remove(axis);
        if (axis == CaseAxis.KIND) {
            wider.keySet().removeIf(CaseAxis::isOfKind);
        }
        return new AnalysisQuery(grain, day, wider);
    }

    /** Behind the address of any page of the analysis. */
    public String written() {
        return "?grain=" + grain + "&day=" + day + new TreeMap<>(codes).entrySet()
                .stream()
                .map(one -> "&" + name(one.getKey()) + "=" + one.getValue())
                .collect(Collectors.joining());
    }

    /** The name of its parameter. */
    public static String name(CaseAxis axis) {
        return switch (axis) {
            case KIND -> "kind";
            case SUBJECT -> "subject";
            case UNIT -> "unit";
            case REGION -> "region";
            case CHANNEL -> "channel";
            case CLASS -> "class";
        };
    }

    /** What cannot be meant is left out. */
    public static AnalysisQuery read(Map<String, String> typed, LocalDate today) {
        Grain grain = Grain.MONTH;
        for (Grain one : Grain.values()) {
            if (one.name().equals(typed.get("grain"))) {
                grain = one;
            }
        }
        var codes = new TreeMap<CaseAxis, String>();
        for (CaseAxis axis : CaseAxis.values()) {
            String code = typed.get(name(axis));
            boolean sound = code != null && switch (axis) {
                case KIND -> code.matches("[a-z][a-z-]{0,39}");
                case UNIT -> code.matches("[0-9]{1,18}");
                case SUBJECT, REGION, CHANNEL, CLASS -> code.matches("[A-Za-z0-9_-]{1,60}");
            };
            if (code != null && sound) {
                codes.put(axis, code);
            }
        }
        return new AnalysisQuery(grain, day(typed.getOrDefault("day", ""), today), codes);
    }

    private static LocalDate day(String typed, LocalDate today) {
        LocalDate earliest = LocalDate.of(2000, 1, 1);
        return org.yizhan.shared.TypedDay.of(typed)
                .filter(day -> !day.isAfter(today) && !day.isBefore(earliest))
                .orElse(today);
    }
}
