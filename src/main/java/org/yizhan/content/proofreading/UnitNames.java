package org.yizhan.content.proofreading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the county's units (单位名称): a name with a wrong character, and another body's name in a text that speaks as one unit. */
public final class UnitNames {
    public static final UnitNames NONE = new UnitNames("", List.of());

    static final String NAME = "unit-name";
    static final String SPEAKER = "speaker";

    private static final Sought REPORTS = Sought.of(
            "(?:现将|现就|下面将)((?:\\p{IsHan}){2,14}?(?:局|委|办|社|厅|中心|院|镇|乡|站|队|所|校))(?:20\\d{2}年|\\d{4}年|上半年|下半年|今年|本年)?[^，。；\\n]{0,30}"
                    + "(?:报告|汇报|总结|通报|公布|公开)如下",
            "如下");
    private static final Sought OWN = Sought.of("我(局|镇|乡|委|办|院|校|社|厅|中心|街道|公司|大队)(?![\\p{IsHan}]?长)", "我");

    private final String county;
    private final List<String> full = new ArrayList<>();
    private final Set<String> every = new HashSet<>();

    /** @param county how full names begin, such as 云岭县 */
    public UnitNames(String county, List<String> names) {
        this.county = county;
        for (String name : names) {
            every.add(name);
            if (!county.isEmpty() && name.startsWith(county) && name.length() >= county.length() + 3) {
                full.add(name);
            }
        }
    }

    List<Remark> look(String text, List<String> speaker) {
        var found = new ArrayList<Remark>();
        if (!full.isEmpty()) {
            for (int at = text.indexOf(county); at >= 0; at = text.indexOf(county, at + 1)) {
                named(text, at, found);
            }
        }
        speaks(text, speaker, found);
        return found;
    }

    private void named(String text, int at, List<Remark> found) {
        String nearest = null;
        int end = at;
        for (String name : full) {
            if (text.startsWith(name, at)) {
                return;
            }
            int to = at + name.length();
            if (nearest == null && to <= text.length() && oneOff(text, at, name)) {
                nearest = name;
                end = to;
            }
        }
        if (nearest != null) {
            found.add(Remark.suggestion(NAME, at, end,
                    "“" + text.substring(at, end) + "”与单位名称“" + nearest + "”只差一个字，请核对。"));
        }
    }

    private boolean oneOff(String text, int at, String name) {
        int different = 0;
        for (int i = county.length(); i < name.length(); i++) {
            char c = text.charAt(at + i);
            if (c != name.charAt(i)) {
                // The last character says what kind of body it is; of short names only what sounds or looks alike is a slip.
                boolean slip = name.length() - county.length() > 3 || Spelling.areConfusable(c, name.charAt(i));
                if (++different > 1 || i == name.length() - 1 || !Words.isHan(c) || !slip || isTown(name)) {
                    return false;
                }
            }
        }
        return different == 1;
    }

    /** A town is not another town that was mistyped. */
    private static boolean isTown(String name) {
        return name.endsWith("镇人民政府") || name.endsWith("乡人民政府");
    }

    private void speaks(String text, List<String> speaker, List<Remark> found) {
        Matcher reports = REPORTS.in(text);
        while (reports != null && reports.find()) {
            String body = reports.group(1);
            boolean own = body.startsWith("我") || body.startsWith("本") || body.startsWith("全")
                    || body.matches(".*(?:工作|情况|以来|活动).*");
            boolean isSpeaker = speaker.stream().anyMatch(name -> name.contains(body) || body.contains(name));
            if (!own && !isSpeaker
                    && (!speaker.isEmpty() && every.contains(body) || otherSpeaks(text, reports, body))) {
                found.add(Remark.suggestion(SPEAKER, reports.start(1), reports.end(1),
                        "这里写的是“" + body + "”，与本文的单位不一致，请核对是否沿用了别处的文字。"));
            }
        }
        var ways = new LinkedHashSet<String>();
        Matcher own = OWN.in(text);
        while (own != null && own.find()) {
            ways.add(own.group(1));
            if (ways.size() == 2) {
                found.add(Remark.suggestion(SPEAKER, own.start(), own.end(), "前面自称“我" + ways.getFirst() + "”，这里自称“我"
                        + own.group(1) + "”，请核对是否沿用了别处的文字。"));
                return;
            }
        }
    }

    /** Whether the sentence before the one that announces the report has another body as its subject. */
    private static boolean otherSpeaks(String text, Matcher reports, String body) {
        int line = text.lastIndexOf('\n', reports.start()) + 1;
        Matcher subject = Pattern
                .compile("(?:^|年[，,]|以来[，,])(\\p{IsHan}{1,10}?(?:局|委|办|社|厅|中心|院|镇|乡))(?:认真|坚持|紧紧|切实|按照|在|以|深入)")
                .matcher(text.substring(line, reports.start()));
        return subject.find() && !subject.group(1).startsWith("我") && !subject.group(1).contains(body)
                && !body.contains(subject.group(1));
    }
}
