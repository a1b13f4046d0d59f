package org.yizhan.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.identity.Vault;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of letters; who wrote is sealed there, and found by a keyed mark. */
@Component
class LetterRows {
    private static final String PURPOSE = "letter-writer";

    private final JdbcClient sql;
    private final Vault vault;
    private final JsonMapper json = JsonMapper.builder().build();

    LetterRows(JdbcClient sql, Vault vault) {
        this.sql = sql;
        this.vault = vault;
    }

    /** The same for the same phone, or the same address of mail when there is no phone; empty for who gave neither. */
    String mark(Writer writer) {
        String known = writer.phone().isEmpty() ? writer.email().toLowerCase(java.util.Locale.ROOT) : writer.phone();
        return known.isEmpty() ? "" : vault.digest(PURPOSE, known).substring(0, 32);
    }

    String addressMark(String address) {
        return address.isEmpty() ? "" : vault.digest("letter-address", address).substring(0, 32);
    }

    Optional<CaseId> byOnce(String once) {
        return sql.sql("select case_id from letters.letter where once = :once")
                .param("once", once)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    void insert(CaseId id, long mailbox, NewLetter letter, String addressMark, Instant received) {
        NewLetter.Above above = letter.above();
        UnitPath reported = letter.reportedUnit();
        sql.sql("""
                insert into letters.letter (case_id, mailbox_id, once, writer, member_id, text, place, latitude, longitude,
                    wants_public, reported_unit, address_mark, upper_body, upper_number, upper_due, received_at)
                values (:id, :mailbox, :once, :writer, :member, :text, :place, :latitude, :longitude, :public, :reported, :address,
                    :body, :number, :due, :received)""")
                .param("id", id.value())
                .param("mailbox", mailbox)
                .param("once", letter.once())
                .param("writer", letter.writer().isKnown()
                        ? vault.seal(json.writeValueAsString(letter.writer()), PURPOSE)
                        : null)
                .param("member", letter.member())
                .param("text", letter.text())
                .param("place", letter.place())
                .param("latitude", letter.latitude())
                .param("longitude", letter.longitude())
                .param("public", letter.wantsPublic())
                .param("reported", reported == null ? null : reported.value())
                .param("address", addressMark)
                .param("body", above == null ? "" : above.body())
                .param("number", above == null ? "" : above.number())
                .param("due", above == null ? null : above.due())
                .param("received", received.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Letter> find(CaseId id) {
        return sql
                .sql("""
                        select case_id, mailbox_id, text, place, latitude, longitude, wants_public, reported_unit, member_id, upper_body,
                            upper_number, upper_due, reported_back_at, received_at from letters.letter where case_id = :id""")
                .param("id", id.value())
                .query((row, n) -> letter(row))
                .optional();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        String reported = row.getString("reported_unit");
        String body = row.getString("upper_body");
        Timestamp back = row.getTimestamp("reported_back_at");
        @Nullable
        Instant backAt = back == null ? null : back.toInstant();
        return new Letter(new CaseId(row.getLong("case_id")), row.getLong("mailbox_id"), row.getString("text"),
                row.getString("place"), row.getBigDecimal("latitude"), row.getBigDecimal("longitude"),
                row.getBoolean("wants_public"), reported == null ? null : new UnitPath(reported),
                body.isEmpty()
                        ? null
                        : new Letter.Above(body, row.getString("upper_number"),
                                row.getObject("upper_due", LocalDate.class), backAt),
                row.getObject("member_id", Long.class), row.getTimestamp("received_at").toInstant());
    }

    /** Opened only for who may know; the caller has asked the oracle. */
    Writer writer(CaseId id) {
        return sql.sql("select writer from letters.letter where case_id = :id and writer is not null")
                .param("id", id.value())
                .query(byte[].class)
                .optional()
                .map(sealed -> json.readValue(vault.open(Objects.requireNonNull(sealed), PURPOSE), Writer.class))
                .orElse(Writer.UNKNOWN);
    }

    boolean isPublished(CaseId id) {
        return sql.sql("select exists (select 1 from letters.published where case_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    void unpublish(CaseId id) {
        sql.sql("delete from letters.published where case_id = :id").param("id", id.value()).update();
    }

    /** False when it had been reported back before. */
    boolean reportedBack(CaseId id, Instant at) {
        return sql.sql("""
                update letters.letter set reported_back_at = :at where case_id = :id and reported_back_at is null""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update() == 1;
    }

    int fromAddress(String mark, Instant since) {
        return sql.sql("""
                select count(*) from letters.letter where address_mark = :mark and received_at > :since""")
                .param("mark", mark)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}
