package org.yizhan.messaging;

/** A kind of way by which a notice reaches a person (通知方式), in the order that holds where nobody asked for another. */
public enum Channel {
    IN_APP("站内消息"), WECHAT("微信"), SMS("短信"), EMAIL("邮件");

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it leaves the program, and so has a queue, a pace and quiet hours. */
    public boolean leaves() {
        return this != IN_APP;
    }
}
