package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.Flow;
import org.yizhan.casework.flow.Marking;
import org.yizhan.casework.flow.Move;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * What an act makes of a case: events, a step of the process, limits and to-dos, all in the act's transaction. Nothing is written
 * before it is sure that nothing stands in the way.
 */
@Component
class Handling {
    private final Kinds kinds;
    private final CaseRows rows;
    private final CaseNumbers numbers;
    private final ActRules actRules;
    private final LimitKeeper limits;
    private final CaseFiles files;
    private final CaseTies ties;
    private final MergedAnswers merged;
    private final CaseTodos todos;
    private final StaffNotices notices;
    private final Counting counting;
    private final CountyClock clock;

    Handling(Kinds kinds, CaseRows rows, CaseNumbers numbers, ActRules actRules, LimitKeeper limits,
            CaseFiles files, CaseTies ties, MergedAnswers merged, CaseTodos todos, StaffNotices notices,
            Counting counting,
            CountyClock clock) {
        this.kinds = kinds;
        this.rows = rows;
        this.numbers = numbers;
        this.actRules = actRules;
        this.limits = limits;
        this.files = files;
        this.ties = ties;
        this.merged = merged;
        this.todos = todos;
        this.notices = notices;
        this.counting = counting;
        this.clock = clock;
    }

    /**
     * Who acts, for which unit, at which task.
     *
     * @param leader whether as a leader, and not for the office
     * @param past whether it is taken over and was done long ago: an answer that has left is not checked again
     */
    record Hand(ActorRef who, @Nullable UnitPath unit, @Nullable Token task, boolean leader, boolean past) {
        Hand(ActorRef who, @Nullable UnitPath unit, @Nullable Token task) {
            this(who, unit, task, false, false);
        }
    }

    CaseFile register(NewCase wanted, ActorRef who, Instant received) {
        return register(wanted, who, received, false, List.of());
    }

    private CaseFile register(NewCase wanted, ActorRef who, Instant received, boolean past, List<CaseEvent> beginning) {
        CaseView wish = wish(wanted, received);
        return begun(wish.as(rows.insert(wish, numbers.next(prefix(wish)))), wanted, who, past, beginning);
    }

    /** What came in long ago, and of which nobody is to hear any more. */
    List<CaseFile> register(List<TakenOver.Past> pasts) {
        List<CaseView> wishes = pasts.stream().map(past -> wish(past.wanted(), past.received())).toList();
        List<CaseRows.Registered> registered = rows.insertAll(wishes, wishes.stream().map(this::prefix).toList());
        var files = new ArrayList<CaseFile>();
        for (int i = 0; i < pasts.size(); i++) {
            TakenOver.Past past = pasts.get(i);
            files.add(begun(wishes.get(i).as(registered.get(i)), past.wanted(), past.by(), true, List.of()));
        }
        return files;
    }

    private CaseView wish(NewCase wanted, Instant received) {
        return new CaseView(new CaseId(0), wanted.kind(), "", Serials.code(), 0, wanted.title(), wanted.clazz(),
                wanted.subject(), wanted.region(), wanted.channel(), wanted.writer(), wanted.guarded(), wanted.home(),
                null, Set.of(), CaseState.SUBMITTED, null, null, false, received, null, null, null, false, 0, 0, 0,
                wanted.facts(), 0);
    }

    private String prefix(CaseView wish) {
        return Serials.prefix(kinds.of(wish.kind()).prefix(), day(wish.receivedAt()));
    }

    private CaseFile begun(CaseView row, NewCase wanted, ActorRef who, boolean past, List<CaseEvent> beginning) {
        Instant received = row.receivedAt();
        CaseKind kind = kinds.of(row.kind());
        CaseFile file = past
                ? CaseFile.ofThePast(row, 0, Marking.EMPTY, List.of())
                : new CaseFile(row, 0, Marking.EMPTY, List.of());
        if (past) {
            Chronicle.begin(file);
        }
        files.attach(row.id(), 1, wanted.files(), true);
        file.happened(new CaseEvent.Submitted(), received, who, null, "", true);
        beginning.forEach(event -> file.happened(event, received, who, null, "", true));
        Move.Step step = flow(file).start(CommonWords.facts(kind, file.view()));
        write(kind, file, step, new Hand(who, null, null), "", received);
        return file;
    }

    Optional<Refusal> act(CaseFile file, CaseAct act, Hand hand, Instant at) {
        CaseKind kind = kinds.of(file.view().kind());
        Optional<Refusal> refusal = actRules.whyNot(kind, file, act, hand, at)
                .or(() -> kind.objections(file.view(), act).stream().findFirst());
        if (refusal.isPresent()) {
            return refusal;
        }
        var later = new ArrayList<Runnable>();
        tell(kind, file, act, hand, at, later);
        Optional<Move> move = move(kind, file, act, hand);
        if (move.isPresent() && move.get() instanceof Move.Barred barred) {
            return Optional.of(barred.refusal());
        }
        later.forEach(Runnable::run);
        Move.Step step = move.map(Move.Step.class::cast)
                .orElseGet(() -> new Move.Step(file.marking(), List.of(), List.of(), List.of(), List.of(),
                        Optional.empty()));
        write(kind, file, step, hand, act.action().code(), at);
        return Optional.empty();
    }

    /** The events of an act. What needs a row of its own is written afterwards. */
    private void tell(CaseKind kind, CaseFile file, CaseAct act, Hand hand, Instant at, List<Runnable> later) {
        CaseView view = file.view();
        String words = act.words().strip();
        switch (act) {
            case CaseAct.Accept _ -> tell(file, new CaseEvent.Accepted(), at, hand, words, true);
            case CaseAct.Refuse refuse -> tell(file, new CaseEvent.Refused(refuse.ground()), at, hand, words, true);
            case CaseAct.Dispatch to -> {
                if (view.state() == CaseState.SUBMITTED) {
                    tell(file, new CaseEvent.Accepted(), at, hand, "", true);
                }
                if (!to.subject().isEmpty() && !to.subject().equals(view.subject())) {
                    tell(file, new CaseEvent.Corrected(CaseEvent.Corrected.Field.SUBJECT, view.subject(), to.subject()),
                            at, hand, "", false);
                }
                file.remember(CommonWords.SIGN_OFF, Boolean.toString(to.signOff()));
                CaseEvent given = to.arbitrated()
                        ? new CaseEvent.Arbitrated(to.lead(), to.assisting())
                        : new CaseEvent.Assigned(to.lead(), to.assisting());
                tell(file, given, at, hand, words, false);
            }
            case CaseAct.Transfer to -> tell(file, new CaseEvent.Transferred(to.channel()), at, hand, words, true);
            case CaseAct.Sign _ ->
                tell(file, new CaseEvent.SignedFor(Objects.requireNonNull(view.lead())), at, hand, "", true);
            case CaseAct.Return back ->
                tell(file, new CaseEvent.Returned(Objects.requireNonNull(view.lead()), back.ground()), at, hand, words,
                        false);
            case CaseAct.AddAssisting add -> tell(file, new CaseEvent.AssistingAdded(add.unit()), at, hand, "", false);
            case CaseAct.RemoveAssisting remove ->
                tell(file, new CaseEvent.AssistingRemoved(remove.unit()), at, hand, words, false);
            case CaseAct.GiveOpinion _ -> {
                UnitPath unit = new UnitPath(Objects.requireNonNull(Objects.requireNonNull(hand.task()).whom()));
                tell(file, new CaseEvent.OpinionGiven(unit), at, hand, words, false);
                later.add(() -> rows.opinion(file.id(), unit, words, hand.who().id(), at));
            }
            case CaseAct.AskSupplement ask ->
                tell(file, new CaseEvent.SupplementAsked(ask.until()), at, hand, words, true);
            case CaseAct.AddMaterial add -> {
                PastEvent added = tell(file, new CaseEvent.MaterialAdded(), at, hand, words, true);
                later.add(() -> files.attach(file.id(), added.number(), add.files(), true));
                if (view.waits() == CaseView.Wait.SUPPLEMENT) {
                    tell(file, new CaseEvent.SupplementReceived(), at, hand, "", true);
                }
            }
            case CaseAct.Suspend suspend ->
                tell(file, new CaseEvent.Suspended(suspend.ground()), at, hand, words, true);
            case CaseAct.Resume _ -> tell(file,
                    kind.countsAnew(view) ? new CaseEvent.Restarted() : new CaseEvent.Resumed(), at, hand, words, true);
            case CaseAct.End end -> tell(file, new CaseEvent.Closed(end.outcome()), at, hand, words, true);
            case CaseAct.AskExtension ask -> {
                String limit = ActRules.extendable(file).orElseThrow().rule().code();
                file.remember(ActRules.EXTENSION, limit + ":" + ask.amount());
                tell(file, new CaseEvent.ExtensionAsked(limit, ask.amount()), at, hand, words, false);
            }
            case CaseAct.DecideExtension decide -> {
                String limit = ActRules.asked(file).orElseThrow().limit();
                file.forget(ActRules.EXTENSION);
                Integer amount = decide.amount();
                tell(file, amount == null
                        ? new CaseEvent.ExtensionDenied(limit)
                        : new CaseEvent.ExtensionGranted(limit, amount), at, hand, words, amount != null);
            }
            case CaseAct.GiveDate give -> tell(file, new CaseEvent.DateGiven(give.until()), at, hand, words, false);
            case CaseAct.Instruct instruct ->
                tell(file, new CaseEvent.Instructed(instruct.leader()), at, hand, words, false);
            case CaseAct.Urge _ -> tell(file, new CaseEvent.Urged(hand.leader()
                    ? CaseEvent.Urged.By.LEADER
                    : CaseEvent.Urged.By.OFFICE), at, hand, words, false);
            case CaseAct.UrgeAsWriter _ ->
                tell(file, new CaseEvent.Urged(CaseEvent.Urged.By.WRITER), at, hand, "", true);
            case CaseAct.DraftReply draft -> {
                if (view.state() == CaseState.SUBMITTED) {
                    tell(file, new CaseEvent.Accepted(), at, hand, "", true);
                }
                int number = file.answer().map(Replies.Reply::number).orElse(0) + 1;
                tell(file, new CaseEvent.ReplyDrafted(number), at, hand, draft.why().strip(), false);
                file.answers(Replies.Reply.draft(number, words, draft.overridden(), hand.who(), at));
            }
            case CaseAct.ApproveReply approve -> approve(file, approve, hand, at);
            case CaseAct.SignOff _ ->
                tell(file, new CaseEvent.Decided(CaseAction.SIGN_OFF.code()), at, hand, words, false);
            case CaseAct.SendBack _ -> tell(file, file.answer()
                    .<CaseEvent>map(reply -> new CaseEvent.ReplySentBack(reply.number()))
                    .orElseGet(() -> new CaseEvent.Decided(CaseAction.SEND_BACK.code())), at, hand, words, false);
            case CaseAct.Report _ -> tell(file, new CaseEvent.Reported(), at, hand, words, false);
            case CaseAct.Contact _ -> tell(file, new CaseEvent.Contacted(), at, hand, words, false);
            case CaseAct.Finish _ ->
                tell(file, new CaseEvent.Decided(CaseAction.FINISH.code()), at, hand, words, false);
            case CaseAct.Confirm _ ->
                tell(file, new CaseEvent.Decided(CaseAction.CONFIRM.code()), at, hand, words, false);
            case CaseAct.Note _ -> tell(file, new CaseEvent.Noted(), at, hand, words, false);
            case CaseAct.Merge merge -> {
                tell(file, new CaseEvent.Merged(merge.into()), at, hand, "", true);
                later.add(() -> ties.tie(file.id(), merge.into(), CaseTies.Nature.MERGED, hand.who(), at));
            }
            case CaseAct.Link link -> {
                tell(file, new CaseEvent.Linked(link.other()), at, hand, "", false);
                later.add(() -> ties.tie(file.id(), link.other(), CaseTies.Nature.LINKED, hand.who(), at));
            }
            case CaseAct.Split split -> {
                CaseView made = takeOut(kind, file, split, hand, at);
                tell(file, new CaseEvent.Split(made.id()), at, hand, "", true);
                later.add(() -> ties.tie(file.id(), made.id(), CaseTies.Nature.SPLIT, hand.who(), at));
            }
            case CaseAct.Correct correct -> {
                tell(file, new CaseEvent.Corrected(correct.field(), ActRules.value(view, correct.field()),
                        correct.value()), at, hand, words, false);
                if (correct.field() == CaseEvent.Corrected.Field.REGION) {
                    file.forget(CommonWords.VILLAGE);
                }
            }
            case CaseAct.Move move -> tell(file, new CaseEvent.Moved(move.node()), at, hand, words, false);
            case CaseAct.Reopen _ -> tell(file, new CaseEvent.Reopened(kind.reopensAt()), at, hand, words, true);
            case CaseAct.AskAgain _ -> tell(file, new CaseEvent.Reopened(kind.reopensAt()), at, hand, words, true);
            case CaseAct.Publish _ -> tell(file, new CaseEvent.Published(), at, hand, "", false);
            case CaseAct.Unpublish _ -> tell(file, new CaseEvent.Unpublished(), at, hand, words, false);
            case CaseAct.Withdraw _ -> tell(file, new CaseEvent.Withdrawn(), at, hand, words, true);
            case CaseAct.Rate rate -> {
                var rated = new CaseEvent.Rated(rate.solved(), rate.satisfaction());
                tell(file, rated, at, hand, words, true);
                if (kind.bringsBack(view, rated)) {
                    tell(file, new CaseEvent.Reopened(kind.reopensAt()), at, hand, words, true);
                }
            }
        }
    }

    /** What it is about otherwise is for the office to say; its limits begin with its own number. */
    private CaseView takeOut(CaseKind kind, CaseFile file, CaseAct.Split split, Hand hand, Instant at) {
        CaseView from = file.view();
        var kept = new HashMap<>(from.facts());
        kept.keySet().retainAll(Set.of(CommonWords.SIGN_OFF, CommonWords.VILLAGE));
        var wanted = new NewCase(from.kind(), split.title(), from.clazz(), "", from.region(), from.channel(),
                from.writer(), from.guarded(), from.home(), kept, List.of());
        CaseView made = register(wanted, hand.who(), at, file.isPast(), List.of(new CaseEvent.TakenOut(from.id())))
                .view();
        files.share(from.id(), made.id(), split.files());
        kind.takenOut(from, made, split.words());
        return made;
    }

    private static void approve(CaseFile file, CaseAct.ApproveReply approve, Hand hand, Instant at) {
        Replies.Reply last = file.answer().orElseThrow();
        String words = approve.words().strip();
        String why = approve.why().strip();
        if (words.equals(last.text())) {
            tell(file, new CaseEvent.ReplyApproved(last.number(), approve.overridden()), at, hand, why, false);
            file.answers(last.approved(approve.overridden(), hand.who()));
            return;
        }
        int number = last.number() + 1;
        tell(file, new CaseEvent.ReplyDrafted(number), at, hand, "", false);
        tell(file, new CaseEvent.ReplyApproved(number, approve.overridden()), at, hand, why, false);
        file.answers(Replies.Reply.draft(number, words, approve.overridden(), hand.who(), at)
                .approved(approve.overridden(), hand.who()));
    }

    private static PastEvent tell(CaseFile file, CaseEvent event, Instant at, Hand hand, String words, boolean open) {
        return file.happened(event, at, hand.who(), hand.unit(), words, open);
    }

    /** The step of the process that the act makes; empty when it makes none. */
    private Optional<Move> move(CaseKind kind, CaseFile file, CaseAct act, Hand hand) {
        var facts = CommonWords.facts(kind, file.view());
        Flow flow = flow(file);
        Marking marking = file.marking();
        if (hand.task() != null) {
            TaskNode node = flow.process().taskOf(hand.task());
            return node.completing().contains(act.action().code())
                    ? Optional.of(flow.complete(marking, hand.task().id(), act.action().code(), facts))
                    : Optional.empty();
        }
        if (file.fresh().stream().anyMatch(past -> past.event() instanceof CaseEvent.Reopened)) {
            return Optional.of(file.state() == CaseState.SUBMITTED
                    ? flow.start(facts)
                    : flow.jump(marking, kind.reopensAt(), facts));
        }
        return switch (act) {
            case CaseAct.Merge _,CaseAct.Withdraw _,CaseAct.End _ -> Optional.of(flow.withdraw(marking));
            case CaseAct.Move move -> Optional.of(flow.jump(marking, move.node(), facts));
            case CaseAct.AddAssisting add -> flow.process()
                    .taskOver(CommonWords.ASSISTING)
                    .map(task -> flow.addSigner(marking, task.id(), add.unit().value(), facts));
            case CaseAct.RemoveAssisting remove -> flow.process()
                    .taskOver(CommonWords.ASSISTING)
                    .flatMap(task -> marking.at(task.id())
                            .stream()
                            .filter(token -> remove.unit().value().equals(token.whom()))
                            .findFirst())
                    .map(token -> flow.removeSigner(marking, token.id(), facts));
            default -> Optional.empty();
        };
    }

    private Flow flow(CaseFile file) {
        CaseView view = file.view();
        return new Flow(kinds.process(view.kind(), view.process()), rows::newTaskId);
    }

    private void write(CaseKind kind, CaseFile file, Move.Step step, Hand hand, String action, Instant at) {
        file.moves(step);
        for (String hook : step.hooks()) {
            if (hook.equals(CommonWords.SEND_REPLY)) {
                send(file, hand, at);
            } else {
                kind.hook(hook, file.view());
            }
        }
        step.outcome()
                .filter(_ -> file.state().isOpen())
                .ifPresent(outcome -> tell(file,
                        new CaseEvent.Closed(outcome), at, new Hand(ActorRef.PROGRAM, null, null), "", true));
        CaseProcess process = kinds.process(file.view().kind(), file.view().process());
        limits.follow(kind, file, new LimitKeeper.Steps(process, step.ended(), step.opened()), at);
        if (file.isPast()) {
            Chronicle.of(file.id()).orElseThrow().add(file, hand.who(), action, at);
            return;
        }
        var writes = new Writes();
        counting.follow(file, writes);
        rows.save(file, hand.who(), action, at, writes);
        todos.follow(kind, process, file, step, hand.who());
        notices.acted(file.view(), file.fresh());
        kind.acted(file.view(), file.fresh());
        merged.follow(file);
    }

    /** See {@link CaseDesk#recount}. */
    void recount(CaseFile file, String limit, ActorRef who, String why, Instant at) {
        limits.recount(kinds.of(file.view().kind()), file, limit, who, why, at);
        if (!file.fresh().isEmpty()) {
            var writes = new Writes();
            counting.follow(file, writes);
            rows.save(file, who, "", at, writes);
        }
    }

    /** What leaves is what was approved last. */
    private static void send(CaseFile file, Hand hand, Instant at) {
        Replies.Reply sent = file.answer().orElseThrow().sent(at);
        file.answers(sent);
        tell(file, new CaseEvent.ReplySent(sent.number()), at, hand, "", true);
    }

    LocalDate day(Instant at) {
        return clock.local(at).toLocalDate();
    }
}
