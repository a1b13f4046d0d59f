package org.yizhan.hotline;

import org.yizhan.identity.Phone;
import org.yizhan.shared.PlainText;

/** Who called (来电人), as given; kept sealed. Nobody is asked for more than a name. */
public record Caller(String name, String phone, String address) {
    public static final Caller UNKNOWN = new Caller("", "", "");

    Caller cleaned() {
        return new Caller(PlainText.line(name), number(phone), PlainText.line(address));
    }

    /** One spelling for one number, whatever the telephone system writes. */
    static String number(String typed) {
        if (Phone.problem(typed).isEmpty()) {
            return new Phone(typed).value();
        }
        return java.text.Normalizer.normalize(PlainText.line(typed), java.text.Normalizer.Form.NFKC)
                .replaceAll("[\\s()-]", "");
    }

    /** Whether nobody can be called back. */
    boolean isAnonymous() {
        return phone.isEmpty();
    }
}
