package org.yizhan.messaging;

import org.yizhan.shared.PlainText;

/**
 * A new version of the text of a notice, as an administrator hands it in.
 *
 * @param seenVersion the version that was on screen
 * @param text with the labels of its places in braces
 */
public record TemplateEdit(long template, int seenVersion, String text, String reason) {
    public TemplateEdit {
        reason = PlainText.line(reason);
    }
}
