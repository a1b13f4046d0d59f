package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.Map;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.evaluation.Period;

/**
 * Draws up bulletins about letters and checks at their dates (到期自动拟制): from a day on after the end of the month or quarter, each
 * once, and none when there is nothing to tell. They are
 * drafts, which the office reviews and issues. A program that stood still on that day does it on the next.
 */
@Component
class BulletinsByThemselves {
    private static final Map<BulletinKind, Period> DUE = Map.of(BulletinKind.LETTERS, Period.MONTH,
            BulletinKind.LETTER_MONTH, Period.MONTH, BulletinKind.LETTER_FAULTS, Period.QUARTER,
            BulletinKind.SPECIAL_CHECKS, Period.MONTH);

    private final Bulletins bulletins;
    private final StatisticsSettings settings;
    private final CountyClock clock;

    BulletinsByThemselves(Bulletins bulletins, StatisticsSettings settings, CountyClock clock) {
        this.bulletins = bulletins;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 120_000, fixedDelay = 3_600_000)
    void regularly() {
        run();
    }

    void run() {
        LocalDate today = clock.today();
        DUE.forEach((kind, period) -> {
            LocalDate first = period.first(today);
            if (!today.isBefore(first.plusDays(settings.bulletinDay() - 1L))) {
                bulletins.drawUp(kind, period, first.minusDays(1));
            }
        });
    }
}
