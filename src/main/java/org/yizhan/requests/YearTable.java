package org.yizhan.requests;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Table three of the annual report (收到和处理政府信息公开申请情况): its rows in the order of the form, by class of applicant. */
public record YearTable(Map<Line, Map<ApplicantClass, Integer>> counts) {
    /** A row of the form. An outcome's row counts those that ended with it in the year. */
    public sealed interface Line {
        String code();

        String label();

        /** 一、二、三（七）、四. */
        enum Whole implements Line {
            RECEIVED("一、本年新收政府信息公开申请数量"), CARRIED("二、上年结转政府信息公开申请数量"), ENDED("三、（七）总计"), OPEN("四、结转下年度继续办理");

            private final String label;

            Whole(String label) {
                this.label = label;
            }

            @Override
            public String code() {
                return name();
            }

            @Override
            public String label() {
                return label;
            }
        }

        /** One row under 三、本年度办理结果. */
        record Result(Outcome.Row row, int number) implements Line {
            @Override
            public String code() {
                return row.name() + number;
            }

            @Override
            public String label() {
                String of = Stream.of(Outcome.values())
                        .filter(one -> one.row() == row && one.line() == number)
                        .findFirst()
                        .orElseThrow()
                        .label();
                return number == 0 ? row.label() : row.label() + " " + number + "．" + of.substring(of.indexOf('：') + 1);
            }

            boolean counts(Outcome outcome) {
                return outcome.row() == row && outcome.line() == number;
            }
        }

        static List<Line> all() {
            var lines = new ArrayList<Line>(List.of(Whole.RECEIVED, Whole.CARRIED));
            Stream.of(Outcome.values())
                    .map(one -> new Result(one.row(), one.line()))
                    .distinct()
                    .forEach(lines::add);
            lines.add(Whole.ENDED);
            lines.add(Whole.OPEN);
            return lines;
        }

        static java.util.Optional<Line> find(String code) {
            return all().stream().filter(one -> one.code().equals(code)).findFirst();
        }
    }

    public int of(Line line, ApplicantClass clazz) {
        return counts.getOrDefault(line, Map.of()).getOrDefault(clazz, 0);
    }

    public int total(Line line) {
        return Stream.of(ApplicantClass.values()).mapToInt(clazz -> of(line, clazz)).sum();
    }

    /** What does not add up, in words; empty when all does. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        for (ApplicantClass clazz : ApplicantClass.values()) {
            int came = of(Line.Whole.RECEIVED, clazz) + of(Line.Whole.CARRIED, clazz);
            int went = of(Line.Whole.ENDED, clazz) + of(Line.Whole.OPEN, clazz);
            if (came != went) {
                faults.add(clazz.label() + "：第一项加第二项是 " + came + "，第三项总计加第四项是 " + went + "。");
            }
            int results = Line.all()
                    .stream()
                    .filter(Line.Result.class::isInstance)
                    .mapToInt(line -> of(line, clazz))
                    .sum();
            if (results != of(Line.Whole.ENDED, clazz)) {
                faults.add(clazz.label() + "：各项结果相加是 " + results + "，总计是 " + of(Line.Whole.ENDED, clazz) + "。");
            }
        }
        return faults;
    }

    /** Counted one by one. */
    static final class Count {
        private final Map<Line, Map<ApplicantClass, Integer>> counts = new java.util.LinkedHashMap<>();

        void add(Line line, ApplicantClass clazz, int how) {
            counts.computeIfAbsent(line, _ -> new EnumMap<>(ApplicantClass.class)).merge(clazz, how, Integer::sum);
        }

        YearTable table() {
            return new YearTable(counts);
        }
    }
}
