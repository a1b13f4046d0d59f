package org.yizhan.disclosure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.CreditCode;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;

/**
 * A kind of list that is disclosed row by row (名录种类), described as data.
 *
 * @param against the code of the list that this one must agree with in the columns of the same name, as the numbers of staff with
 *     what was laid down for the body (三定); null for most
 */
public record ListKind(String code, String name, String note, boolean open, @Nullable String against,
        List<Column> columns) {
    private static final int LONGEST = 500;
    private static final String NUMBER = "-?\\d{1,15}(\\.\\d{1,6})?";
    private static final String GROUPED = "-?\\d{1,3}([,，]\\d{3})+(\\.\\d{1,6})?";
    private static final Pattern DAY = Pattern
            .compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?");

    public ListKind {
        columns = List.copyOf(columns);
    }

    /** One that is held against no other list. */
    public ListKind(String code, String name, String note, boolean open, List<Column> columns) {
        this(code, name, note, open, null, columns);
    }

    public ListKind with(List<Column> others) {
        return new ListKind(code, name, note, open, against, others);
    }

    /** Whether its rows are held against another list or have numbers with a ceiling. */
    public boolean isChecked() {
        return against != null || columns.stream().anyMatch(column -> column.atMost() != null);
    }

    /** The column that says what a row is about, rather than under which number it is kept. */
    public Column title() {
        return columns.stream()
                .filter(column -> column.name().endsWith("名称"))
                .findFirst()
                .orElseGet(columns::getFirst);
    }

    List<String> keyNames() {
        return columns.stream().filter(Column::key).map(Column::name).toList();
    }

    /** Whether the column's ceiling is a number that stands before it, and it is a number itself. */
    boolean mayHaveCeiling(Column column) {
        Integer ceiling = column.atMost();
        return column.type() == Type.NUMBER && ceiling != null && ceiling >= 1 && ceiling < column.place()
                && columns.get(ceiling - 1).type() == Type.NUMBER;
    }

    private Optional<Column> column(String columnName) {
        return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
    }

    /**
     * What in the row does not agree with the list it is held against, and which numbers are above their ceiling.
     *
     * @param standard the other list; null when there is none
     * @param line the row of the other list with the same key, in the order of its columns; null when there is none
     */
    List<String> differences(List<String> row, @Nullable ListKind standard, @Nullable List<String> line) {
        var found = new ArrayList<String>();
        if (standard != null && line == null) {
            found.add("“" + standard.name() + "”里没有“" + row.get(columns.getFirst().place() - 1) + "”");
        }
        for (Column column : columns) {
            String value = row.get(column.place() - 1);
            if (standard != null && line != null) {
                standard.column(column.name())
                        .filter(other -> other.place() <= line.size())
                        .map(other -> line.get(other.place() - 1))
                        .filter(laidDown -> !column.same(value, laidDown))
                        .ifPresent(laidDown -> found.add("“" + column.name() + "”是" + said(value) + "，"
                                + standard.name() + "是" + said(laidDown)));
            }
            Column ceiling = column.atMost() == null ? null : columns.get(column.atMost() - 1);
            if (ceiling != null && above(value, row.get(ceiling.place() - 1))) {
                found.add("“" + column.name() + "”是" + value + "，超过“" + ceiling.name() + "”"
                        + row.get(ceiling.place() - 1));
            }
        }
        return found;
    }

    private static String said(String value) {
        return value.isEmpty() ? "空白" : value;
    }

    private static boolean above(String value, String ceiling) {
        return !value.isEmpty() && !ceiling.isEmpty() && new BigDecimal(value).compareTo(new BigDecimal(ceiling)) > 0;
    }

    /** What a column holds, and so how the public sees it. */
    public enum Type {
        TEXT("文字"),
        DAY("日期"),
        NUMBER("数字"),
        MASKED_NAME("姓名（遮盖）"),
        PHONE("电话（遮盖）"),
        IDENTITY("身份证号（遮盖）"),
        CREDIT_CODE("统一社会信用代码");

        private final String label;

        Type(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** Whether the public must not be able to find a row by it. */
        boolean personal() {
            return this == MASKED_NAME || this == PHONE || this == IDENTITY;
        }
    }

    /**
     * @param key whether it is part of what tells one row from another
     * @param atMost the place of the column whose number this one should not exceed; null without
     */
    public record Column(int place, String name, Type type, boolean required, boolean key,
            @Nullable Integer atMost) {
        /** One without a ceiling. */
        public Column(int place, String name, Type type, boolean required, boolean key) {
            this(place, name, type, required, key, null);
        }

        private boolean same(String one, String other) {
            return type == Type.NUMBER && !one.isEmpty() && other.matches(NUMBER)
                    ? new BigDecimal(one).compareTo(new BigDecimal(other)) == 0
                    : one.equals(other);
        }

        /** As it is kept, however it was typed: 2026/8/9 and 2026年8月9日 are days like 2026-08-09, and 1,200 is a number. */
        String tidy(String typed) {
            return switch (type) {
                case DAY -> {
                    Matcher day = DAY.matcher(typed);
                    yield day.matches()
                            ? "%s-%2s-%2s".formatted(day.group(1), day.group(2), day.group(3)).replace(' ', '0')
                            : typed;
                }
                case NUMBER -> typed.matches(GROUPED) ? typed.replaceAll("[,，]", "") : typed;
                default -> typed;
            };
        }

        /** What is wrong with the value, in words for who typed it. */
        Optional<Refusal> problem(String value) {
            if (value.isEmpty()) {
                return Refusal.when(required, "“" + name + "”没有填写。");
            }
            if (PlainText.length(value) > LONGEST) {
                return Optional.of(new Refusal("“" + name + "”最多" + LONGEST + "个字。"));
            }
            return switch (type) {
                case DAY ->
                    Refusal.when(TypedDay.of(value).isEmpty(), "“" + name + "”请写成 2026-11-26 的样子，现在是“" + value + "”。");
                case NUMBER ->
                    Refusal.when(!value.matches(NUMBER), "“" + name + "”应为数字，现在是“" + value + "”。");
                case IDENTITY -> IdentityNumber.problem(value);
                case CREDIT_CODE -> CreditCode.problem(value);
                case PHONE -> Refusal.when(!value.matches("[0-9-]{7,20}"), "“" + name + "”不是电话号码。");
                case TEXT, MASKED_NAME -> Optional.empty();
            };
        }

        /** As the public sees it. */
        public String shown(String value) {
            if (value.isEmpty()) {
                return "";
            }
            return switch (type) {
                case MASKED_NAME -> value.substring(0, value.offsetByCodePoints(0, 1)) + "某";
                case PHONE ->
                    value.length() < 8 ? "***" : value.substring(0, 3) + "****" + value.substring(value.length() - 4);
                case IDENTITY ->
                    value.length() < 18 ? "***" : value.substring(0, 3) + "***********" + value.substring(14);
                default -> value;
            };
        }
    }
}
