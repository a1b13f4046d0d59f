package org.yizhan.statistics;

/** The kinds of bulletins (通报种类). */
public enum BulletinKind {
    UPDATES("门户和子站信息更新通报", "各站点发布和更新了多少，有多少栏目超期、空白", true),
    GUARANTEE("信息保障月报", "各单位负责的栏目、应发和已发的条数", true),
    SHORTFALLS("网站内容保障督查通报", "超期、空白和没有完成条数的栏目，点名到单位和责任人", true),
    BUREAU("网站信息通报", "一个单位的栏目逐个说明", false);

    private final String label;
    private final String about;
    private final boolean ofCounty;

    BulletinKind(String label, String about, boolean ofCounty) {
        this.label = label;
        this.about = about;
        this.ofCounty = ofCounty;
    }

    public String label() {
        return label;
    }

    public String about() {
        return about;
    }

    /** Whether it speaks of the whole county; otherwise of one unit and what is below it. */
    public boolean isOfCounty() {
        return ofCounty;
    }
}
