package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;

/**
 * Does what was approved for a time that has come. It asks what is due by now, not what happens now, so a time at which the program
 * was down is made up for at its start; each plan is settled under the lock of its document, so several nodes do it once.
 */
@Component
class PlanRunner {
    private static final Logger LOG = LoggerFactory.getLogger(PlanRunner.class);
    private static final int BATCH = 200;
    /** More than this after its time, the history says that it came late. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Acts acts;
    private final Editions editions;
    private final Plans plans;
    private final Release release;
    private final TodoList todos;
    private final Directory directory;
    private final CountyClock clock;
    private final TransactionTemplate transaction;

    PlanRunner(Acts acts, Editions editions, Plans plans, Release release, TodoList todos, Directory directory,
            CountyClock clock, TransactionTemplate transaction) {
        this.acts = acts;
        this.editions = editions;
        this.plans = plans;
        this.release = release;
        this.todos = todos;
        this.directory = directory;
        this.clock = clock;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 15_000, fixedDelay = 5_000)
    void work() {
        while (sweep() == BATCH) {
            LOG.debug("more plans are due");
        }
    }

    /** Returns how many plans were looked at. */
    int sweep() {
        List<Plan> due = plans.due(clock.now(), BATCH);
        for (Plan plan : due) {
            try {
                transaction.executeWithoutResult(status -> run(plan.id(), plan.documentId()));
            } catch (RuntimeException e) {
                LOG.error("plan {} for article {} cannot be kept", plan.id(), plan.documentId(), e);
                plans.putOff(plan.id(), clock.now());
            }
        }
        return due.size();
    }

    private void run(long planId, long documentId) {
        if (!editions.lock(documentId)) {
            return;
        }
        Plan plan = plans.find(planId).orElseThrow();
        Instant now = clock.now();
        if (plan.state() != Plan.State.WAITING || plan.at().isAfter(now)) {
            return;
        }
        Edition edition = editions.byId(plan.editionId()).orElseThrow();
        switch (plan.kind()) {
            case GO_LIVE -> goLive(plan, edition, now);
            case TAKE_OFF -> takeOff(plan, edition, now);
        }
    }

    private void goLive(Plan plan, Edition edition, Instant now) {
        Optional<Refusal> hindrance = edition.state() == EditionState.READY
                ? changed(plan, edition).or(() -> release.hindrance(edition))
                : Acts.refuse("稿件现在是“" + edition.state().label() + "”，不是待发布。");
        if (hindrance.isPresent()) {
            plans.settle(plan.id(), Plan.State.REFUSED, 0, now, hindrance.get().text());
            if (edition.state() == EditionState.READY) {
                acts.undecided(Actor.PROGRAM, ContentAct.PLAN_REFUSED, edition, now, hindrance.get().text());
            }
            tell(plan, edition, ContentPermissions.PUBLISH, hindrance.get());
            return;
        }
        plans.settle(plan.id(), Plan.State.DONE, 0, now, late(plan, now));
        release.goLive(Actor.PROGRAM, ContentAction.PUBLISH, ContentAct.PUBLISHED_AS_PLANNED, edition, plan.approver(),
                now, authority(plan, now));
    }

    private void takeOff(Plan plan, Edition edition, Instant now) {
        Optional<Edition> live = editions.live(plan.documentId());
        Withdrawal how = plan.how();
        Optional<Refusal> hindrance = live.isEmpty() || how == null
                ? Acts.refuse("稿件没有在网站上发布。")
                : Refusal.when(!live.get().digest().equals(plan.digest()),
                        "批准到期撤下之后又发布了新的版本，请看过新版再决定是否撤下。");
        if (hindrance.isPresent()) {
            plans.settle(plan.id(), Plan.State.REFUSED, 0, now, hindrance.get().text());
            acts.note(Actor.PROGRAM, ContentAct.PLAN_REFUSED, edition, now, hindrance.get().text());
            tell(plan, edition, ContentPermissions.WITHDRAW, hindrance.get());
            return;
        }
        plans.settle(plan.id(), Plan.State.DONE, 0, now, late(plan, now));
        release.takeOff(Actor.PROGRAM, ContentAct.WITHDRAWN_AS_PLANNED, live.orElseThrow(),
                java.util.Objects.requireNonNull(how), plan.approver(), now, how.reason() + "（" + authority(plan, now)
                        + "）");
    }

    private static Optional<Refusal> changed(Plan plan, Edition edition) {
        return Refusal.when(!plan.digest().equals(edition.digest()), "批准定时发布之后内容又有变动，请看过现在的内容再决定。");
    }

    private void tell(Plan plan, Edition edition, String permission, Refusal why) {
        todos.add(new NewTodo(Plans.todo(plan.documentId()), plan.kind().label() + "没有执行："
                + Trail.shortened(edition.title()), why.text(), null, Trail.href(edition),
                List.of(new NewTodo.Audience.Holders(permission, edition.unit().value(), Set.of()))));
    }

    private String authority(Plan plan, Instant now) {
        String who = directory.person(new PersonId(plan.approver())).map(Person::name).orElse("（已不在册）");
        String late = late(plan, now);
        return who + Dates.minute(clock.local(plan.approvedAt())) + "批准" + (late.isEmpty() ? "" : "，" + late);
    }

    private String late(Plan plan, Instant now) {
        return now.isAfter(plan.at().plus(LATE)) ? "原定" + Dates.minute(clock.local(plan.at())) + "，当时程序没有运行" : "";
    }
}
