package org.yizhan.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/**
 * The rows that the life of a letter changes, written as plain SQL into copies of their tables: a statement for each table, seven
 * transactions, no foreign keys, nothing looked up. Each place of a statement is the number of the life.
 */
final class BareLife {
    private static final List<String> TABLES = List.of("casework.serial", "casework.cases", "casework.event",
            "casework.task", "casework.running", "casework.shelf", "casework.reply", "casework.counted",
            "casework.figure_change", "letters.letter", "letters.published", "messaging.todo",
            "messaging.todo_audience", "messaging.outgoing", "journal.entry", "journal.pending");
    private static final String EVENT = "insert into bare.event (case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open)";
    private static final String JOURNAL = """
            with written as (insert into bare.entry (id, at, who_kind, who_id, act, object_type, object_id, facts, key_mark, mac)
                values (? * 10 + %1$d, now(), 'staff', 7, 'casework.acted', 'case', ?, '{"action":"dispatch","events":"ACCEPTED,ASSIGNED"}',
                    'k1', 'bWFjbWFjbWFjbWFjbWFjbWFjbWFjbWFjbWFjbWFj') returning id)
            insert into bare.pending (entry_id) select id from written""";
    private static final String FIGURE = """
            insert into bare.figure_change select 'letter', date '2026-11-01', date '%s', 3, 'complaint', '%s', %d, 0, 0, 0, 0, 0, 0, 0, 0""";
    private static final String TODO = """
            insert into bare.todo (id, key, what, why, since, until, href)
            values (? * 10 + %1$d, 'case:' || ? || ':%1$d', '承办：路面坑洼', '来信 XJ', now(), date '2026-12-20', '/desk/cases/1')""";
    private static final String AUDIENCE = """
            insert into bare.todo_audience (token, until, since, todo_id)
            select token, date '2026-12-20', now(), ? * 10 + %d from unnest(array['letters.handle@1', 'letters.handle@7']) token""";
    private static final String DONE = """
            with closed as (update bare.todo set done_at = now(), done_by_kind = 'STAFF', done_by_id = 7
                where key = 'case:' || ? || ':%d' and done_at is null returning id)
            delete from bare.todo_audience where todo_id in (select id from closed)""";
    private static final String CASE = "update bare.cases set state = '%s', lead_path = '/1/7/', due = now(), events = %d, version = version + 1%s where id = ?";
    private static final String TASK = "insert into bare.task (id, case_id, node, place, idx, opened_at) values (? * 10 + %d, ?, 'handle', 'OPEN', 0, now())";
    private static final String ENDED = "update bare.task set ended_at = now(), ended_by = 7, action = 'dispatch' where id = ? * 10 + %d";
    private static final String LIMITS = """
            insert into bare.running (id, case_id, rule_id, nature, begun_at, begun_event, deadline, next_warning)
            select ? * 10 + n, ?, 3, 'STEP', now(), 1, now() + interval '9 days', now() + interval '8 days' from generate_series(%d, %d) n""";
    private static final String OVER = """
            update bare.running set ended_at = now(), late = false, next_warning = null where id = any(array[? * 10 + %d, ? * 10 + %d])""";
    private static final String SHELF = """
            insert into bare.shelf (unit_id, sight, case_id, kind, title, open, state, class, subject, region, lead_unit, late, received_at, due)
            select unit, 'OPEN', ?, 'letter', '路面坑洼，骑车摔了人', true, '%s', 'complaint', '道路交通', '40', 7, false, now(), now()
            from unnest(array[%s]) unit on conflict (case_id, unit_id, sight) do update set state = excluded.state, due = excluded.due,
                open = excluded.open, lead_unit = excluded.lead_unit""";
    private static final String NOTICE = """
            insert into bare.outgoing (id, once, channel, recipient, template, places, secret, created_at, next_try, way_since)
            values (? * 10 + %1$d, 'letter:' || ? || ':%1$d', 'sms', '13900000000', 'letter-received', '{"number":"XJ20261127-0001"}', false,
                now(), now(), now())""";

    private static final List<List<String>> LIFE = List.of(List.of(
            "insert into bare.serial (prefix, last) values ('XJ20261127-', 1) on conflict (prefix) do update set last = serial.last + 1",
            """
                    insert into bare.cases (id, kind, number, code, process, title, subject, class, region, channel, writer, home_path, state,
                        received_at) values (?, 'letter', 'XJ-' || ?, lpad((?)::text, 12, '0'), 1, '路面坑洼', '道路交通', 'complaint', '40', 'web',
                        'mark' || ?, '/1/2/', 'SUBMITTED', now())""",
            """
                    insert into bare.letter (case_id, mailbox_id, once, writer, text, wants_public, address_mark, received_at)
                    values (?, 1, 'bare-' || ?, 'sealedsealedsealedsealedsealed', '这段路坏了三个星期，请早点派人来看。', true, 'mark', now())""",
            EVENT + " values (?, 1, now(), 'SUBMITTED', 'VISITOR', 0, null, '{}', null, true)", TASK.formatted(1),
            LIMITS.formatted(1, 2), SHELF.formatted("SUBMITTED", "1, 2"),
            """
                    insert into bare.counted (case_id, kind, class, subject, region, channel, unit_id, day, received, fate)
                    values (?, 'letter', 'complaint', '道路交通', '40', 'web', 2, date '2026-11-20', date '2026-11-01', 'OPEN')""",
            FIGURE.formatted("infinity", "OPEN", 1), TODO.formatted(1), AUDIENCE.formatted(1), JOURNAL.formatted(1),
            NOTICE.formatted(1)),
            List.of(CASE.formatted("HANDLING", 3, ""),
                    EVENT + " select ?, n, now(), 'ASSIGNED', 'STAFF', 7, '/1/2/', '{\"lead\":\"/1/7/\",\"assisting\":[]}', '请办理', false from generate_series(2, 3) n",
                    ENDED.formatted(1), TASK.formatted(2), OVER.formatted(1, 1), LIMITS.formatted(3, 5),
                    SHELF.formatted("HANDLING", "1, 2, 7"), "update bare.counted set unit_id = 7 where case_id = ?",
                    FIGURE.formatted("infinity", "OPEN", -1), FIGURE.formatted("infinity", "OPEN", 1),
                    DONE.formatted(1), TODO.formatted(2), AUDIENCE.formatted(2), JOURNAL.formatted(2)),
            List.of(CASE.formatted("HANDLING", 4, ""),
                    EVENT + " values (?, 4, now(), 'SIGNED_FOR', 'STAFF', 8, '/1/7/', '{}', null, true)",
                    OVER.formatted(3, 3), JOURNAL.formatted(3)),
            List.of(CASE.formatted("HANDLING", 5, ""),
                    EVENT + " values (?, 5, now(), 'REPLY_DRAFTED', 'STAFF', 8, '/1/7/', '{}', null, false)",
                    """
                            insert into bare.reply (case_id, number, text, state, written_by, written_at)
                            values (?, 1, '您好。路面已经填平，下周重新铺油。联系人：养护科，0980-2203300。', 'DRAFT', 8, now())""",
                    ENDED.formatted(2), TASK.formatted(3), OVER.formatted(4, 4), LIMITS.formatted(6, 6),
                    DONE.formatted(2), TODO.formatted(3), AUDIENCE.formatted(3), JOURNAL.formatted(4)),
            List.of(CASE.formatted("HANDLING", 6, ""),
                    EVENT + " values (?, 6, now(), 'REPLY_APPROVED', 'STAFF', 7, '/1/2/', '{}', null, false)",
                    "update bare.reply set state = 'APPROVED', approved_by = 7 where case_id = ? and number = 1",
                    ENDED.formatted(3), TASK.formatted(4), OVER.formatted(6, 6), DONE.formatted(3), TODO.formatted(4),
                    AUDIENCE.formatted(4), JOURNAL.formatted(5)),
            List.of(CASE.formatted("CLOSED", 9, ", outcome = 'answered', answered_at = now(), ended_at = now()"),
                    EVENT + " select ?, n, now(), 'REPLY_SENT', 'STAFF', 9, '/1/2/', '{}', null, true from generate_series(7, 9) n",
                    "update bare.reply set state = 'SENT', sent_at = now() where case_id = ? and number = 1",
                    ENDED.formatted(4), OVER.formatted(2, 5), SHELF.formatted("CLOSED", "1, 2, 7"),
                    "update bare.counted set fate = 'IN_TIME', ended = date '2026-11-01', days = 1 where case_id = ?",
                    FIGURE.formatted("infinity", "OPEN", -1), FIGURE.formatted("2026-11-01", "IN_TIME", 1),
                    DONE.formatted(4), JOURNAL.formatted(6), NOTICE.formatted(2)),
            List.of("""
                    insert into bare.published (case_id, title, question, answer, class, subject, region, mailbox_id, unit_id, asked_on,
                        answered_on, published_by, published_at) values (?, '路面坑洼', '这段路坏了三个星期。', '路面已经填平。', 'complaint',
                        '道路交通', '40', 1, 7, date '2026-11-27', date '2026-11-27', 7, now())""",
                    CASE.formatted("CLOSED", 10, ""),
                    EVENT + " values (?, 10, now(), 'PUBLISHED', 'STAFF', 7, '/1/2/', '{}', null, false)",
                    JOURNAL.formatted(7), JOURNAL.formatted(8)));

    private final DataSource source;
    private final AtomicLong next = new AtomicLong();

    BareLife(DataSource source) throws SQLException {
        this.source = source;
        try (Connection connection = source.getConnection(); var sql = connection.createStatement()) {
            sql.execute("drop schema if exists bare cascade");
            sql.execute("create schema bare");
            for (String table : TABLES) {
                sql.execute("create table bare." + table.substring(table.indexOf('.') + 1) + " (like " + table
                        + " including all excluding identity)");
            }
        }
    }

    static int statements() {
        return LIFE.stream().mapToInt(List::size).sum();
    }

    void once() throws SQLException {
        long id = next.incrementAndGet();
        for (List<String> act : LIFE) {
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                for (String sql : act) {
                    try (PreparedStatement statement = connection.prepareStatement(sql)) {
                        int places = (int) sql.chars().filter(c -> c == '?').count();
                        for (int i = 1; i <= places; i++) {
                            statement.setLong(i, id);
                        }
                        statement.execute();
                    }
                }
                connection.commit();
                connection.setAutoCommit(true);
            }
        }
    }
}
