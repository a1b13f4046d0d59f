package org.yizhan.directory;

import org.yizhan.journal.JournalAct;

/** What the directory writes into the journal. */
enum DirectoryAct implements JournalAct {
    REGION_ADDED("directory.region-added", "新增区划"),
    UNIT_ADDED("directory.unit-added", "新增单位"),
    UNIT_CHANGED("directory.unit-changed", "修改单位"),
    UNIT_CLOSED("directory.unit-closed", "撤销单位"),
    PERSON_ADDED("directory.person-added", "新增人员"),
    PERSON_CHANGED("directory.person-changed", "修改人员"),
    PERSON_LEFT("directory.person-left", "人员离岗交接"),
    IMPORTED("directory.imported", "导入单位和人员"),
    APPOINTED("directory.appointed", "任职"),
    ROLES_GRANTED("directory.roles-granted", "调整岗位角色"),
    MAIN_POST_CHANGED("directory.main-post-changed", "变更主岗位"),
    POST_ENDED("directory.post-ended", "免去岗位"),
    DELEGATED("directory.delegated", "设置代办"),
    DELEGATION_REVOKED("directory.delegation-revoked", "结束代办"),
    ROLE_ADDED("directory.role-added", "新增角色"),
    ROLE_CHANGED("directory.role-changed", "修改角色");

    private final String code;
    private final String label;

    DirectoryAct(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }
}
