package org.yizhan.requests;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** An opinion that was asked for before deciding (征求意见). */
public record Opinion(long id, Side side, String whom, LocalDate askedOn, @Nullable LocalDate deliveredOn,
        @Nullable Answer answer, String words, @Nullable LocalDate answeredOn) {
    /** From when its working days count: from receipt (第三十二条), or from asking while nobody has proved receipt. */
    public LocalDate countsFrom() {
        return deliveredOn == null ? askedOn : deliveredOn;
    }

    public enum Side {
        THIRD("第三方", RequestKind.THIRD_PARTY, PaperKind.THIRD_ASK),
        COBODY("共同制作机关", RequestKind.CO_BODY,
                PaperKind.COBODY_ASK);

        private final String label;
        private final String ground;
        private final PaperKind letter;

        Side(String label, String ground, PaperKind letter) {
            this.label = label;
            this.ground = ground;
            this.letter = letter;
        }

        /** The letter that asks it. */
        PaperKind letter() {
            return letter;
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
