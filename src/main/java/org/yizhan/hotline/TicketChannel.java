package org.yizhan.hotline;

import java.util.Arrays;
import java.util.Optional;

/** How it came to the hotline (来源渠道). */
public enum TicketChannel {
    PHONE("phone", "电话"),
    SMS("sms", "短信"),
    WECHAT("wechat", "微信"),
    WEB("web", "网站"),
    APP("app", "手机应用"),
    MAIL("mail", "信箱"),
    ABOVE("above", "上级转办"),
    SYSTEM("system", "其他系统");

    private final String code;
    private final String label;

    TicketChannel(String code, String label) {
        this.code = code;
        this.label = label;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    public static Optional<TicketChannel> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
    }
}
