package org.yizhan.portal.web;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.yizhan.shared.web.PublicFrame.Script;

import com.hankcs.hanlp.HanLP;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * A finished page in traditional characters (繁体版). Converted as a whole, phrases before single characters (干部 to 幹部, 干燥 to 乾燥),
 * offline, and the county's own words before all; markup has no Chinese characters, so that nothing but words changes.
 */
public final class TraditionalPage {
    private TraditionalPage() {}

    public static Content of(Content page, List<Script> own) {
        return output -> {
            var text = new StringOutput();
            page.writeTo(new OwaspHtmlTemplateOutput(text));
            output.writeContent(words(text.toString(), own));
        };
    }

    /** The longest of the county's words that stands at a place is taken as it says; what lies between is left to the dictionary. */
    static String words(String simplified, List<Script> own) {
        Map<Character, List<Script>> byFirst = own.stream()
                .sorted(Comparator.comparingInt((Script word) -> word.simplified().length()).reversed())
                .collect(Collectors.groupingBy(word -> word.simplified().charAt(0), HashMap::new, Collectors.toList()));
        var out = new StringBuilder(simplified.length());
        int from = 0;
        int at = 0;
        while (at < simplified.length()) {
            int here = at;
            var found = byFirst.getOrDefault(simplified.charAt(at), List.of())
                    .stream()
                    .filter(word -> simplified.startsWith(word.simplified(), here))
                    .findFirst();
            if (found.isPresent()) {
                out.append(HanLP.convertToTraditionalChinese(simplified.substring(from, at)))
                        .append(found.get().traditional());
                at += found.get().simplified().length();
                from = at;
            } else {
                at++;
            }
        }
        return out.append(HanLP.convertToTraditionalChinese(simplified.substring(from))).toString();
    }
}
