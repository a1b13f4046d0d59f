package org.yizhan.casework;

import java.util.List;

/**
 * What past cases would do under another process (试运行).
 *
 * @param same how many would go exactly the same way
 * @param unknown how many cannot be compared, because what is recorded of them does not fit their own process
 */
public record ProcessTrial(int same, List<Line> different, List<Line> stuck, int unknown) {
    /**
     * @param act after which act, from 1; 0 at once
     * @param words where it went and would go, or why it cannot go on
     */
    public record Line(String number, int act, String words) {}

    public int cases() {
        return same + different.size() + stuck.size() + unknown;
    }
}
