package org.yizhan.content;

/** What an element of a content model holds (要素类型). A closed list: no model brings code or markup of its own. */
public enum ElementKind {
    LINE("一行文字"),
    TEXT("多行文字"),
    DATE("日期"),
    NUMBER("数字"),
    CHOICE("选一项"),
    PERSON("人名"),
    FILE("文件"),
    TABLE("表格");

    private final String label;

    ElementKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
