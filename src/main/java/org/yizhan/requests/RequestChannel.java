package org.yizhan.requests;

import java.util.Arrays;
import java.util.Optional;

/** How a request came, which says what its day of receipt is (条例第三十一条). */
public enum RequestChannel {
    WEB("web", "网上提交", "与申请人双方确认之日", "与您确认之日"),
    COUNTER("counter", "当面提交", "提交之日", "您提交之日"),
    REGISTERED("registered",
            "挂号信、快递等须签收的邮寄", "签收之日", "签收您的邮件之日"),
    ORDINARY("ordinary", "平常信函", "与申请人确认之日，应当在收到当天确认", "收到信后与您确认之日"),
    FAX("fax",
            "传真", "与申请人双方确认之日", "与您确认之日");

    private final String code;
    private final String label;
    private final String counts;
    private final String countsForApplicant;

    RequestChannel(String code, String label, String counts, String countsForApplicant) {
        this.code = code;
        this.label = label;
        this.counts = counts;
        this.countsForApplicant = countsForApplicant;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    /** Which day is the day of receipt, in words. */
    public String counts() {
        return counts;
    }

    /** The same, said to the applicant. */
    String countsForApplicant() {
        return countsForApplicant;
    }

    /** Whether the day of receipt is the one on which both sides confirm. */
    public boolean isConfirmed() {
        return this != COUNTER && this != REGISTERED;
    }

    public static Optional<RequestChannel> find(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
}
