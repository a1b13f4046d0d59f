package org.yizhan.runtime;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;

/** Stands for the program in tests that kill it: writes numbers without end and says which were acknowledged. */
final class WritingProgram {
    private WritingProgram() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        DataFolder.open(folder);
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        System.out.println("server " + postgres.pid());
        int next = 1;
        while (true) {
            try (var connection = DriverManager.getConnection(postgres.url("postgres"), postgres.user(),
                    postgres.password()); var statement = connection.createStatement()) {
                statement.execute("create table if not exists written (number int primary key, weight text)");
                while (true) {
                    statement.execute(String.format(Locale.ROOT,
                            "insert into written values (%d, repeat('x', 500))", next));
                    System.out.println("acknowledged " + next);
                    System.out.flush();
                    next++;
                }
            } catch (SQLException e) {
                next++; // never a number again: a lost one that was acknowledged would be written anew and hidden
                Thread.sleep(50);
            }
        }
    }
}
