package org.yizhan.requests;

import java.util.Arrays;
import java.util.Optional;

/** Who asks, as the annual report counts it (申请人类别). */
public enum ApplicantClass {
    PERSON("person", "自然人"),
    BUSINESS("business", "商业企业"),
    RESEARCH("research", "科研机构"),
    WELFARE("welfare",
            "社会公益组织"),
    LEGAL("legal", "法律服务机构"),
    OTHER("other", "其他");

    private final String code;
    private final String label;

    ApplicantClass(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public boolean isOrganisation() {
        return this != PERSON;
    }

    public static Optional<ApplicantClass> find(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
}
