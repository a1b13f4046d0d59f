package org.yizhan.requests;

import java.util.Arrays;
import java.util.Optional;

/** How the applicant wants the information (获取方式): in which form, and by which way. */
public final class Delivery {
    private Delivery() {}

    public enum Form {
        PAPER("paper", "纸质"), MAIL("mail", "电子邮件"), DISC("disc", "光盘等电子介质");

        private final String code;
        private final String label;

        Form(String code, String label) {
            this.code = code;
            this.label = label;
        }

        public String code() {
            return code;
        }

        public String label() {
            return label;
        }

        public static Optional<Form> find(String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }

    public enum Way {
        WEB("web", "网上获取"), POST("post", "邮寄"), PICKUP("pickup", "自行领取"), READ("read", "当场阅读、抄录"), FAX("fax", "传真");

        private final String code;
        private final String label;

        Way(String code, String label) {
            this.code = code;
            this.label = label;
        }

        public String code() {
            return code;
        }

        public String label() {
            return label;
        }

        public static Optional<Way> find(String code) {
            return Arrays.stream(values()).filter(one -> one.code.equals(code)).findFirst();
        }
    }
}
