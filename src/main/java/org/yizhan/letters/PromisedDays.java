package org.yizhan.letters;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.yizhan.letters.ReplyFinding.Degree;

/** Days in a reply that cannot be meant (日期不对): of no calendar, promised for the past, done in the future. */
final class PromisedDays {
    private static final Pattern DAY = Pattern
            .compile("(?:(\\d{4})\\s*年\\s*)?(\\d{1,2})\\s*月(?:\\s*(\\d{1,2})\\s*[日号]|\\s*(底|末|份|初|中旬|上旬|下旬))?");
    private static final Pattern PROMISED = Pattern
            .compile("(?:将于|将在|定于|拟于|拟在|计划于|计划在|预计于?|预计在|力争于?|力争在|争取于?|争取在|确保于?|确保在|承诺于?)\\s*$");
    private static final Pattern UNTIL = Pattern
            .compile("^\\s*(?:以|之)?前\\s*(?:将|完成|完工|办结|整改|修复|解决|落实|发放|拨付|到位|答复|拆除|通车|交付|建成|清理|安装|恢复)");
    private static final Pattern DONE = Pattern.compile("(?:已于|已经于|已在|曾于|我[局镇乡院]于)\\s*$");

    /** Any word that says when. */
    static final Pattern WHEN = Pattern.compile(
            "\\d{1,4}\\s*年|\\d{1,2}\\s*月|\\d{1,2}\\s*日|\\d+\\s*(?:个)?(?:工作日|天|小时|周|个月|月)|[一二三四五六七八九十两]+(?:个)?(?:工作日|天|小时|周|月|年)|(?:本|下|这)(?:周|月|季度|学期|旬)|(?:今|明|后)(?:天|日|年|晚)|(?:月|年|季度|周)(?:底|末|内|初)|(?:春节|国庆|元旦|清明|中秋|五一|汛期|开学|雨季|供暖季|秋收|学期)(?:之)?(?:前|后|结束)|每(?:天|日|周|月|季度|年|半年)|上半年|下半年|第[一二三四]季度|(?:春|夏|秋|冬)季|立即|当天|当日|当场|即日起|常态化|长期");
    private static final Pattern NAMED_YEAR = Pattern.compile("(20\\d{2})\\s*年(?=\\s*\\d{1,2}\\s*月)");
    private static final Pattern NEXT_YEAR = Pattern.compile("明年|来年|次年");

    private PromisedDays() {}

    static List<ReplyFinding> look(Reply reply) {
        var found = new ArrayList<ReplyFinding>();
        Matcher day = DAY.matcher(reply.text());
        while (day.find()) {
            boolean hasYear = day.group(1) != null;
            int year = hasYear ? Integer.parseInt(day.group(1)) : year(reply, day.start());
            LocalDate last = last(year, Integer.parseInt(day.group(2)), day.group(3));
            if (last == null) {
                if (hasYear || !"29".equals(day.group(3))) {
                    found.add(finding(Degree.BLOCK, day, "没有“" + day.group() + "”这一天，请核对日期。"));
                }
                continue;
            }
            String before = reply.text().substring(Math.max(0, day.start() - 8), day.start());
            String after = reply.text().substring(day.end(), Math.min(reply.text().length(), day.end() + 10));
            boolean promised = PROMISED.matcher(before).find() || UNTIL.matcher(after).find();
            boolean done = DONE.matcher(before).find() || after.matches("(?s)\\s*(?:以|之)?前已.*");
            if (promised && !done && last.isBefore(reply.day())) {
                found.add(finding(hasYear ? Degree.BLOCK : Degree.SUGGESTION, day,
                        "答应的“" + day.group() + "”已经过去，请核对日期" + (hasYear ? "。" : "；说的是明年的，请写上年份。")));
            } else if (done && hasYear && last.isAfter(reply.day()) && day.group(3) != null) {
                found.add(finding(Degree.BLOCK, day, "“" + day.group() + "”还没有到，不能写成已经做了，请核对日期。"));
            }
        }
        return found;
    }

    /** A day without a year is of the one that the sentence named before. */
    private static int year(Reply reply, int at) {
        String text = reply.text();
        int from = Math.max(text.lastIndexOf('。', at), text.lastIndexOf('\n', at)) + 1;
        String before = text.substring(from, at);
        Matcher named = NAMED_YEAR.matcher(before);
        int year = NEXT_YEAR.matcher(before).find() ? reply.day().getYear() + 1 : reply.day().getYear();
        while (named.find()) {
            year = Integer.parseInt(named.group(1));
        }
        return year;
    }

    private static ReplyFinding finding(Degree degree, Matcher day, String advice) {
        return new ReplyFinding(ReplyRule.DATE, degree, day.start(), day.group().length(), advice);
    }

    /** The last day that may be meant; null when there is no such day. */
    private static @Nullable LocalDate last(int year, int month, @Nullable String day) {
        try {
            YearMonth of = YearMonth.of(year, month);
            return day == null ? of.atEndOfMonth() : of.atDay(Integer.parseInt(day));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
