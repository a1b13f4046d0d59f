package org.yizhan.workbench.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskFrame.MenuGroup;
import org.yizhan.shared.web.MenuEntry;

/** The desk's menu: what modules offer, less what the person may not do. A group without lines is not shown. */
final class Menu {
    private final List<MenuEntry> entries;

    Menu(Collection<MenuEntry> entries) {
        this.entries = entries.stream().sorted(Comparator.comparingInt(MenuEntry::order)).toList();
    }

    List<MenuGroup> of(Actor actor) {
        var groups = new ArrayList<MenuGroup>();
        for (MenuEntry.Group group : MenuEntry.Group.values()) {
            List<MenuEntry> mine = entries.stream()
                    .filter(entry -> entry.group() == group && sees(actor, entry))
                    .toList();
            if (!mine.isEmpty()) {
                groups.add(new MenuGroup(group.label(), mine));
            }
        }
        return groups;
    }

    private static boolean sees(Actor actor, MenuEntry entry) {
        return actor.isStaff()
                && (entry.permissions().isEmpty() || entry.permissions().stream().anyMatch(actor::mayAnywhere));
    }
}
