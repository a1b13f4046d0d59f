package org.yizhan.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.runtime.TestDatabase;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.SimpleSecurityContext;

import static org.assertj.core.api.Assertions.assertThat;

/** The keys that sign what other systems are told, over the months. */
class SigningKeysTests {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path data;
    private final MovingClock clock = new MovingClock();
    private SigningKeys keys;

    @BeforeEach
    void aCounty() {
        keys = started();
    }

    @Test
    void signsWithOneKeyForNinetyDaysAlsoAfterARestart() {
        List<String> first = ids();
        assertThat(first).hasSize(1);
        clock.forward(DAY.multipliedBy(90).minusMinutes(1));
        assertThat(ids()).isEqualTo(first);
        keys = started();
        assertThat(ids()).isEqualTo(first);
    }

    @Test
    void signsWithANewKeyAfterNinetyDaysAndPublishesTheFormerForTwoMore() {
        String former = ids().getFirst();
        clock.forward(DAY.multipliedBy(90).plusMinutes(1));
        List<String> both = ids();
        assertThat(both).hasSize(2).endsWith(former);
        clock.forward(DAY);
        assertThat(ids()).isEqualTo(both);
        clock.forward(DAY);
        assertThat(ids()).isEqualTo(both.subList(0, 1));
        keys = started();
        assertThat(ids()).isEqualTo(both.subList(0, 1));
    }

    @Test
    void startsAnewAfterAnAbsenceThatWasLongerThanAKey() {
        String former = ids().getFirst();
        clock.forward(DAY.multipliedBy(400));
        assertThat(ids()).hasSize(1).doesNotContain(former);
    }

    @Test
    void publishesNoPrivatePartAndKeepsTheFilesToItself() throws IOException {
        List<JWK> all = all();
        assertThat(all.getFirst().toPublicJWK().isPrivate()).isFalse();
        try (Stream<Path> files = Files.list(data.resolve("keys"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".jwk"))).singleElement()
                    .satisfies(file -> assertThat(Files.getPosixFilePermissions(file)).hasSize(2));
        }
    }

    private SigningKeys started() {
        return new SigningKeys(new Vault(data, JdbcClient.create(TestDatabase.copy().dataSource())),
                new CountyClock(clock));
    }

    private List<String> ids() {
        return all().stream().map(JWK::getKeyID).toList();
    }

    private List<JWK> all() {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().build()), new SimpleSecurityContext());
    }
}
