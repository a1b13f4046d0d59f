package org.yizhan.hotline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.casework.TakenOver;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;

/** Takes over tickets with all that was done about them, and with what callers said when they were asked (历史工单). */
@Component
public class EarlierTickets {
    private final HotlineDesk desk;
    private final TicketRows rows;
    private final OpenTickets open;
    private final CallBacks callBacks;
    private final OutsideNews outside;
    private final HotlineSetup setup;
    private final TakenOver past;
    private final Matters matters;
    private final CountyClock clock;

    EarlierTickets(HotlineDesk desk, TicketRows rows, OpenTickets open, CallBacks callBacks, OutsideNews outside,
            HotlineSetup setup, TakenOver past, Matters matters, CountyClock clock) {
        this.desk = desk;
        this.rows = rows;
        this.open = open;
        this.callBacks = callBacks;
        this.outside = outside;
        this.setup = setup;
        this.past = past;
        this.matters = matters;
        this.clock = clock;
    }

    /**
     * @param by who took it down
     * @param askedBy by when the platform above wanted to know; null for what came to this hotline, or when it did not say
     * @param result with what its last answer ends it; null while there is no answer
     * @param rounds the first, and another for each time that the caller said it was not solved
     */
    public record Earlier(NewTicket typed, ActorRef by, Instant received, @Nullable LocalDate askedBy,
            @Nullable TicketResult result, List<Round> rounds) {
        public Earlier {
            rounds = List.copyOf(rounds);
        }
    }

    /** @param asked null when nobody was asked, or not yet; nobody was who is not drawn by the settings, and what follows did not happen then */
    public record Round(List<TakenOver.Step> steps, CallBacks.@Nullable Asked asked) {
        public Round {
            steps = List.copyOf(steps);
        }

        /** After which nobody was asked. */
        public Round(List<TakenOver.Step> steps) {
            this(steps, null);
        }
    }

    private record Whole(Earlier earlier, NewTicket ticket, LimitClass urgency) {}

    /**
     * Those of them that are not here yet, written together.
     *
     * @throws IllegalArgumentException when one cannot have been so, naming it
     */
    @Transactional
    public List<CaseView> takeOver(List<Earlier> all) {
        HotlineSettings settings = setup.now();
        Set<String> known = rows.known(all.stream().map(one -> one.typed().once()).toList());
        List<Whole> wanted = all.stream()
                .filter(one -> !known.contains(one.typed().once()))
                .map(this::checked)
                .toList();
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<CaseId, Ticket> tickets = new HashMap<>();
        List<TakenOver.Told> told = TicketRows.holding(tickets, () -> past.takeOverAll(wanted.stream()
                .map(one -> new TakenOver.Past(desk.wanted(one.ticket(), one.urgency(), settings), one.earlier().by(),
                        one.earlier().received(), view -> steps(view, one, settings)))
                .toList(), ActorRef.PROGRAM, views -> insert(views, wanted, settings, tickets)));
        var asked = new ArrayList<CallBacks.Past>();
        var handedDown = new ArrayList<OutsideNews.Past>();
        var decided = new ArrayList<Matters.Earlier>();
        for (int i = 0; i < told.size(); i++) {
            Whole one = wanted.get(i);
            CaseView view = told.get(i).view();
            asked.add(new CallBacks.Past(view, told.get(i).events(), one.ticket().caller().isAnonymous(),
                    one.earlier().rounds().stream().map(Round::asked).takeWhile(it -> it != null).toList()));
            if (one.ticket().outside() != null) {
                handedDown.add(new OutsideNews.Past(told.get(i), one.ticket().outside(), one.earlier().askedBy()));
            }
            decided.add(new Matters.Earlier(view.id(), view.title() + "\n" + one.ticket().text(), view.lead(),
                    view.subject(), clock.local(view.receivedAt()).toLocalDate()));
            if (view.state().isOpen()) {
                open.add(view.id(), OpenTickets.About.of(view.title(), one.ticket()));
            }
        }
        callBacks.past(asked);
        outside.past(handedDown);
        matters.earlier(decided);
        return told.stream().map(TakenOver.Told::view).toList();
    }

    private Whole checked(Earlier earlier) {
        NewTicket ticket = HotlineDesk.cleaned(earlier.typed());
        Map<String, Refusal> problems = desk.problems(ticket, new HotlineDesk.First.Left());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(ticket.once() + ": " + problems);
        }
        return new Whole(earlier, ticket, desk.urgency(ticket));
    }

    private void insert(List<CaseView> views, List<Whole> wanted, HotlineSettings settings,
            Map<CaseId, Ticket> tickets) {
        var all = new ArrayList<TicketRows.Former>();
        for (int i = 0; i < views.size(); i++) {
            Whole one = wanted.get(i);
            List<Round> lived = lived(views.get(i), one, settings);
            boolean answered = lived.getLast()
                    .steps()
                    .stream()
                    .anyMatch(step -> step.act() instanceof CaseAct.DraftReply);
            var former = new TicketRows.Former(views.get(i).id(), one.ticket(), one.urgency(), one.earlier().by(),
                    one.earlier().received(), answered ? one.earlier().result() : null);
            all.add(former);
            tickets.put(former.id(), former.with(one.earlier().result()));
        }
        rows.insertAll(all);
    }

    /** The rounds up to the one after which nobody said that it is not solved. */
    private static List<Round> lived(CaseView view, Whole one, HotlineSettings settings) {
        boolean drawn = CallBacks.first(view.id(), view.clazz(), one.ticket().caller().isAnonymous(),
                settings) == CallBacks.State.OPEN;
        List<Round> rounds = one.earlier().rounds();
        int more = drawn
                ? (int) rounds.stream()
                        .takeWhile(round -> round.asked() != null && round.asked().said() != null)
                        .count()
                : 0;
        return rounds.subList(0, Math.min(rounds.size(), more + 1));
    }

    private static List<TakenOver.Step> steps(CaseView view, Whole one, HotlineSettings settings) {
        boolean drawn = CallBacks.first(view.id(), view.clazz(), one.ticket().caller().isAnonymous(),
                settings) == CallBacks.State.OPEN;
        var steps = new ArrayList<TakenOver.Step>();
        NewTicket.Outside from = one.ticket().outside();
        LocalDate askedBy = one.earlier().askedBy();
        if (from != null && askedBy != null) {
            steps.add(new TakenOver.Step(one.earlier().received(), ActorRef.PROGRAM, null,
                    new CaseAct.GiveDate(askedBy, OutsideTickets.wants(from.system(), askedBy))));
        }
        for (Round round : lived(view, one, settings)) {
            steps.addAll(round.steps());
            CallBacks.Asked asked = round.asked();
            if (drawn && asked != null && asked.said() != null && asked.said().satisfaction() != null) {
                steps.add(new TakenOver.Step(asked.at(), asked.by(), null, CallBacks.heard(asked.said())));
            }
        }
        return steps;
    }
}
