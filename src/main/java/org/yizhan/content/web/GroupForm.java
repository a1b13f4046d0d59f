package org.yizhan.content.web;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.SiteGroup;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.UnitPath;

/** The edited list of sites to be made: rows as lists of the same length, the chosen ones by their unit. */
public record GroupForm(@Nullable List<String> unit, @Nullable List<String> kind, @Nullable List<String> slug,
        @Nullable List<String> host, @Nullable List<String> name, @Nullable List<String> chosen) {
    List<SiteGroup.Wanted> rows() {
        var rows = new ArrayList<SiteGroup.Wanted>();
        for (int i = 0; unit != null && i < unit.size(); i++) {
            String path = unit.get(i);
            if (path.matches("/(\\d{1,18}/)+")) {
                rows.add(new SiteGroup.Wanted(new UnitPath(path), at(slug, i),
                        at(host, i).isEmpty() ? null : at(host, i),
                        at(name, i), kind(at(kind, i))));
            }
        }
        return rows;
    }

    boolean isChosen(SiteGroup.Wanted row) {
        return chosen != null && chosen.contains(row.unit().value());
    }

    static UnitKind kind(String typed) {
        for (UnitKind kind : UnitKind.values()) {
            if (kind.name().equals(typed)) {
                return kind;
            }
        }
        return UnitKind.OTHER;
    }

    private static String at(@Nullable List<String> values, int i) {
        return values == null || i >= values.size() ? "" : values.get(i).strip();
    }
}
