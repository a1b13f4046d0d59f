package org.yizhan.requests;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** An opinion that was asked for before deciding (征求意见). */
public record Opinion(long id, Side side, String whom, LocalDate askedOn, @Nullable LocalDate deliveredOn,
        @Nullable Answer answer, String words, @Nullable LocalDate answeredOn) {
    public enum Side {
        THIRD("第三方", RequestKind.THIRD_PARTY), COBODY("共同制作机关", RequestKind.CO_BODY);

        private final String label;
        private final String ground;

        Side(String label, String ground) {
            this.label = label;
            this.ground = ground;
        }

        public String label() {
            return label;
        }

        public String ground() {
            return ground;
        }

        public static Optional<Side> find(String name) {
            return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }

    public enum Answer {
        AGREES("同意公开"), DISAGREES("不同意公开"), SILENT("逾期没有答复");

        private final String label;

        Answer(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Answer> find(String name) {
            return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
        }
    }
}
