package org.yizhan.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.WriterMarks;
import org.yizhan.identity.Vault;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Once;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** The rows of letters; who wrote is sealed there, and found by a keyed mark. */
@Component
class LetterRows {
    private static final String LETTER = """
            case_id, mailbox_id, text, place, latitude, longitude, wants_public, reported_unit, member_id, upper_body, upper_number,
            upper_due, reported_back_at, received_at""";
    /** Beside {@code member_id}. */
    private static final String SENDER = "writer, member_kind";
    private static final String PURPOSE = "letter-writer";
    private static final Pattern KEY = Pattern.compile("(n?)([0-9]{1,17})-([0-9]{1,18})");

    private final JdbcClient sql;
    private final Vault vault;
    private final WriterMarks marks;
    private final JsonMapper json = JsonMapper.builder().build();

    LetterRows(JdbcClient sql, Vault vault, WriterMarks marks) {
        this.marks = marks;
        this.sql = sql;
        this.vault = vault;
    }

    /** The same for the same phone, or the same address of mail when there is no phone; empty for who gave neither. */
    String mark(Writer writer) {
        return marks.of(writer.phone(), writer.email());
    }

    String addressMark(String address) {
        return address.isEmpty() ? "" : vault.digest("letter-address", address).substring(0, 32);
    }

    /** After whoever writes of the same form has finished; see {@link Once}. */
    Optional<CaseId> byOnce(String once) {
        Once.await(sql, once);
        return sql.sql("select case_id from letters.letter where once = :once")
                .param("once", once)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    /** @param who whoever wrote it down; the writer, when a member */
    void insert(CaseId id, long mailbox, NewLetter letter, ActorRef who, String addressMark, Instant received) {
        NewLetter.Above above = letter.above();
        UnitPath reported = letter.reportedUnit();
        sql.sql("""
                insert into letters.letter (case_id, mailbox_id, once, writer, member_id, member_kind, text, place, latitude, longitude,
                    wants_public, reported_unit, address_mark, upper_body, upper_number, upper_due, received_at)
                values (:id, :mailbox, :once, :writer, :member, :kind, :text, :place, :latitude, :longitude, :public, :reported, :address,
                    :body, :number, :due, :received)""")
                .param("id", id.value())
                .param("mailbox", mailbox)
                .param("once", letter.once())
                .param("writer", letter.writer().isKnown()
                        ? vault.seal(json.writeValueAsString(letter.writer()), PURPOSE)
                        : null)
                .param("member", letter.member())
                .param("kind", letter.member() == null ? null : who.kind().name())
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

    /** Of the same writer and mailbox, saying something else; not handed down from above by itself. */
    void takeOut(CaseId from, CaseId made, String text, Instant at) {
        sql.sql("""
                insert into letters.letter (case_id, mailbox_id, once, writer, member_id, member_kind, text, place, latitude, longitude,
                    wants_public, reported_unit, received_at)
                select :made, mailbox_id, 'taken out as ' || :made, writer, member_id, member_kind, :text, place, latitude, longitude,
                    wants_public, reported_unit, :at
                from letters.letter where case_id = :from""")
                .param("from", from.value())
                .param("made", made.value())
                .param("text", text)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Letter> find(CaseId id) {
        return sql.sql("select " + LETTER + " from letters.letter where case_id = :id")
                .param("id", id.value())
                .query((row, n) -> letter(row))
                .optional();
    }

    /** A letter and who wrote it; opened only for who may know, as {@link #writer}. */
    record Signed(Letter letter, Sender sender) {}

    Optional<Signed> signed(CaseId id) {
        return sql.sql("select " + LETTER + ", " + SENDER + " from letters.letter where case_id = :id")
                .param("id", id.value())
                .query((row, n) -> new Signed(letter(row), sender(row)))
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
        return sender(id).writer();
    }

    /** @param member whoever was signed in when writing it; null when nobody was */
    record Sender(Writer writer, @Nullable ActorRef member) {
        private static final Sender NOBODY = new Sender(Writer.UNKNOWN, null);

        /** @param who whoever wrote it down; the writer, when a member */
        static Sender of(NewLetter letter, ActorRef who) {
            Long member = letter.member();
            return new Sender(letter.writer(), member == null ? null : new ActorRef(who.kind(), member));
        }
    }

    /** As {@link #writer}. */
    Sender sender(CaseId id) {
        return sql.sql("select " + SENDER + ", member_id from letters.letter where case_id = :id")
                .param("id", id.value())
                .query((row, n) -> sender(row))
                .optional()
                .orElse(Sender.NOBODY);
    }

    private Sender sender(ResultSet row) throws SQLException {
        byte[] sealed = row.getBytes("writer");
        String kind = row.getString("member_kind");
        return new Sender(
                sealed == null ? Writer.UNKNOWN : json.readValue(vault.open(sealed, PURPOSE), Writer.class),
                kind == null ? null : new ActorRef(ActorRef.Kind.valueOf(kind), row.getLong("member_id")));
    }

    /** False when it had been reported back before. */
    boolean reportedBack(CaseId id, Instant at) {
        return sql.sql("""
                update letters.letter set reported_back_at = :at where case_id = :id and reported_back_at is null""")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update() == 1;
    }

    /** What was told is not the end any more. */
    void owesAgain(CaseId id) {
        sql.sql("update letters.letter set reported_back_at = null where case_id = :id and reported_back_at is not null")
                .param("id", id.value())
                .update();
    }

    /** Counts no further than {@code most}, so that a flood costs no more than its beginning. */
    int fromAddress(String mark, Instant since, int most) {
        return sql.sql(SqlLimit.of(most, """
                select count(*) from (select 1 from letters.letter
                    where address_mark <> '' and address_mark = :mark and received_at > :since limit :rows) lately"""))
                .param("mark", mark)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    Optional<CaseId> fromAbove(String body, String number) {
        return sql.sql("""
                select case_id from letters.letter
                where upper_body = :body and upper_number = :number and upper_number <> ''""")
                .param("body", body)
                .param("number", number)
                .query(Long.class)
                .optional()
                .map(CaseId::new);
    }

    /** Whoever was signed in when writing it. */
    Optional<ActorRef> member(CaseId id) {
        return sql
                .sql("select member_kind, member_id from letters.letter where case_id = :id and member_id is not null")
                .param("id", id.value())
                .query((row, n) -> new ActorRef(ActorRef.Kind.valueOf(row.getString(1)), row.getLong(2)))
                .optional();
    }

    /** The letters of a member, the newest first. */
    KeyPage<CaseId> ofMember(ActorRef member, @Nullable String key, int size) {
        Optional<Matcher> from = Optional.ofNullable(key).map(KEY::matcher).filter(Matcher::matches);
        boolean newer = from.isPresent() && !from.get().group(1).isEmpty();
        String compare = from.isEmpty() ? "" : "and (received_at, case_id) " + (newer ? ">" : "<") + " (:at, :id) ";
        record Line(long id, Instant at) {}
        var query = sql.sql(SqlLimit.of(size + 1, """
                select case_id, received_at from letters.letter where member_kind = :kind and member_id = :member
                """ + compare + "order by received_at " + (newer ? "asc, case_id asc" : "desc, case_id desc")
                + " limit :rows")).param("kind", member.kind().name()).param("member", member.id());
        if (from.isPresent()) {
            query = query.param("at", instant(from.get().group(2)).atOffset(ZoneOffset.UTC))
                    .param("id", Long.parseLong(from.get().group(3)));
        }
        List<Line> read = query
                .query((row, n) -> new Line(row.getLong(1), row.getTimestamp(2).toInstant()))
                .list();
        return KeyPage.of(read, size, newer, from.isPresent(), line -> micros(line.at()) + "-" + line.id(),
                line -> new CaseId(line.id()));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static Instant instant(String micros) {
        return Instant.EPOCH.plus(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}
