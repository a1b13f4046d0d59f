package org.yizhan.setup;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "yizhan.demo=false")
class EmptyCountyTests {
    @Autowired
    EmptyCounty county;

    @Test
    void startsWithThreeAdministratorsWhosePasswordsAreShownOnce() {
        assertThat(county.lines()).hasSize(4)
                .anyMatch(line -> line.contains("sysadmin"))
                .anyMatch(line -> line.contains("secadmin"))
                .anyMatch(line -> line.contains("auditadmin"));
        county.start();
        assertThat(county.lines()).as("nothing is set up twice").hasSize(4);
    }
}
