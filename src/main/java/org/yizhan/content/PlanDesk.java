package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;

/**
 * Approves that an article goes live or is taken off at a time (定时发布、到期撤下). Whoever may do it now may approve it for later;
 * {@link PlanRunner} then acts on that approval.
 */
@Service
@Transactional
public class PlanDesk {
    private static final Duration FARTHEST = Duration.ofDays(366);

    private final Acts acts;
    private final Editions editions;
    private final Plans plans;
    private final Release release;
    private final CountyClock clock;

    PlanDesk(Acts acts, Editions editions, Plans plans, Release release, CountyClock clock) {
        this.acts = acts;
        this.editions = editions;
        this.plans = plans;
        this.release = release;
        this.clock = clock;
    }

    /**
     * Approves that the text, ready as it is, goes live at that time. A second approval takes the place of the first.
     *
     * @param until when it is taken off again, for instance at the end of a public notice; null for never
     * @param how how and why it is taken off then
     */
    public Optional<Refusal> goLiveAt(Actor actor, Turn turn, Instant at, @Nullable Instant until,
            @Nullable Withdrawal how) {
        return acts.act(actor, ContentAction.PUBLISH, ContentAct.RELEASE_PLANNED, turn, (edition, standing, now) -> {
            var refusal = refusal(at, now, "直接发布").or(() -> release.hindrance(edition))
                    .or(() -> until == null || how == null
                            ? Optional.empty()
                            : expiryRefusal(actor, edition, at, until, how, now));
            if (refusal.isPresent()) {
                return refusal;
            }
            callOff(actor, edition, Plan.Kind.GO_LIVE, now);
            callOff(actor, edition, Plan.Kind.TAKE_OFF, now);
            plans.add(edition, Plan.Kind.GO_LIVE, at, actor.ref().id(), now, null);
            String words = "定于" + words(at) + "发布";
            if (until != null && how != null) {
                Withdrawal clean = Release.clean(how);
                plans.add(edition, Plan.Kind.TAKE_OFF, until, actor.ref().id(), now, clean);
                words += "，" + words(until) + "撤下：" + clean.reason();
            }
            editions.moveTo(edition, EditionState.READY, now);
            plans.overtaken(edition, EditionState.READY, actor, now);
            acts.decidedForLater(actor, ContentAct.RELEASE_PLANNED, edition, now, words);
            return Optional.empty();
        });
    }

    /** Approves that what is public now is taken off at that time. */
    public Optional<Refusal> takeOffAt(Actor actor, long documentId, Instant at, Withdrawal how) {
        return acts.onLive(actor, ContentAction.WITHDRAW, ContentAct.EXPIRY_PLANNED, documentId,
                (live, standing, now) -> {
                    var refusal = refusal(at, now, "直接撤稿").or(() -> Release.refusal(how));
                    if (refusal.isPresent()) {
                        return refusal;
                    }
                    Withdrawal clean = Release.clean(how);
                    var before = plans.waiting(documentId, Plan.Kind.TAKE_OFF);
                    if (before.filter(plan -> plan.at().equals(at) && plan.approver() == actor.ref().id()
                            && plan.digest().equals(live.digest()) && clean.equals(plan.how())).isPresent()) {
                        return Optional.empty();
                    }
                    callOff(actor, live, Plan.Kind.TAKE_OFF, now);
                    plans.add(live, Plan.Kind.TAKE_OFF, at, actor.ref().id(), now, clean);
                    plans.overtaken(live, EditionState.LIVE, actor, now);
                    acts.note(actor, ContentAct.EXPIRY_PLANNED, live, now, "定于" + words(at) + "撤下：" + clean.reason());
                    return Optional.empty();
                });
    }

    /** Calls it off; a text that was to go live waits for its publisher again. */
    public Optional<Refusal> cancel(Actor actor, long planId) {
        Optional<Plan> asked = plans.find(planId);
        if (asked.isEmpty() || !editions.lock(asked.get().documentId())) {
            return Acts.refuse("这项定时安排不存在。");
        }
        Plan plan = plans.find(planId).orElseThrow();
        if (plan.state() == Plan.State.CANCELLED) {
            return Optional.empty();
        }
        if (plan.state() != Plan.State.WAITING) {
            return Acts.refuse("这项定时安排" + plan.state().label() + "，不能再取消。");
        }
        Edition edition = editions.byId(plan.editionId()).orElseThrow();
        Standing standing = editions.standing(edition);
        if (plan.approver() != actor.ref().id()) {
            var refusal = ContentRules.refusal(edition.state() == EditionState.LIVE
                    ? ContentAction.WITHDRAW
                    : ContentAction.PUBLISH, actor, standing);
            if (refusal.isPresent()) {
                return refusal;
            }
        }
        Instant now = clock.now();
        plans.settle(planId, Plan.State.CANCELLED, actor.ref().id(), now, "");
        String words = plan.kind().label() + "（" + words(plan.at()) + "）";
        if (plan.kind() == Plan.Kind.GO_LIVE) {
            callOff(actor, edition, Plan.Kind.TAKE_OFF, now);
            acts.undecided(actor, ContentAct.PLAN_CANCELLED, edition, now, words);
        } else {
            acts.note(actor, ContentAct.PLAN_CANCELLED, edition, now, words);
        }
        return Optional.empty();
    }

    private void callOff(Actor actor, Edition edition, Plan.Kind kind, Instant now) {
        plans.waiting(edition.documentId(), kind)
                .ifPresent(plan -> plans.settle(plan.id(), Plan.State.CANCELLED, actor.ref().id(), now, "另有安排"));
    }

    private Optional<Refusal> expiryRefusal(Actor actor, Edition edition, Instant from, Instant until, Withdrawal how,
            Instant now) {
        return Refusal.when(!actor.may(ContentPermissions.WITHDRAW, edition.unit()), "您没有撤下这个栏目稿件的权限，不能定到期撤下的时间。")
                .or(() -> refusal(until, now, "直接撤稿"))
                .or(() -> Refusal.when(!until.isAfter(from), "撤下的时间要晚于发布的时间。"))
                .or(() -> Release.refusal(how));
    }

    private static Optional<Refusal> refusal(Instant at, Instant now, String instead) {
        return Refusal.when(!at.isAfter(now), "定的时间已经过了，请另定一个时间，或者" + instead + "。")
                .or(() -> Refusal.when(at.isAfter(now.plus(FARTHEST)), "定的时间太远，最多定到一年以后。"));
    }

    private String words(Instant at) {
        return Dates.minute(clock.local(at));
    }
}
