package org.yizhan.disclosure;

import java.util.List;
import java.util.Optional;

import org.yizhan.shared.CreditCode;
import org.yizhan.shared.IdentityNumber;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;

/** A kind of list that is disclosed row by row (名录种类), described as data. */
public record ListKind(String code, String name, String note, boolean open, List<Column> columns) {
    private static final int LONGEST = 500;

    public ListKind {
        columns = List.copyOf(columns);
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

    /** @param key whether it is part of what tells one row from another */
    public record Column(int place, String name, Type type, boolean required, boolean key) {
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
                    Refusal.when(!value.matches("-?\\d{1,15}(\\.\\d{1,6})?"), "“" + name + "”应为数字，现在是“" + value + "”。");
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
