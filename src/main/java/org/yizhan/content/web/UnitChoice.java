package org.yizhan.content.web;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** Units to choose from in a form, as path and name. */
@Component
class UnitChoice {
    private final Directory directory;

    UnitChoice(Directory directory) {
        this.directory = directory;
    }

    /** The units for which this person holds the permission, in the county's order. */
    Map<String, String> of(Actor actor, String permission) {
        var units = new LinkedHashMap<String, String>();
        for (Unit unit : directory.units()) {
            if (actor.may(permission, unit.path())) {
                units.put(unit.path().value(), unit.name());
            }
        }
        return units;
    }

    /** All units, in the county's order. */
    Map<String, String> all() {
        var units = new LinkedHashMap<String, String>();
        directory.units().forEach(unit -> units.put(unit.path().value(), unit.name()));
        return units;
    }

    /** What these units are called. */
    Map<String, String> names(Collection<UnitPath> paths) {
        var names = new LinkedHashMap<String, String>();
        for (UnitPath path : paths) {
            names.computeIfAbsent(path.value(), p -> directory.unit(path.unit()).map(Unit::shortName).orElse(p));
        }
        return names;
    }
}
