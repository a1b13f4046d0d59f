package org.yizhan.casework;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.TimelineStep;

/**
 * Says what happened to a case as its writer would say it (办理经过). What staff write to each other, and who of them did what, is
 * never said.
 */
@Component
class WriterWords {
    private final CaseRows rows;
    private final Directory directory;
    private final CountyClock clock;

    WriterWords(CaseRows rows, Directory directory, CountyClock clock) {
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
    }

    List<TimelineStep> history(CaseView view, CaseKind kind, List<PastEvent> events) {
        return events.stream()
                .filter(PastEvent::open)
                .flatMap(past -> sentence(view, kind, past.event()).map(said -> new TimelineStep(
                        Dates.minute(clock.local(past.at())), said, null, past.words(), TimelineStep.Mark.DONE))
                        .stream())
                .toList();
    }

    /** Empty for what is not the writer's business. */
    private Optional<String> sentence(CaseView view, CaseKind kind, CaseEvent event) {
        String what = kind.label();
        return Optional.ofNullable(switch (event) {
            case CaseEvent.Submitted _ -> "您提交了" + what;
            case CaseEvent.Accepted _ -> "已经受理";
            case CaseEvent.Refused refused -> "不予受理：" + refused.ground();
            case CaseEvent.SignedFor signed -> unit(view, signed.unit()) + "已经签收，正在办理";
            case CaseEvent.Transferred to -> "已转交：" + to.channel();
            case CaseEvent.SupplementAsked asked -> "需要您在 " + Dates.day(asked.until()) + " 前补充材料";
            case CaseEvent.SupplementReceived _ -> "材料已经收到，期限重新计算";
            case CaseEvent.MaterialAdded _ -> "您补充了说明或材料";
            case CaseEvent.Suspended suspended -> "暂停计算期限：" + suspended.ground();
            case CaseEvent.Resumed _ -> "继续计算期限";
            case CaseEvent.Restarted _ -> "继续办理，期限重新计算";
            case CaseEvent.ExtensionGranted _ -> "情况复杂，经批准延长办理期限";
            case CaseEvent.Urged urged -> urged.by() == CaseEvent.Urged.By.WRITER ? "您催办了一次" : null;
            case CaseEvent.ReplySent _ -> "已经答复您";
            case CaseEvent.Rated rated -> "您评价了答复：" + WriterView.satisfied(rated.satisfaction())
                    + (rated.solved() == null ? "" : rated.solved() ? "，问题已解决" : "，问题没有解决");
            case CaseEvent.Reopened _ -> "重新办理";
            case CaseEvent.Closed _ -> "办理结束";
            case CaseEvent.Withdrawn _ -> "您撤回了" + what;
            case CaseEvent.Merged _ -> "与同一事项的另一件" + what + "一并办理";
            case CaseEvent.Split split -> "其中一件事另立编号单独办理：" + number(split.into());
            case CaseEvent.TakenOut taken -> "从您的" + what + " " + number(taken.from()) + " 中分出，单独办理";
            case CaseEvent.Contacted _ -> "承办单位已与您联系";
            case CaseEvent.Reported _ -> "承办单位告知了进展";
            case CaseEvent.Assigned _,CaseEvent.Returned _,CaseEvent.Arbitrated _,CaseEvent.AssistingAdded _,CaseEvent.AssistingRemoved _,CaseEvent.OpinionGiven _,CaseEvent.ExtensionAsked _,CaseEvent.ExtensionDenied _,CaseEvent.DateGiven _,CaseEvent.Instructed _,CaseEvent.ReplyDrafted _,CaseEvent.ReplySentBack _,CaseEvent.ReplyApproved _,CaseEvent.Decided _,CaseEvent.Published _,CaseEvent.Unpublished _,CaseEvent.Noted _,CaseEvent.TookIn _,CaseEvent.Linked _,CaseEvent.Corrected _,CaseEvent.Moved _,CaseEvent.Carried _,CaseEvent.Redated _,CaseEvent.FellDue _ ->
                null;
        });
    }

    private String number(CaseId id) {
        return rows.find(id).map(CaseView::number).orElse("");
    }

    /** Who handles a guarded case is not said: the page may be read over the writer's shoulder. */
    String unit(CaseView view, @Nullable UnitPath unit) {
        return view.guarded() || unit == null
                ? "承办单位"
                : directory.unit(unit.unit()).map(Unit::name).orElse("承办单位");
    }

    String day(Instant moment) {
        return Dates.day(clock.local(moment).toLocalDate());
    }

    /** What was asked for last, while it is waited for. */
    Optional<PastEvent> supplement(CaseView view, List<PastEvent> events) {
        return view.waits() == CaseView.Wait.SUPPLEMENT
                ? events.reversed()
                        .stream()
                        .filter(past -> past.event() instanceof CaseEvent.SupplementAsked)
                        .findFirst()
                : Optional.empty();
    }

    static CaseEvent.SupplementAsked asked(PastEvent past) {
        return (CaseEvent.SupplementAsked) Objects.requireNonNull(past.event());
    }
}
