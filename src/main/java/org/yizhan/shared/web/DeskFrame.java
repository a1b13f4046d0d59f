package org.yizhan.shared.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.Refusal;

/**
 * What stands around every page of the desk. The workbench puts it into the model as {@code frame} for every page below
 * {@code /desk}, after the handler has run, so that what the handler put there as {@code notice} or {@code refusal}, directly
 * or by a flash attribute, is shown on top of the page.
 *
 * @param csrfField name of the form field that carries the token
 * @param notice what has happened and what comes next
 * @param refusal why something was not done
 * @param help address of the manual page of this person's role
 */
public record DeskFrame(String county, String personName, String postName, List<MenuGroup> menu, long openTodos,
        long unreadNotices, String path, String csrfField, String csrfToken, @Nullable String notice,
        @Nullable Refusal refusal,
        String help) {
    public DeskFrame {
        menu = List.copyOf(menu);
    }

    /** One group of menu lines that this person may use. */
    public record MenuGroup(String label, List<MenuEntry> entries) {
        public MenuGroup {
            entries = List.copyOf(entries);
        }
    }

    /** Whether this menu line leads to the page shown, or to a page above it: of several the longest. */
    public boolean isHere(MenuEntry entry) {
        return menu.stream()
                .flatMap(group -> group.entries().stream())
                .map(MenuEntry::href)
                .filter(this::leadsHere)
                .max(java.util.Comparator.comparingInt(String::length))
                .filter(entry.href()::equals)
                .isPresent();
    }

    private boolean leadsHere(String href) {
        return path.equals(href)
                || href.length() > "/desk/".length() && path.startsWith(href.endsWith("/") ? href : href + "/");
    }
}
