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

    /** What the other document is to this one, and the other way round. */
    public static Map<String, String> links() {
        var all = new LinkedHashMap<String, String>();
        for (LinkKind kind : LinkKind.values()) {
            all.put(kind.name() + "-to", "它是本篇的" + kind.onTarget());
            if (kind != LinkKind.RELATES) {
                all.put(kind.name() + "-from", "它是本篇" + kind.onSource());
            }
        }
        return all;
    }
}
