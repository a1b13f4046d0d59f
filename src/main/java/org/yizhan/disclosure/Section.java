package org.yizhan.disclosure;

/** A block of a body's disclosure pages, kept apart from news (公开平台栏块). */
public enum Section {
    STATUTORY("法定主动公开内容", "content"),
    SYSTEM("政府信息公开制度", "rules"),
    REPORT("政府信息公开年报", "reports");

    private final String label;
    private final String address;

    Section(String label, String address) {
        this.label = label;
        this.address = address;
    }

    public String label() {
        return label;
    }

    /** Its part of the address below the body. */
    public String address() {
        return address;
    }
}
