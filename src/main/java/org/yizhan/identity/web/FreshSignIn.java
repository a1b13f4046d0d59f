package org.yizhan.identity.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.servlet.http.HttpSession;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.identity.Sessions;
import org.yizhan.shared.Refusal;

/** Ways to sign in are changed only soon after signing in: a screen left open is not enough. */
@Component
class FreshSignIn {
    private static final Duration FRESH = Duration.ofMinutes(15);

    private final CountyClock clock;

    FreshSignIn(CountyClock clock) {
        this.clock = clock;
    }

    Optional<Refusal> refusal(HttpSession session) {
        boolean fresh = session.getAttribute(Sessions.SINCE) instanceof Long since
                && clock.isWithin(FRESH, Instant.ofEpochMilli(since));
        return Refusal.when(!fresh, "为安全起见，添加或移除验证方式要在登录后 15 分钟内办理。请退出后重新登录，再来这里。");
    }
}
