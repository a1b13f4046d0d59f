package org.yizhan.masking;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yizhan.masking.Hidden.Kind;
import org.yizhan.search.Dictionary;

/**
 * Finds the names of private people (姓名): behind words that introduce somebody, before words by which people are addressed, and
 * then everywhere else in the text. Somebody in office is named by the office; a name beside one is kept only when it is known to be
 * that of an official, and never in a report of wrongdoing.
 */
final class PersonalNames {
    private static final int LONGEST = 2;

    /** Behind these stands a name. */
    private static final Pattern INTRODUCED = Pattern.compile(
            "(?:我叫做?|我名叫|我的名字叫?|名叫|名字叫|本人叫?|姓名|真名|实名|联系人|来信人|写信人|反映人|反应人|投诉人|信访人|求助人|咨询人|诉求人|户名|收款人|持卡人|开户人|举报人|被举报人|被投诉人|申请人|被申请人|当事人"
                    + "|委托人|代理人|监护人|户主|业主|房主|房东|租客|租户|邻居|街坊|同村|村民|居民|群众|农户|贫困户|店主|摊主|老板娘?|车主|司机|患者|病人|伤者|死者|老人|学生|考生|家长|职工|员工|工人|工友|民工"
                    + "|男子|女子|网友|市民|包工头|负责人|法定代表人|法人代表|法人|经理|嫌疑人|肇事者|残疾人|退伍军人|退役军人|烈属|五保户|低保户|尊敬的"
                    + "|父亲|母亲|爸爸|妈妈|我爸|我妈|儿子|女儿|丈夫|妻子|爱人|老公|老婆|哥哥|弟弟|姐姐|妹妹|爷爷|奶奶|外公|外婆|公公|婆婆|岳父|岳母|孙子|孙女|外孙女?|侄子|侄女|外甥女?|叔叔|伯父|大伯|舅舅|姑姑|姑父|姨妈|嫂子|儿媳妇?|女婿|同事|同学|朋友|战友|家属)"
                    + "(?:叫做?|名叫|的名字叫?|姓名|为|是|即|系)?\\s*[:(]?\\s*");

    /** 我是 may be followed by a name or by what somebody is. */
    private static final Pattern I_AM = Pattern.compile("(?:我|本人|俺)(?:就)?(?:是|系)\\s*");

    private static final Pattern CASE_WORDS = Pattern
            .compile("(?:经查|查明|查实|经核实|经调查|经了解|据了解|反映|关于|举报|投诉|控告|检举)\\s*[,:]?\\s*");

    private static final Pattern ADDRESSED = Pattern.compile(
            "\\s*(?:先生|女士|小姐|同志|大爷|大妈|大叔|大婶|大伯|大娘|阿姨|老人|老汉|老太|奶奶|爷爷|师傅|老师|医生|大夫|护士|同学|老板|律师|夫妇|夫妻|一家|家属|等人|等\\d+|等[一二三四五六七八九十]+[人户名]|之[父母子女妻夫])");

    private static final Pattern IN_OFFICE = Pattern.compile(
            "\\s*(?:(?:副)?(?:县|镇|乡|市|区|局|科|股|所|站|队|院|校|村|组|社|厂|处|厅|部|会)长|(?:副|总|支|第一)?书记|(?:副)?主任|(?:副)?主席|支书|队长|警官|法官|检察官|干部|会计|文书|妇女主任|经理|董事长)");

    private static final Pattern OFFICE_BEFORE = Pattern.compile(
            "(?:(?:县|镇|乡|市|区|局|科|股|所|站|队|院|校|村|组|社|厂|处|会)长|书记|主任|主席|支书|村干部|社工|警官|法官|检察官|会计|文书)\\s*");

    private static final Pattern ACTS = Pattern.compile(
            "\\s*(?:在|将|把|利用|收受|贪污|挪用|私自|违规|违法|强占|霸占|侵占|酒驾|打人|殴打|伙同|以权|虚报|冒领|套取|索要|截留|吃拿|长期|多次|经常|系|于|的|及|和|与|是|向|为|,|。|、|$)");

    private static final String DOTS = "·•・‧";
    private static final int LONGEST_PART = 6;

    private static final Set<String> PEOPLE = Set.of("住户", "村民", "居民", "户主", "业主", "租户", "车主", "摊主", "店主", "网友", "邻居",
            "房东");

    private static final Pattern FIRM_END = Pattern.compile(
            "(?:有限责任公司|股份有限公司|有限公司|集团公司|分公司|公司|经营部|合作社|养殖场|砂石场|采石场|搅拌站|加工厂|砖厂|饭店|酒店|宾馆|超市|药店|诊所|网吧|商行|幼儿园|培训学校|培训中心|物业)");
    private static final Pattern FIRM_BEFORE = Pattern
            .compile(
                    "举报|投诉|反映|控告|检举|收受|收取|勾结|伙同|承包|入股|开办|经营|占有|指使|包庇|袒护|购买|位于|经过|关于|就是|要求|请求|希望|严查|查处|他们|[是在由与和被的向对给为叫跟及从到让把将因以]|[^\\p{IsHan}a-z0-9·]");
    private static final Pattern PUBLIC_FIRM = Pattern
            .compile("(?:供电|自来水|水务|公交|供水|燃气|电网|邮政|烟草|石油|移动|联通|电信|广电)\\p{IsHan}{0,4}公司$");

    /** No given name begins with these. */
    private static final String NO_NAME = "的是在了与及或被把将到对就都也还又因由于以而且但我你您他她它们这那哪谁没不未已要该住说问请让给跟叫等某岁去先女男";

    /** And none ends with these: it is over where one stands. */
    private static final String NO_END = "有从会可站所县市区镇乡村组街局厂校院队社司委办向为今现";

    private static final String AFTER_A_DOTTED_NAME = "的说在是叫和及与等";

    /** Family names that are more often something else before another one: 和刘大爷, 向罗大爷. */
    private static final String ALSO_SMALL_WORDS = "向和于时从方连同文管查经由让与及";

    private final FoldedText folded;
    private final String text;
    private final Masking.Known known;
    private final List<Hidden> found = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    private PersonalNames(FoldedText folded, Masking.Known known) {
        this.folded = folded;
        this.text = folded.text();
        this.known = known;
    }

    static List<Hidden> find(FoldedText folded, Masking.Known known) {
        var people = new PersonalNames(folded, known);
        known.names().forEach(name -> people.names.add(FoldedText.of(name).text().replace(" ", "")));
        people.after(INTRODUCED, false);
        people.after(I_AM, true);
        people.after(OFFICE_BEFORE, true);
        people.beforeWords();
        people.dotted();
        if (known.isReport()) {
            people.after(CASE_WORDS, true);
            people.actors();
            people.firms();
        }
        people.everywhere();
        return people.found;
    }

    private void after(Pattern words, boolean needsEnd) {
        Matcher hit = words.matcher(text);
        while (hit.find()) {
            int at = hit.end();
            int end = nameAt(at, hit.group().indexOf('叫') >= 0 || hit.group().contains("名"));
            if (end > at && (!needsEnd || endsHere(end)) && !isOfficial(at, end)) {
                take(at, end);
                // 村民张三、李四
                while (end < text.length() && (text.charAt(end) == '、' || text.charAt(end) == '和')) {
                    int next = nameAt(end + 1);
                    if (next <= end + 1) {
                        break;
                    }
                    take(end + 1, next);
                    end = next;
                }
            }
        }
    }

    /** 张三先生 and 李四局长. */
    private void beforeWords() {
        for (int at = 0; at < text.length(); at++) {
            if (Surnames.lengthAt(text, at) == 0) {
                continue;
            }
            int end = nameAt(at);
            if (end <= at) {
                continue;
            }
            boolean addressed = ADDRESSED.matcher(text).region(end, text.length()).lookingAt();
            boolean office = IN_OFFICE.matcher(text).region(end, text.length()).lookingAt();
            if ((addressed || office) && startsHere(at) && !isSmallWord(at, end)) {
                if (!isOfficial(at, end)) {
                    take(at, end);
                }
                namesBefore(at);
                at = end - 1;
            }
        }
    }

    private boolean isSmallWord(int at, int end) {
        return end - at == 2 && ALSO_SMALL_WORDS.indexOf(text.charAt(at)) >= 0 && Surnames.lengthAt(text, at + 1) > 0;
    }

    /** 王建国、李卫东等人: those who stand in the list before this one. */
    private void namesBefore(int at) {
        int to = at - 1;
        while (to > 1 && (text.charAt(to) == '、' || text.charAt(to) == '和')) {
            int end = to;
            int from = Math.max(0, end - 4);
            while (from < end - 1 && nameAt(from) != end) {
                from++;
            }
            if (from >= end - 1) {
                return;
            }
            take(from, end);
            to = from - 1;
        }
    }

    /** In a report: somebody who does something. */
    private void actors() {
        for (int at = 0; at < text.length(); at++) {
            int end = Surnames.lengthAt(text, at) == 0 ? at : nameAt(at);
            if (end > at && startsHere(at) && ACTS.matcher(text).region(end, text.length()).lookingAt()
                    && !Dictionary.has(text.substring(at, end))) {
                take(at, end);
                at = end - 1;
            }
        }
    }

    /** 阿依古丽·买买提: the parts are as long as no word of the language begins or ends in them. */
    private void dotted() {
        for (int dot = 1; dot + 1 < text.length(); dot++) {
            if (DOTS.indexOf(text.charAt(dot)) < 0) {
                continue;
            }
            int from = dot;
            while (from > 0 && dot - from < LONGEST_PART && isHan(from - 1)
                    && !(dot - from >= 2 && from >= 2 && isUsual(text.substring(from - 2, from)))) {
                from--;
            }
            int to = dot + 1;
            while (to < text.length() && to - dot <= LONGEST_PART && isHan(to)
                    && !(to - dot > 2 && (AFTER_A_DOTTED_NAME.indexOf(text.charAt(to)) >= 0 || beginsAWord(to)))) {
                to++;
            }
            boolean title = from > 0 && "《\"“".indexOf(text.charAt(from - 1)) >= 0;
            if (dot - from >= 2 && to - dot > 2 && !title) {
                take(from, to);
            }
        }
    }

    private static boolean isUsual(String word) {
        return Dictionary.frequency(word) > 3 || PEOPLE.contains(word);
    }

    private boolean isHan(int at) {
        char c = text.charAt(at);
        return c >= 0x4e00 && c <= 0x9fff;
    }

    /** Where a name that begins here ends; the place itself when none does. */
    private int nameAt(int at) {
        return nameAt(at, false);
    }

    /** @param sure whether the text says that a name stands here, so that one which a dictionary knows is one too */
    private int nameAt(int at, boolean sure) {
        int family = Surnames.lengthAt(text, at);
        if (family == 0) {
            return at;
        }
        int end = at + family;
        int given = 0;
        while (given < LONGEST) {
            int next = end < text.length() && text.charAt(end) == ' ' && given + 1 <= LONGEST ? end + 1 : end;
            if (next >= text.length() || !isNamePart(next)
                    || given == 1 && (NO_END.indexOf(text.charAt(next)) >= 0 || beginsAWord(next))) {
                break;
            }
            end = next + 1;
            given++;
        }
        boolean word = isAWord(at, end, family) && !(sure && given == LONGEST);
        return given == 0 || word ? at : end;
    }

    private boolean isNamePart(int at) {
        return isHan(at) && NO_NAME.indexOf(text.charAt(at)) < 0;
    }

    /** 李明希望: what stands here belongs to the next word. */
    private boolean beginsAWord(int at) {
        int end = Math.min(text.length(), at + 3);
        for (int to = at + 2; to <= end; to++) {
            String word = text.substring(at, to);
            if (Dictionary.frequency(word) > 20 || AFTER_A_NAME.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static final Set<String> AFTER_A_NAME = Set.of("先生", "女士", "小姐", "同志", "大爷", "大妈", "大叔", "大婶", "阿姨", "师傅",
            "老师",
            "医生", "老汉", "同学", "电话", "手机", "今年", "现年", "反映", "夫妇", "夫妻", "家住", "来信", "来电", "您好", "你好", "书记", "主任", "警官",
            "支书", "干部", "会计", "经理", "利用", "贪污", "挪用", "私自", "霸占", "收受", "强占", "侵占", "老板", "伙同", "律师", "护士", "大夫",
            "虚报", "冒领", "套取", "索要", "酒驾", "殴打", "老人", "老太", "户籍", "身份", "微信", "性别", "汉族", "壮族", "苗族", "瑶族", "回族", "侗族",
            "彝族", "藏族", "满族");

    /** 高速 and 平台 begin like names too. */
    private boolean isAWord(int at, int end, int family) {
        String name = text.substring(at, end);
        if (family == 2) {
            return false;
        }
        if (Dictionary.frequency(name) > 3 || NOT_NAMES.contains(name)) {
            return true;
        }
        return end - at == 3 && (Dictionary.frequency(text.substring(at, at + 2)) > 10
                || NOT_NAMES.contains(text.substring(at, at + 2)));
    }

    private static final Set<String> NOT_NAMES = Set.of("周一", "周二", "周三", "周四", "周五", "周六", "周日", "周末", "高空", "平台",
            "金额", "水利", "林地", "方面", "安排", "安全", "安装", "施工",
            "常见", "常年", "万分",
            "陈述", "许可", "许多", "任何", "左右", "程序", "全体", "全县", "全家", "广大", "黄色", "白天", "石料", "车位", "车主", "古树", "温度", "向上",
            "包括",
            "单位", "时间", "于是", "强烈", "江边", "路灯", "路面", "路边", "路口", "文件", "文化", "关于", "关系", "关心", "关注", "和谐", "和睦", "和解",
            "成立",
            "成本", "贷款", "申请", "申报", "申诉", "易地", "明显", "明确", "田地", "田间", "房屋", "房产", "房东", "沙石", "沙场", "曾经", "解决", "解释",
            "应当",
            "应该", "党员", "党委", "党群", "党支", "连续", "连同", "项目", "计划", "计生", "饶有", "储备", "谈话", "支付", "支部", "管理", "管道", "管网",
            "管委",
            "居民", "毛坯", "马上", "马路", "范围", "何时", "何处", "何种", "谢谢", "钱款", "宣传", "国土", "查处", "查询", "查看", "修路", "修建", "相关",
            "相邻",
            "公司", "公路", "公安", "公共", "公示", "公园", "农户", "农田", "农村", "农民", "农业", "水费", "水库", "水管", "水井", "水源", "水沟", "电费",
            "黑烟",
            "新农", "新村", "新建", "低保", "孔洞", "温泉", "龙头", "龙潭", "雷雨", "严重", "严查", "严厉", "余款", "顾客", "牛羊", "牧场", "桥梁", "桥头",
            "河道",
            "山上", "山体", "山林", "山泉", "山塘", "向您", "麻烦", "花费", "祝您", "幸好");

    private boolean endsHere(int end) {
        if (end >= text.length()) {
            return true;
        }
        return !isHan(end) || "的在是家住系男女今现和与于有等说不要对把将让向包".indexOf(text.charAt(end)) >= 0 || beginsAWord(end)
                || IN_OFFICE.matcher(text).region(end, text.length()).lookingAt();
    }

    /** Whether a name can begin here: not in the middle of a word. */
    private boolean startsHere(int at) {
        if (at == 0) {
            return true;
        }
        if (!isHan(at - 1)) {
            return true;
        }
        String across = text.substring(at - 1, at + 1);
        return Dictionary.frequency(across) == 0;
    }

    private boolean isOfficial(int from, int to) {
        return !known.isReport() && known.officials().contains(text.substring(from, to).replace(" ", ""));
    }

    private void take(int from, int to) {
        if (text.substring(from, to).indexOf('某') >= 0) {
            return;
        }
        hide(from, to, Kind.PERSON);
        names.add(text.substring(from, to).replace(" ", ""));
    }

    private void hide(int from, int to, Kind kind) {
        int begin = folded.begin(from);
        found.add(new Hidden(begin, folded.end(to) - begin, kind));
    }

    /** Whoever was named once is named in the whole text; blanks between the characters hide nobody. */
    private void everywhere() {
        for (String name : names) {
            if (name.length() < 2 || name.indexOf('某') >= 0 || isOpen(name)) {
                continue;
            }
            String spaced = String.join("\\s*", name.codePoints()
                    .mapToObj(c -> Pattern.quote(Character.toString(c)))
                    .toList());
            Matcher hit = Pattern.compile(spaced).matcher(text);
            while (hit.find()) {
                hide(hit.start(), hit.end(), Kind.PERSON);
            }
        }
    }

    private boolean isOpen(String name) {
        return !known.isReport() && known.officials().contains(name);
    }

    /** In a report a firm is only accused; public works are public. */
    private void firms() {
        Matcher end = FIRM_END.matcher(text);
        while (end.find()) {
            int from = Math.max(0, end.start() - 20);
            Matcher before = FIRM_BEFORE.matcher(text).region(from, end.start());
            while (before.find()) {
                from = before.end();
            }
            String name = text.substring(from, end.end());
            boolean named = end.start() - from >= 2 && !name.matches("(?:某|该|这家|那家|一家|本|我|贵|各|此|几家|多家).*")
                    && !PUBLIC_FIRM.matcher(name).find();
            if (named) {
                hide(from, end.end(), Kind.FIRM);
            }
        }
    }
}
