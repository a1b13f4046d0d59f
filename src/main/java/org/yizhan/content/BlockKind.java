package org.yizhan.content;

/**
 * The blocks of which a home page is made (首页板块). A closed set: an administrator chooses and orders them, and cannot store code.
 */
public enum BlockKind {
    NEWS("要闻", true),
    NOTICES("通知公告", true),
    POLICY("政策与解读", true),
    DISCLOSURE("政府信息公开", true),
    SERVICES("办事服务", true),
    INTERACTION("互动交流", false),
    LEADERS("领导之窗", true),
    TOPICS("专题专栏", true),
    DATA("数据发布", true),
    VIDEOS("视频", true),
    PICTURES("图片", true),
    /** How letters to the county are answered, on the portal alone. */
    ANSWERS("来信办理", false),
    /** How the units stand, on the portal alone. */
    RANKING("单位排行", false),
    UNITS("单位网站", false),
    /** The newest of any column. */
    COLUMN("栏目", true);

    private final String label;
    private final boolean ofColumn;

    BlockKind(String label, boolean ofColumn) {
        this.label = label;
        this.ofColumn = ofColumn;
    }

    public String label() {
        return label;
    }

    /** Whether it shows what lies in a column. */
    public boolean isOfColumn() {
        return ofColumn;
    }
}
