package org.yizhan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import static org.assertj.core.api.Assertions.assertThat;

/** As much of a provider as a relying party talks to. */
final class Province {
    final String issuer;
    final RSAKey published;
    volatile RSAKey key;
    volatile @Nullable String nonce;
    /** What the userinfo endpoint answers, beside the subject. */
    final Map<String, Object> told = new ConcurrentHashMap<>();
    private volatile String last = "";
    private final AtomicInteger sequence = new AtomicInteger();
    private final Map<String, JWTClaimsSet> codes = new ConcurrentHashMap<>();

    Province() {
        try {
            published = new RSAKeyGenerator(2048).keyID("p").generate();
            key = published;
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            issuer = "http://localhost:" + server.getAddress().getPort();
            answer(server, "/.well-known/openid-configuration",
                    body -> """
                            {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                            "jwks_uri":"%1$s/keys","userinfo_endpoint":"%1$s/userinfo",
                            "response_types_supported":["code"],"subject_types_supported":["public"],
                            "id_token_signing_alg_values_supported":["RS256"]}"""
                            .formatted(issuer));
            answer(server, "/keys", body -> new JWKSet(published.toPublicJWK()).toString());
            answer(server, "/token", body -> """
                    {"access_token":"a","token_type":"Bearer","expires_in":60,"id_token":"%s"}"""
                    .formatted(signed(
                            java.util.Objects.requireNonNull(codes.remove(query(body).getOrDefault("code", ""))))));
            answer(server, "/userinfo", body -> userInfo());
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets this person through: goes where the browser is sent, and comes back with a code. */
    TestBrowser.Answer comeBack(TestBrowser browser, String start, String subject, Map<String, String> about) {
        Map<String, String> asked = query(browser.get(start).location().split("\\?", 2)[1]);
        assertThat(asked).containsKey("code_challenge").containsEntry("code_challenge_method", "S256");
        String code = "code" + sequence.incrementAndGet();
        var claims = new JWTClaimsSet.Builder().issuer(issuer)
                .subject(subject)
                .audience("county")
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .claim("nonce", nonce == null ? asked.getOrDefault("nonce", "") : nonce);
        about.forEach(claims::claim);
        last = subject;
        codes.put(code, claims.build());
        String back = asked.getOrDefault("redirect_uri", "").replaceFirst("^http://localhost:\\d+", "");
        return browser.get(back + "?code=" + code + "&state=" + asked.get("state"));
    }

    private String userInfo() {
        var about = new HashMap<String, Object>(Map.of("sub", last));
        about.putAll(told);
        return JSONObjectUtils.toJSONString(about);
    }

    private String signed(JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("p").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> query(String text) {
        return Stream.of(text.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0],
                        part -> java.net.URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpServer server, String path, java.util.function.UnaryOperator<String> body) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String in = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] out = body.apply(in).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, out.length);
                exchange.getResponseBody().write(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
