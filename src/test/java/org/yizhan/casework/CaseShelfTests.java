package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** What a list reads, when very many cases are open. */
class CaseShelfTests extends CaseworkDatabaseTest {
    private static final int OPEN = 6_000;

    @Autowired
    CaseShelf shelf;
    @Autowired
    TransactionTemplate transaction;

    /** A page and one of thirty, and what one thing narrows the open ones to. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            ACCEPTED | -  | -   | -   | -  | false
            ACCEPTED | c1 | -   | -   | -  | true
            -        | c1 | s7  | r3  | -  | false
            HANDLING | -  | s7  | -   | 11 | false
            HANDLING | -  | -   | r3  | 11 | true
            -        | c9 | s7  | r3  | -  | false
            -        | c1 | -   | r3  | 11 | false
            """, delimiter = '|')
    void byDueDateAndNarrowedReadsNoMoreThanOneOfTheThingsHas(@Nullable CaseState state, @Nullable String clazz,
            @Nullable String subject, @Nullable String region, @Nullable Long lead, boolean late) {
        var filter = new CaseFilter("test", state, clazz == null ? "" : clazz, subject == null ? "" : subject,
                region == null ? "" : region, lead, late, true, null, null, CaseFilter.Order.DUE, "", null);
        assertThat(readAmongVeryMany(() -> shelf.page(office, filter, null, 30))).isLessThan(OPEN / 10);
    }

    /** Ten of one subject, and nothing of the others that came in meanwhile. */
    @Test
    void aTimeNarrowedToSubjectsReadsNoMoreThanTheSubjectsHave() {
        Instant until = Instant.parse("2026-10-05T00:00:00Z");
        assertThat(readAmongVeryMany(() -> shelf.newest("test", Instant.EPOCH, until, List.of("s7", "s8"), true, 10)))
                .isLessThan(OPEN / 10);
        assertThat(readAmongVeryMany(() -> shelf.newest("test", Instant.EPOCH, until, List.of(), false, 10)))
                .isLessThan(OPEN / 10);
    }

    @Test
    void toldIsWhatCameInWithinTheTimeTheNewestFirstAndNothingGuarded() {
        CaseView old = opened("w-1", false);
        clock.set(LocalDateTime.of(2026, 11, 3, 9, 0));
        CaseView one = opened("w-1", false);
        CaseView hidden = opened("w-2", true);
        CaseView other = opened("w-3", false);
        Instant from = old.receivedAt().plusSeconds(1);
        Instant until = one.receivedAt().plusSeconds(1);
        assertThat(shelf.newest(one.kind(), from, until, List.of(one.subject()), true, 100))
                .extracting(CaseView::id)
                .containsSubsequence(other.id(), one.id())
                .doesNotContain(old.id(), hidden.id());
        assertThat(shelf.newest(one.kind(), from, until, List.of(), null, 100))
                .extracting(CaseView::id)
                .contains(one.id(), other.id())
                .doesNotContain(hidden.id());
        assertThat(shelf.newest(one.kind(), from, until, List.of(), false, 100))
                .extracting(CaseView::id)
                .doesNotContain(one.id(), other.id());
        assertThat(shelf.newest(one.kind(), from, until, List.of("another"), null, 100))
                .isEmpty();
    }

    private CaseView opened(String writer, boolean guarded) {
        return desk.open(aCase(writer, guarded), ActorRef.VISITOR);
    }

    private long readAmongVeryMany(Runnable reading) {
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            sql.sql("set local session_replication_role = replica").update();
            sql.sql("""
                    insert into casework.shelf (unit_id, case_id, kind, sight, title, open, state, class, subject, region, lead_unit,
                        late, received_at, due)
                    select :unit, 1000000000 + n, 'test', 'OPEN', '水渠漏水' || n, true,
                        case when n % 200 = 0 then 'ACCEPTED' else 'HANDLING' end, 'c' || abs(hashint4(n)) % 4,
                        's' || abs(hashint4(n # 1)) % 40, 'r' || abs(hashint4(n # 2)) % 12, 1 + abs(hashint4(n # 3)) % 20,
                        abs(hashint4(n # 4)) % 50 = 0, timestamptz '2026-10-01' + n * interval '1 minute',
                        timestamptz '2026-11-01' + abs(hashint4(n # 5)) % 40000 * interval '1 minute'
                    from generate_series(1, :open) n""")
                    .param("unit", county.unit().value())
                    .param("open", OPEN)
                    .update();
            sql.sql("analyze casework.shelf").update();
            long before = rowsRead();
            reading.run();
            return rowsRead() - before;
        }));
    }

    /** By this transaction; what it wrote itself is never taken from an index alone. */
    private long rowsRead() {
        return sql.sql("""
                select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables
                where schemaname = 'casework' and relname = 'shelf'""").query(Long.class).single();
    }
}
