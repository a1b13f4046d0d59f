package org.yizhan.requests;

import java.time.Duration;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Vault;
import org.yizhan.shared.PlainText;

/**
 * Slows down who sends request after request from one address (防止刷申请): after a few within the hour, each further one asks for a small
 * sum. Nobody is kept from asking, and who asks from elsewhere notices nothing.
 */
@Component
public class RequestPace {
    private static final int FREE = 5;
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final String DIGITS = "零一二三四五六七八九";

    private final RequestRows rows;
    private final Vault vault;
    private final CountyClock clock;

    RequestPace(RequestRows rows, Vault vault, CountyClock clock) {
        this.rows = rows;
        this.vault = vault;
        this.clock = clock;
    }

    /** The question that has to be answered now; it follows from the form's own mark, so that nothing is kept between two pages. */
    public Optional<String> question(String once, String address) {
        boolean many = rows.fromAddress(rows.addressMark(address), clock.now().minus(WINDOW), FREE + 1) > FREE;
        return many ? Optional.of(word(first(once)) + "加" + word(second(once)) + "等于几？") : Optional.empty();
    }

    public boolean isRight(String once, String answer) {
        return PlainText.line(java.text.Normalizer.normalize(answer, java.text.Normalizer.Form.NFKC))
                .equals(String.valueOf(first(once) + second(once)));
    }

    private int first(String once) {
        return number(once, 0);
    }

    private int second(String once) {
        return number(once, 2);
    }

    /** 2 to 9. */
    private int number(String once, int from) {
        return 2 + Integer.parseInt(vault.digest("request-question", once).substring(from, from + 2), 16) % 8;
    }

    private static String word(int digit) {
        return DIGITS.substring(digit, digit + 1);
    }
}
