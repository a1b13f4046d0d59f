package org.yizhan.content.reading;

import java.util.regex.Pattern;

/** The numbered headings of Chinese official writing (GB/T 9704): 一、 and below it （一）; chapters and sections. */
final class Headings {
    private static final String NUMBER = "[一二三四五六七八九十百]{1,4}";
    private static final Pattern FIRST = Pattern.compile("^" + NUMBER + "\\s*[、．.].*");
    private static final Pattern SECOND = Pattern.compile("^[（(]\\s*" + NUMBER + "\\s*[）)].*");
    private static final Pattern CHAPTER = Pattern.compile("^第" + NUMBER + "[章编篇]([\\s\\u3000].*)?$");
    private static final Pattern SECTION = Pattern.compile("^第" + NUMBER + "节([\\s\\u3000].*)?$");
    private static final Pattern ITEM = Pattern.compile(
            "^(" + NUMBER + "[、．.]|[（(]" + NUMBER + "[）)]|\\d{1,2}[、．.](?!\\d)|[（(]\\d{1,2}[）)]|第" + NUMBER
                    + "[章节条编]|[①-⑳]|[-—·●■◆]{1,2}).*");
    private static final int LONGEST = 45;

    private Headings() {}

    /** 2, 3, or 0 where the paragraph is no heading. A heading has one sentence at most, and is short. */
    static int level(String paragraph) {
        if (paragraph.length() > LONGEST || !oneSentence(paragraph)) {
            return 0;
        }
        if (FIRST.matcher(paragraph).matches() || CHAPTER.matcher(paragraph).matches()) {
            return 2;
        }
        if (SECOND.matcher(paragraph).matches() || SECTION.matcher(paragraph).matches()) {
            return 3;
        }
        return 0;
    }

    /** Whether a line begins something new, so that it is never joined to the one before. */
    static boolean startsItem(String line) {
        return ITEM.matcher(line).matches();
    }

    private static boolean oneSentence(String text) {
        for (int i = 0; i < text.length() - 1; i++) {
            if ("。！？；".indexOf(text.charAt(i)) >= 0) {
                return false;
            }
        }
        return text.charAt(text.length() - 1) != '：' && text.charAt(text.length() - 1) != ':' && !text.endsWith("，")
                && !text.endsWith("、");
    }
}
