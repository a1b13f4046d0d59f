package org.yizhan.directory.web;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.DirectoryBoard.UnitPage;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.UnitId;

/** A unit as typed. */
public record UnitForm(String kind, String name, String shortName, String creditCode, String region, String ordering,
        int version) {
    public UnitForm {
        kind = text(kind);
        name = text(name);
        shortName = text(shortName);
        creditCode = text(creditCode);
        region = text(region);
        ordering = text(ordering);
    }

    static UnitForm empty(UnitKind kind) {
        return new UnitForm(kind.name(), "", "", "", "", "100", 0);
    }

    static UnitForm of(UnitPage page) {
        return new UnitForm(page.kind().name(), page.unit().name(), page.unit().shortName(), text(page.creditCode()),
                text(page.region()), String.valueOf(page.ordering()), page.version());
    }

    NewUnit toUnit(@Nullable UnitId parent) {
        UnitKind known = Arrays.stream(UnitKind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElse(UnitKind.OTHER);
        return new NewUnit(parent, known, name, shortName, creditCode, region, Forms.number(ordering));
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
