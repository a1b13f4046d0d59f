package org.yizhan.hotline;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.function.Supplier;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Vault;
import org.yizhan.shared.Refusal;

/** Lets a system send a request once more after the line broke: it is done once, and answered twice with the same words. */
@Component
@Transactional
public class OutsideOnce {
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcClient sql;
    private final Vault vault;
    private final CountyClock clock;

    OutsideOnce(JdbcClient sql, Vault vault, CountyClock clock) {
        this.sql = sql;
        this.vault = vault;
        this.clock = clock;
    }

    public sealed interface Answer {
        record Done(String text) implements Answer {}

        record Refused(Refusal why) implements Answer {}
    }

    /**
     * @param key of the request, chosen by the system; empty for one that is not repeated
     * @param asked the request itself: another one under the same key is refused
     */
    public Answer answer(OutsideSystems.OutsideSystem system, String key, String asked, Supplier<Answer> act) {
        if (key.isEmpty()) {
            return refusedOrDone(act.get());
        }
        String mark = vault.digest("hotline-once", asked);
        boolean fresh = sql.sql("""
                insert into hotline.outside_once (system_id, key, asked, at) values (:system, :key, :asked, :now)
                on conflict do nothing""")
                .param("system", system.id())
                .param("key", key)
                .param("asked", mark)
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .update() == 1;
        if (!fresh) {
            record Before(String asked, String answer) {}
            Before before = sql
                    .sql("select asked, answer from hotline.outside_once where system_id = :system and key = :key")
                    .param("system", system.id())
                    .param("key", key)
                    .query((row, n) -> new Before(row.getString(1), row.getString(2)))
                    .single();
            return before.asked().equals(mark)
                    ? new Answer.Done(before.answer())
                    : new Answer.Refused(new Refusal("这个 Idempotency-Key 已经用于另一个请求，请换一个。"));
        }
        Answer answer = refusedOrDone(act.get());
        if (answer instanceof Answer.Done done) {
            sql.sql("update hotline.outside_once set answer = :answer where system_id = :system and key = :key")
                    .param("answer", done.text())
                    .param("system", system.id())
                    .param("key", key)
                    .update();
        }
        return answer;
    }

    /** What is refused leaves nothing behind, so that it may be tried again. */
    private static Answer refusedOrDone(Answer answer) {
        if (answer instanceof Answer.Refused) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return answer;
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 240_000)
    public void forget() {
        sql.sql("delete from hotline.outside_once where at < :limit")
                .param("limit", clock.now().minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
    }
}
