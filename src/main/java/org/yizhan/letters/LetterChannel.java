package org.yizhan.letters;

/** How a letter came (来信渠道). */
public enum LetterChannel {
    WEB("web", "网站"),
    PHONE("phone", "电话"),
    PAPER("paper", "来函"),
    VISIT("visit", "来访"),
    ABOVE("above", "上级转办"),
    API("api", "系统接入");

    private final String code;
    private final String label;

    LetterChannel(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }
}
