package org.yizhan.content.proofreading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What would tell strangers too much of somebody (个人信息): numbers of bank cards, and where somebody lives. */
final class Privacy {
    static final String BANK_CARD = "bank-card";
    static final String HOME = "home-address";

    private static final Pattern CARD = Pattern.compile("(?<![\\dA-Za-z])(?:62\\d{14,17}|[345]\\d{15})(?![\\dA-Za-z])");
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:家住|家庭住址|家庭地址|户籍地址|户籍所在地|现住址|现居住地|居住地址|住址)[为是：:\\s]*[\\p{IsHan}\\dA-Za-z]{2,30}?(?:\\d|[一二三四五六七八九十])+(?:号|栋|幢|单元|室|组|户)");

    private Privacy() {}

    static List<Remark> look(String text) {
        var found = new ArrayList<Remark>();
        if (hasLongNumber(text)) {
            Matcher card = CARD.matcher(text);
            while (card.find()) {
                if (luhn(card.group())) {
                    found.add(Remark.block(BANK_CARD, card.start(), card.end(), "这里有银行卡号，属于个人隐私。请删去，或只留后四位。"));
                }
            }
        }
        if (text.indexOf('住') >= 0 || text.indexOf('址') >= 0 || text.indexOf("户籍") >= 0) {
            Matcher address = ADDRESS.matcher(text);
            while (address.find()) {
                found.add(Remark.block(HOME, address.start(), address.end(), "这里有个人的详细住址，属于个人隐私。请删去，或只写到村、社区。"));
            }
        }
        return found;
    }

    private static boolean hasLongNumber(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            if (run >= 16) {
                return true;
            }
        }
        return false;
    }

    private static boolean luhn(String number) {
        int sum = 0;
        boolean twice = false;
        for (int i = number.length() - 1; i >= 0; i--) {
            int digit = number.charAt(i) - '0';
            int counted = twice ? 2 * digit : digit;
            sum += counted > 9 ? counted - 9 : counted;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
