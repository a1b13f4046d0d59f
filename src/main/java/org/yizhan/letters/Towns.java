package org.yizhan.letters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;

/** Where in the county something is (地区): its townships, each by the id of its unit. */
@Component
public class Towns {
    private static final Pattern ABOVE = Pattern.compile("^.*(?:县|镇|乡|街道)");
    private static final Pattern VILLAGE = Pattern.compile("(\\p{IsHan}{2,8}?(?:村|社区))");

    private final Directory directory;

    Towns(Directory directory) {
        this.directory = directory;
    }

    /** The village or community that a place names: 溪口村 in 龙潭镇溪口村五组; empty when it names none. */
    static String villageIn(String place) {
        Matcher village = VILLAGE.matcher(ABOVE.matcher(place).replaceFirst(""));
        return village.find() ? village.group(1) : "";
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
