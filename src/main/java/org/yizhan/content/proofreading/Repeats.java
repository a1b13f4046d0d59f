package org.yizhan.content.proofreading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What was written twice by mistake (重复): 信息化化, 教育教育, 的的; not 常常. */
final class Repeats {
    static final String CODE = "repeat";

    private static final Set<String> SAID_TWICE = Set.of("讨论", "商量", "研究", "学习", "考虑", "休息", "了解", "打扫", "收拾", "比较",
            "非常",
            "很多", "一步", "一点", "一代", "一年", "一个", "一次", "一件", "一户", "一批", "一片", "许多", "哈哈", "谢谢", "加油", "一遍", "一层", "交流",
            "活动", "锻炼", "检查", "宝贝", "世世", "代代", "你好");

    /** Of one character these mean something when they follow the same one, as in 衡阳市市直. */
    private static final String MAY_FOLLOW = "省市县区州乡镇村校院局人天年月日处次步层家户个种项爸妈哥姐弟妹爷奶星娃宝岁件事样句时刻面点条站班任会员一二三四五六七八九十";

    private static final String GRAMMAR = "的了是在和与为对将被把及或等并从由以也都就";

    private Repeats() {}

    static List<Remark> look(Words words) {
        var found = new ArrayList<Remark>();
        String text = words.text;
        for (int at = 0; at < text.length(); at = Math.max(words.end(at), at + 1)) {
            int end = words.end(at);
            if (end >= text.length() || !Words.isHan(text.charAt(at))) {
                continue;
            }
            int next = words.end(end);
            boolean sameWord = next - end == end - at && text.regionMatches(at, text, end, end - at);
            if (sameWord && end - at >= 2) {
                String word = text.substring(at, end);
                if (!SAID_TWICE.contains(word) && !oneAfterAnother(word)) {
                    add(found, at, next, word);
                }
            } else if (sameWord && GRAMMAR.indexOf(text.charAt(at)) >= 0) {
                add(found, at, next, text.substring(at, end));
            } else if (end - at >= 2
                    && next - end == 1
                    && text.charAt(end) == text.charAt(end - 1)
                    && MAY_FOLLOW.indexOf(text.charAt(end)) < 0) {
                add(found, at, next, text.substring(end, next));
            } else if (next < text.length()) {
                twoWords(words, at, end, next, found);
            }
        }
        return found;
    }

    /** 一块一块, 一垄一垄. */
    private static boolean oneAfterAnother(String word) {
        return word.length() == 2 && word.charAt(0) == '一';
    }

    /** 切实加强切实加强. */
    private static void twoWords(Words words, int at, int end, int next, List<Remark> found) {
        String text = words.text;
        int length = next - at;
        if (end - at >= 2
                && next - end >= 2
                && next + length <= text.length()
                && text.regionMatches(at, text, next, length)
                && words.begin(next) == next
                && Words.isHan(text.charAt(end))) {
            add(found, at, next + length, text.substring(at, next));
        }
    }

    private static void add(List<Remark> found, int from, int to, String what) {
        if (found.stream().noneMatch(remark -> remark.touches(from, to))) {
            found.add(Remark.suggestion(CODE, from, to, "“" + what + "”接连写了两次，请核对是否多写了。"));
        }
    }
}
