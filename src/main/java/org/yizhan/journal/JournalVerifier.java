package org.yizhan.journal;

import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads the whole journal and names every row that was changed, deleted or inserted past the program (日志校验). Reads row by
 * row from one snapshot, so that it needs no memory and hinders nobody.
 */
@Component
public class JournalVerifier {
    private static final int FETCH = 1000;

    private final JdbcTemplate database;
    private final TransactionTemplate snapshot;
    private final Clock clock;
    private final JournalKeys keys;
    private final Heads heads;
    private final JournalSealer sealer;

    JournalVerifier(DataSource source, PlatformTransactionManager transactions, Clock clock, JournalKeys keys,
            Heads heads,
            JournalSealer sealer) {
        this.database = new JdbcTemplate(source);
        this.database.setFetchSize(FETCH);
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setReadOnly(true);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.keys = keys;
        this.heads = heads;
        this.sealer = sealer;
    }

    /** Seals what is committed, then checks everything. */
    public Verification verify() {
        sealer.seal();
        // The heads are read before the snapshot is taken: the chain may be further than they say, never the other way round.
        List<String> keptHeads = heads.lines();
        return java.util.Objects.requireNonNull(snapshot.execute(status -> new Run(keptHeads).verify()));
    }

    private final class Run {
        private final Verification.Findings findings = new Verification.Findings();
        private final Iterator<String> headLines;
        private final Map<Long, Closing> closings = new HashMap<>();
        private final Set<Long> expectedClosings = new HashSet<>();
        private @Nullable Head nextHead;
        private int headLine;
        private long expected = 1;
        private byte[] before = Seal.NO_HASH;
        private boolean beforeIsGood = true;
        private @Nullable Seal last;
        private long checked;
        private long waiting;

        Run(List<String> keptHeads) {
            headLines = keptHeads.iterator();
        }

        Verification verify() {
            nextHead();
            database.query("select * from journal.closing order by last_seq", row -> {
                var closing = new Closing(row.getLong("last_seq"), row.getObject("day", LocalDate.class),
                        row.getBytes("hash"), row.getBytes("signature"));
                closings.put(closing.lastSeq(), closing);
            });
            database.query("""
                    select s.seq, s.entry_id, s.hash, s.sealed_at, s.day, s.mac as seal_mac, e.*
                    from journal.seal s left join journal.entry e on e.id = s.entry_id
                    order by s.seq""", row -> {
                sealed(row);
            });
            endOfChain();
            closings();
            database.query("""
                    select e.*, p.entry_id as pending from journal.entry e
                    left join journal.seal s on s.entry_id = e.id
                    left join journal.pending p on p.entry_id = e.id
                    where s.seq is null order by e.id""", row -> {
                unsealed(row);
            });
            return findings.over(clock.instant(), checked, waiting);
        }

        private void sealed(ResultSet row) throws SQLException {
            checked++;
            var seal = new Seal(row.getLong("seq"), row.getLong("entry_id"), row.getBytes("hash"),
                    row.getTimestamp("sealed_at").toInstant(), row.getObject("day", LocalDate.class));
            if (seal.seq() < expected) {
                findings.add(Finding.Kind.INSERTED, "第" + seal.seq() + "号封存记录的编号不可能出现，是外来的。");
                return;
            }
            boolean gap = seal.seq() > expected;
            if (gap) {
                findings.add(Finding.Kind.DELETED, range(expected, seal.seq() - 1) + "日志的封存记录被删除。");
                beforeIsGood = false;
            }
            boolean sealIsGood = MessageDigest.isEqual(keys.mac(seal.canonical()), row.getBytes("seal_mac"));
            boolean there = row.getObject("id") != null;
            Optional<Entry> entry = there ? JournalSealer.readable(row) : Optional.empty();
            boolean entryIsGood = entry.isPresent()
                    && MessageDigest.isEqual(keys.mac(entry.get().canonical()), row.getBytes("mac"));
            String which = "第" + seal.seq() + "号日志（" + (there ? about(row) : "编号" + seal.entryId()) + "）";
            if (!there) {
                findings.add(Finding.Kind.DELETED, which + "的内容被删除。");
            } else if (!entryIsGood && !keys.mark().equals(row.getString("key_mark"))) {
                findings.add(Finding.Kind.UNKNOWN_KEY, which + "不是用本机密钥写成的，无法核对；如曾更换数据目录，请放回原来的密钥。");
            } else if (!entryIsGood) {
                findings.add(Finding.Kind.CHANGED, which + "的内容被改动。");
            }
            if (!sealIsGood) {
                findings.add(Finding.Kind.CHANGED, which + "的封存记录被改动，或是外来的。");
            } else if (entryIsGood && beforeIsGood && entry.isPresent()
                    && !Arrays.equals(seal.hash(), Seal.chain(before, entry.get().canonical()))) {
                findings.add(Finding.Kind.REWRITTEN, which + "与前一号接不上。");
            }
            compareHeads(seal);
            if (last != null && !gap && !last.day().equals(seal.day())) {
                expectedClosings.add(last.seq());
                if (!closings.containsKey(last.seq())) {
                    findings.add(Finding.Kind.DELETED, last.day() + "的日结（第" + last.seq() + "号）被删除。");
                }
            }
            compareClosing(seal);
            before = seal.hash();
            beforeIsGood = sealIsGood;
            last = seal;
            expected = seal.seq() + 1;
        }

        private void compareHeads(Seal seal) {
            while (nextHead != null && nextHead.seq() <= seal.seq()) {
                if (nextHead.seq() == seal.seq() && !nextHead.speaksOf(seal.hash())) {
                    findings.add(Finding.Kind.REWRITTEN,
                            "第" + seal.seq() + "号与数据库以外保存的链首不符，截至该号的日志链被重写。");
                }
                nextHead();
            }
        }

        private void nextHead() {
            nextHead = null;
            while (nextHead == null && headLines.hasNext()) {
                headLine++;
                nextHead = Head.parse(headLines.next()).filter(head -> head.isGenuine(keys)).orElse(null);
                if (nextHead == null) {
                    findings.add(Finding.Kind.CHANGED, "数据库以外保存的链首第" + headLine + "行被改动，或不是用本机密钥签名的。");
                }
            }
        }

        private void endOfChain() {
            long missing = 0;
            while (nextHead != null) {
                missing = Math.max(missing, nextHead.seq());
                nextHead();
            }
            if (missing >= expected) {
                findings.add(Finding.Kind.DELETED,
                        range(expected, missing) + "日志在末尾被删除，或数据库恢复自较早的备份。");
            }
        }

        private void compareClosing(Seal seal) {
            Closing closing = closings.get(seal.seq());
            if (closing != null && (!closing.isGenuine(keys.publicKey())
                    || !closing.day().equals(seal.day())
                    || !Arrays.equals(closing.hash(), seal.hash()))) {
                findings.add(Finding.Kind.CHANGED, seal.day() + "的日结（第" + seal.seq() + "号）被改动，或与日志不符。");
            }
        }

        private void closings() {
            long end = expected - 1;
            closings.values()
                    .stream()
                    .filter(c -> !expectedClosings.contains(c.lastSeq()) && c.lastSeq() != end)
                    .sorted((a, b) -> Long.compare(a.lastSeq(), b.lastSeq()))
                    .forEach(c -> findings.add(Finding.Kind.INSERTED,
                            c.day() + "的日结（第" + c.lastSeq() + "号）没有对应的日志，是外来的或日志已被删除。"));
        }

        private void unsealed(ResultSet row) throws SQLException {
            Optional<Entry> entry = JournalSealer.readable(row);
            boolean good = entry.isPresent()
                    && MessageDigest.isEqual(keys.mac(entry.get().canonical()), row.getBytes("mac"));
            if (!good) {
                findings.add(Finding.Kind.INSERTED, "未封存的日志（" + about(row) + "）不是本程序写入的，或已被改动。");
            } else if (row.getObject("pending") == null) {
                findings.add(Finding.Kind.DELETED, "日志（" + about(row) + "）的封存记录被删除。");
            } else {
                waiting++;
            }
        }
    }

    private static String about(ResultSet row) throws SQLException {
        return Stream.of("编号" + row.getLong("id"), row.getTimestamp("at").toInstant().toString(), row.getString("act"),
                row.getString("object_type") + ":" + row.getLong("object_id")).reduce((a, b) -> a + "，" + b).orElse("");
    }

    private static String range(long first, long last) {
        return first == last ? "第" + first + "号" : "第" + first + "至" + last + "号";
    }
}
