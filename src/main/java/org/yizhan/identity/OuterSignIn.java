package org.yizhan.identity;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.identity.OuterProvider.Proof;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/**
 * Signs staff in with an outer provider (外部统一身份). Who comes is decided by the subject of a verified ID token, linked to a person at the
 * first time by the claim in the settings; nobody is added to the directory this way. A second factor that is required here is
 * asked here.
 */
@Service
public class OuterSignIn {
    private static final Refusal UNKNOWN = new Refusal("统一身份认证通过了，但没有对应的本系统账号。请联系安全管理员开通。");

    private final OuterSettings settings;
    private final OuterProvider provider;
    private final StaffSignIn signIn;
    private final Directory directory;
    private final JdbcClient db;
    private final Journal journal;
    private final CountyClock clock;

    OuterSignIn(OuterSettings settings, IdentitySettings identity, StaffSignIn signIn, Directory directory,
            JdbcClient db,
            Journal journal, CountyClock clock) {
        this.settings = settings;
        this.provider = new OuterProvider(settings.registration(), "/desk/sign-in/outer/back", "用账号和密码登录", identity,
                clock);
        this.signIn = signIn;
        this.directory = directory;
        this.db = db;
        this.journal = journal;
        this.clock = clock;
    }

    /** Null when no outer provider is set up. */
    public @Nullable String label() {
        return provider.isThere() ? settings.label() : null;
    }

    public OuterProvider.Beginning begin(String next, int port) {
        return provider.begin(next, port);
    }

    /** @param query what came back with the person, as it stands in the address */
    public StaffSignIn.Answer finish(OuterProvider.Asked asked, String query, Caller caller) {
        return switch (provider.prove(asked, query, List.of(settings.claim()))) {
            case Proof.Refused refused -> new StaffSignIn.Answer.Refused(refused.why());
            case Proof.Proven proven -> {
                Optional<PendingSignIn> pending = person(proven)
                        .flatMap(person -> signIn.proven(person, SignInEntry.Means.OUTER, asked.next(), caller));
                yield pending.isPresent()
                        ? new StaffSignIn.Answer.Onward(pending.get())
                        : new StaffSignIn.Answer.Refused(UNKNOWN);
            }
        };
    }

    /** By the subject when it is linked; otherwise by the claim, and linked from then on. */
    private Optional<Long> person(Proof.Proven proven) {
        Optional<Long> linked = db
                .sql("select person_id from identity.outer_subject where issuer = :issuer and subject = :subject")
                .param("issuer", proven.issuer())
                .param("subject", proven.subject())
                .query((r, n) -> r.getLong(1))
                .optional();
        if (linked.isPresent()) {
            return linked;
        }
        Optional<Person> person = proven.claim(settings.claim()).flatMap(directory::personByAccount);
        person.ifPresent(found -> {
            db.sql("""
                    insert into identity.outer_subject (issuer, subject, person_id, linked_at)
                    values (:issuer, :subject, :person, :now) on conflict do nothing""")
                    .param("issuer", proven.issuer())
                    .param("subject", proven.subject())
                    .param("person", found.id().value())
                    .param("now", Timestamp.from(clock.now()))
                    .update();
            journal.record(ActorRef.staff(found.id().value()), IdentityAct.OUTER_LINKED,
                    new ObjectRef("person", found.id().value()), Map.of());
        });
        return person.map(found -> found.id().value());
    }
}
