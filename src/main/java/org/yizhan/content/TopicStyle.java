package org.yizhan.content;

/** How a section of a topic is laid out (版式). A closed set of tested blocks. */
public enum TopicStyle {
    LIST("标题列表"), HALF("半栏列表（两个并排）"), CARDS("图文卡片"), LEAD("头条加列表"), TIMELINE("时间线");

    private final String label;

    TopicStyle(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
