package org.yizhan.identity;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Post;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * Sign-on of staff to other county systems (统一登录): which systems are registered, and what they are told about a person. The
 * protocol (OpenID Connect) is Spring Security's.
 */
@Service
public class SystemSignOn {
    /** Scope that tells unit and posts. */
    static final String POSTS = "posts";
    private static final Duration TOKEN_LIVES = Duration.ofMinutes(15);
    private static final Duration CODE_LIVES = Duration.ofMinutes(2);
    private static final int SECRET_BYTES = 32;
    private static final int LONGEST_NAME = 50;
    private static final int MOST_ADDRESSES = 5;

    private final JdbcClient db;
    private final RegisteredClientRepository clients;
    private final ClientSecrets secrets;
    private final AccountRows accounts;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;
    private final SecureRandom random = new SecureRandom();

    SystemSignOn(JdbcClient db, RegisteredClientRepository clients, ClientSecrets secrets, AccountRows accounts,
            Directory directory, Journal journal, CountyClock clock) {
        this.db = db;
        this.clients = clients;
        this.secrets = secrets;
        this.accounts = accounts;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** A registered system, as the list shows it. */
    public record RegisteredSystem(String clientId, String name, List<String> redirects, Instant since) {
        public RegisteredSystem {
            redirects = List.copyOf(redirects);
        }
    }

    /** The answer to registering: the secret is shown this once. */
    public sealed interface Registration {
        record Done(String clientId, String secret) implements Registration {}

        record Refused(Refusal why) implements Registration {}
    }

    /** All of them; a county has a few dozen. */
    public List<RegisteredSystem> systems() {
        return db.sql("""
                select client_id, client_name, redirect_uris, client_id_issued_at from identity.oauth2_registered_client
                order by client_name, client_id""")
                .query((r, n) -> new RegisteredSystem(r.getString(1), r.getString(2),
                        List.of(r.getString(3).split(",")),
                        r.getTimestamp(4).toInstant()))
                .list();
    }

    /** @param typedAddresses one address a line to which people come back after signing in */
    @Transactional
    public Registration register(Actor by, String typedName, String typedAddresses) {
        String name = PlainText.line(typedName);
        List<String> addresses = PlainText.lines(typedAddresses)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        Optional<Refusal> refusal = IdentityRules.mayManageClients(by)
                .or(() -> Refusal.when(name.isEmpty() || PlainText.length(name) > LONGEST_NAME,
                        "请填写系统名称，不超过 " + LONGEST_NAME + " 个字。"))
                .or(() -> Refusal.when(addresses.isEmpty() || addresses.size() > MOST_ADDRESSES,
                        "请填写 1 至 " + MOST_ADDRESSES + " 个返回网址，每行一个。"))
                .or(() -> addresses.stream().map(SystemSignOn::problem).flatMap(Optional::stream).findFirst());
        if (refusal.isPresent()) {
            return new Registration.Refused(refusal.get());
        }
        String clientId = hex(8);
        String secret = hex(SECRET_BYTES);
        clients.save(RegisteredClient.withId(clientId)
                .clientId(clientId)
                .clientName(name)
                .clientIdIssuedAt(clock.now())
                .clientSecret(secrets.encode(secret))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUris(uris -> uris.addAll(addresses))
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope(POSTS)
                .clientSettings(
                        ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false).build())
                .tokenSettings(TokenSettings.builder()
                        .authorizationCodeTimeToLive(CODE_LIVES)
                        .accessTokenTimeToLive(TOKEN_LIVES)
                        .build())
                .build());
        journal.record(by.ref(), IdentityAct.CLIENT_ADDED, subject(clientId), Map.of("client", clientId));
        return new Registration.Done(clientId, secret);
    }

    /** https anywhere; http only inside: on this machine or in a private network. */
    private static Optional<Refusal> problem(String address) {
        try {
            URI uri = URI.create(address);
            String host = uri.getHost();
            boolean inside = host != null
                    && host.matches("localhost|127\\.0\\.0\\.1|10\\..*|192\\.168\\..*|172\\.(1[6-9]|2\\d|3[01])\\..*");
            boolean scheme = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && inside;
            boolean plain = host != null && uri.getFragment() == null && uri.getUserInfo() == null
                    && !address.contains(",");
            return Refusal.when(!scheme || !plain,
                    "返回网址“" + address + "”不能用：应以 https:// 开头（本机和内网地址可用 http://），不带 # 和逗号。");
        } catch (IllegalArgumentException e) {
            return Optional.of(new Refusal("返回网址“" + address + "”不是有效的网址，请核对。"));
        }
    }

    /** A new secret; the former one stops working. */
    @Transactional
    public Registration renewSecret(Actor by, String clientId) {
        Optional<Refusal> refusal = IdentityRules.mayManageClients(by);
        RegisteredClient client = clientId.isBlank() ? null : clients.findByClientId(clientId);
        if (refusal.isPresent() || client == null) {
            return new Registration.Refused(refusal.orElseGet(() -> new Refusal("这个系统已经不在登记中了。")));
        }
        String secret = hex(SECRET_BYTES);
        clients.save(RegisteredClient.from(client).clientSecret(secrets.encode(secret)).build());
        journal.record(by.ref(), IdentityAct.CLIENT_CHANGED, subject(clientId), Map.of("client", clientId));
        return new Registration.Done(clientId, secret);
    }

    /** Removes the system; its codes and tokens end with it. */
    @Transactional
    public Optional<Refusal> remove(Actor by, String clientId) {
        Optional<Refusal> refusal = IdentityRules.mayManageClients(by);
        if (refusal.isEmpty()) {
            db.sql("delete from identity.oauth2_authorization where registered_client_id = ?").param(clientId).update();
            int removed = db.sql("delete from identity.oauth2_registered_client where client_id = ?")
                    .param(clientId)
                    .update();
            if (removed == 1) {
                journal.record(by.ref(), IdentityAct.CLIENT_REMOVED, subject(clientId), Map.of("client", clientId));
            }
        }
        return refusal;
    }

    /** What a system is told about the person behind this name; null when that person may not sign in any more. */
    @Nullable
    Map<String, Object> claims(String principal, Set<String> scopes) {
        Optional<ActorRef> who = SignedIn.parse(principal).filter(ref -> ref.kind() == ActorRef.Kind.STAFF);
        Optional<Person> person = who.flatMap(ref -> directory.person(new PersonId(ref.id()))).filter(Person::active);
        if (person.isEmpty() || accounts.find(person.get().id().value()).filter(AccountRow::isOpen).isEmpty()) {
            return null;
        }
        var claims = new LinkedHashMap<String, Object>();
        if (scopes.contains(OidcScopes.PROFILE)) {
            claims.put("name", person.get().name());
            claims.put("preferred_username", person.get().account());
        }
        if (scopes.contains(POSTS)) {
            directory.unit(person.get().unit().unit())
                    .ifPresent(unit -> claims.put("unit",
                            mutable("id", String.valueOf(unit.id().value()), "name", unit.name())));
            var posts = new ArrayList<Map<String, Object>>();
            for (Post post : directory.posts(person.get().id())) {
                posts.add(mutable("title", post.title(), "unit", post.unitName(), "unit_id",
                        String.valueOf(post.unit().unit().value()), "main", String.valueOf(post.main())));
            }
            claims.put("posts", posts);
        }
        return claims;
    }

    /** Spring Security's store of tokens reads back only plain collections. */
    private static Map<String, Object> mutable(String... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    void recordSignOn(String principal, String clientId) {
        SignedIn.parse(principal)
                .ifPresent(
                        who -> journal.record(who, IdentityAct.SIGN_ON, subject(clientId), Map.of("client", clientId)));
    }

    /** Codes and tokens of this person are worth nothing from now on. */
    void endAll(PersonId person) {
        db.sql("delete from identity.oauth2_authorization where principal_name = :name")
                .param("name", SignedIn.nameOf(ActorRef.staff(person.value())))
                .update();
    }

    private String hex(int bytes) {
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        return HexFormat.of().formatHex(fresh);
    }

    /** Client ids are 16 hexadecimal digits; the journal's number is what fits of them. */
    private static ObjectRef subject(String clientId) {
        return new ObjectRef("client", Long.parseUnsignedLong(clientId, 16) >>> 1);
    }
}
