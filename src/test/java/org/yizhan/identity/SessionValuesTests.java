package org.yizhan.identity;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

class SessionValuesTests {
    private static final Instant AT = Instant.parse("2026-03-02T01:02:03.456789Z");

    private final SessionValues values = new SessionValues();

    @ParameterizedTest
    @MethodSource
    void whatEveryPageReadsIsBriefAndComesBackTheSame(Object value) {
        byte[] written = values.write(value);
        assertThat(written).hasSizeLessThan(100);
        assertThat(values.read(written)).isEqualTo(value);
    }

    static List<Object> whatEveryPageReadsIsBriefAndComesBackTheSame() {
        return List.of(0L, -1L, 1_772_413_323_456L,
                new SecurityContextImpl(SignedIn.asAuthentication(ActorRef.staff(12), AT)));
    }

    @Test
    void theTokenOfFormsIsBriefAndComesBackTheSame() {
        byte[] written = values.write(new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "0b7c"));
        assertThat(written).hasSizeLessThan(100);
        assertThat((CsrfToken) values.read(written)).returns("X-CSRF-TOKEN", CsrfToken::getHeaderName)
                .returns("_csrf", CsrfToken::getParameterName)
                .returns("0b7c", CsrfToken::getToken);
    }

    @ParameterizedTest
    @MethodSource
    void whatSaysMoreIsKeptWhole(Object value) {
        assertThat(values.read(values.write(value))).isEqualTo(value);
    }

    static List<Object> whatSaysMoreIsKeptWhole() {
        var withDetails = (UsernamePasswordAuthenticationToken) SignedIn.asAuthentication(ActorRef.staff(12), AT);
        withDetails.setDetails("from elsewhere");
        return List.of("n5", "", new SecurityContextImpl(), new SecurityContextImpl(withDetails),
                new SecurityContextImpl(SignedIn.asAuthentication(ActorRef.staff(12))),
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated("staff:12", null,
                        List.of(new SimpleGrantedAuthority("other")))),
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.unauthenticated("staff:12", "secret")));
    }

    @Test
    void sessionsWrittenBeforeAreStillRead() {
        byte[] before = new SerializingConverter().convert(7L);
        assertThat(values.read(before)).isEqualTo(7L);
    }
}
