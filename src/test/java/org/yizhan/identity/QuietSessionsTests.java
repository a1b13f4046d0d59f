package org.yizhan.identity;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.session.MapSession;

import static org.assertj.core.api.Assertions.assertThat;

class QuietSessionsTests {
    private static final Instant LAST = Instant.parse("2026-11-20T02:00:00Z");

    private final MapSession kept = new MapSession();
    private final QuietSessions.Quiet<MapSession> session = new QuietSessions.Quiet<>(kept);

    @ParameterizedTest(name = "with a limit of {0} a click {1} after the last is written: {2}")
    @CsvSource({"PT15M, PT0S, false", "PT15M, PT59S, false", "PT15M, PT1M, true", "PT15M, PT14M, true",
        "PT15M, -PT1S, true", "PT15M, -P30D, true", "PT30M, PT119S, false", "PT30M, PT2M, true", "PT15S, PT1S, true",
        "-PT1S, PT1S, true"})
    void aClickIsWrittenOnceAFifteenthOfTheLimitHasPassed(Duration limit, Duration after, boolean written) {
        kept.setMaxInactiveInterval(limit);
        kept.setLastAccessedTime(LAST);
        session.setLastAccessedTime(LAST.plus(after));
        assertThat(kept.getLastAccessedTime()).isEqualTo(written ? LAST.plus(after) : LAST);
        assertThat(session.getLastAccessedTime()).isEqualTo(kept.getLastAccessedTime());
    }

    @Test
    void everythingElseReachesTheSessionThatIsKept() {
        session.setAttribute("note", "first");
        session.setMaxInactiveInterval(Duration.ofMinutes(7));
        String id = session.changeSessionId();
        assertThat(kept.<String>getAttribute("note")).isEqualTo("first");
        assertThat(kept.getMaxInactiveInterval()).hasMinutes(7);
        assertThat(kept.getId()).isEqualTo(id);
        session.removeAttribute("note");
        assertThat(kept.getAttributeNames()).isEmpty();
    }
}
