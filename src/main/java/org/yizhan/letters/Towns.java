package org.yizhan.letters;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;

/** Where in the county something is (地区): its townships, each by the id of its unit. */
@Component
public class Towns {
    private final Directory directory;

    Towns(Directory directory) {
        this.directory = directory;
    }

    /** Code to name, in the county's order. */
    public Map<String, String> all() {
        var kinds = directory.kinds();
        var towns = new LinkedHashMap<String, String>();
        for (Unit unit : directory.units()) {
            if (kinds.get(unit.id()) == UnitKind.TOWNSHIP) {
                towns.put(String.valueOf(unit.id().value()), unit.shortName());
            }
        }
        return towns;
    }
}
