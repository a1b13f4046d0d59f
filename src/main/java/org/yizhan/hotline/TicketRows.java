package org.yizhan.hotline;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.LimitClass;
import org.yizhan.identity.Vault;
import org.yizhan.shared.ActorRef;
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

    private final JdbcClient sql;
    private final Vault vault;
    private final JsonMapper json = JsonMapper.builder().build();

    TicketRows(JdbcClient sql, Vault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /** The same form sent twice at the same moment waits here for the first, and finds it. */
    Optional<CaseId> byOnce(String once) {
        sql.sql("select pg_advisory_xact_lock(hashtextextended(:once, 4018))")
                .param("once", once)
                .query((row, n) -> n)
                .single();
        return sql.sql("select case_id from hotline.ticket where once = :once")
                .param("once", once)
                .query(Long.class)
                .optional()
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

    Optional<Ticket> find(CaseId id) {
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
