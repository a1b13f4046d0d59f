package org.yizhan.content;

import org.yizhan.shared.UnitPath;

/**
 * A word that texts are checked for (检查用词): a plain word, found wherever it stands, in half or full width, in small or capital
 * letters.
 *
 * @param unit the unit that keeps it; it holds for the columns of this unit and of those below it
 * @param replacement what should stand instead; empty when that depends
 * @param note why, in words for the author; may be empty
 * @param retired kept, but not looked for any more
 */
public record CheckWord(long id, UnitPath unit, String word, Level level, String replacement, String note,
        boolean retired, int version) {
    /** How much a hit weighs. */
    public enum Level {
        SUGGESTION("建议", Finding.Weight.SUGGESTION), BLOCK("须处理", Finding.Weight.BLOCK);

        private final String label;
        private final Finding.Weight weight;

        Level(String label, Finding.Weight weight) {
            this.label = label;
            this.weight = weight;
        }

        public String label() {
            return label;
        }

        Finding.Weight weight() {
            return weight;
        }
    }

    String advice() {
        String what = replacement.isEmpty() ? "“" + word + "”在检查用词里" : "“" + word + "”一般应写作“" + replacement + "”";
        return what + (note.isEmpty() ? "" : "（" + note + "）") + "，请核对。";
    }
}
