package org.yizhan.requests;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseView;
import org.yizhan.identity.Vault;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Once;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of requests; who asks is sealed there, and found by a keyed mark. */
@Component
class RequestRows {
    private static final String PURPOSE = "request-applicant";

    private final JdbcClient sql;
    private final Vault vault;
    private final JsonMapper json = JsonMapper.builder().build();

    RequestRows(JdbcClient sql, Vault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /** The same for the same paper of identity, else for the same phone or address of mail. */
    String mark(Applicant one) {
        String known = !one.paperNumber().isEmpty()
                ? one.paperNumber()
                : !one.phone().isEmpty() ? one.phone() : one.email().toLowerCase(Locale.ROOT);
        return known.isEmpty() ? "" : vault.digest(PURPOSE, known).substring(0, 32);
    }

    String addressMark(String address) {
        return address.isEmpty() ? "" : vault.digest("request-address", address).substring(0, 32);
    }

    /** After whoever writes of the same form has finished; see {@link Once}. */
    Optional<CaseId> byOnce(String once) {
        Once.await(sql, once);
        return sql.sql("select case_id from requests.request where once = :once")
                .param("once", once)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    void insert(CaseId id, NewRequest it, UnitPath body, String profile, RequestChannel channel, ActorRef who,
            String addressMark, Instant came) {
        sql.sql("""
                insert into requests.request (case_id, once, body_id, body_path, profile, applicant, applicant_class, applicant_mark,
                    member_kind, member_id, address_mark, channel, document_number, description, purpose, form, way, other_way, came_at)
                values (:id, :once, :body, :path, :profile, :applicant, :class, :mark, :kind, :member, :address, :channel, :document,
                    :description, :purpose, :form, :way, :other, :came)""")
                .param("id", id.value())
                .param("once", it.once())
                .param("body", it.body())
                .param("path", body.value())
                .param("profile", profile)
                .param("applicant", vault.seal(json.writeValueAsString(it.applicant()), PURPOSE))
                .param("class", it.clazz().code())
                .param("mark", mark(it.applicant()))
                .param("kind", it.member() == null ? null : who.kind().name())
                .param("member", it.member())
                .param("address", addressMark)
                .param("channel", channel.code())
                .param("document", it.documentNumber())
                .param("description", it.description())
                .param("purpose", it.purpose())
                .param("form", it.form())
                .param("way", it.way())
                .param("other", it.otherWay())
                .param("came", came.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Reviews and suits about it, as they were entered. */
    List<Dispute> disputes(CaseId id) {
        return sql.sql("select * from requests.dispute where case_id = :id order by id")
                .param("id", id.value())
                .query(Disputes::dispute)
                .list();
    }

    Optional<Request> find(CaseId id) {
        return find(List.of(id)).stream().findFirst();
    }

    /** In no particular order. */
    List<Request> find(Collection<CaseId> ids) {
        return sql.sql("select * from requests.request where case_id = any(:ids)")
                .param("ids", values(ids))
                .query((row, n) -> request(row))
                .list();
    }

    static Long[] values(Collection<CaseId> ids) {
        return ids.stream().map(CaseId::value).toArray(Long[]::new);
    }

    private static Request request(ResultSet row) throws SQLException {
        Timestamp confirmed = row.getTimestamp("confirmed_at");
        String excess = row.getString("excess");
        return new Request(new CaseId(row.getLong("case_id")), row.getLong("body_id"),
                new UnitPath(row.getString("body_path")), row.getString("profile"),
                ApplicantClass.find(row.getString("applicant_class")).orElseThrow(),
                RequestChannel.find(row.getString("channel")).orElseThrow(), row.getString("document_number"),
                row.getString("description"), row.getString("purpose"), row.getString("form"), row.getString("way"),
                row.getBoolean("other_way"), row.getTimestamp("came_at").toInstant(),
                row.getObject("received_on", LocalDate.class), row.getString("confirmed_how"),
                row.getObject("confirmed_by", Long.class), confirmed == null ? null : confirmed.toInstant(),
                excess == null ? null : Request.Excess.valueOf(excess), row.getString("drafted"),
                row.getString("outcome"), row.getObject("answered_with", Long.class),
                row.getObject("ended_on", LocalDate.class));
    }

    Applicant applicant(CaseId id) {
        return sql.sql("select applicant from requests.request where case_id = :id")
                .param("id", id.value())
                .query((row, n) -> Optional.ofNullable(row.getBytes(1)))
                .optional()
                .flatMap(sealed -> sealed)
                .map(sealed -> json.readValue(vault.open(sealed, PURPOSE), Applicant.class))
                .orElse(Applicant.UNKNOWN);
    }

    byte[] seal(String text) {
        return vault.seal(text, PURPOSE);
    }

    String open(byte[] sealed) {
        return vault.open(sealed, PURPOSE);
    }

    /** Whoever was signed in when asking. */
    Optional<ActorRef> member(CaseId id) {
        return sql
                .sql("select member_kind, member_id from requests.request where case_id = :id and member_id is not null")
                .param("id", id.value())
                .query((row, n) -> new ActorRef(ActorRef.Kind.valueOf(row.getString(1)), row.getLong(2)))
                .optional();
    }

    /** The requests of a member, the newest first. */
    KeyPage<CaseId> ofMember(ActorRef member, @Nullable String key, int size) {
        CaseKey from = CaseKey.of(key);
        List<Long> read = sql
                .sql(SqlLimit.of(size + 1, "select case_id from requests.request where member_kind = :kind"
                        + " and member_id = :member and " + from.where() + " order by case_id " + from.order()
                        + " limit :rows"))
                .param("kind", member.kind().name())
                .param("member", member.id())
                .param("key", from.id())
                .query(Long.class)
                .list();
        return from.page(read, size);
    }

    /** From which case on a list is read, towards the older ones or, with an {@code n}, towards the newer. */
    record CaseKey(long id, boolean newer) {
        static CaseKey of(@Nullable String typed) {
            return typed != null && typed.matches("n?[0-9]{1,18}")
                    ? new CaseKey(Long.parseLong(typed.replace("n", "")), typed.startsWith("n"))
                    : new CaseKey(Long.MAX_VALUE, false);
        }

        String where() {
            return "case_id " + (newer ? ">" : "<") + " :key";
        }

        String order() {
            return newer ? "asc" : "desc";
        }

        KeyPage<CaseId> page(List<Long> read, int size) {
            return KeyPage.of(read, size, newer, id != Long.MAX_VALUE, one -> Long.toString(one), CaseId::new);
        }
    }

    void confirm(CaseId id, LocalDate received, String how, ActorRef by, Instant at) {
        sql.sql("""
                update requests.request set received_on = :received, confirmed_how = :how, confirmed_by = :by, confirmed_at = :at
                where case_id = :id""")
                .param("received", received)
                .param("how", how)
                .param("by", by.id())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
    }

    void draft(CaseId id, Outcome outcome) {
        sql.sql("update requests.request set drafted = :outcome where case_id = :id")
                .param("outcome", outcome.name())
                .param("id", id.value())
                .update();
    }

    void excess(CaseId id, Request.Excess found) {
        sql.sql("update requests.request set excess = :excess where case_id = :id")
                .param("excess", found.name())
                .param("id", id.value())
                .update();
    }

    /** What lists are narrowed to. */
    void stands(CaseView view) {
        sql.sql("update requests.request set standing = :standing, late = :late where case_id = :id")
                .param("standing", Standing.of(view).name())
                .param("late", view.late())
                .param("id", view.id().value())
                .update();
    }

    /** With what was merged into it; a request that is answered once more keeps the day of its first answer. */
    void end(CaseId id, Outcome outcome, LocalDate day) {
        sql.sql("""
                update requests.request set outcome = :outcome, ended_on = coalesce(ended_on, :day)
                where case_id = :id or answered_with = :id and ended_on is null""")
                .param("outcome", outcome.name())
                .param("day", day)
                .param("id", id.value())
                .update();
    }

    void mergedInto(CaseId id, CaseId main) {
        sql.sql("update requests.request set answered_with = :main where case_id = :id")
                .param("main", main.value())
                .param("id", id.value())
                .update();
    }

    /** How many the same applicant asked of this body in the month of that day, this one among them. */
    int inMonth(Request it, LocalDate day) {
        return sql
                .sql("""
                        select count(*) from requests.request r
                        where r.applicant_mark = (select applicant_mark from requests.request where case_id = :id)
                            and r.applicant_mark <> '' and r.body_id = :body and r.received_on >= :first and r.received_on < :next
                            and (r.received_on, r.case_id) <= (:day, :id)""")
                .param("id", it.id().value())
                .param("body", it.body())
                .param("first", day.withDayOfMonth(1))
                .param("next", day.withDayOfMonth(1).plusMonths(1))
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /** Counts no further than {@code most}. */
    int fromAddress(String mark, Instant since, int most) {
        return sql.sql(SqlLimit.of(most, """
                select count(*) from (select 1 from requests.request
                    where address_mark <> '' and address_mark = :mark and came_at > :since limit :rows) lately"""))
                .param("mark", mark)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** One of the regulations by which requests are handled. */
    record Profile(String code, String name, LocalDate from, @Nullable LocalDate until, String basis) {}

    List<Profile> profiles() {
        return sql.sql("select * from requests.profile order by ordering, code")
                .query((row, n) -> new Profile(row.getString("code"), row.getString("name"),
                        row.getObject("valid_from", LocalDate.class), row.getObject("valid_until", LocalDate.class),
                        row.getString("basis")))
                .list();
    }

    /** The regulation in force on that day; the newest where none was. */
    String profileOn(LocalDate day) {
        List<Profile> all = profiles();
        return all.stream()
                .filter(one -> !day.isBefore(one.from()) && (one.until() == null
                        || !day.isAfter(Objects.requireNonNull(one.until()))))
                .findFirst()
                .orElse(all.getFirst())
                .code();
    }
}
