package org.yizhan.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.yizhan.masking.Hidden.Kind;

/**
 * Finds what of an address leads to somebody's door (门牌). Village, street and housing estate stay: without them nobody understands
 * what a letter is about. A number of a house is taken where the text says that somebody lives there, a number of a flat everywhere.
 */
final class HomeAddresses {
    private static final String NUMBER = "(?:[0-9]{1,5}|[a-z]\\s?[0-9]{0,3}|[一二三四五六七八九十百〇零]{1,5})";
    private static final String PART = NUMBER + "\\s*(?:号院|号楼|号房|号|栋|幢|座|单元|室|层|楼|户|弄|房)(?:之[一二三四五六七八九十0-9]+)?";

    private static final Pattern DETAIL = Pattern
            .compile("(?<![0-9.a-z])" + PART + "(?:\\s*[,、-]?\\s*" + PART + ")*(?:\\s*" + NUMBER
                    + "(?![0-9年月日元人亩%.]))?");
    private static final Pattern DASHED = Pattern
            .compile("(?<=\\p{IsHan})\\s*[0-9a-z]{1,3}\\s*[-—–]\\s*[0-9]{1,2}\\s*[-—–]\\s*[0-9]{2,4}(?![0-9])");
    private static final Pattern PLACE = Pattern
            .compile(
                    "(?:路|街|巷|弄|道|里|村|屯|寨|组|队|社区|小区|花园|苑|城|园|公寓|新村|府|湾|庭|居|楼盘|大厦|安置点|安置房|宿舍|坊|胡同|坡|冲|坪|塘|岭|庄|区|上|里|旁|边|头)\\s*$");
    private static final Pattern AT_HOME = Pattern
            .compile("(?:家住|家庭住址|家庭地址|住址|地址|户籍|现住|居住|住在|租住|我住|住|我家|家在|租房|租了|业主|我是|本人是|系)[^。!?;,、\\n]{0,40}$");
    private static final Pattern FLAT = Pattern
            .compile("(?:室|户|房)|单元.*(?:号|[0-9]{3})|(?:栋|幢|座|号楼).*[0-9]{3}|[a-z]?[0-9]{3,4}$");
    private static final Pattern NO_HOME = Pattern
            .compile("^\\s*(?:文|令|公告|线|桥|机组|水泵|路灯|电杆|灯杆|杆|地块|窗口|公交|通知|提案|建议|工单|楼道灯|国道|省道|井)|^(?:楼|层)\\s*(?:窗口|大厅)");

    private HomeAddresses() {}

    static List<Hidden> find(FoldedText folded) {
        String text = folded.text();
        var found = new ArrayList<Hidden>();
        Matcher dashed = DASHED.matcher(text);
        while (dashed.find()) {
            add(folded, text, dashed.start(), dashed.end(), found);
        }
        Matcher detail = DETAIL.matcher(text);
        while (detail.find()) {
            String before = text.substring(Math.max(0, detail.start() - 48), detail.start());
            boolean place = PLACE.matcher(before).find();
            boolean home = AT_HOME.matcher(before).find();
            boolean flat = FLAT.matcher(detail.group()).find();
            boolean other = NO_HOME.matcher(text).region(detail.end(), text.length()).lookingAt();
            if (place && (home || flat) && !other) {
                add(folded, text, detail.start(), detail.end(), found);
            }
        }
        return found;
    }

    private static void add(FoldedText folded, String text, int from, int to, List<Hidden> found) {
        int begin = from;
        while (text.charAt(begin) == ' ') {
            begin++;
        }
        int first = folded.begin(begin);
        found.add(new Hidden(first, folded.end(to) - first, Kind.HOME));
    }
}
