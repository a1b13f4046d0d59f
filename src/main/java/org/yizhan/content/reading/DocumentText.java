package org.yizhan.content.reading;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A document as it was read, with what is proposed for its facts. Nothing here is certain: a person confirms.
 *
 * @param bodyHtml markup of our own making; pictures appear as {@code <img src="embedded:name">} and are named in
 *        {@code pictures}
 * @param encoding of a text file, empty for others
 * @param source where it was taken over from (来源)
 * @param dateIsExact false when the text names only the month; the date is then its first day
 * @param documentNumber 发文字号 with the brackets of the standard
 * @param kind 总结, 计划, 通知 …, from the title; empty where it names none
 * @param damage never empty for a damaged text: it must be looked at before it is taken
 * @param hints what else the clerk should know, in words
 */
public record DocumentText(String title, String bodyHtml, String plainText, String encoding,
        @Nullable String issuingBody,
        @Nullable String source, @Nullable LocalDate date, boolean dateIsExact, @Nullable String documentNumber,
        String kind,
        List<Damage> damage, List<String> hints, List<Picture> pictures) {
    /** A picture from inside the document, lying in the folder that the reader was given. */
    public record Picture(String name, Path file) {}

    public DocumentText {
        damage = List.copyOf(damage);
        hints = List.copyOf(hints);
        pictures = List.copyOf(pictures);
    }
}
