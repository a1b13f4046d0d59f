package org.yizhan.masking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yizhan.masking.Hidden.Kind;

/**
 * Finds the numbers by which somebody can be reached or known (个人号码), also where they are taken apart by blanks and strokes or
 * written in Chinese digits. A number is read by its groups: what is written together is never cut, so that a date beside a
 * telephone stays a date.
 */
final class PersonalNumbers {
    private static final String BETWEEN = " -–—−·.•_*~|/+()";
    private static final String BETWEEN_SINGLE = "、,，;";
    private static final int LONGEST_GAP = 5;

    private static final Pattern COUNTED = Pattern
            .compile("\\s*(?:元|万|亿|千|人|户|吨|度|米|平|亩|公|千米|斤|公斤|%|倍|株|头|只|台|辆|册|字|号令|立方|升)");
    private static final Pattern PHONE = context("电话|手机|座机|联系|致电|号码|来电|拨打|热线|传真|tel|phone");
    private static final Pattern ACCOUNT = context("卡号|账号|帐号|账户|帐户|银行|开户|存折|一卡通|信用社|农商行|农信社|农行|工行|建行|邮储");
    private static final Pattern CARD_OF_A_PERSON = context("身份证|证件号|身份号|户口本|idcard|身分证|sfz");
    private static final Pattern OWN_NUMBER = context(
            "户号|学号|病历号|住院号|门诊号|准考证号?|考号|学籍号|护照号?码?|驾驶证号?码?|残疾人?证号?码?|社保号|社保卡号?|医保号|医保卡号?|档案号|档案编号|客户号|客户编号|用户号|用户编号|电表号|水表号|通行证号?码?|军官证号?码?|士兵证号?码?|房产证号?码?|不动产证号?码?|结婚证号?码?|低保证号?码?|工号");

    private static final Pattern QQ = Pattern.compile(
            "(?:qq|扣扣|企鹅|球球|q号)\\s*(?:号|群|号码)?\\s*(?:是|为|:)?\\s*([0-9〇零一二三四五六七八九幺](?:[ -]?[0-9〇零一二三四五六七八九幺]){4,11})");
    private static final Pattern WECHAT = Pattern.compile(
            "(?:微信|微\\s*信|威信|薇信|v信|vx|wx|wechat|加v|\\+v)\\s*(?:号|号码|id)?\\s*(?:是|为|:|同号)?\\s*([a-z][-_a-z0-9]{5,19}|[0-9]{5,12})");
    private static final Pattern MAIL = Pattern.compile(
            "[a-z0-9][a-z0-9._+-]*\\s*(?:@|\\(at\\)|\\[at]|#at#)\\s*[a-z0-9-]+(?:\\s*(?:\\.|。|点)\\s*[a-z0-9-]+)*\\s*(?:\\.|。|点)\\s*(?:com|cn|net|org|edu|gov|cc|me|top|vip)(?:\\.cn)?(?![a-z0-9])");
    private static final Pattern PLATE = Pattern.compile(
            "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]\\s*[a-hj-np-z]\\s*[·.•-]?\\s*(?=(?:[a-z0-9]\\s?){0,5}[0-9])(?:[a-hj-np-z0-9]\\s?){4,5}[a-hj-np-z0-9挂学警港澳](?![a-z0-9])");
    private static final Pattern LETTERED = Pattern
            .compile("(?:护照|通行证|证件)(?:号码|号)?\\s*(?:是|为|:)?\\s*([a-z]{1,2}[0-9]{7,10})");

    private static final String DATE_PARTS = "(?:19|20)\\d{2}\\s*(?:年|[./-])\\s*(?:\\d{1,2}\\s*(?:月|[./-])\\s*(?:\\d{1,2}\\s*[日号]?)?)?|[一二三四五六七八九〇零]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}[日号])?)?";
    private static final Pattern BORN_BEFORE = Pattern
            .compile("(?:出生于|出生日期|出生年月日?|生日|生于|生辰)\\s*(?:是|为|在|:)?\\s*(" + DATE_PARTS + ")");
    private static final Pattern BORN_AFTER = Pattern.compile("(" + DATE_PARTS + ")\\s*(?:出生|生人|生(?=[,，。、;)\\s]|$))");

    private final FoldedText folded;
    private final String text;
    private final Set<String> open;
    private final Set<String> own;
    private final List<Hidden> found = new ArrayList<>();

    private PersonalNumbers(FoldedText folded, Set<String> open, Set<String> own) {
        this.folded = folded;
        this.text = folded.text();
        this.open = open;
        this.own = own;
    }

    /** A pattern for the words that stand a little before a number. */
    private static Pattern context(String words) {
        return Pattern.compile("(?:" + words + ")[^。!?\\n]{0,12}$");
    }

    /**
     * @param open numbers that the public may know, digits only: those of offices
     * @param own numbers of the writer, digits only, however unlike a telephone they look
     */
    static List<Hidden> find(FoldedText folded, Set<String> open, Set<String> own) {
        var numbers = new PersonalNumbers(folded, open, own);
        numbers.group(MAIL, 0, Kind.MAIL);
        numbers.group(QQ, 1, Kind.QQ);
        numbers.group(WECHAT, 1, Kind.WECHAT);
        numbers.group(LETTERED, 1, Kind.NUMBER);
        numbers.group(PLATE, 0, Kind.PLATE);
        numbers.group(BORN_BEFORE, 1, Kind.BIRTH);
        numbers.group(BORN_AFTER, 1, Kind.BIRTH);
        numbers.runs();
        return numbers.found;
    }

    private void group(Pattern pattern, int group, Kind kind) {
        Matcher hit = pattern.matcher(text);
        while (hit.find()) {
            boolean office = kind == Kind.MAIL && hit.group().replace(" ", "").endsWith("gov.cn");
            if (!office && !isOpen(digitsOf(hit.group(group)))) {
                hide(hit.start(group), hit.end(group), kind);
            }
        }
    }

    private void hide(int from, int to, Kind kind) {
        int end = to;
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        int begin = folded.begin(from);
        found.add(new Hidden(begin, folded.end(end) - begin, kind));
    }

    /** A digit and where it stands; {@code first} when it is not written together with the one before, or in other digits. */
    private record Digit(int value, int at, boolean first) {}

    private void runs() {
        var run = new ArrayList<Digit>();
        int last = -1;
        for (int at = 0; at < text.length(); at++) {
            int value = value(at);
            if (value < 0) {
                continue;
            }
            if (!run.isEmpty() && !continues(last, at)) {
                read(run);
                run.clear();
            }
            run.add(new Digit(value, at,
                    run.isEmpty() || at - last > 1 || script(text.charAt(at)) != script(text.charAt(last))));
            last = at;
        }
        read(run);
    }

    /** The letters o and l count as digits inside a number, as those write who want to hide one. */
    private int value(int at) {
        char c = text.charAt(at);
        if (c == 'o' || c == 'l') {
            boolean inside = at > 0 && (FoldedText.digit(text.charAt(at - 1)) >= 0 || text.charAt(at - 1) == c);
            return inside ? c == 'o' ? 0 : 1 : -1;
        }
        return FoldedText.digit(c);
    }

    private static int script(char c) {
        return c >= '0' && c <= '9' ? 0 : isLetter(c) ? 1 : 2;
    }

    private boolean continues(int last, int at) {
        if (at - last > LONGEST_GAP + 1) {
            return false;
        }
        for (int i = last + 1; i < at; i++) {
            char c = text.charAt(i);
            boolean single = BETWEEN_SINGLE.indexOf(c) >= 0 && at - last == 2
                    && !(last > 0 && FoldedText.digit(text.charAt(last - 1)) >= 0)
                    && !(at + 1 < text.length() && FoldedText.digit(text.charAt(at + 1)) >= 0);
            if (BETWEEN.indexOf(c) < 0 && !single) {
                return false;
            }
        }
        return true;
    }

    private void read(List<Digit> run) {
        for (int i = 0; i < run.size();) {
            int taken = run.get(i).first ? take(run, i) : 0;
            if (taken == 0) {
                i++;
                while (i < run.size() && !run.get(i).first) {
                    i++;
                }
            } else {
                i += taken;
            }
        }
    }

    /** How many digits from here on are one number of somebody; 0 for none. */
    private int take(List<Digit> run, int from) {
        for (int length : lengths(run, from)) {
            String digits = digits(run, from, length);
            if (isOpen(digits) || digits.matches("[48]00\\d{7}")) {
                return length;
            }
            Kind kind = kind(run, from, digits);
            if (kind != null) {
                hide(begin(run, from, digits, kind), end(run, from + length, kind), kind);
                return length;
            }
        }
        int many = mobilesTogether(run, from);
        if (many > 0) {
            hide(run.get(from).at, run.get(from + many - 1).at + 1, Kind.MOBILE);
        }
        return many;
    }

    /** At each end of a group, the longest first, so that the whole of a number is taken before a part of it. */
    private static List<Integer> lengths(List<Digit> run, int from) {
        var lengths = new ArrayList<Integer>();
        for (int i = from + 1; i <= run.size() && i - from <= 24; i++) {
            if (i == run.size() || run.get(i).first) {
                lengths.addFirst(i - from);
            }
        }
        return lengths;
    }

    private static String digits(List<Digit> run, int from, int length) {
        var digits = new StringBuilder();
        for (Digit digit : run.subList(from, from + length)) {
            digits.append(digit.value);
        }
        return digits.toString();
    }

    /** A telephone of an office is written with and without the code of its area. */
    private boolean isOpen(String digits) {
        return digits.length() >= 7 && open.stream().anyMatch(number -> number.endsWith(digits));
    }

    private @Nullable Kind kind(List<Digit> run, int from, String digits) {
        int at = run.get(from).at;
        int end = run.get(from + digits.length() - 1).at + 1;
        boolean alone = !(at > 0 && isLetter(text.charAt(at - 1)));
        if (own.contains(digits)) {
            return Kind.MOBILE;
        }
        if (isIdentity(digits, end) && alone || before(CARD_OF_A_PERSON, at) && digits.length() >= 14) {
            return Kind.IDENTITY_NUMBER;
        }
        if (COUNTED.matcher(text).region(end, text.length()).lookingAt() && digits.length() < 15) {
            return null;
        }
        if (isMobile(digits)) {
            return Kind.MOBILE;
        }
        boolean mixed = script(text.charAt(at)) != script(text.charAt(end - 1));
        if (alone && isBankCard(digits) || !mixed && digits.length() >= 9 && before(ACCOUNT, at)) {
            return Kind.BANK_ACCOUNT;
        }
        if (!mixed && digits.length() >= 6 && !isDay(digits) && before(OWN_NUMBER, at)) {
            return Kind.NUMBER;
        }
        boolean area = !mixed && digits.matches("0(?:10|2\\d|[3-9]\\d{2})[2-8]\\d{6,7}");
        boolean local = digits.matches("[2-8]\\d{6,7}") && !isDay(digits) && before(PHONE, at);
        return area || local ? Kind.LANDLINE : null;
    }

    private boolean before(Pattern context, int at) {
        return context.matcher(text.substring(Math.max(0, at - 24), at)).find();
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isMobile(String digits) {
        return digits.matches("(?:0|86|086|0086)?1[3-9]\\d{9}");
    }

    /** Several mobile numbers that nothing keeps apart. */
    private static int mobilesTogether(List<Digit> run, int from) {
        int to = from + 1;
        while (to < run.size() && !run.get(to).first) {
            to++;
        }
        String digits = digits(run, from, to - from);
        return digits.length() > 11 && digits.matches("(?:1[3-9]\\d{9}){2,}") ? digits.length() : 0;
    }

    /** Also one with a wrong check digit, or with a digit too many or too few: it is somebody's, mistyped. */
    private boolean isIdentity(String digits, int end) {
        if (digits.length() == 17) {
            return isBirth(digits, 6) && (end < text.length() && isX(end) || isNear(digits));
        }
        if (digits.length() == 18 || digits.length() == 19) {
            return isNear(digits);
        }
        return digits.length() == 15 && digits.matches("[1-6][1-5]\\d{13}")
                && isDay("19" + digits.substring(6, 12));
    }

    private boolean isX(int end) {
        int at = end;
        while (at < text.length() && at < end + 2 && BETWEEN.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == 'x' || text.charAt(at) == '*');
    }

    private static boolean isNear(String digits) {
        return digits.matches("[1-8][0-7]\\d+") && (isBirth(digits, 6) || isBirth(digits, 7) || isBirth(digits, 5));
    }

    private static boolean isBirth(String digits, int at) {
        String day = digits.substring(at, at + 8);
        return day.matches("(?:19|20)\\d{6}") && isDay(day);
    }

    /** Whether the eight digits are a day: such a number is a date rather than a telephone. */
    private static boolean isDay(String digits) {
        if (!digits.matches("(?:19|20)\\d{6}")) {
            return false;
        }
        try {
            LocalDate.of(Integer.parseInt(digits.substring(0, 4)), Integer.parseInt(digits.substring(4, 6)),
                    Integer.parseInt(digits.substring(6, 8)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isBankCard(String digits) {
        return digits.length() >= 15 && digits.length() <= 19 && digits.matches("(?:62|[3-6])\\d+") && luhn(digits);
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

    private int begin(List<Digit> run, int from, String digits, Kind kind) {
        int at = run.get(from).at;
        int last = run.get(from + digits.length() - 1).at;
        boolean bracket = at > 0 && text.charAt(at - 1) == '(' && text.substring(at, last).contains(")");
        boolean plus = at > 0 && text.charAt(at - 1) == '+' && kind == Kind.MOBILE;
        return plus || bracket ? at - 1 : at;
    }

    private int end(List<Digit> run, int next, Kind kind) {
        int end = run.get(next - 1).at + 1;
        if (kind == Kind.IDENTITY_NUMBER && isX(end)) {
            while (text.charAt(end) != 'x' && text.charAt(end) != '*') {
                end++;
            }
            return end + 1;
        }
        return end;
    }

    static String digitsOf(String text) {
        var digits = new StringBuilder();
        for (char c : FoldedText.of(text).text().toCharArray()) {
            int value = FoldedText.digit(c);
            if (value >= 0) {
                digits.append(value);
            }
        }
        return digits.toString();
    }
}
