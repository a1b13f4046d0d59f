package org.yizhan.content.web;

/** Something that was typed and not saved, as it is offered above the form. */
public record UnsavedLine(long number, String title, String at) {
    public String takeUp() {
        return number > 0 ? "/desk/articles/" + number + "/edit?unsaved=true" : "/desk/articles/new?draft=" + number;
    }
}
