package org.yizhan.content.proofreading;

import java.util.ArrayList;
import java.util.List;

/** Reads a text as a careful colleague would (校对). */
public final class Proofreader {
    private Proofreader() {}

    /** What can be looked for, and what it is called. */
    public enum Kind {
        SPELLING(Spelling.CODE, "疑似错别字"),
        REPEAT(Repeats.CODE, "重复的字词"),
        DATE(Dates.IMPOSSIBLE, "不成立的日期和星期"),
        DATE_TENSE(Dates.TENSE, "日期与时态矛盾"),
        NUMBER(Numbers.CODE, "数字写错"),
        NUMBER_FORM(Numbers.FORM, "数字和单位的写法"),
        DOCUMENT_NUMBER(Numbers.DOCUMENT, "发文字号的写法"),
        SUM(Sums.CODE, "合计与分项不符"),
        LEADER_TITLE(Roster.TITLE, "领导职务"),
        LEADER_NAME(Roster.NAME, "领导姓名"),
        LEADER_ORDER(Roster.ORDER, "领导排名顺序"),
        UNIT_NAME(UnitNames.NAME, "单位名称"),
        SPEAKER(UnitNames.SPEAKER, "自称与单位不一致"),
        BANK_CARD(Privacy.BANK_CARD, "银行卡号"),
        HOME_ADDRESS(Privacy.HOME, "个人住址");

        private final String code;
        private final String label;

        Kind(String code, String label) {
            this.code = code;
            this.label = label;
        }

        public String code() {
            return code;
        }

        public String label() {
            return label;
        }
    }

    /** A text with its remarks, in the order of their places. */
    public static List<Remark> read(String text, Knowledge knowledge) {
        var words = new Words(text);
        var remarks = new ArrayList<Remark>();
        remarks.addAll(Spelling.look(words));
        remarks.addAll(Repeats.look(words));
        remarks.addAll(Dates.look(text, knowledge.day()));
        remarks.addAll(Numbers.look(text));
        remarks.addAll(Sums.look(text));
        remarks.addAll(knowledge.leaders().look(text));
        remarks.addAll(knowledge.units().look(text, knowledge.speaker()));
        remarks.addAll(Privacy.look(text));
        remarks.sort(java.util.Comparator.comparingInt(Remark::from));
        return remarks;
    }

    /** Whether a stretch that looks like a wrong word only lies across two sound ones, as 合做 in 配合做好. */
    public static boolean liesAcross(String text, int from, int to) {
        int start = Math.max(0, from - 8);
        int end = Math.min(text.length(), to + 8);
        return new Words(text.substring(start, end)).straddles(from - start, to - start);
    }
}
