package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.CaseKind.Ground.Purpose;
import org.yizhan.directory.Directory;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** What each act needs beyond the right to do it: words, grounds that are listed, caps that are not passed. */
@Component
class ActRules {
    /** A fact of the case while an extension is asked for and not decided: {@code limit:amount}. */
    static final String EXTENSION = "extension";
    /** Within this limit a unit may return a case; a kind without such a rule lets it be returned at any time. */
    static final String RETURN = "return";
    private static final int LONGEST_WORDS = 20_000;

    private final Kinds kinds;
    private final CaseRows rows;
    private final Directory directory;
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    ActRules(Kinds kinds, CaseRows rows, Directory directory, WorkingCalendar calendar, CountyClock clock) {
        this.kinds = kinds;
        this.rows = rows;
        this.directory = directory;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** What was asked for and is not decided. */
    record Asked(String limit, int amount) {}

    static Optional<Asked> asked(CaseFile file) {
        return asked(file.fact(EXTENSION));
    }

    static Optional<Asked> asked(@Nullable String fact) {
        if (fact == null) {
            return Optional.empty();
        }
        int colon = fact.lastIndexOf(':');
        return Optional.of(new Asked(fact.substring(0, colon), Integer.parseInt(fact.substring(colon + 1))));
    }

    /** The limit that can be made longer: a promise before the law's. */
    static Optional<Running> extendable(CaseFile file) {
        return extendable(file.openLimits());
    }

    static Optional<Running> extendable(List<Running> open) {
        return open.stream()
                .filter(limit -> limit.isOpen() && limit.rule().extensions() > 0)
                .min(Comparator.comparing((Running limit) -> limit.rule().nature() != LimitNature.PROMISED)
                        .thenComparing(Running::id));
    }

    static String value(CaseView view, CaseEvent.Corrected.Field field) {
        return switch (field) {
            case TITLE -> view.title();
            case SUBJECT -> view.subject();
            case CLASS -> view.clazz();
            case REGION -> view.region();
            case GUARDED -> Boolean.toString(view.guarded());
        };
    }

    Optional<Refusal> whyNot(CaseKind kind, CaseFile file, CaseAct act, Handling.Hand hand, Instant at) {
        if (act.words().length() > LONGEST_WORDS) {
            return refused("内容超过 20000 字，请精简，或作为附件上传。");
        }
        CaseView view = file.view();
        LocalDate today = clock.local(at).toLocalDate();
        return switch (act) {
            case CaseAct.Accept _,CaseAct.Sign _,CaseAct.Resume _,CaseAct.SignOff _,CaseAct.Confirm _,CaseAct.Publish _ ->
                Optional.empty();
            case CaseAct.Refuse refuse -> ground(kind, Purpose.REFUSE, refuse.ground());
            case CaseAct.Transfer transfer -> ground(kind, Purpose.TRANSFER, transfer.channel());
            case CaseAct.Suspend suspend -> ground(kind, Purpose.SUSPEND, suspend.ground());
            case CaseAct.Dispatch dispatch -> dispatch(view, dispatch);
            case CaseAct.Return back -> giveBack(kind, file, back, at);
            case CaseAct.AddAssisting add -> knownUnit(add.unit()).or(() -> Refusal.when(
                    add.unit().equals(view.lead()) || view.assisting().contains(add.unit()), "这个单位已经是主办或协办单位。"));
            case CaseAct.RemoveAssisting remove -> Refusal
                    .when(!view.assisting().contains(remove.unit()), "这个单位不是协办单位。")
                    .or(() -> needed(act, "请写明取消协办的原因。"));
            case CaseAct.AskSupplement ask -> needed(act, "请写明要补充什么材料，来信人会看到这段话。")
                    .or(() -> Refusal.when(!ask.until().isAfter(today), "补充材料的截止日期应在今天以后。"));
            case CaseAct.AddMaterial add -> Refusal.when(act.words().isBlank() && add.files().isEmpty(),
                    "请填写补充内容，或上传材料。");
            case CaseAct.AskExtension ask -> askExtension(file, ask, at);
            case CaseAct.DecideExtension decide -> decideExtension(file, decide);
            case CaseAct.GiveDate give -> Refusal.when(give.until().isBefore(today), "限定的日期不能早于今天。");
            case CaseAct.UrgeAsWriter _ -> urge(kind, file, today);
            case CaseAct.DraftReply draft -> needed(act, "请填写答复内容。")
                    .or(() -> check(kind, view, draft.words(), draft.overridden(), draft.why()));
            case CaseAct.ApproveReply approve -> needed(act, "答复内容不能为空。")
                    .or(() -> check(kind, view, approve.words(), approve.overridden(), approve.why()));
            case CaseAct.GiveOpinion _ -> needed(act, "请填写协办意见。");
            case CaseAct.Instruct _ -> needed(act, "请填写批示内容。");
            case CaseAct.SendBack _ -> needed(act, "请写明退回的原因，承办人会看到。");
            case CaseAct.Report _ -> needed(act, "请填写进展情况。");
            case CaseAct.Finish _ -> needed(act, "请填写办理结果。");
            case CaseAct.Note _ -> needed(act, "请填写备注内容。");
            case CaseAct.Move move -> needed(act, "请写明调整环节的原因。").or(() -> Refusal.when(
                    kinds.process(view.kind(), view.process()).task(move.node()).isEmpty(), "流程中没有这个环节。"));
            case CaseAct.Reopen _ -> needed(act, "请写明重新办理的原因。");
            case CaseAct.AskAgain _ -> needed(act, "请写明还有什么问题。").or(() -> Refusal.when(
                    view.reopenings() >= kind.mostReopenings(), "这件" + kind.label() + "已经重新办理过 " + view.reopenings()
                            + " 次。如果还有问题，请另写一封，并在内容里写上编号 " + view.number() + "。"));
            case CaseAct.Unpublish _ -> needed(act, "请写明撤下的原因。");
            case CaseAct.Withdraw _,CaseAct.Rate _,CaseAct.Urge _ -> Optional.empty();
            case CaseAct.Merge merge -> other(view, merge.into()).or(() -> rows.find(merge.into())
                    .filter(into -> !into.state().isOpen())
                    .map(into -> new Refusal("要并入的 " + into.number() + " 已经结束，请用“关联”。")));
            case CaseAct.Link link -> other(view, link.other());
            case CaseAct.Correct correct -> needed(act, "请写明更正的原因。")
                    .or(() -> Refusal.when(correct.value().isBlank(), "更正后的内容不能为空。"))
                    .or(() -> Refusal.when(correct.value().equals(value(view, correct.field())), "更正前后的内容一样。"))
                    .or(() -> Refusal.when(correct.value().length() > 200, "更正后的内容不能超过 200 字。"));
        };
    }

    /** What the reply check finds is mended, or let pass with a reason. */
    private static Optional<Refusal> check(CaseKind kind, CaseView view, String reply, List<String> overridden,
            String why) {
        List<CaseKind.ReplyFinding> found = kind.check(view, reply.strip());
        List<CaseKind.ReplyFinding> open = found.stream()
                .filter(finding -> !overridden.contains(finding.code()))
                .toList();
        return Refusal.when(!open.isEmpty(), "答复检查发现 " + open.size() + " 处问题，请修改；确实不用改的，逐条勾选并写明理由。")
                .or(() -> Refusal.when(!found.isEmpty() && why.isBlank(), "请写明为什么答复检查提示的问题可以不改，理由会记在您的名下。"));
    }

    private Optional<Refusal> ground(CaseKind kind, Purpose purpose, String chosen) {
        return Refusal.when(kinds.grounds(kind.code(), purpose).stream().noneMatch(one -> one.text().equals(chosen)),
                "请从列表中选择" + purpose.label() + "。");
    }

    private Optional<Refusal> dispatch(CaseView view, CaseAct.Dispatch to) {
        return Stream.concat(Stream.of(to.lead()), to.assisting().stream())
                .map(this::knownUnit)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> Refusal.when(to.assisting().contains(to.lead()), "主办单位不用再选作协办单位。"))
                .or(() -> Refusal.when(to.arbitrated() && to.words().isBlank(), "请写明裁定的理由，裁定后承办单位不能再退办。"))
                .or(() -> Refusal.when(!to.arbitrated() && view.returns() > 0 && wasReturnedBy(view, to.lead()),
                        "这个单位退办过这一件。要再交给它，请使用“裁定承办单位”并写明理由。"));
    }

    private boolean wasReturnedBy(CaseView view, UnitPath unit) {
        return rows.events(view.id())
                .stream()
                .anyMatch(past -> past.event() instanceof CaseEvent.Returned back && back.unit().equals(unit));
    }

    private Optional<Refusal> knownUnit(UnitPath path) {
        return Refusal.when(directory.unit(path.unit()).filter(unit -> unit.path().equals(path)).isEmpty(),
                "没有这个单位，请重新选择。");
    }

    private Optional<Refusal> giveBack(CaseKind kind, CaseFile file, CaseAct.Return back, Instant at) {
        CaseView view = file.view();
        return ground(kind, Purpose.RETURN, back.ground())
                .or(() -> needed(back, "请写明退办的依据，例如本单位职责和应由哪个单位办理。"))
                .or(() -> Refusal.when(view.bound(), "承办单位经裁定确定，不能退办。"))
                .or(() -> Refusal.when(view.returns() >= kind.mostReturns(),
                        "这一件已经退办 " + view.returns() + " 次，不能再退；有异议请联系受理办公室裁定。"))
                .or(() -> Refusal.when(file.openLimits()
                        .stream()
                        .anyMatch(limit -> limit.rule().code().equals(RETURN) && limit.isLateAt(at)),
                        "已超过可以退办的时间，请办理。"));
    }

    private Optional<Refusal> askExtension(CaseFile file, CaseAct.AskExtension ask, Instant at) {
        Optional<Running> limit = extendable(file);
        if (limit.isEmpty()) {
            return refused("这一件的期限不能延长。");
        }
        Running running = limit.get();
        LimitRule rule = running.rule();
        return needed(ask, "请写明申请延期的理由。")
                .or(() -> Refusal.when(asked(file).isPresent(), "已经申请过延期，正在等待审批。"))
                .or(() -> Refusal.when(running.extensions() >= rule.extensions(),
                        "已经延期 " + running.extensions() + " 次，按规定不能再延。"))
                .or(() -> Refusal.when(running.isLateAt(at), "已超过" + rule.name() + "，不能再申请延期。"))
                .or(() -> Refusal.when(ask.amount() < 1 || granted(file, rule) + ask.amount() > rule.extensionMost(),
                        "延期合计最多 " + rule.extensionMost() + rule.term().unitWords() + "，请填写 1 到 "
                                + (rule.extensionMost() - granted(file, rule)) + "。"));
    }

    private int granted(CaseFile file, LimitRule rule) {
        return rows.events(file.id())
                .stream()
                .mapToInt(past -> past.event() instanceof CaseEvent.ExtensionGranted one
                        && one.limit().equals(rule.code())
                                ? one.amount()
                                : 0)
                .sum();
    }

    private static Optional<Refusal> decideExtension(CaseFile file, CaseAct.DecideExtension decide) {
        Optional<Asked> asked = asked(file);
        Integer amount = decide.amount();
        if (asked.isEmpty()) {
            return refused("没有等待审批的延期申请，可能已由其他同志处理。");
        }
        return amount == null
                ? needed(decide, "请写明不同意延期的理由。")
                : Refusal.when(amount < 1 || amount > asked.get().amount(),
                        "批准的延期应为 1 到申请的 " + asked.get().amount() + "。");
    }

    private Optional<Refusal> urge(CaseKind kind, CaseFile file, LocalDate today) {
        return rows.events(file.id())
                .reversed()
                .stream()
                .filter(past -> past.event() instanceof CaseEvent.Urged urged
                        && urged.by() == CaseEvent.Urged.By.WRITER)
                .findFirst()
                .filter(last -> tooSoon(clock.local(last.at()).toLocalDate(), today, kind.daysBetweenUrges()))
                .map(last -> new Refusal("您在 " + clock.local(last.at()).toLocalDate() + " 已经催办过，承办单位已收到提醒。"
                        + kind.daysBetweenUrges() + " 个工作日后可以再催一次。"));
    }

    private boolean tooSoon(LocalDate last, LocalDate today, int days) {
        try {
            return calendar.workingDaysBetween(last, today) < days;
        } catch (YearNotLoaded e) {
            return last.plusDays(days).isAfter(today);
        }
    }

    private Optional<Refusal> other(CaseView view, CaseId other) {
        return Refusal.when(view.id().equals(other), "不能与自己关联或合并。")
                .or(() -> Refusal.when(rows.find(other).filter(one -> one.kind().equals(view.kind())).isEmpty(),
                        "没有这个编号的办件。"));
    }

    private static Optional<Refusal> needed(CaseAct act, String text) {
        return Refusal.when(act.words().isBlank(), text);
    }

    private static Optional<Refusal> refused(String text) {
        return Optional.of(new Refusal(text));
    }
}
