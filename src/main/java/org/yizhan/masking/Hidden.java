package org.yizhan.masking;

/**
 * A place of a text that is not shown to the public (隐去处). It holds where and what kind, never what stands there.
 *
 * @param from its place in the text as it was written
 */
public record Hidden(int from, int length, Kind kind) {
    public Hidden {
        if (from < 0 || length <= 0) {
            throw new IllegalArgumentException("no place: " + from + "+" + length);
        }
    }

    public int end() {
        return from + length;
    }

    boolean touches(Hidden other) {
        return from < other.end() && other.from < end();
    }

    /** What is hidden, and what the public reads instead; a person and a firm have words of their own. */
    public enum Kind {
        IDENTITY_NUMBER("身份证号", "（证件号略）"),
        BANK_ACCOUNT("银行账号", "（账号略）"),
        MOBILE("手机号", "（电话略）"),
        LANDLINE("固定电话", "（电话略）"),
        NUMBER("个人编号", "（编号略）"),
        MAIL("邮箱", "（邮箱略）"),
        WECHAT("微信号", "（微信号略）"),
        QQ("QQ号", "（QQ号略）"),
        PLATE("车牌号", "（车牌略）"),
        BIRTH("出生日期", "（出生日期略）"),
        HOME("门牌", "（门牌略）"),
        PERSON("姓名", "某某"),
        FIRM("企业名称", "某单位"),
        OTHER("其他", "（略）");

        private final String label;
        private final String instead;

        Kind(String label, String instead) {
            this.label = label;
            this.instead = instead;
        }

        public String label() {
            return label;
        }

        String instead() {
            return instead;
        }
    }
}
