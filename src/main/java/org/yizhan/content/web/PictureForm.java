package org.yizhan.content.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.Pictures;

/** What was typed about one picture of the body. */
public record PictureForm(@Nullable String caption, @Nullable String person, @Nullable String source,
        @Nullable String time, @Nullable String alt) {
    Pictures.Facts toFacts() {
        return new Pictures.Facts(ArticleForm.text(caption), ArticleForm.text(person), ArticleForm.text(source),
                ArticleForm.text(time), ArticleForm.text(alt));
    }
}
