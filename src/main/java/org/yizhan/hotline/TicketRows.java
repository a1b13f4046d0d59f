package org.yizhan.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.LimitClass;
import org.yizhan.identity.Vault;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Once;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of tickets; who called is sealed there. */
@Component
class TicketRows {
    private static final String PURPOSE = "hotline-caller";
    private static final String FIELDS = """
            select case_id, text, urgency, village, place, latitude, longitude, happened_on, recording, external_system, external_id,
                reported_unit, result, anonymous, received_at from hotline.ticket
            """;

    /** Tickets that are being taken over, which are asked for at each step of their past. */
    private static final ScopedValue<Map<CaseId, Ticket>> IN_HAND = ScopedValue.newInstance();

    private final JdbcClient sql;
    private final Vault vault;
    private final JsonMapper json = JsonMapper.builder().build();

    TicketRows(JdbcClient sql, Vault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /** By its form or its number outside. The same sent twice at the same moment waits here for the first, and finds it. */
    Optional<CaseId> known(NewTicket ticket) {
        Once.await(sql, ticket.once());
        NewTicket.Outside outside = ticket.outside();
        return sql.sql("""
                select case_id from hotline.ticket where once = :once
                union all
                select case_id from hotline.ticket
                where external_system = :system and external_id = :id and external_id <> ''""")
                .param("once", ticket.once())
                .param("system", outside == null ? "" : outside.system())
                .param("id", outside == null ? "" : outside.id())
                .query(Long.class)
                .stream()
                .findFirst()
                .map(CaseId::new);
    }

    Optional<CaseId> fromOutside(String system, String id) {
        return sql.sql("""
                select case_id from hotline.ticket
                where external_system = :system and external_id = :id and external_id <> ''""")
                .param("system", system)
                .param("id", id)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    void insert(CaseId id, NewTicket ticket, LimitClass urgency, ActorRef who, Instant received) {
        NewTicket.Outside outside = ticket.outside();
        UnitPath reported = ticket.reported();
        sql.sql("""
                insert into hotline.ticket (case_id, once, caller, text, urgency, village, place, latitude, longitude, happened_on, recording,
                    external_system, external_id, reported_unit, anonymous, taken_by, received_at)
                values (:id, :once, :caller, :text, :urgency, :village, :place, :latitude, :longitude, :happened, :recording, :system,
                    :outside, :reported, :anonymous, :by, :received)""")
                .param("id", id.value())
                .param("once", ticket.once())
                .param("caller", ticket.caller().equals(Caller.UNKNOWN)
                        ? null
                        : vault.seal(json.writeValueAsString(ticket.caller()), PURPOSE), java.sql.Types.BINARY)
                .param("text", ticket.text())
                .param("urgency", urgency.name())
                .param("village", ticket.village())
                .param("place", ticket.place())
                .param("latitude", ticket.latitude(), java.sql.Types.NUMERIC)
                .param("longitude", ticket.longitude(), java.sql.Types.NUMERIC)
                .param("happened", ticket.happenedOn(), java.sql.Types.DATE)
                .param("recording", ticket.recording())
                .param("system", outside == null ? "" : outside.system())
                .param("outside", outside == null ? "" : outside.id())
                .param("reported", reported == null ? null : reported.value(), java.sql.Types.VARCHAR)
                .param("anonymous", ticket.caller().isAnonymous())
                .param("by", who.id())
                .param("received", received.atOffset(ZoneOffset.UTC))
                .update();
    }

    static <T> T holding(Map<CaseId, Ticket> tickets, Supplier<T> work) {
        return ScopedValue.where(IN_HAND, tickets).call(work::get);
    }

    Optional<Ticket> find(CaseId id) {
        return IN_HAND.isBound() ? Optional.ofNullable(IN_HAND.get().get(id)) : read(id);
    }

    private Optional<Ticket> read(CaseId id) {
        return sql.sql(FIELDS + "where case_id = :id")
                .param("id", id.value())
                .query((row, n) -> ticket(row))
                .optional();
    }

    /** Those of these tickets that this system handed in. */
    List<Ticket> find(List<Long> ids, String system) {
        return sql.sql(FIELDS + "where case_id = any(:ids) and external_system = :system")
                .param("ids", ids.toArray(Long[]::new))
                .param("system", system)
                .query((row, n) -> ticket(row))
                .list();
    }

    private static Ticket ticket(ResultSet row) throws SQLException {
        String reported = row.getString("reported_unit");
        String result = row.getString("result");
        return new Ticket(new CaseId(row.getLong("case_id")), row.getString("text"),
                LimitClass.valueOf(row.getString("urgency")), row.getString("village"), row.getString("place"),
                row.getBigDecimal("latitude"), row.getBigDecimal("longitude"),
                row.getObject("happened_on", LocalDate.class), row.getString("recording"),
                row.getString("external_system"), row.getString("external_id"),
                reported == null ? null : new UnitPath(reported),
                result == null ? null : TicketResult.valueOf(result), row.getBoolean("anonymous"),
                row.getTimestamp("received_at").toInstant());
    }

    /** Opened only for who may know; the caller of this has asked the oracle. */
    Caller caller(CaseId id) {
        return sql.sql("select caller from hotline.ticket where case_id = :id and caller is not null")
                .param("id", id.value())
                .query((row, n) -> json.readValue(vault.open(row.getBytes(1), PURPOSE), Caller.class))
                .optional()
                .orElse(Caller.UNKNOWN);
    }

    void result(CaseId id, @Nullable TicketResult result) {
        sql.sql("update hotline.ticket set result = :result where case_id = :id")
                .param("result", result == null ? null : result.name(), java.sql.Types.VARCHAR)
                .param("id", id.value())
                .update();
    }

    void urgency(CaseId id, LimitClass urgency) {
        sql.sql("update hotline.ticket set urgency = :urgency where case_id = :id")
                .param("urgency", urgency.name())
                .param("id", id.value())
                .update();
    }

    /** One that is taken over. */
    record Former(CaseId id, NewTicket ticket, LimitClass urgency, ActorRef who, Instant received,
            @Nullable TicketResult result) {
        /** As its past knows it, in which each answer says with what it ends. */
        Ticket with(@Nullable TicketResult other) {
            return new Ticket(id, ticket.text(), urgency, ticket.village(), ticket.place(), ticket.latitude(),
                    ticket.longitude(), ticket.happenedOn(), ticket.recording(), system(), outerNumber(),
                    ticket.reported(), other, ticket.caller().isAnonymous(), received);
        }

        private String system() {
            return ticket.outside() == null ? "" : ticket.outside().system();
        }

        private String outerNumber() {
            return ticket.outside() == null ? "" : ticket.outside().id();
        }
    }

    void insertAll(List<Former> all) {
        sql.sql("""
                insert into hotline.ticket (case_id, once, caller, text, urgency, village, place, latitude, longitude, happened_on, recording,
                    external_system, external_id, reported_unit, result, anonymous, taken_by, received_at)
                select id, once, decode(caller, 'hex'), text, urgency, village, place, latitude, longitude, happened, recording, system,
                    outer_number, reported, result, anonymous, by, received
                from unnest(:ids, :onces, :callers, :texts, :urgencies, :villages, :places, cast(:latitudes as numeric[]),
                    cast(:longitudes as numeric[]), cast(:happened as date[]), :recordings, :systems, :outerNumbers, :reported,
                    :results, :anonymous, :by, cast(:received as timestamptz[])) as t (id, once, caller, text, urgency, village, place,
                    latitude, longitude, happened, recording, system, outer_number, reported, result, anonymous, by, received)""")
                .param("ids", all.stream().map(one -> one.id().value()).toArray(Long[]::new))
                .param("onces", texts(all, one -> one.ticket().once()))
                .param("callers", texts(all, one -> sealed(one.ticket().caller())))
                .param("texts", texts(all, one -> one.ticket().text()))
                .param("urgencies", texts(all, Former::urgency))
                .param("villages", texts(all, one -> one.ticket().village()))
                .param("places", texts(all, one -> one.ticket().place()))
                .param("latitudes", texts(all, one -> one.ticket().latitude()))
                .param("longitudes", texts(all, one -> one.ticket().longitude()))
                .param("happened", texts(all, one -> one.ticket().happenedOn()))
                .param("recordings", texts(all, one -> one.ticket().recording()))
                .param("systems", texts(all, Former::system))
                .param("outerNumbers", texts(all, Former::outerNumber))
                .param("reported", texts(all, one -> {
                    UnitPath unit = one.ticket().reported();
                    return unit == null ? null : unit.value();
                }))
                .param("results", texts(all, Former::result))
                .param("anonymous",
                        all.stream().map(one -> one.ticket().caller().isAnonymous()).toArray(Boolean[]::new))
                .param("by", all.stream().map(one -> one.who().id()).toArray(Long[]::new))
                .param("received", texts(all, Former::received))
                .update();
    }

    private @Nullable String sealed(Caller caller) {
        return caller.equals(Caller.UNKNOWN)
                ? null
                : HexFormat.of().formatHex(vault.seal(json.writeValueAsString(caller), PURPOSE));
    }

    private static @Nullable String[] texts(List<Former> all, Function<Former, @Nullable Object> of) {
        return all.stream().map(one -> {
            Object value = of.apply(one);
            return value == null ? null : value.toString();
        }).toArray(String[]::new);
    }

    /** Which of these forms have become tickets already. */
    Set<String> known(Collection<String> onces) {
        return new HashSet<>(sql.sql("select once from hotline.ticket where once = any(:onces)")
                .param("onces", onces.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /** A matter that was taken out of another becomes one of its own, from the same caller. */
    void takeOut(CaseId from, CaseId made, String text, Instant at) {
        sql.sql("""
                insert into hotline.ticket (case_id, once, caller, text, urgency, village, place, latitude, longitude, happened_on,
                    recording, reported_unit, anonymous, taken_by, received_at)
                select :made, 'taken out as ' || :made, caller, :text, urgency, village, place, latitude, longitude, happened_on,
                    recording, reported_unit, anonymous, taken_by, :at
                from hotline.ticket where case_id = :from""")
                .param("from", from.value())
                .param("made", made.value())
                .param("text", text)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
