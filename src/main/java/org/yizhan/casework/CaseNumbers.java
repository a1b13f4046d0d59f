package org.yizhan.casework;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

import com.zaxxer.hikari.HikariDataSource;

/**
 * Numbers of cases (办件编号) and of batches of paper, one after the other within a kind and a day. They are taken beside the act, on a
 * connection of their own, so that those who register at once do not wait for each other's commit; an act that fails leaves its number
 * unused (ADR 0180).
 */
@Component
class CaseNumbers implements AutoCloseable {
    /** The commit of the act, which comes later in the log of the database, makes the number safe as well. */
    private static final String NOT_FLUSHED = "set synchronous_commit = off; set lock_timeout = '5s'";
    private static final String NEXT = """
            insert into casework.serial (prefix, last) values (?, 1)
            on conflict (prefix) do update set last = casework.serial.last + 1 returning last""";
    private static final int DIGITS = 4;

    private final HikariDataSource beside = new HikariDataSource();

    CaseNumbers(DataSource acts) {
        try {
            acts.unwrap(HikariDataSource.class).copyStateTo(beside);
        } catch (SQLException e) {
            throw new IllegalStateException("the pool of connections is not the one that is configured", e);
        }
        beside.setPoolName("case-numbers");
        beside.setMinimumIdle(0);
        beside.setMaximumPoolSize(1);
        beside.setAutoCommit(true);
        beside.setConnectionInitSql(NOT_FLUSHED);
    }

    /**
     * The next number that begins so.
     *
     * @throws DataAccessResourceFailureException when the database does not answer
     */
    String next(String prefix) {
        try (Connection connection = beside.getConnection();
                PreparedStatement statement = connection.prepareStatement(NEXT)) {
            statement.setString(1, prefix);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return prefix + ("%0" + DIGITS + "d").formatted(row.getLong(1));
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("no number for a case", e);
        }
    }

    @Override
    public void close() {
        beside.close();
    }
}
