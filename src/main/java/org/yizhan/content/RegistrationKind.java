package org.yizhan.content;

/** What a site or an account is registered with (备案和登记), as the rules for government sites list it. */
public enum RegistrationKind {
    ICP("ICP备案"),
    POLICE("公安备案"),
    PARTY_MARK("党政机关网站标识"),
    SITE_CODE("网站标识码"),
    SECURITY("网络安全等级保护备案"),
    DOMAIN("域名证书"),
    CERTIFICATE("网站安全证书");

    private final String label;

    RegistrationKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
