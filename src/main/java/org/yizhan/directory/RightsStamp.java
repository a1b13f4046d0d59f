package org.yizhan.directory;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells whether rights, and the names beside them, kept in memory are still true. Read from the database each time, by its key,
 * so that it also holds for several nodes and for the command line.
 */
@Component
class RightsStamp {
    private final JdbcClient jdbc;

    RightsStamp(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long current() {
        return jdbc.sql("select value from directory.stamp").query(Long.class).single();
    }

    /** Acts on rights come one after another, so that each sees what the one before has left. */
    void hold() {
        jdbc.sql("select value from directory.stamp for update").query(Long.class).single();
    }

    /** Within the transaction of the act that changes rights or the name of a person or unit. */
    void change() {
        jdbc.sql("update directory.stamp set value = nextval('directory.stamps')").update();
    }
}
