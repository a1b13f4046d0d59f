package org.yizhan.content.reading;

import org.yizhan.shared.Refusal;

/** The answer to reading a document: its text, or why it has none. */
public sealed interface Reading {
    record Done(DocumentText text) implements Reading {}

    record Unreadable(Refusal why) implements Reading {}
}
