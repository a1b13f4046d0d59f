package org.yizhan.identity;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TotpTests {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_234_567_890);

    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037"})
    void givesTheCodesOfTheStandard(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void takesTheCodesOfOneStepBeforeAndAfter() {
        long step = Totp.step(NOW);
        for (long each = step - 1; each <= step + 1; each++) {
            assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, each), NOW, 0)).hasValue(each);
        }
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step - 2), NOW, 0)).isEmpty();
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step + 2), NOW, 0)).isEmpty();
    }

    @Test
    void refusesACodeThatWasUsedAndAnEarlierOne() {
        long step = Totp.step(NOW);
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step), NOW, step)).isEmpty();
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step - 1), NOW, step)).isEmpty();
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step + 1), NOW, step)).hasValue(step + 1);
    }

    @Test
    void aClockSetBackLocksNobodyOutAndLetsNoCodeBeTakenTwice() {
        long step = Totp.step(NOW);
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step), NOW, step + 20)).isEmpty();
        assertThat(Totp.matchingStep(SECRET, Totp.code(SECRET, step), NOW, step + 1_000_000)).hasValue(step);
    }

    @Test
    void writesAndReadsSecretsAsAppsDo() {
        assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(Totp.fromBase32(Totp.base32(SECRET))).isEqualTo(SECRET);
    }
}
