package org.yizhan.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.UnitPath;

/**
 * Gives the county the words that come with the program (随系统提供的词), once: the editors change and retire them as they like, and a
 * later start does not bring them back. Comes after the county itself has been set up.
 */
@Component
class ShippedWords implements SmartLifecycle {
    /** To be raised when the list has grown: what is new in it is added then, what a county has already stays. */
    private static final int VERSION = 2;

    private final CheckWordRows rows;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private boolean running;

    ShippedWords(CheckWordRows rows, Directory directory, Journal journal, CountyClock clock, JdbcClient sql,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
        this.sql = sql;
        this.transaction = transaction;
    }

    @Override
    public void start() {
        running = true;
        directory.root().map(Unit::path).ifPresent(this::load);
    }

    /** @return how many words were new to the county */
    int load(UnitPath county) {
        return Objects.requireNonNull(transaction.execute(status -> {
            if (sql.sql("insert into content.shipped_words (version, loaded_at) values (?, ?) on conflict do nothing")
                    .param(VERSION)
                    .param(Editions.at(clock.now()))
                    .update() == 0) {
                return 0;
            }
            int added = rows.insertShipped(words(county));
            journal.record(ActorRef.PROGRAM, ContentAct.WORDS_SHIPPED, new ObjectRef("check-words", VERSION),
                    Map.of("words", Integer.toString(added)));
            return added;
        }));
    }

    static List<NewCheckWord> words(UnitPath county) {
        try (var reader = new BufferedReader(new InputStreamReader(Objects.requireNonNull(
                ShippedWords.class.getResourceAsStream("/proofreading/wrong-words.txt")), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cell -> new NewCheckWord(county, cell[0],
                            cell[1].equals(CheckWord.Level.BLOCK.label())
                                    ? CheckWord.Level.BLOCK
                                    : CheckWord.Level.SUGGESTION,
                            cell[2], cell[3]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return 10;
    }
}
