package org.yizhan.letters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text in sixty numbers (文本指纹): of two texts, as large a part of the numbers agrees as of their neighbourhoods of characters. Texts that
 * are alike have, almost surely, one of twelve bands of five numbers in common, and so are found by an index.
 */
record Sketch(int[] numbers) {
    private static final int NUMBERS = 60;
    private static final int BANDS = 12;
    private static final int IN_A_BAND = NUMBERS / BANDS;

    static Sketch of(String text) {
        int[] numbers = new int[NUMBERS];
        Arrays.fill(numbers, Integer.MAX_VALUE);
        for (String shingle : Shingles.of(text)) {
            long hash = mixed(shingle.hashCode());
            for (int i = 0; i < NUMBERS; i++) {
                int number = (int) (mixed(hash + 0x9E3779B97F4A7C15L * (i + 1)) >>> 33);
                numbers[i] = Math.min(numbers[i], number);
            }
        }
        return new Sketch(numbers);
    }

    /** SplitMix64. */
    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    List<Long> bands() {
        var keys = new ArrayList<Long>();
        for (int band = 0; band < BANDS; band++) {
            long key = band + 1L;
            for (int i = 0; i < IN_A_BAND; i++) {
                key = mixed(key * 31 + numbers[band * IN_A_BAND + i]);
            }
            keys.add(key);
        }
        return keys;
    }

    /** About how much of the two texts is the same, from 0 to 1. */
    double likeness(Sketch other) {
        int same = 0;
        for (int i = 0; i < NUMBERS; i++) {
            same += numbers[i] == other.numbers[i] ? 1 : 0;
        }
        return (double) same / NUMBERS;
    }
}
