package org.yizhan.directory;

import java.util.List;

/**
 * What taking in a spreadsheet would do, row by row where it is wrong.
 *
 * @param draft id under which the file waits for the decision
 * @param problems the first ones; {@code problemCount} counts all
 * @param notes what was left out on purpose, such as unknown columns
 * @param sample some of the right rows, as they were understood
 */
public record ImportReport(long draft, String fileName, int rightUnits, int rightPeople, int wrongRows,
        List<RowProblem> problems, int problemCount, List<String> notes, List<String> sample) {
    /** At most so many problems are listed; a file with more is better mended as a whole. */
    public static final int LISTED = 500;

    public ImportReport {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
        sample = List.copyOf(sample);
    }

    /**
     * One thing that is wrong.
     *
     * @param column heading with the column's letter, as in 手机号（F列）
     * @param typed what stands in the cell, shortened
     */
    public record RowProblem(String sheet, int line, String column, String typed, String reason) {}

    public boolean allRight() {
        return problemCount == 0;
    }

    public boolean anyRight() {
        return rightUnits + rightPeople > 0;
    }
}
