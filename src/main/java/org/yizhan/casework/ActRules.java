package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.yizhan.shared.web.Dates;

/** What each act needs beyond the right to do it: words, grounds that are listed, caps that are not passed. */
@Component
class ActRules {
    /** A fact of the case while an extension is asked for and not decided: {@code limit:amount}. */
    static final String EXTENSION = "extension";
    private static final int LONGEST_WORDS = 20_000;
    private static final int LONGEST_TITLE = 200;

    private final Kinds kinds;
    private final CaseRows rows;
    private final CaseLog log;
    private final MergedAnswers merged;
    private final CaseFiles files;
    private final Directory directory;
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    ActRules(Kinds kinds, CaseRows rows, CaseLog log, MergedAnswers merged, CaseFiles files, Directory directory,
            WorkingCalendar calendar, CountyClock clock) {
        this.merged = merged;
        this.files = files;
        this.kinds = kinds;
        this.rows = rows;
        this.log = log;
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
        Optional<Refusal> never = beforehand(kind, view, act.action(), () -> log.of(file.id()),
                file.openLimits(), at);
        return never.isPresent() ? never : input(kind, file, act, hand, clock.local(at).toLocalDate());
    }

    /** Why this cannot be done now, whatever is typed: asked by the page before it shows the form, and by the door. */
    Optional<Refusal> beforehand(CaseKind kind, CaseView view, CaseAction action, Supplier<List<PastEvent>> events,
            List<Running> open, Instant at) {
        return switch (action) {
            case SIGN -> Refusal.when(isSigned(events.get()), "这一件已经签收，可能已由本单位其他同志签收。");
            case RETURN -> Refusal.when(view.bound(), "承办单位经裁定确定，不能退办。")
                    .or(() -> Refusal.when(view.returns() >= kind.mostReturns(),
                            "这一件已经退办 " + view.returns() + " 次，不能再退；有异议请联系受理办公室裁定。"))
                    .or(() -> tooLate(action, open, at));
            case ASK_SUPPLEMENT -> tooLate(action, open, at);
            case END -> Refusal.when(kind.endings(view).isEmpty(), kind.label() + "不能这样办结。");
            case ASK_EXTENSION -> mayBeExtended(view, open, at);
            case GRANT_EXTENSION, DENY_EXTENSION -> Refusal.when(asked(view.facts().get(EXTENSION)).isEmpty(),
                    "没有等待审批的延期申请，可能已由其他同志处理。");
            case REMOVE_ASSISTING -> Refusal.when(view.assisting().isEmpty(), "这一件没有协办单位。");
            case URGE_AS_WRITER -> Refusal.when(view.waits() == CaseView.Wait.SUPPLEMENT,
                    "正在等" + kind.writerWord() + "补充材料，补充以后才能催办。");
            case PUBLISH -> Refusal.when(CaseFile.MERGED.equals(view.outcome()), "这一件已并入另一件，答复和公开都在那一件。")
                    .or(() -> Refusal.when(view.answeredAt() == null, "没有发出过答复，没有可以公开的内容。"))
                    .or(() -> Refusal.when(isPublished(events.get()), "这一件已经公开。"));
            case SPLIT -> Refusal.when(!kind.canBeSplit(), kind.label() + "不能拆分。");
            case UNPUBLISH -> Refusal.when(!isPublished(events.get()), "这一件没有公开。");
            default -> Optional.empty();
        };
    }

    /** A limit that is named like an action says until when it can be done; without such a rule it can be done at any time. */
    private static Optional<Refusal> tooLate(CaseAction action, List<Running> open, Instant at) {
        return open.stream()
                .filter(limit -> limit.rule().code().equals(action.code()) && limit.isLateAt(at))
                .findFirst()
                .map(limit -> new Refusal("已超过可以" + action.label() + "的时间（" + limit.rule().name() + limit.rule()
                        .term()
                        .words() + "），请办理。"));
    }

    private static Optional<Refusal> mayBeExtended(CaseView view, List<Running> open, Instant at) {
        Optional<Running> limit = extendable(open);
        if (limit.isEmpty()) {
            return refused("这一件的期限不能延长。");
        }
        Running running = limit.get();
        return Refusal.when(asked(view.facts().get(EXTENSION)).isPresent(), "已经申请过延期，正在等待审批。")
                .or(() -> Refusal.when(running.extensions() >= running.rule().extensions(),
                        "已经延期 " + running.extensions() + " 次，按规定不能再延。"))
                .or(() -> Refusal.when(running.isLateAt(at), "已超过" + running.rule().name() + "，不能再申请延期。"));
    }

    private static boolean isSigned(List<PastEvent> events) {
        for (PastEvent past : events.reversed()) {
            switch (past.event()) {
                case CaseEvent.SignedFor _ -> {
                    return true;
                }
                case CaseEvent.Assigned _,CaseEvent.Arbitrated _ -> {
                    return false;
                }
                default -> {
                }
            }
        }
        return false;
    }

    private static boolean isPublished(List<PastEvent> events) {
        for (PastEvent past : events.reversed()) {
            if (past.event() instanceof CaseEvent.Published) {
                return true;
            }
            if (past.event() instanceof CaseEvent.Unpublished) {
                return false;
            }
        }
        return false;
    }

    private Optional<Refusal> input(CaseKind kind, CaseFile file, CaseAct act, Handling.Hand hand, LocalDate today) {
        CaseView view = file.view();
        return switch (act) {
            case CaseAct.Accept _,CaseAct.Sign _,CaseAct.Resume _,CaseAct.SignOff _,CaseAct.Confirm _,CaseAct.Publish _ ->
                Optional.empty();
            case CaseAct.Refuse refuse -> ground(kind, Purpose.REFUSE, refuse.ground());
            case CaseAct.Transfer transfer -> ground(kind, Purpose.TRANSFER, transfer.channel());
            case CaseAct.Suspend suspend -> ground(kind, Purpose.SUSPEND, suspend.ground());
            case CaseAct.Dispatch dispatch -> dispatch(view, dispatch).or(() -> Refusal.when(
                    !dispatch.subject().isEmpty() && !isKnown(kind.labels().subjects(), dispatch.subject()),
                    "没有这个分类，请从列表中选择。"));
            case CaseAct.Return back -> ground(kind, Purpose.RETURN, back.ground())
                    .or(() -> needed(back, "请写明退办的依据，例如本单位职责和应由哪个单位办理。"));
            case CaseAct.AddAssisting add -> knownUnit(add.unit()).or(() -> Refusal.when(
                    add.unit().equals(view.lead()) || view.assisting().contains(add.unit()), "这个单位已经是主办或协办单位。"));
            case CaseAct.RemoveAssisting remove -> Refusal
                    .when(!view.assisting().contains(remove.unit()), "这个单位不是协办单位。")
                    .or(() -> Refusal.when(hasSpoken(file, remove.unit()), "这个单位已经提出协办意见，不能取消。"))
                    .or(() -> needed(act, "请写明取消协办的原因。"));
            case CaseAct.AskSupplement ask -> needed(act, "请写明要补充什么材料，" + kind.writerWord() + "会看到这段话。")
                    .or(() -> Refusal.when(!ask.until().isAfter(today), "补充材料的截止日期应在今天以后。"));
            case CaseAct.AddMaterial add -> Refusal.when(act.words().isBlank() && add.files().isEmpty(),
                    "请填写补充内容，或上传材料。");
            case CaseAct.AskExtension ask -> askExtension(file, ask);
            case CaseAct.DecideExtension decide -> decideExtension(file, decide);
            case CaseAct.GiveDate give -> Refusal.when(give.until().isBefore(today), "限定的日期不能早于今天。");
            case CaseAct.UrgeAsWriter _ -> urge(kind, file, today);
            case CaseAct.DraftReply draft -> needed(act, "请填写答复内容。")
                    .or(() -> check(kind, view, hand, draft.words(), draft.overridden(), draft.why()));
            case CaseAct.ApproveReply approve -> needed(act, "答复内容不能为空。")
                    .or(() -> check(kind, view, hand, approve.words(), approve.overridden(), approve.why()));
            case CaseAct.GiveOpinion _ -> needed(act, "请填写协办意见。");
            case CaseAct.Instruct instruct -> needed(act, "请填写批示内容。")
                    .or(() -> Refusal.when(
                            instruct.leader() != null && instruct.leader().length() > PaperDesk.LONGEST_NAME,
                            "领导的姓名和职务最多 " + PaperDesk.LONGEST_NAME + " 字。"));
            case CaseAct.SendBack _ -> needed(act, "请写明退回的原因，承办人会看到。");
            case CaseAct.Report _ -> needed(act, "请填写进展情况。");
            case CaseAct.Contact _ -> needed(act, "请写明什么时候、怎样联系的，谈了什么。");
            case CaseAct.Finish _ -> needed(act, "请填写办理结果。");
            case CaseAct.Note _ -> needed(act, "请填写备注内容。");
            case CaseAct.Move move -> needed(act, "请写明调整环节的原因。").or(() -> Refusal.when(
                    kinds.process(view.kind(), view.process()).task(move.node()).isEmpty(), "流程中没有这个环节。"));
            case CaseAct.Reopen _ -> needed(act, "请写明重新办理的原因。");
            case CaseAct.AskAgain _ -> needed(act, "请写明还有什么问题。").or(() -> Refusal.when(
                    view.reopenings() >= kind.mostReopenings(), "这件" + kind.label() + "已经重新办理过 " + view.reopenings()
                            + " 次。如果还有问题，请另外提出，并在内容里写上编号 " + view.number() + "。"))
                    .or(() -> Refusal.when(merged.waits(view), "这件" + kind.label() + "正与同一事项的另一件一并办理，答复以后再追问。"));
            case CaseAct.Unpublish _ -> needed(act, "请写明撤下的原因。");
            case CaseAct.Rate _ -> rate(file);
            case CaseAct.Withdraw _ -> Refusal.when(!hand.past() && merged.hasOthers(view.id()),
                    "还有同一事项的其他" + kind.label() + "等着这一件的答复，不能撤回。您不需要答复的，不用再理会。");
            case CaseAct.Urge _ -> Optional.empty();
            case CaseAct.End end -> Refusal.when(!kind.endings(view).contains(end.outcome()), "请选择怎样办结。")
                    .or(() -> needed(act, "请写明原因。"));
            case CaseAct.Merge merge -> other(view, merge.into()).or(() -> rows.find(merge.into())
                    .filter(into -> !into.state().isOpen())
                    .map(into -> new Refusal("要并入的 " + into.number() + " 已经结束，请用“关联”。")));
            case CaseAct.Link link -> other(view, link.other());
            case CaseAct.Split split -> Refusal.when(split.title().isEmpty(), "请填写另一件事的标题。")
                    .or(() -> Refusal.when(split.title().length() > LONGEST_TITLE, "标题不能超过 " + LONGEST_TITLE + " 字。"))
                    .or(() -> needed(act, "请写明另一件事的内容，承办单位和" + kind.writerWord() + "都会看到。"))
                    .or(() -> Refusal.when(!split.files().isEmpty() && !files.of(view.id())
                            .stream()
                            .map(CaseFiles.Line::file)
                            .toList()
                            .containsAll(split.files()), "选中的附件不在这一件里，请重新选择。"));
            case CaseAct.Correct correct -> needed(act, "请写明更正的原因。")
                    .or(() -> Refusal.when(correct.value().isBlank(), "更正后的内容不能为空。"))
                    .or(() -> Refusal.when(correct.value().equals(value(view, correct.field())), "更正前后的内容一样。"))
                    .or(() -> Refusal.when(correct.value().length() > 200, "更正后的内容不能超过 200 字。"))
                    .or(() -> Refusal.when(!isKnown(kind.labels(), correct), "没有这个" + correct.field().label()
                            + "，请从列表中选择。"));
        };
    }

    /** What the reply check finds is mended, or let pass with a reason. */
    private static Optional<Refusal> check(CaseKind kind, CaseView view, Handling.Hand hand, String reply,
            List<String> overridden, String why) {
        if (hand.past()) {
            return Optional.empty();
        }
        List<CaseKind.ReplyFinding> found = kind.check(view, reply.strip())
                .stream()
                .filter(CaseKind.ReplyFinding::stops)
                .toList();
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
                .or(() -> Refusal.when(!to.assisting().isEmpty()
                        && kinds.process(view.kind(), view.process()).taskOver(CommonWords.ASSISTING).isEmpty(),
                        "这一件的流程没有协办的环节，不能选协办单位。"))
                .or(() -> Refusal.when(to.assisting().contains(to.lead()), "主办单位不用再选作协办单位。"))
                .or(() -> Refusal.when(to.arbitrated() && to.words().isBlank(), "请写明裁定的理由，裁定后承办单位不能再退办。"))
                .or(() -> Refusal.when(!to.arbitrated() && view.returns() > 0 && wasReturnedBy(view, to.lead()),
                        "这个单位退办过这一件。要再交给它，请使用“裁定承办单位”并写明理由。"));
    }

    private boolean wasReturnedBy(CaseView view, UnitPath unit) {
        return log.of(view.id())
                .stream()
                .anyMatch(past -> past.event() instanceof CaseEvent.Returned back && back.unit().equals(unit));
    }

    private boolean hasSpoken(CaseFile file, UnitPath unit) {
        return file.marking().open().stream().noneMatch(token -> unit.value().equals(token.whom()))
                && log.of(file.id())
                        .stream()
                        .anyMatch(past -> past.event() instanceof CaseEvent.OpinionGiven given
                                && given.unit().equals(unit));
    }

    private Optional<Refusal> knownUnit(UnitPath path) {
        return Refusal.when(directory.unit(path.unit()).filter(unit -> unit.path().equals(path)).isEmpty(),
                "没有这个单位，请重新选择。");
    }

    private Optional<Refusal> askExtension(CaseFile file, CaseAct.AskExtension ask) {
        LimitRule rule = extendable(file).orElseThrow().rule();
        int left = rule.extensionMost() - granted(log.of(file.id()), rule);
        return needed(ask, "请写明申请延期的理由。")
                .or(() -> Refusal.when(ask.amount() < 1 || ask.amount() > left,
                        "延期合计最多 " + rule.extensionMost() + rule.term().unitWords() + "，请填写 1 到 " + left + "。"));
    }

    static int granted(List<PastEvent> events, LimitRule rule) {
        return events.stream()
                .mapToInt(past -> past.event() instanceof CaseEvent.ExtensionGranted one
                        && one.limit().equals(rule.code())
                                ? one.amount()
                                : 0)
                .sum();
    }

    private static boolean isKnown(CaseLabels labels, CaseAct.Correct correct) {
        return switch (correct.field()) {
            case TITLE -> true;
            case CLASS -> isKnown(labels.classes(), correct.value());
            case SUBJECT -> isKnown(labels.subjects(), correct.value());
            case REGION -> isKnown(labels.regions(), correct.value());
            case GUARDED -> correct.value().equals("true") || correct.value().equals("false");
        };
    }

    private static boolean isKnown(Map<String, String> labels, String code) {
        return labels.isEmpty() || labels.containsKey(code);
    }

    private static Optional<Refusal> decideExtension(CaseFile file, CaseAct.DecideExtension decide) {
        int asked = asked(file).orElseThrow().amount();
        Integer amount = decide.amount();
        return amount == null
                ? needed(decide, "请写明不同意延期的理由。")
                : Refusal.when(amount < 1 || amount > asked, "批准延长的天数应在 1 到 " + asked + " 之间，不能多于申请的。");
    }

    private Optional<Refusal> urge(CaseKind kind, CaseFile file, LocalDate today) {
        return log.of(file.id())
                .reversed()
                .stream()
                .filter(past -> past.event() instanceof CaseEvent.Urged urged
                        && urged.by() == CaseEvent.Urged.By.WRITER)
                .findFirst()
                .filter(last -> tooSoon(clock.local(last.at()).toLocalDate(), today, kind.daysBetweenUrges()))
                .map(last -> new Refusal("您在" + Dates.day(clock.local(last.at()).toLocalDate()) + "已经催办过，承办单位已收到提醒。"
                        + kind.daysBetweenUrges() + " 个工作日后可以再催一次。"));
    }

    /** Each answer is rated once. */
    private Optional<Refusal> rate(CaseFile file) {
        List<PastEvent> events = log.of(file.id());
        long answers = events.stream().filter(past -> past.event() instanceof CaseEvent.ReplySent).count();
        boolean rated = events.reversed()
                .stream()
                .takeWhile(past -> !(past.event() instanceof CaseEvent.ReplySent))
                .anyMatch(past -> past.event() instanceof CaseEvent.Rated);
        return Refusal.when(answers == 0, "还没有答复，答复以后再评价。")
                .or(() -> Refusal.when(rated, "您已经评价过这次答复。还有问题的，请用“追问”。"));
    }

    private boolean tooSoon(LocalDate last, LocalDate today, int days) {
        try {
            return calendar.workingDaysBetween(last, today) < days;
        } catch (YearNotLoaded e) {
            return last.plusDays(days).isAfter(today);
        }
    }

    private Optional<Refusal> other(CaseView view, CaseId other) {
        Optional<CaseView> found = rows.find(other).filter(one -> one.kind().equals(view.kind()));
        return Refusal.when(view.id().equals(other), "不能与自己关联或合并。")
                .or(() -> Refusal.when(found.isEmpty(), CaseRules.NO_OTHER))
                .or(() -> Refusal.when(found.filter(one -> one.guarded() == view.guarded()).isEmpty(),
                        "保密件只能与保密件合并或关联：看得到另一件的人不一定能看保密件。"));
    }

    private static Optional<Refusal> needed(CaseAct act, String text) {
        return Refusal.when(act.words().isBlank(), text);
    }

    private static Optional<Refusal> refused(String text) {
        return Optional.of(new Refusal(text));
    }
}
