package org.yizhan.identity;

import org.yizhan.journal.JournalAct;

/** What the journal records about sign-in. */
enum IdentityAct implements JournalAct {
    SIGNED_IN("signed-in", "登录"),
    SIGNED_OUT("signed-out", "退出登录"),
    FAILED("failed", "登录失败"),
    LOCKED("locked", "登录失败过多，暂停尝试"),
    UNLOCKED("unlocked", "解除登录暂停"),
    SESSIONS_ENDED("sessions-ended", "结束全部会话"),
    ACCOUNT_OPENED("account-opened", "开通登录账号"),
    ACCOUNT_CLOSED("account-closed", "关闭登录账号"),
    PASSWORD_CHANGED("password-changed", "修改密码"),
    PASSWORD_RESET("password-reset", "重置密码"),
    FACTOR_ADDED("factor-added", "添加第二验证方式"),
    FACTOR_REMOVED("factor-removed", "移除第二验证方式"),
    RECOVERY_USED("recovery-used", "使用恢复码"),
    PASSKEY_CLONED("passkey-cloned", "通行密钥疑似被复制"),
    MEMBER_OPENED("member-opened", "注册公众账号"),
    MEMBER_CHANGED("member-changed", "修改公众账号资料"),
    MEMBER_EXPORTED("member-exported", "导出本人资料"),
    MEMBER_ERASED("member-erased", "注销公众账号"),
    CODE_SENT("code-sent", "发送验证码"),
    CLIENT_ADDED("client-added", "登记统一登录系统"),
    CLIENT_CHANGED("client-changed", "修改统一登录系统"),
    CLIENT_REMOVED("client-removed", "移除统一登录系统"),
    SIGN_ON("sign-on", "登录其他系统"),
    OUTER_LINKED("outer-linked", "关联外部统一身份"),
    OUTER_UNLINKED("outer-unlinked", "断开外部统一身份"),
    MEMBER_VERIFIED("member-verified", "窗口核验实名"),
    MEMBER_DIFFERS("member-differs", "窗口核验时证件与登记不一致"),
    VERIFICATION_UNDONE("verification-undone", "取消实名核验"),
    MEMBER_VERIFIED_OUTER("member-verified-outer", "外部统一身份核验实名"),
    MEMBER_DIFFERS_OUTER("member-differs-outer", "外部统一身份与登记不一致");

    private final String verb;
    private final String label;

    IdentityAct(String verb, String label) {
        this.verb = verb;
        this.label = label;
    }

    @Override
    public String code() {
        return "identity." + verb;
    }

    @Override
    public String label() {
        return label;
    }
}
