package org.yizhan.content.web;

import org.yizhan.content.Autosaves;

/**
 * Something that was typed and not saved, as it is offered above the form.
 *
 * @param own the number of the form it was typed into
 */
public record UnsavedLine(long documentId, long own, String title, String at) {
    public String takeUp() {
        return documentId == Autosaves.NEW
                ? "/desk/articles/new?draft=" + own
                : "/desk/articles/" + documentId + "/edit?draft=" + own;
    }
}
