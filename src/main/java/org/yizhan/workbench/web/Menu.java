package org.yizhan.workbench.web;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
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
        if (!actor.isStaff()) {
            return List.of();
        }
        var held = new HashSet<String>();
        actor.grants().forEach(grant -> held.add(grant.permission()));
        var mine = new EnumMap<MenuEntry.Group, List<MenuEntry>>(MenuEntry.Group.class);
        for (MenuEntry entry : entries) {
            if (entry.permissions().isEmpty() || !Collections.disjoint(held, entry.permissions())) {
                mine.computeIfAbsent(entry.group(), _ -> new ArrayList<>()).add(entry);
            }
        }
        return mine.entrySet().stream().map(group -> new MenuGroup(group.getKey().label(), group.getValue())).toList();
    }
}
