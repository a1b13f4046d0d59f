package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** A draft after cleaning, ready to be stored: what can be stored can be shown. */
record Text(String title, String summary, CleanHtml body, String source, @Nullable String author,
        @Nullable String editor, @Nullable String issuingBody, @Nullable String documentNumber,
        @Nullable LocalDate issuedOn, String keywords, @Nullable Nature nature, String ground, @Nullable Long picture,
        List<EditionFile> files, String model, Map<String, String> elements) {
    String digest(long columnId) {
        return Edition.digest(columnId, title, summary, body.html(), source, author, editor, issuingBody,
                documentNumber,
                issuedOn, keywords, nature, ground, picture, files, model, elements);
    }
}
