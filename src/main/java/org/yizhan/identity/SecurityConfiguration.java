package org.yizhan.identity;

import jakarta.servlet.DispatcherType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The filters in front of every page: all that is not allowed by a rule of its handler is refused. */
@Configuration(proxyBeanMethods = false)
@org.springframework.boot.context.properties.EnableConfigurationProperties({IdentitySettings.class,
    OuterSettings.class, OuterMemberSettings.class})
class SecurityConfiguration {
    /** Host names and addresses as they may stand in a Host header. */
    private static final String HOST = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\\[?[0-9A-Fa-f:.]{2,45}]?";

    @Bean
    @Order(100)
    SecurityFilterChain pages(HttpSecurity http, RouteAccess access, Refused refused, SecurityHeaders headers)
            throws Exception {
        http.authorizeHttpRequests(routes -> routes
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .anyRequest()
                .access(access));
        http.csrf(csrf -> csrf
                .csrfTokenRepository(new FormTokens())
                .ignoringRequestMatchers(withTheirOwnProof()));
        http.addFilterBefore(new EarlyGate(access), CsrfFilter.class);
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.exceptionHandling(handling -> handling.authenticationEntryPoint(refused).accessDeniedHandler(refused));
        http.headers(all -> all.defaultsDisabled().addHeaderWriter(headers));
        http.formLogin(AbstractHttpConfigurer::disable);
        http.httpBasic(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.anonymous(AbstractHttpConfigurer::disable);
        return http.build();
    }

    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHostnames(host -> host.matches(HOST));
        return firewall;
    }

    /** Routes whose callers are programs that prove themselves in every request, without a cookie. */
    private static RequestMatcher withTheirOwnProof() {
        var path = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(path.matcher("/local/**"), path.matcher("/oauth2/token"),
                path.matcher("/oauth2/introspect"), path.matcher("/oauth2/revoke"),
                path.matcher("/outbox/receipts/**"),
                path.matcher("/api/letters/**"), path.matcher("/api/hotline/**"),
                path.matcher("/open311/**"));
    }
}
