package org.yizhan.identity;

import java.time.Instant;

/** One attempt to sign in, as its owner may see it (登录记录). */
public record SignInEntry(Instant at, Outcome outcome, Means means, String source, String agent) {
    /** What came of it. */
    public enum Outcome {
        SIGNED_IN("登录成功"), WRONG("密码不对"), WRONG_FACTOR("第二验证不对"), PAUSED("尝试过多被暂停"), CLOSED("账号未开通或已关闭");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** How it was tried. */
    public enum Means {
        PASSWORD("密码"), TOTP("密码和动态口令"), RECOVERY("密码和恢复码"), PASSKEY("通行密钥"), OUTER("外部统一身份"), PHONE_CODE("短信验证码");

        private final String label;

        Means(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** The browser in a word that people know. */
    public String device() {
        String system = agent.contains("Android")
                ? "安卓手机"
                : agent.contains("iPhone") || agent.contains("iPad")
                        ? "苹果手机或平板"
                        : agent.contains("Windows")
                                ? "Windows 电脑"
                                : agent.contains("Mac OS") ? "苹果电脑" : agent.contains("Linux") ? "Linux 电脑" : "其他设备";
        return agent.contains("MicroMessenger") ? system + "（微信）" : system;
    }
}
