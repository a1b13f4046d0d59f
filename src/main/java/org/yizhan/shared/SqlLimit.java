package org.yizhan.shared;

/**
 * Puts the number of rows into a statement. Given as a parameter, it would be unknown when the database makes its plan, once for
 * all calls, and it would prepare for a tenth of all rows (ADR 0003).
 */
public final class SqlLimit {
    private SqlLimit() {}

    /** @param statement with {@code limit :rows} where the number belongs */
    public static String of(int rows, String statement) {
        return statement.replace(":rows", Integer.toString(rows));
    }
}
