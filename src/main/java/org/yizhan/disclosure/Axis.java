package org.yizhan.disclosure;

/** An axis of the catalogue (目录分类) whose terms the county may edit. */
public enum Axis {
    SUBJECT("主题"),
    GENRE("体裁"),
    AUDIENCE("服务对象"),
    STATUTORY("法定公开类别");

    private final String label;

    Axis(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The column of the entry's row. */
    String column() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
