package org.yizhan.content.proofreading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures of one text that do not add up (合计不符): a total and its parts in a sentence, or some sentences apart; and the N of N个一. */
final class Sums {
    static final String CODE = "sum";

    private static final Pattern FIGURE = Pattern.compile(
            "(\\d[\\d,，]*\\d|\\d)(\\.\\d+)?\\s*(余|多)?\\s*([万亿千百]{0,2})\\s*(余|多)?\\s*([%％]|\\p{IsHan})");
    private static final Pattern ABOUT = Pattern.compile("(约|近|超过?|达到?|突破|多达|将近|大约|逾)\\s*$");
    private static final Pattern ALTOGETHER = Pattern.compile("(?:合计|共计|总计|累计|一共)(?:为|达|有)?\\s*$");
    private static final Pattern OTHERS = Pattern.compile("(?:其他|其它|其余|余下|剩余|剩下)[\\p{IsHan}（）()]{0,8}$");
    private static final Pattern OVERLAPPING = Pattern
            .compile("党员|女|男|少数民族|学历|本科|大专|研究生|职称|高级|中级|岁|干部|新增|同比|增长|以上|涉及|已|完成|未");
    private static final Pattern EACH_ONE = Pattern.compile("[“\"「]?([二三四五六七八九十])个一[”\"」]?");
    private static final Pattern ONE_AND_ONE = Pattern.compile("一[\\p{IsHan}]{1,3}一[\\p{IsHan}]{1,4}");
    private static final String DIGITS = "零一二三四五六七八九十";
    private static final int MOST_FIGURES = 400;

    private Sums() {}

    private record Figure(BigDecimal value, boolean rough, String unit, int from, int to) {}

    private record Sentence(int from, int to, List<Figure> figures) {}

    static List<Remark> look(String text) {
        var found = new ArrayList<Remark>();
        if (text.indexOf("个一") >= 0) {
            eachOne(text, found);
        }
        List<Sentence> sentences = sentences(text);
        for (int i = 0; i < sentences.size(); i++) {
            parts(text, sentences, i, found);
            total(text, sentences.get(i), found);
        }
        apart(text, sentences, found);
        return found;
    }

    private static List<Sentence> sentences(String text) {
        var sentences = new ArrayList<Sentence>();
        int figures = 0;
        for (int from = 0; from < text.length();) {
            int to = end(text, from);
            var here = new ArrayList<Figure>();
            int digit = digit(text, from, to);
            if (digit < to) {
                Matcher figure = FIGURE.matcher(text).region(digit, to);
                int before = from;
                while (figures < MOST_FIGURES && figure.find()) {
                    here.add(figure(text, before, figure));
                    before = figure.end();
                    figures++;
                }
            }
            sentences.add(new Sentence(from, to, here));
            from = to;
        }
        return sentences;
    }

    /** Behind the sign with which the sentence ends. */
    private static int end(String text, int from) {
        int to = from;
        while (to < text.length() && !ends(text.charAt(to))) {
            to++;
        }
        return Math.min(to + 1, text.length());
    }

    private static boolean ends(char c) {
        return switch (c) {
            case '。', '；', ';', '！', '？', '!', '?', '\n' -> true;
            default -> false;
        };
    }

    private static int digit(String text, int from, int to) {
        int at = from;
        while (at < to && (text.charAt(at) < '0' || text.charAt(at) > '9')) {
            at++;
        }
        return at;
    }

    /** @param before where the figure before it ends, or the sentence begins */
    private static Figure figure(String text, int before, Matcher hit) {
        var value = new BigDecimal(
                hit.group(1).replaceAll("[,，]", "") + (hit.group(2) == null ? "" : hit.group(2)));
        for (char scale : hit.group(4).toCharArray()) {
            value = value.multiply(BigDecimal.valueOf(scale == '亿'
                    ? 100_000_000
                    : scale == '万'
                            ? 10_000
                            : scale == '千' ? 1000 : 100));
        }
        Matcher about = ABOUT.matcher(text).region(Math.max(before, hit.start() - 8), hit.start());
        boolean rough = about.find() && !about.group(1).startsWith("达")
                || hit.group(3) != null
                || hit.group(5) != null;
        return new Figure(value, rough, "％".equals(hit.group(6)) ? "%" : hit.group(6), hit.start(), hit.end());
    }

    /** 共100件，其中甲30件、乙40件、其他20件. */
    private static void parts(String text, List<Sentence> sentences, int index, List<Remark> found) {
        Sentence sentence = sentences.get(index);
        int among = text.indexOf("其中", sentence.from);
        if (among < 0 || among >= sentence.to) {
            return;
        }
        List<Figure> before = sentence.figures.stream().filter(f -> f.to <= among).toList();
        boolean begins = text.substring(sentence.from, among).isBlank();
        if (before.isEmpty() && begins && index > 0) {
            before = sentences.get(index - 1).figures;
        }
        if (before.isEmpty() || among - before.getLast().to > 30) {
            return;
        }
        Figure total = before.getLast();
        int stop = sentence.to;
        int second = text.indexOf("其中", among + 2);
        if (second > 0 && second < stop) {
            stop = second;
        }
        if (among > 0 && "（(".indexOf(text.charAt(among - 1)) >= 0) {
            int close = closing(text, among, stop);
            stop = close > 0 ? close : stop;
        }
        int end = stop;
        List<Figure> all = sentence.figures.stream().filter(f -> f.from > among && f.to <= end).toList();
        List<Figure> parts = all.stream().filter(figure -> figure.unit.equals(total.unit)).toList();
        if (parts.size() < 2 || parts.stream().anyMatch(Figure::rough) || sum(all).compareTo(total.value) == 0) {
            return;
        }
        compare(text, total, parts, parts.size() == all.size(), found);
    }

    private static int closing(String text, int from, int stop) {
        for (int i = from; i < stop; i++) {
            if ("）)".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    /** @param whole whether no figure of another unit stands among the parts */
    private static void compare(String text, Figure total, List<Figure> parts, boolean whole, List<Remark> found) {
        BigDecimal sum = sum(parts);
        int difference = sum.compareTo(total.value);
        if (difference == 0 || total.value.signum() == 0) {
            return;
        }
        Figure last = parts.getLast();
        String label = text.substring(Math.max(0, parts.get(parts.size() - 2).to), last.from);
        boolean closed = OTHERS.matcher(label.replaceAll("[\\s为占有计达]", "")).find();
        String labels = text.substring(total.to, last.from);
        boolean overlapping = OVERLAPPING.matcher(labels).find();
        boolean near = whole && parts.size() >= 3 && distance(sum, total.value) <= 0.03;
        if (total.rough && difference < 0 || !closed && overlapping) {
            return;
        }
        if (closed && !total.rough || difference > 0 && !rounding(parts, sum, total.value) || near && !total.rough
                && !rounding(parts, sum, total.value)) {
            found.add(Remark.suggestion(CODE, total.from, last.to, said(parts) + "合计" + plain(sum) + "，与总数"
                    + plain(total.value) + "不符，请核对。"));
        }
    }

    /** 甲30件、乙40件，共计80件. */
    private static void total(String text, Sentence sentence, List<Remark> found) {
        Matcher word = ALTOGETHER.matcher("");
        for (int i = 2; i < sentence.figures.size(); i++) {
            Figure total = sentence.figures.get(i);
            String before = text.substring(Math.max(sentence.from, total.from - 5), total.from);
            if (total.rough || !word.reset(before).find()) {
                continue;
            }
            var parts = new ArrayList<Figure>();
            for (int k = i - 1; k >= 0 && sentence.figures.get(k).unit.equals(total.unit); k--) {
                parts.addFirst(sentence.figures.get(k));
            }
            BigDecimal sum = sum(parts);
            if (parts.size() >= 2
                    && parts.stream().noneMatch(Figure::rough)
                    && sum.compareTo(total.value) != 0
                    && distance(sum, total.value) <= 0.2
                    && !rounding(parts, sum, total.value)) {
                found.add(Remark.suggestion(CODE, parts.getFirst().from, total.to, said(parts) + "合计" + plain(sum)
                        + "，文中写的是" + plain(total.value) + "，请核对。"));
            }
        }
    }

    /**
     * A figure and, some sentences later, two or more that are called by the same words and nearly add up to it: one of them is
     * probably wrong.
     */
    private static void apart(String text, List<Sentence> sentences, List<Remark> found) {
        for (int i = 0; i < sentences.size(); i++) {
            for (Figure total : sentences.get(i).figures) {
                if (total.rough || total.value.compareTo(BigDecimal.valueOf(100)) < 0
                        || "年月日号时%".contains(total.unit)) {
                    continue;
                }
                String name = text.substring(Math.max(sentences.get(i).from, total.from - 16), total.from);
                for (int k = 0; k < sentences.size(); k++) {
                    if (k != i && apart(text, total, name, sentences.get(k), found)) {
                        return;
                    }
                }
            }
        }
    }

    private static boolean apart(String text, Figure total, String name, Sentence there, List<Remark> found) {
        for (int i = 0; i + 1 < there.figures.size(); i++) {
            Figure first = there.figures.get(i);
            Figure second = there.figures.get(i + 1);
            BigDecimal sum = first.value.add(second.value);
            if (first.rough
                    || second.rough
                    || !first.unit.equals(total.unit)
                    || !second.unit.equals(total.unit)
                    || first.value.compareTo(total.value) >= 0
                    || second.value.compareTo(total.value) >= 0
                    || sum.compareTo(total.value) == 0
                    || distance(sum, total.value) > 0.05) {
                continue;
            }
            String one = text.substring(Math.max(there.from, first.from - 30), first.from);
            String other = text.substring(first.to, second.from);
            if (common(name, one, other)) {
                found.add(Remark.suggestion(CODE, total.from, total.to, "这里是" + plain(total.value) + "，另一处分开写的"
                        + said(List.of(first, second)) + "合计" + plain(sum) + "，请核对是否一致。"));
                return true;
            }
        }
        return false;
    }

    /** Whether four characters in a row of the first stand in both others. */
    private static boolean common(String name, String one, String other) {
        for (int i = 0; i + 4 <= name.length(); i++) {
            String four = name.substring(i, i + 4);
            if (four.chars().allMatch(c -> Words.isHan((char) c)) && one.contains(four) && other.contains(four)) {
                return true;
            }
        }
        return false;
    }

    /** “六个一”, and then only four that are called 一…一…. */
    private static void eachOne(String text, List<Remark> found) {
        Matcher said = EACH_ONE.matcher(text);
        while (said.find()) {
            int end = Math.min(text.length(), said.end() + 160);
            Matcher item = ONE_AND_ONE.matcher(text).region(said.end(), end);
            int count = 0;
            int last = -1;
            while (item.find()) {
                boolean follows = last < 0 || item.start() - last <= 1;
                if (!follows) {
                    break;
                }
                count++;
                last = item.end();
            }
            int expected = DIGITS.indexOf(said.group(1));
            if (count >= 2 && count != expected) {
                found.add(Remark.suggestion(CODE, said.start(), said.end(),
                        "“" + said.group(1) + "个一”后面列出了" + count + "项，请核对。"));
            }
        }
    }

    private static BigDecimal sum(List<Figure> parts) {
        return parts.stream().map(Figure::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double distance(BigDecimal sum, BigDecimal total) {
        return total.signum() == 0
                ? 1
                : sum.subtract(total).abs().divide(total.abs(), 6, RoundingMode.HALF_UP).doubleValue();
    }

    /** Parts that were rounded may miss the total by half of their last place each. */
    private static boolean rounding(List<Figure> parts, BigDecimal sum, BigDecimal total) {
        int scale = parts.stream().mapToInt(part -> part.value.scale()).max().orElse(0);
        return scale > 0 && sum.subtract(total)
                .abs()
                .compareTo(BigDecimal.ONE.movePointLeft(scale).multiply(BigDecimal.valueOf(parts.size()))) <= 0;
    }

    private static String said(List<Figure> parts) {
        return String.join("＋", parts.stream().map(part -> plain(part.value)).toList());
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
