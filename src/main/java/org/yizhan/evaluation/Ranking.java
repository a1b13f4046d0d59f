package org.yizhan.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.PublishedFigures.Tally;
import org.yizhan.shared.UnitId;

/**
 * How the units stand (单位排行): by how timely, how good and how complete their columns are, not by how much they publish.
 *
 * @param day the day for which it was worked out
 */
public record Ranking(LocalDate day, LocalDate from, Formula formula, List<Line> lines) {
    public Ranking {
        lines = List.copyOf(lines);
    }

    /**
     * One unit.
     *
     * @param rank null when it published too little to be compared; equal scores share a rank
     */
    public record Line(@Nullable Integer rank, UnitId unit, String name, int columns, int late, int published,
            int returned, int findings, double timeliness, double quality, double completeness, double score) {
        public String scoreWords() {
            return one(score);
        }

        public String timelinessWords() {
            return one(timeliness);
        }

        public String qualityWords() {
            return one(quality);
        }

        public String completenessWords() {
            return one(completeness);
        }

        private static String one(double value) {
            return java.math.BigDecimal.valueOf(value).setScale(1, java.math.RoundingMode.HALF_UP).toPlainString();
        }
    }

    /** What is known of one unit before it is weighed. */
    private static final class Sum {
        private int columns;
        private int filled;
        private int dutiful;
        private int inTime;
        private int late;
        private double progress;
        private int minimums;
        private int findings;

        /** In time, and as far with the minimum as the working days; each column counts the same. */
        double timeliness() {
            int parts = dutiful + minimums;
            return parts == 0 ? 100 : 100 * (inTime + progress) / parts;
        }

        double completeness() {
            return columns == 0 ? 100 : 100.0 * filled / columns;
        }
    }

    /**
     * @param findings how many findings name each column
     * @param work what each unit handed in during the window
     */
    static Ranking of(LocalDate day, Formula formula, List<Standing> standings, Map<Long, Integer> findings,
            Map<UnitId, Tally> work, Map<UnitId, String> names) {
        var sums = new HashMap<UnitId, Sum>();
        for (Standing standing : standings) {
            Freshness fresh = standing.freshness();
            if (!standing.leaf() || fresh.state() == Freshness.State.EXEMPT) {
                continue;
            }
            Sum sum = sums.computeIfAbsent(standing.column().unit().unit(), unit -> new Sum());
            sum.columns++;
            sum.filled += fresh.last() == null ? 0 : 1;
            sum.findings += findings.getOrDefault(standing.column().id(), 0);
            if (fresh.state() != Freshness.State.UNRULED) {
                sum.dutiful++;
                sum.inTime += fresh.isLate() ? 0 : 1;
                sum.late += fresh.isLate() ? 1 : 0;
            }
            for (Progress progress : standing.progress()) {
                sum.minimums++;
                sum.progress += progress.expected() == 0
                        ? 1
                        : Math.min(1.0, (double) progress.done() / progress.expected());
            }
        }
        work.keySet().forEach(unit -> sums.computeIfAbsent(unit, any -> new Sum()));
        var lines = new ArrayList<Line>();
        sums.forEach((unit, sum) -> {
            String name = names.get(unit);
            if (name != null) {
                lines.add(line(unit, name, sum, work.getOrDefault(unit, Tally.NONE), formula));
            }
        });
        return new Ranking(day, day.minusDays(formula.windowDays() - 1L), formula, ranked(lines, formula));
    }

    private static Line line(UnitId unit, String name, Sum sum, Tally work, Formula formula) {
        double returns = work.submitted() == 0 ? 0 : 100.0 * work.returned() / work.submitted();
        double quality = Math.clamp(100 - returns * formula.returnPoints() - sum.findings * formula.findingPoints(), 0,
                100);
        double score = (sum.timeliness() * formula.timeliness() + quality * formula.quality()
                + sum.completeness() * formula.completeness()) / 100;
        return new Line(null, unit, name, sum.columns, sum.late, work.published(), work.returned(), sum.findings,
                sum.timeliness(), quality, sum.completeness(), score);
    }

    private static List<Line> ranked(List<Line> lines, Formula formula) {
        lines.sort(Comparator.comparing((Line line) -> line.published() < formula.leastItems())
                .thenComparing(Comparator.comparing(Line::scoreWords, Comparator.comparingDouble(Double::parseDouble))
                        .reversed())
                .thenComparing(Line::name));
        var ranked = new ArrayList<Line>(lines.size());
        int rank = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.published() < formula.leastItems()) {
                ranked.add(line);
                continue;
            }
            boolean equal = i > 0 && lines.get(i - 1).scoreWords().equals(line.scoreWords());
            rank = equal ? rank : i + 1;
            ranked.add(new Line(rank, line.unit(), line.name(), line.columns(), line.late(), line.published(),
                    line.returned(), line.findings(), line.timeliness(), line.quality(), line.completeness(),
                    line.score()));
        }
        return ranked;
    }
}
