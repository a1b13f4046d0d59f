package org.yizhan.letters.web;

import java.util.List;

/** By what published letters are narrowed. */
public record ReplyChoices(String label, List<Choice> choices) {
    public ReplyChoices {
        choices = List.copyOf(choices);
    }

    /** @param href to the list with this value; back to the list without it when it is chosen */
    public record Choice(String label, String href, boolean chosen) {}
}
