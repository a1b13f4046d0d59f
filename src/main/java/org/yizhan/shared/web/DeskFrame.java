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

    /** Where the menu line leads that shows this page or a page above it: of several the longest; empty when there is none. */
    public String here() {
        String here = "";
        for (MenuGroup group : menu) {
            for (MenuEntry entry : group.entries()) {
                if (entry.href().length() > here.length() && leadsHere(entry.href())) {
                    here = entry.href();
                }
            }
        }
        return here;
    }

    private boolean leadsHere(String href) {
        return path.equals(href)
                || href.length() > "/desk/".length() && path.startsWith(href.endsWith("/") ? href : href + "/");
    }
}
