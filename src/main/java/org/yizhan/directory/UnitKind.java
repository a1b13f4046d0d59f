package org.yizhan.directory;

/** What a unit is (单位类别). */
public enum UnitKind {
    GOVERNMENT("人民政府"),
    DEPARTMENT("政府部门"),
    TOWNSHIP("乡镇（街道）"),
    PARTY("党群机关"),
    INSTITUTION("事业单位"),
    VILLAGE("村（社区）"),
    ENTERPRISE("国有企业"),
    OTHER("其他单位"),
    DIVISION("内设科室");

    private final String label;

    UnitKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
