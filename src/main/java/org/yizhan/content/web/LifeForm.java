package org.yizhan.content.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What was typed for a rest or an end. */
public record LifeForm(@Nullable String from, @Nullable String until, @Nullable String reason,
        @Nullable String approval, @Nullable String on, @Nullable String endReason, @Nullable String endApproval,
        @Nullable String goTo, @Nullable String goToName, @Nullable String merge, @Nullable List<String> column,
        @Nullable List<String> into) {
    static final LifeForm EMPTY = new LifeForm("", "", "", "", "", "", "", "", "", "", List.of(), List.of());

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    /** Filled in for the site that takes this one in; what was typed or chosen before stays. */
    LifeForm mergedInto(String address, String name, Map<Long, Long> alike) {
        var columns = new LinkedHashSet<>(column == null ? List.<String>of() : column);
        alike.keySet().forEach(id -> columns.add(Long.toString(id)));
        List<String> of = List.copyOf(columns);
        List<String> targets = of.stream().map(id -> {
            String chosen = into(Long.parseLong(id));
            Long found = alike.get(Long.parseLong(id));
            return chosen.isEmpty() && found != null ? Long.toString(found) : chosen;
        }).toList();
        boolean said = !text(goTo).isEmpty() || !text(goToName).isEmpty();
        return new LifeForm(from, until, reason, approval, on, endReason, endApproval, said ? goTo : address,
                said ? goToName : name, merge, of, targets);
    }

    public String into(long columnId) {
        for (int i = 0; column != null && into != null && i < Math.min(column.size(), into.size()); i++) {
            if (column.get(i).equals(Long.toString(columnId))) {
                return into.get(i);
            }
        }
        return "";
    }
}
