package org.yizhan.requests;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.SmallSum;

/**
 * Slows down who sends request after request from one address (防止刷申请): after a few within the hour, each further one asks for a small
 * sum. Nobody is kept from asking, and who asks from elsewhere notices nothing.
 */
@Component
public class RequestPace {
    private static final int FREE = 5;
    private static final Duration WINDOW = Duration.ofHours(1);

    private final RequestRows rows;
    private final SmallSum sum;
    private final CountyClock clock;

    RequestPace(RequestRows rows, SmallSum sum, CountyClock clock) {
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
