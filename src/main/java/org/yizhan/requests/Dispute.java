package org.yizhan.requests;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;

/** What became of an answer elsewhere (复议、诉讼). */
public record Dispute(long id, CaseId request, long body, Kind kind, LocalDate begunOn, String number, String before,
        Result result, @Nullable LocalDate decidedOn, String note) {
    public enum Kind {
        REVIEW("行政复议"), SUIT("行政诉讼（未经复议直接起诉）"), SUIT_AFTER("行政诉讼（复议后起诉）");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Kind> find(String name) {
            return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }

    public enum Result {
        UPHELD("结果维持"), CORRECTED("结果纠正"), OTHER("其他结果"), PENDING("尚未审结");

        private final String label;

        Result(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Result> find(String name) {
            return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }
}
