package org.yizhan.identity;

import java.io.IOException;
import java.util.Map;

import javax.sql.DataSource;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.JdbcOAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.JdbcRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** The OpenID Connect provider for other county systems, in a filter chain of its own. */
@Configuration(proxyBeanMethods = false)
class SignOnConfiguration {
    private static final String AUTHORIZE = "/oauth2/authorize";

    @Bean
    @Order(10)
    SecurityFilterChain signOn(HttpSecurity http, Refused refused, CurrentActor currentActor, IdentitySettings settings,
            SystemSignOn systems) throws Exception {
        var server = new OAuth2AuthorizationServerConfigurer();
        http.securityMatcher(server.getEndpointsMatcher());
        http.with(server, provider -> provider.oidc(oidc -> oidc
                .userInfoEndpoint(userInfo -> userInfo.userInfoMapper(context -> userInfo(systems, context)))));
        http.authorizeHttpRequests(routes -> routes.dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .anyRequest()
                .authenticated());
        http.csrf(csrf -> csrf.ignoringRequestMatchers(server.getEndpointsMatcher()));
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.exceptionHandling(handling -> handling
                .defaultAuthenticationEntryPointFor(refused,
                        PathPatternRequestMatcher.withDefaults().matcher(AUTHORIZE))
                .defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                        AnyRequestMatcher.INSTANCE));
        http.headers(headers -> headers
                .contentSecurityPolicy(policy -> policy.policyDirectives(SecurityHeaders.CONTENT_POLICY)));
        http.addFilterAfter(new StaffOnly(currentActor, settings), SecurityContextHolderFilter.class);
        return http.build();
    }

    /** Only active staff is signed on to other systems; citizens, and people who left, are strangers here. */
    private static final class StaffOnly extends OncePerRequestFilter {
        private final CurrentActor currentActor;
        private final IdentitySettings settings;

        StaffOnly(CurrentActor currentActor, IdentitySettings settings) {
            this.currentActor = currentActor;
            this.settings = settings;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (settings.address() == null && !request.getServerName().matches("localhost|127\\.0\\.0\\.1|\\[::1]")) {
                // Without an address in the settings the issuer would be whatever the Host header says.
                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            if (request.getRequestURI().equals(AUTHORIZE)) {
                request.setAttribute(RouteRule.Verdict.class.getName(), RouteRule.Verdict.STAFF_SIGN_IN);
                if (!currentActor.of(request).isStaff()) {
                    SecurityContextHolder.clearContext();
                }
            }
            chain.doFilter(request, response);
        }
    }

    private static OidcUserInfo userInfo(SystemSignOn systems, OidcUserInfoAuthenticationContext context) {
        String principal = context.getAuthorization().getPrincipalName();
        Map<String, Object> claims = systems.claims(principal, context.getAccessToken().getScopes());
        if (claims == null) {
            throw new OAuth2AuthenticationException("invalid_token");
        }
        return OidcUserInfo.builder().subject(principal).claims(all -> all.putAll(claims)).build();
    }

    @Bean
    RegisteredClientRepository registeredClients(DataSource database) {
        return new JdbcRegisteredClientRepository(new SchemaTables(database));
    }

    @Bean
    OAuth2AuthorizationService authorizations(DataSource database, RegisteredClientRepository clients) {
        return new JdbcOAuth2AuthorizationService(new SchemaTables(database), clients);
    }

    @Bean
    AuthorizationServerSettings authorizationServerSettings(IdentitySettings settings) {
        var builder = AuthorizationServerSettings.builder();
        if (settings.address() != null) {
            builder.issuer(settings.address().toString().replaceAll("/$", ""));
        }
        return builder.build();
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        var encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(java.util.List::getFirst);
        return encoder;
    }

    /** Asked when a code is exchanged: nothing is issued for a person who may not sign in any more. */
    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> tokenClaims(SystemSignOn systems) {
        return context -> {
            org.springframework.security.core.Authentication who = context.getPrincipal();
            String principal = who == null ? "" : who.getName();
            Map<String, Object> claims = systems.claims(principal, context.getAuthorizedScopes());
            if (claims == null) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
            }
            if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
                context.getClaims().claims(all -> all.putAll(claims));
                systems.recordSignOn(principal, context.getRegisteredClient().getClientId());
            }
        };
    }
}
