package org.yizhan.setup;

import org.springframework.stereotype.Component;
import org.yizhan.statistics.CountyMap;

/** The map of the demonstration county, whose townships lie as nobody has measured them. */
@Component
class DemoMap {
    private final CountyMap map;

    DemoMap(CountyMap map) {
        this.map = map;
    }

    void load() {
        map.begin(DemoText.bytes("map.json")).ifPresent(why -> {
            throw new IllegalStateException(why.text());
        });
    }
}
