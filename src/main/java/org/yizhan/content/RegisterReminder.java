package org.yizhan.content;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.NewTodo.Audience;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/**
 * Opens a to-do before a registration expires and when an account has been quiet for too long, for the person who answers for it, or
 * else for those who look after the unit's sites. Asks what is due by today, so that a missed day heals itself; safe to repeat.
 */
@Component
class RegisterReminder {
    private final RegisterRows rows;
    private final ColumnShelf shelf;
    private final StandardShelf standards;
    private final TodoList todos;
    private final CountyClock clock;

    RegisterReminder(RegisterRows rows, ColumnShelf shelf, StandardShelf standards, TodoList todos,
            CountyClock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.standards = standards;
        this.todos = todos;
        this.clock = clock;
    }

    @Transactional
    @Scheduled(initialDelay = 45_000, fixedDelay = 3_600_000)
    public void remind() {
        GroupRule rule = standards.rule();
        Map<Long, RegisterRows.SiteEntry> entries = rows.sites();
        Map<Long, List<Registration>> registrations = rows.registrations();
        for (SiteRecord site : shelf.sites()) {
            Long person = entries.getOrDefault(site.id(), RegisterRows.SiteEntry.NONE).responsible();
            for (Registration one : registrations.getOrDefault(site.id(), List.of())) {
                expiry("register:site:" + site.id() + ':' + one.kind().name(), rule,
                        site.open() ? one.validUntil() : null, site.name() + "的" + one.kind().label(),
                        "/desk/sites/" + site.id() + "/marks", person, site.unit());
            }
        }
        for (MediaAccount account : rows.open()) {
            String page = "/desk/sites/register/accounts/" + account.id();
            String name = account.platform().label() + "“" + account.name() + "”";
            expiry("register:account:" + account.id() + ":valid", rule, account.validUntil(), name + "的认证", page,
                    account.responsible(), account.unit());
            String key = "register:account:" + account.id() + ":idle";
            Long idle = account.idleOn(clock.today());
            if (idle != null && idle >= rule.idleDays()) {
                LocalDate last = clock.today().minusDays(idle);
                add(key, name + "已" + idle + "天没有更新", "新媒体账号" + rule.idleDays() + "天不更新，检查时一票否决",
                        last.plusDays(rule.idleDays()), page, account.responsible(), account.unit());
            } else {
                todos.done(key, ActorRef.PROGRAM);
            }
        }
    }

    private void expiry(String key, GroupRule rule, @Nullable LocalDate until, String what, String page,
            @Nullable Long person, UnitPath unit) {
        LocalDate today = clock.today();
        int first = rule.warnDays().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (until == null || today.plusDays(first).isBefore(until)) {
            todos.done(key, ActorRef.PROGRAM);
            return;
        }
        long left = ChronoUnit.DAYS.between(today, until);
        add(key, what + (left < 0 ? "已过期" + -left + "天" : "还有" + left + "天到期"),
                "到期前" + rule.warnDays().stream().map(String::valueOf).reduce((a, b) -> a + "、" + b).orElse("")
                        + "天提醒；续期后把新的有效期填进台账",
                until, page, person, unit);
    }

    private void add(String key, String what, String why, LocalDate until, String page, @Nullable Long person,
            UnitPath unit) {
        todos.add(new NewTodo(key, what, why, until, page, List.of(person == null
                ? new Audience.Holders(ContentPermissions.SITES, unit.value(), java.util.Set.of())
                : new Audience.OnePerson(person))));
    }
}
