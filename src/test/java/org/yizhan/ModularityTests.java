package org.yizhan;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The modules depend on each other as their package descriptions say, and on nothing else. */
class ModularityTests {
    @Test
    void modulesKeepToTheirAllowedDependencies() {
        ApplicationModules.of(Program.class).verify();
    }
}
