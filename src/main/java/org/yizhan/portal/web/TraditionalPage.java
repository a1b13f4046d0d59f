package org.yizhan.portal.web;

import com.hankcs.hanlp.HanLP;

import gg.jte.Content;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;

/**
 * A finished page in traditional characters (繁体版). Converted as a whole, phrases before single characters (干部 to 幹部, 干燥 to 乾燥),
 * offline; markup has no Chinese characters, so that nothing but words changes.
 */
public final class TraditionalPage {
    private TraditionalPage() {}

    public static Content of(Content page) {
        return output -> {
            var text = new StringOutput();
            page.writeTo(new OwaspHtmlTemplateOutput(text));
            output.writeContent(words(text.toString()));
        };
    }

    static String words(String simplified) {
        return HanLP.convertToTraditionalChinese(simplified);
    }
}
