package org.yizhan.workbench;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class PaletteTests {
    static List<Palette> palettes() {
        var all = new ArrayList<>(Palette.hues());
        assertThat(all).as("one for each step of ten degrees").hasSize(36);
        all.add(Palette.standard());
        all.add(Palette.highContrast());
        return all;
    }

    @ParameterizedTest
    @MethodSource("palettes")
    void everyPairOfColoursCanBeRead(Palette palette) {
        for (Palette.Pair pair : Palette.PAIRS) {
            assertThat(palette.contrast(pair)).as("%s: %s on %s", palette.name(), pair.front(), pair.ground())
                    .isGreaterThanOrEqualTo(pair.least());
        }
    }
}
