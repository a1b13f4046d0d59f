package org.yizhan.identity;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import javax.sql.DataSource;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.JdbcPublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.JdbcUserCredentialRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;

import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Passkeys of staff (通行密钥): a key in the phone or computer that opens with finger, face or PIN. The device checks the person, so one
 * passkey is both factors.
 */
@Service
public class Passkeys {
    private static final int MOST = 10;
    private static final int HANDLE_BYTES = 32;
    private static final int LONGEST_LABEL = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Refusal NOT_RIGHT = new Refusal("通行密钥没有通过验证，请再试一次，或改用密码登录。");

    private final JdbcPublicKeyCredentialUserEntityRepository users;
    private final JdbcUserCredentialRepository credentials;
    private final StaffSignIn signIn;
    private final Directory directory;
    private final Journal journal;
    private final SignInLog log;
    private final IdentitySettings settings;
    private final JsonMapper json = JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();
    private final SecureRandom random = new SecureRandom();

    Passkeys(DataSource database, StaffSignIn signIn, Directory directory, Journal journal, SignInLog log,
            IdentitySettings settings) {
        var tables = new SchemaTables(database);
        users = new JdbcPublicKeyCredentialUserEntityRepository(tables);
        credentials = new JdbcUserCredentialRepository(tables);
        this.signIn = signIn;
        this.directory = directory;
        this.journal = journal;
        this.log = log;
        this.settings = settings;
    }

    /** One passkey, for the list of its owner. */
    public record Passkey(String id, String label, Instant added, Instant used) {}

    /** The answer to a sign-in. */
    public sealed interface Answer {
        record Proven(PendingSignIn pending) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    public List<Passkey> of(Actor actor) {
        PublicKeyCredentialUserEntity user = users.findByUsername(SignedIn.nameOf(actor.ref()));
        return user == null
                ? List.of()
                : credentials.findByUserId(user.getId())
                        .stream()
                        .map(c -> new Passkey(c.getCredentialId().toBase64UrlString(), c.getLabel(), c.getCreated(),
                                c.getLastUsed()))
                        .toList();
    }

    /** What the browser needs to make a passkey; goes out as JSON and stays in the session until it comes back. */
    @Transactional
    public PublicKeyCredentialCreationOptions beginAdding(Actor actor, HttpServletRequest request) {
        String name = SignedIn.nameOf(actor.ref());
        Person person = directory.person(new PersonId(actor.ref().id())).orElseThrow();
        if (users.findByUsername(name) == null) {
            byte[] handle = new byte[HANDLE_BYTES];
            random.nextBytes(handle);
            users.save(ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(new Bytes(handle))
                    .name(name)
                    .displayName(person.account())
                    .build());
        }
        PublicKeyCredentialCreationOptions made = operations(request).createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(SignedIn.asAuthentication(actor.ref())));
        return PublicKeyCredentialCreationOptions.builder()
                .rp(made.getRp())
                .user(ImmutablePublicKeyCredentialUserEntity.builder()
                        .id(made.getUser().getId())
                        .name(person.account())
                        .displayName(person.name())
                        .build())
                .challenge(made.getChallenge())
                .pubKeyCredParams(made.getPubKeyCredParams())
                .timeout(PATIENCE)
                .excludeCredentials(made.getExcludeCredentials())
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(made.getAttestation())
                .extensions(made.getExtensions())
                .build();
    }

    @Transactional
    public Optional<Refusal> add(Actor actor, PublicKeyCredentialCreationOptions asked, String answer, String label,
            HttpServletRequest request) {
        if (of(actor).size() >= MOST) {
            return Optional.of(new Refusal("最多保存 " + MOST + " 个通行密钥，请先移除不用的。"));
        }
        String line = PlainText.line(label);
        String kept = line.isEmpty()
                ? "通行密钥"
                : line.substring(0, line.offsetByCodePoints(0, Math.min(LONGEST_LABEL, PlainText.length(line))));
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> credential = json.readValue(answer,
                    new TypeReference<>() {
                    });
            operations(request).registerCredential(new ImmutableRelyingPartyRegistrationRequest(asked,
                    new RelyingPartyPublicKey(credential, kept)));
        } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
            return Optional.of(new Refusal("通行密钥没有保存，请再试一次。如一直不行，请换一台设备。"));
        }
        journal.record(actor.ref(), IdentityAct.FACTOR_ADDED, new ObjectRef("person", actor.ref().id()),
                Map.of("factor", "passkey"));
        return Optional.empty();
    }

    @Transactional
    public Optional<Refusal> remove(Actor actor, String id, boolean anotherFactor) {
        List<Passkey> own = of(actor);
        if (own.stream().noneMatch(passkey -> passkey.id().equals(id))) {
            return Optional.of(new Refusal("这个通行密钥已经不在了。"));
        }
        if (own.size() == 1 && !anotherFactor && signIn.mustHaveFactor(actor.ref().id())) {
            return Optional.of(new Refusal("您的岗位必须有第二验证方式。请先添加动态口令，再移除最后一个通行密钥。"));
        }
        credentials.delete(Bytes.fromBase64(id));
        journal.record(actor.ref(), IdentityAct.FACTOR_REMOVED, new ObjectRef("person", actor.ref().id()),
                Map.of("factor", "passkey"));
        return Optional.empty();
    }

    /** What the browser needs to sign in with whichever passkey the person chooses. */
    public PublicKeyCredentialRequestOptions beginSignIn(HttpServletRequest request) {
        return operations(request)
                .createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /** The challenge counts for this one answer, whether it is right or not; the caller forgets it. */
    public Answer signIn(PublicKeyCredentialRequestOptions asked, String answer, String next,
            HttpServletRequest request) {
        Caller caller = Caller.of(request);
        ActorRef owner = null;
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential = json.readValue(answer,
                    new TypeReference<>() {
                    });
            CredentialRecord record = credentials.findByCredentialId(credential.getRawId());
            if (record == null) {
                return new Answer.Refused(NOT_RIGHT);
            }
            PublicKeyCredentialUserEntity user = users.findById(record.getUserEntityUserId());
            owner = user == null ? null : SignedIn.parse(user.getName()).orElse(null);
            if (owner == null) {
                return new Answer.Refused(NOT_RIGHT);
            }
            operations(request).authenticate(new RelyingPartyAuthenticationRequest(asked, credential));
        } catch (MaliciousCounterValueException e) {
            if (owner != null) {
                journal.record(ActorRef.VISITOR, IdentityAct.PASSKEY_CLONED, new ObjectRef("person", owner.id()),
                        Map.of());
            }
            return new Answer.Refused(NOT_RIGHT);
        } catch (WebAuthnException | JacksonException | IllegalArgumentException e) {
            if (owner != null) {
                log.record(owner, "", SignInEntry.Outcome.WRONG, SignInEntry.Means.PASSKEY, caller);
            }
            return new Answer.Refused(NOT_RIGHT);
        }
        return signIn.proven(owner.id(), SignInEntry.Means.PASSKEY, next, caller)
                .<Answer>map(Answer.Proven::new)
                .orElseGet(() -> new Answer.Refused(NOT_RIGHT));
    }

    public String asJson(Object options) {
        return json.writeValueAsString(options);
    }

    /** Bound to the address in the settings; without one to this machine, where passkeys can be tried out. */
    private Webauthn4JRelyingPartyOperations operations(HttpServletRequest request) {
        URI address = settings.address() == null
                ? URI.create("http://localhost:" + request.getServerPort())
                : settings.address();
        String origin = address.getScheme() + "://" + address.getAuthority();
        var operations = new Webauthn4JRelyingPartyOperations(users, credentials,
                PublicKeyCredentialRpEntity.builder().id(address.getHost()).name("一站").build(), Set.of(origin));
        operations.setCustomizeRequestOptions(
                options -> options.userVerification(UserVerificationRequirement.REQUIRED).timeout(PATIENCE));
        return operations;
    }
}
