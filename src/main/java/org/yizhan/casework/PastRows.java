package org.yizhan.casework;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.casework.flow.Token;
import org.yizhan.shared.UnitPath;

import tools.jackson.databind.json.JsonMapper;

/** Writes what happened to many cases that are taken over: each table once, the rows as their acts would have left them (ADR 0170). */
@Component
class PastRows {
    private final JdbcClient sql;
    private final CaseLog log;
    private final RunningLimits running;
    private final Counting counting;
    private final JsonMapper json = JsonMapper.builder().build();

    PastRows(JdbcClient sql, CaseLog log, RunningLimits running, Counting counting) {
        this.sql = sql;
        this.log = log;
        this.running = running;
        this.counting = counting;
    }

    private record Of<T>(CaseView view, T one) {}

    private static <T> List<Of<T>> each(Collection<Chronicle> pasts, Function<Chronicle, Collection<T>> of) {
        return pasts.stream().flatMap(past -> of.apply(past).stream().map(one -> new Of<>(past.view(), one))).toList();
    }

    private static <T> Long[] ids(List<Of<T>> all) {
        return all.stream().map(one -> one.view().id().value()).toArray(Long[]::new);
    }

    private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> of) {
        return all.stream().map(of).toArray(String[]::new);
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }

    void save(Collection<Chronicle> pasts) {
        var writes = new Writes();
        cases(pasts.stream().toList(), writes);
        log.append(pasts.stream()
                .flatMap(past -> past.events().stream().map(event -> new CaseLog.Line(past.view().id(), event)))
                .toList(), writes);
        running.begun(pasts.stream().flatMap(past -> past.limits().stream()).toList(), writes);
        tasks(each(pasts, Chronicle::tasks), writes);
        helps(each(pasts, Chronicle::helps), writes);
        replies(each(pasts, past -> past.replies().values()), writes);
        shelf(each(pasts, past -> CaseRows.places(past.view())), writes);
        counting.follow(pasts, writes);
        writes.to(sql);
        // A row is not written by two parts of one statement: limits are inserted as they began, and then are what became of them.
        var afterwards = new Writes();
        RunningLimits.moved(pasts.stream().flatMap(past -> past.limits().stream()).toList(), afterwards);
        afterwards.to(sql);
    }

    private void cases(List<Chronicle> pasts, Writes writes) {
        List<CaseView> now = pasts.stream().map(Chronicle::view).toList();
        writes.add(
                """
                        update casework.cases c set process = n.process, title = n.title, class = n.class, subject = n.subject,
                            region = n.region, guarded = n.guarded, lead_path = n.lead, assisting = cast(n.assisting as text[]),
                            state = n.state, outcome = n.outcome, waits = n.waits, bound = n.bound, answered_at = n.answered,
                            ended_at = n.ended, due = n.due, late = n.late, returns = n.returns, reopenings = n.reopenings,
                            urges = n.urges, facts = n.facts, events = n.events, version = n.version
                        from unnest(:ids, :processes, :titles, :classes, :subjects, :regions, :guarded, :leads, :assisting, :states,
                            :outcomes, :waits, :bound, cast(:answered as timestamptz[]), cast(:ended as timestamptz[]),
                            cast(:dues as timestamptz[]), :late, :returns, :reopenings, :urges, cast(:facts as jsonb[]), :events,
                            :versions) as n (id, process, title, class, subject, region, guarded, lead, assisting, state, outcome,
                            waits, bound, answered, ended, due, late, returns, reopenings, urges, facts, events, version)
                        where c.id = n.id""")
                .with("ids", now.stream().map(view -> view.id().value()).toArray(Long[]::new))
                .with("processes", integers(now, CaseView::process))
                .with("titles", texts(now, CaseView::title))
                .with("classes", texts(now, CaseView::clazz))
                .with("subjects", texts(now, CaseView::subject))
                .with("regions", texts(now, CaseView::region))
                .with("guarded", booleans(now, CaseView::guarded))
                .with("leads", texts(now, view -> path(view.lead())))
                .with("assisting", texts(now, view -> view.assisting()
                        .stream()
                        .map(UnitPath::value)
                        .collect(Collectors.joining(",", "{", "}"))))
                .with("states", texts(now, view -> view.state().name()))
                .with("outcomes", texts(now, CaseView::outcome))
                .with("waits", texts(now, view -> view.waits() == null ? null : view.waits().name()))
                .with("bound", booleans(now, CaseView::bound))
                .with("answered", texts(now, view -> text(view.answeredAt())))
                .with("ended", texts(now, view -> text(view.endedAt())))
                .with("dues", texts(now, view -> text(view.due())))
                .with("late", booleans(now, CaseView::late))
                .with("returns", integers(now, CaseView::returns))
                .with("reopenings", integers(now, CaseView::reopenings))
                .with("urges", integers(now, CaseView::urges))
                .with("facts", texts(now, view -> json.writeValueAsString(view.facts())))
                .with("events", pasts.stream().map(Chronicle::eventCount).toArray(Integer[]::new))
                .with("versions", integers(now, CaseView::version));
    }

    private static @Nullable String path(@Nullable UnitPath unit) {
        return unit == null ? null : unit.value();
    }

    private static Integer[] integers(List<CaseView> all, Function<CaseView, Integer> of) {
        return all.stream().map(of).toArray(Integer[]::new);
    }

    private static Boolean[] booleans(List<CaseView> all, Function<CaseView, Boolean> of) {
        return all.stream().map(of).toArray(Boolean[]::new);
    }

    private static void tasks(List<Of<Chronicle.Task>> tasks, Writes writes) {
        List<Token> tokens = tasks.stream().map(task -> task.one().token()).toList();
        writes.add(
                """
                        insert into casework.task (id, case_id, node, place, via, idx, whom, opened_at, ended_at, ended_by, action)
                        select * from unnest(:tasks, :taskCases, :nodes, :places, :vias, :idxs, :whoms,
                            cast(:opened as timestamptz[]), cast(:tasksEnded as timestamptz[]), :endedBy, :actions)""")
                .with("tasks", tokens.stream().map(Token::id).toArray(Long[]::new))
                .with("taskCases", ids(tasks))
                .with("nodes", texts(tokens, Token::node))
                .with("places", texts(tokens, token -> token.where().name()))
                .with("vias", texts(tokens, Token::via))
                .with("idxs", tokens.stream().map(Token::index).toArray(Integer[]::new))
                .with("whoms", texts(tokens, Token::whom))
                .with("opened", texts(tasks, task -> text(task.one().openedAt())))
                .with("tasksEnded", texts(tasks, task -> text(task.one().endedAt())))
                .with("endedBy", tasks.stream().map(task -> task.one().endedBy()).toArray(Long[]::new))
                .with("actions", texts(tasks, task -> task.one().action()));
    }

    private static void helps(List<Of<Chronicle.Help>> helps, Writes writes) {
        writes.add("""
                insert into casework.assisting (case_id, unit_path, asked_at, opinion, given_by, given_at)
                select * from unnest(:helpCases, :helpUnits, cast(:asked as timestamptz[]), :opinions, :givenBy,
                    cast(:given as timestamptz[]))""")
                .with("helpCases", ids(helps))
                .with("helpUnits", texts(helps, help -> help.one().unit().value()))
                .with("asked", texts(helps, help -> text(help.one().askedAt())))
                .with("opinions", texts(helps, help -> help.one().opinion()))
                .with("givenBy", helps.stream().map(help -> help.one().by()).toArray(Long[]::new))
                .with("given", texts(helps, help -> text(help.one().at())));
    }

    private void replies(List<Of<Replies.Reply>> replies, Writes writes) {
        writes.add(
                """
                        insert into casework.reply (case_id, number, text, state, overrides, written_by, written_at, approved_by, sent_at)
                        select * from unnest(:replyCases, :replyNumbers, :replyTexts, :replyStates, cast(:overrides as jsonb[]), :writtenBy,
                            cast(:written as timestamptz[]), :approvedBy, cast(:sent as timestamptz[]))""")
                .with("replyCases", ids(replies))
                .with("replyNumbers", replies.stream().map(reply -> reply.one().number()).toArray(Integer[]::new))
                .with("replyTexts", texts(replies, reply -> reply.one().text()))
                .with("replyStates", texts(replies, reply -> reply.one().state().name()))
                .with("overrides", texts(replies, reply -> json.writeValueAsString(reply.one().overridden())))
                .with("writtenBy", replies.stream().map(reply -> reply.one().writtenBy()).toArray(Long[]::new))
                .with("written", texts(replies, reply -> text(reply.one().writtenAt())))
                .with("approvedBy", replies.stream().map(reply -> reply.one().approvedBy()).toArray(Long[]::new))
                .with("sent", texts(replies, reply -> text(reply.one().sentAt())));
    }

    /** In which lists they are found, as {@link CaseRows} writes it. */
    private static void shelf(List<Of<CaseOracle.Range>> places, Writes writes) {
        writes.add(
                """
                        insert into casework.shelf (unit_id, sight, case_id, kind, title, open, state, class, subject, region, lead_unit, late,
                            received_at, due)
                        select unit, sight, id, kind, title, open, state, class, subject, region, lead, late, received,
                            coalesce(due, timestamptz '9999-12-31 00:00:00Z')
                        from unnest(:placeUnits, :sights, :placeCases, :placeKinds, :placeTitles, :placeOpen, :placeStates, :placeClasses,
                            :placeSubjects, :placeRegions, :placeLeads, :placeLate, cast(:placeReceived as timestamptz[]),
                            cast(:placeDues as timestamptz[]))
                            as p (unit, sight, id, kind, title, open, state, class, subject, region, lead, late, received, due)""")
                .with("placeUnits", places.stream().map(place -> place.one().unit()).toArray(Long[]::new))
                .with("sights", texts(places, place -> place.one().sight().name()))
                .with("placeCases", ids(places))
                .with("placeKinds", texts(places, place -> place.view().kind()))
                .with("placeTitles", texts(places, place -> place.view().title()))
                .with("placeOpen", places.stream().map(place -> place.view().state().isOpen()).toArray(Boolean[]::new))
                .with("placeStates", texts(places, place -> place.view().state().name()))
                .with("placeClasses", texts(places, place -> place.view().clazz()))
                .with("placeSubjects", texts(places, place -> place.view().subject()))
                .with("placeRegions", texts(places, place -> place.view().region()))
                .with("placeLeads", places.stream().map(place -> lead(place.view())).toArray(Long[]::new))
                .with("placeLate", places.stream().map(place -> place.view().late()).toArray(Boolean[]::new))
                .with("placeReceived", texts(places, place -> text(place.view().receivedAt())))
                .with("placeDues", texts(places, place -> text(place.view().due())));
    }

    private static long lead(CaseView view) {
        return view.lead() == null ? 0 : view.lead().unit().value();
    }
}
