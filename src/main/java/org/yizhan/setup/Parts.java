package org.yizhan.setup;

import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Does each part of the first start once, all of it or nothing. */
@Component
class Parts {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Parts(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    boolean isDone(String part) {
        return jdbc.sql("select count(*) from setup.done where part = :part")
                .param("part", part)
                .query(Integer.class)
                .single() > 0;
    }

    /** What stands behind this beginning in the name of a part that is done. */
    Optional<String> withPrefix(String beginning) {
        return jdbc
                .sql("select substr(part, length(:beginning) + 1) from setup.done where starts_with(part, :beginning)")
                .param("beginning", beginning)
                .query(String.class)
                .optional();
    }

    /** @return whether there was anything to do */
    boolean once(String part, Runnable work) {
        if (isDone(part)) {
            return false;
        }
        transaction.executeWithoutResult(status -> {
            work.run();
            jdbc.sql("insert into setup.done (part) values (:part)").param("part", part).update();
        });
        return true;
    }
}
