package org.yizhan.messaging;

import java.util.Map;

/**
 * Something that one person is told (通知).
 *
 * @param once a key that makes sending safe to repeat: the same key leaves once; begins with what the notice is about, such as
 *        {@code letter:17:answered}, so that it can be called off with the matter
 * @param template name of a reviewed text, such as {@code sign-in-code}
 * @param values for the places in the text
 * @param href where the page of notices leads to, empty for nowhere
 */
public record Notice(String once, Recipient to, String template, Map<String, String> values, Urgency urgency,
        String href) {
    public Notice {
        values = Map.copyOf(values);
        if (once.isBlank()) {
            throw new IllegalArgumentException("a notice has a key");
        }
        if (!href.isEmpty() && (!href.startsWith("/") || href.startsWith("//"))) {
            throw new IllegalArgumentException("a notice leads to a page of this program, not to " + href);
        }
    }

    public Notice(String once, Recipient to, String template, Map<String, String> values) {
        this(once, to, template, values, Urgency.NORMAL, "");
    }

    public Notice urgent(Urgency other) {
        return new Notice(once, to, template, values, other, href);
    }

    public Notice leadingTo(String page) {
        return new Notice(once, to, template, values, urgency, page);
    }
}
