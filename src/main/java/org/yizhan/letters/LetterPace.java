package org.yizhan.letters;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.SmallSum;

/**
 * Slows down who sends letter after letter (防止刷信): from the same address, after a few within the hour, each further one asks for a small
 * sum. Nobody is kept from writing, and who writes from elsewhere notices nothing.
 */
@Component
public class LetterPace {
    private static final int FREE = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final LetterRows rows;
    private final SmallSum sum;
    private final CountyClock clock;

    LetterPace(LetterRows rows, SmallSum sum, CountyClock clock) {
        this.rows = rows;
        this.sum = sum;
        this.clock = clock;
    }

    /** The question that has to be answered now. */
    public Optional<String> question(String once, String address) {
        boolean many = rows.fromAddress(rows.addressMark(address), clock.now().minus(WINDOW), FREE + 1) > FREE;
        return many ? Optional.of(sum.question(once)) : Optional.empty();
    }

    public boolean isRight(String once, String answer) {
        return sum.isRight(once, answer);
    }
}
