package org.yizhan.requests;

import java.util.Comparator;
import java.util.List;

/**
 * What asking too much costs (信息处理费): a pure function of the rows of one basis. The price of each piece holds from its first one on;
 * where a row rises, it does so after every so many.
 */
public final class Fees {
    private Fees() {}

    /** By what is charged, one of the two for each request. */
    public enum Basis {
        REQUESTS("按件"), PAGES("按量（页）");

        private final String label;

        Basis(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** @param step after so many pieces the price rises by {@code rise}; 0 when it does not */
    public record Row(int first, int price, int step, int rise) {
        int priceOf(int piece) {
            return step == 0 ? price : price + (piece - first) / step * rise;
        }
    }

    /** What this piece alone costs, in yuan. */
    public static int of(List<Row> rows, int piece) {
        return rows.stream()
                .filter(row -> row.first() <= piece)
                .max(Comparator.comparingInt(Row::first))
                .map(row -> row.priceOf(piece))
                .orElse(0);
    }

    /** What so many pieces cost together. */
    public static int total(List<Row> rows, int pieces) {
        int sum = 0;
        for (int piece = 1; piece <= pieces; piece++) {
            sum += of(rows, piece);
        }
        return sum;
    }
}
