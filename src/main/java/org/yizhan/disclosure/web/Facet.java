package org.yizhan.disclosure.web;

import java.util.List;

/** A group of values to narrow a list by, each with its count. */
public record Facet(String label, List<Choice> choices) {
    public record Choice(String label, String href, long count) {}
}
