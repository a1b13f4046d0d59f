package org.yizhan.content.reading;

/** A piece of a document between two breaks. {@code html} is inline markup that we wrote ourselves. */
sealed interface Block {
    String text();

    record Paragraph(String text, String html) implements Block {}

    /** @param level 2 or 3 */
    record Heading(int level, String text) implements Block {}

    record Table(String text, String html) implements Block {}

    record Bullets(boolean numbered, String text, String html) implements Block {}

    /** @param name of the file among the document's pictures */
    record Picture(String name, String text) implements Block {}
}
