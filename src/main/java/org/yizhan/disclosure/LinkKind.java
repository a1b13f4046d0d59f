package org.yizhan.disclosure;

/** How one document stands to another (文件关联), in words for either page. */
public enum LinkKind {
    INTERPRETS("政策解读", "解读的文件", true),
    ILLUSTRATES("图解", "图解的文件", true),
    ANSWERS("政策问答", "问答针对的文件", true),
    PRESENTS("新闻发布会", "发布的文件", true),
    AMENDS("修改本文件的文件", "修改的文件", false),
    REPEALS("废止本文件的文件", "废止的文件", false),
    RELATES("相关文件", "相关文件", false);

    private final String onTarget;
    private final String onSource;
    private final boolean explains;

    LinkKind(String onTarget, String onSource, boolean explains) {
        this.onTarget = onTarget;
        this.onSource = onSource;
        this.explains = explains;
    }

    /** The heading on the page of the document that is interpreted, amended and so on. */
    public String onTarget() {
        return onTarget;
    }

    /** The heading on the page of the one that interprets or amends. */
    public String onSource() {
        return onSource;
    }

    /** Whether it counts as the interpretation that a policy owes. */
    public boolean explains() {
        return explains;
    }
}
