package org.yizhan.shared.web;

import java.util.List;

/**
 * What stands around every page of the desk. The workbench puts it into the model as {@code frame} for every route below
 * {@code /desk}.
 *
 * @param csrfField name of the form field that carries the token
 */
public record DeskFrame(String county, String personName, String postName, List<MenuGroup> menu, long openTodos,
        String path, String csrfField, String csrfToken) {
    /** One group of menu lines that this person may use. */
    public record MenuGroup(String label, List<MenuEntry> entries) {}
}
