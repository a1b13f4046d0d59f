package org.yizhan.content;

/** What people do with content. {@link Workflow} says from which state, {@link ContentRules} who. */
public enum ContentAction {
    READ("查看"),
    WRITE("新建"),
    SAVE("修改"),
    SUBMIT("提交审核"),
    TAKE_BACK("撤回"),
    DROP("作废"),
    APPROVE("审核通过"),
    RETURN("退回修改"),
    CLEAR_SECRECY("保密审查通过"),
    ASK_SECRECY("商请保密部门审定"),
    REFUSE_SECRECY("保密审查不通过"),
    PUBLISH("发布"),
    EMERGENCY("应急发布"),
    WITHDRAW("撤稿"),
    REVISE("修订新版"),
    MANAGE_COLUMN("管理栏目"),
    MANAGE_SITE("管理站点"),
    MANAGE_WORDS("管理检查用词"),
    HANDLE_MISTAKE("办理网站找错"),
    MANAGE_GROUP("管理站群");

    private final String label;

    ContentAction(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
