package org.yizhan.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the codes of entries read on the auditor's screen. The record itself keeps codes, which never change; what is not listed here
 * is shown as it is kept.
 */
final class JournalWords {
    private static final int DIGEST_SHOWN = 8;
    private static final Map<String, String> OBJECTS = Map.ofEntries(Map.entry("article", "稿件"),
            Map.entry("calendar-year", "日历年份"), Map.entry("citizen", "个人用户"), Map.entry("client", "统一登录系统"),
            Map.entry("column", "栏目"), Map.entry("delegation", "委托代办"), Map.entry("enterprise", "企业用户"),
            Map.entry("file", "附件"), Map.entry("import", "导入"), Map.entry("journal", "日志"),
            Map.entry("journal-entry", "日志条目"), Map.entry("message", "通知"), Map.entry("message-template", "通知模板"),
            Map.entry("person", "人员"), Map.entry("phone", "手机号"), Map.entry("region", "区划"), Map.entry("role", "角色"),
            Map.entry("site", "站点"), Map.entry("staff", "人员"), Map.entry("unit", "单位"));
    private static final Map<String, String> FACTS = Map.ofEntries(Map.entry("account", "账号摘要"),
            Map.entry("by", "途径"), Map.entry("column", "栏目"), Map.entry("count", "数量"), Map.entry("digest", "内容摘要"),
            Map.entry("edition", "版本"), Map.entry("findings", "问题"), Map.entry("from", "从"), Map.entry("kind", "类别"),
            Map.entry("level", "等级"), Map.entry("means", "方式"), Map.entry("outcome", "结果"), Map.entry("parent", "上级"),
            Map.entry("person", "人员"), Map.entry("post", "岗位"), Map.entry("posts", "岗位数"), Map.entry("reason", "原因"),
            Map.entry("region", "区划"), Map.entry("roles", "角色"), Map.entry("scope", "管到单位"), Map.entry("site", "站点"),
            Map.entry("source", "来源摘要"), Map.entry("steps", "审核步骤"), Map.entry("successor", "接手人"),
            Map.entry("to", "到"), Map.entry("todos", "待办数"), Map.entry("unit", "单位"), Map.entry("version", "版本"));
    private static final Map<String, String> VALUES = Map.ofEntries(Map.entry("SIGNED_IN", "登录成功"),
            Map.entry("WRONG", "密码不对"), Map.entry("WRONG_FACTOR", "第二验证不对"), Map.entry("PAUSED", "尝试过多被暂停"),
            Map.entry("CLOSED", "账号未开通或已关闭"), Map.entry("PASSWORD", "密码"), Map.entry("TOTP", "密码和动态口令"),
            Map.entry("RECOVERY", "密码和恢复码"), Map.entry("PASSKEY", "通行密钥"), Map.entry("OUTER", "外部统一身份"),
            Map.entry("PHONE_CODE", "短信验证码"), Map.entry("IDENTITY_GIVEN", "已登记身份证号，待核验"));

    private JournalWords() {}

    /** {@code article:5} becomes 稿件 5. */
    static String object(String kept) {
        int colon = kept.indexOf(':');
        return OBJECTS.getOrDefault(kept.substring(0, colon), kept.substring(0, colon)) + " "
                + kept.substring(colon + 1);
    }

    /** Without what is empty; of a digest its beginning, which is enough to compare two by eye. */
    static Map<String, String> facts(Map<String, String> kept) {
        var facts = new LinkedHashMap<String, String>();
        kept.forEach((key, value) -> {
            if (!value.isEmpty()) {
                String shown = value.matches("[0-9a-f]{64}")
                        ? value.substring(0, DIGEST_SHOWN) + "…"
                        : VALUES.getOrDefault(value, value);
                facts.put(FACTS.getOrDefault(key, key), shown);
            }
        });
        return facts;
    }
}
