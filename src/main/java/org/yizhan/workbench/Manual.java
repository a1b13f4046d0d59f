package org.yizhan.workbench;

import java.util.Arrays;
import java.util.Optional;

import org.yizhan.shared.Actor;

/**
 * The manual pages (使用手册), one for each role. The order is that in which a person with several roles is led to one.
 */
public enum Manual {
    DEPUTY_HEAD("deputy-head", "分管领导（保密审查）", "content.secrecy", "审阅下属单位要公开的内容，签署保密审查意见。"),
    EDITOR("editor", "公开办编辑", "content.publish", "导入、发布、撤稿，管理栏目和站点。"),
    UNIT_REVIEWER("unit-reviewer", "审核人", "content.review", "审核本单位的稿件，通过或退回。"),
    SITE_MANAGER("site-manager", "网站管理员", "content.sites", "管理本单位网站的栏目、首页、推荐位、专题和备案登记。"),
    CONTRIBUTOR("contributor", "信息员", "content.write", "写稿、传附件、提交审核，按意见修改。"),
    WINDOW_CLERK("window-clerk", "窗口人员", "identity.verify",
            "在窗口核对证件，为群众和企业核验实名。"),
    SYSTEM_ADMIN("system-admin", "系统管理员", "directory.people",
            "管理单位、人员和工作日历。"),
    SECURITY_ADMIN("security-admin", "安全管理员",
            "directory.roles",
            "管理角色、岗位授权和登录安全。"),
    AUDIT_ADMIN("audit-admin", "审计管理员",
            "journal.read",
            "查看、核验、导出日志。");

    private final String slug;
    private final String title;
    private final String permission;
    private final String about;

    Manual(String slug, String title, String permission, String about) {
        this.slug = slug;
        this.title = title;
        this.permission = permission;
        this.about = about;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String about() {
        return about;
    }

    public String href() {
        return "/desk/help/" + slug;
    }

    public static Optional<Manual> named(String slug) {
        return Arrays.stream(values()).filter(manual -> manual.slug.equals(slug)).findFirst();
    }

    /** Where this person finds help first; the list of all manuals for somebody whose role has none. */
    public static String hrefFor(Actor actor) {
        return Arrays.stream(values())
                .filter(manual -> actor.mayAnywhere(manual.permission))
                .findFirst()
                .map(Manual::href)
                .orElse("/desk/help");
    }
}
