package org.yizhan.requests;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The papers of the procedure beside the answers (依申请公开文书), each with a template of the same code. */
public enum PaperKind {
    REGISTRATION("登记表", false),
    RECEIPT("登记回执", true),
    CORRECTION("补正告知书", true),
    REASONS("说明理由告知书",
            true),
    EXTENSION("延期答复告知书", true),
    DELAY("延迟答复告知书", true),
    THIRD_ASK("第三方意见征求书", true),
    THIRD_TELL(
            "征求第三方意见告知书", true),
    THIRD_RESULT("公开决定告知书（致第三方）",
            true),
    COBODY_ASK("共同制作机关意见征求函", true),
    COBODY_TELL("征求共同制作机关意见告知书",
            true),
    ASSIST("协助办理函", true),
    FEE("收费通知书", true),
    ANSWER("答复书",
            true),
    RECTIFY("更正告知书", true),
    DELIVERY("送达回证", false);

    private final String label;
    private final boolean numbered;

    PaperKind(String label, boolean numbered) {
        this.label = label;
        this.numbered = numbered;
    }

    public String label() {
        return label;
    }

    public boolean isNumbered() {
        return numbered;
    }

    public static Optional<PaperKind> find(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }

    /** Those that an officer makes by hand; the others are made by what they tell of. */
    public static List<PaperKind> byHand() {
        return List.of(REGISTRATION, RECEIPT, REASONS, THIRD_RESULT, ASSIST, RECTIFY, DELIVERY);
    }
}
