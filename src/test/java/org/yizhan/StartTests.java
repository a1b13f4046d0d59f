package org.yizhan;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;

@SpringBootTest
class StartTests {
    @Test
    void theWholeProgramStarts() {}
}
