package org.yizhan.directory;

/** The three administrators, who must be three separate people (三员分立, GB/T 22239-2019 8.1.4 and 8.1.5). */
public enum AdminKind {
    SYSTEM("系统管理员"), SECURITY("安全管理员"), AUDIT("审计管理员");

    private final String label;

    AdminKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
