package org.yizhan.disclosure.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.yizhan.disclosure.Documents;
import org.yizhan.disclosure.LinkKind;
import org.yizhan.disclosure.Section;
import org.yizhan.disclosure.Validity;

/** What the screen of one document offers to choose from, as value and words. */
public final class DisclosureSheet {
    private DisclosureSheet() {}

    /** A link with what the other document is called. */
    public record LinkLine(Documents.Link link, String heading, String title, boolean live, long other) {}

    public static Map<String, String> sections() {
        var all = new LinkedHashMap<String, String>();
        for (Section section : Section.values()) {
            all.put(section.name(), section.label());
        }
        return all;
    }

    public static Map<String, String> validities() {
        var all = new LinkedHashMap<String, String>();
        for (Validity validity : Validity.values()) {
            all.put(validity.name(), validity.label());
        }
        return all;
    }

    public static Map<String, String> policies() {
        var all = new LinkedHashMap<String, String>();
        all.put("yes", "是，政策文件须配解读");
        all.put("no", "否");
        return all;
    }

    public static Map<String, String> filings() {
        var all = new LinkedHashMap<String, String>();
        all.put("CHANGED", "内容变更");
        all.put("TERMINATED", "终止");
        return all;
    }

    /** How the two stand to each other, in words for whoever looks at this one. */
    public static Map<String, String> links() {
        var all = new LinkedHashMap<String, String>();
        for (LinkKind kind : LinkKind.values()) {
            switch (kind) {
                case AMENDS -> both(all, kind, "对方修改了本篇", "本篇修改了对方");
                case REPEALS -> both(all, kind, "对方废止了本篇", "本篇废止了对方");
                case RELATES -> all.put(kind.name() + "-to", "两篇是相关文件");
                case INTERPRETS, ILLUSTRATES, ANSWERS, PRESENTS -> both(all, kind, "对方是本篇的" + kind.onTarget(),
                        "本篇是对方的" + kind.onTarget());
            }
        }
        return all;
    }

    private static void both(Map<String, String> all, LinkKind kind, String to, String from) {
        all.put(kind.name() + "-to", to);
        all.put(kind.name() + "-from", from);
    }
}
