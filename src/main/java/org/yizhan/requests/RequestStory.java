package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitRule;
import org.yizhan.casework.LimitWarning;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Replies;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.web.Dates;

/** What follows for a request from what happens to its case: how it is counted, which papers leave, who is told. */
@Component
class RequestStory {
    private final RequestRows rows;
    private final Papers papers;
    private final Opinions opinions;
    private final ApplicantNotices notices;
    private final LetterPrinter printer;
    private final CaseReading cases;
    private final CaseDesk desk;
    private final WorkingCalendar calendar;
    private final TodoList todos;
    private final JdbcClient sql;
    private final CountyClock clock;

    RequestStory(RequestRows rows, Papers papers, Opinions opinions, ApplicantNotices notices, LetterPrinter printer,
            CaseReading cases, CaseDesk desk, WorkingCalendar calendar, TodoList todos, JdbcClient sql,
            CountyClock clock) {
        this.rows = rows;
        this.papers = papers;
        this.opinions = opinions;
        this.notices = notices;
        this.printer = printer;
        this.cases = cases;
        this.desk = desk;
        this.calendar = calendar;
        this.todos = todos;
        this.sql = sql;
        this.clock = clock;
    }

    void acted(CaseView view, List<PastEvent> events) {
        follow(view, events);
        notices.acted(view, events);
    }

    /** The same for what is taken over from an earlier time, of which nobody is told. */
    void follow(CaseView view, List<PastEvent> events) {
        Request it = rows.find(view.id()).orElse(null);
        if (it == null) {
            return;
        }
        for (PastEvent past : events) {
            switch (past.event()) {
                case CaseEvent.SupplementAsked asked -> paper(view, it, PaperKind.CORRECTION, past,
                        Map.of("补正截止", Dates.day(asked.until()), "需要补正的内容",
                                Objects.requireNonNullElse(past.words(), "")));
                case CaseEvent.ExtensionGranted granted -> paper(view, it, PaperKind.EXTENSION, past,
                        Map.of("延期理由", Objects.requireNonNullElse(reason(view, past), "情况复杂，需要进一步检索和核实"), "期限",
                                until(view, it, granted)));
                case CaseEvent.DateGiven given -> paper(view, it, PaperKind.DELAY, past,
                        Map.of("期限", Dates.day(given.until())));
                case CaseEvent.ReplyDrafted _ -> todos.done(opinionTodo(view), past.who());
                case CaseEvent.ReplySent sent -> answered(view, it, past, sent.reply());
                case CaseEvent.Closed closed -> Outcome.find(closed.outcome())
                        .ifPresent(outcome -> rows.end(view.id(), outcome, day(past.at())));
                case CaseEvent.Withdrawn _ -> rows.end(view.id(), Outcome.E3, day(past.at()));
                case CaseEvent.Merged merged -> rows.mergedInto(view.id(), merged.into());
                case CaseEvent.Unpublished _ -> unpublish(view.id());
                default -> {
                }
            }
        }
        rows.stands(view);
    }

    /** Until when it was made longer, in words while holidays on the way are not known; of one that was taken over and has ended, by the rule of its regulation. */
    private String until(CaseView view, Request it, CaseEvent.ExtensionGranted granted) {
        Instant due = view.due();
        if (due != null) {
            return Dates.day(day(due.minusNanos(1000)));
        }
        LocalDate received = it.receivedOn();
        try {
            return cases.rule(RequestKind.CODE, view.clazz(), granted.limit(), day(view.receivedAt()))
                    .map(LimitRule::term)
                    .filter(term -> received != null && term instanceof TimeLimit)
                    .map(term -> Dates.day(calendar.due(Objects.requireNonNull(received),
                            TimeLimit.workingDays(((TimeLimit) term).days() + granted.amount())).due()))
                    .orElse("");
        } catch (YearNotLoaded unknown) {
            return "原期限届满以后的第 " + granted.amount() + " 个工作日";
        }
    }

    /** What the unit gave as its reason when it asked for more time. */
    private @org.jspecify.annotations.Nullable String reason(CaseView view, PastEvent granted) {
        return cases.events(view.id())
                .stream()
                .filter(past -> past.event() instanceof CaseEvent.ExtensionAsked && past.number() < granted.number())
                .reduce((one, other) -> other)
                .map(PastEvent::words)
                .orElse(null);
    }

    private void answered(CaseView view, Request it, PastEvent past, int reply) {
        Outcome outcome = Outcome.find(Objects.requireNonNullElse(it.drafted(), ""))
                .orElseThrow(() -> new IllegalStateException(view.number() + " was answered without an outcome"));
        String text = cases.sent(view.id())
                .stream()
                .filter(one -> one.number() == reply)
                .findFirst()
                .map(Replies.Reply::text)
                .orElse("");
        String title = papers.propose(view, it, outcome.name(), Map.of()).title();
        papers.make(view, it, PaperKind.ANSWER, title, rows.applicant(view.id()).name(), text, past.who(), past.at());
        rows.end(view.id(), outcome, day(past.at()));
    }

    private void paper(CaseView view, Request it, PaperKind kind, PastEvent past, Map<String, String> more) {
        Papers.Proposed text = papers.propose(view, it, kind.name(), more);
        papers.make(view, it, kind, text.title(), rows.applicant(view.id()).name(), text.text(), past.who(),
                past.at());
    }

    private LocalDate day(Instant at) {
        return clock.local(at).toLocalDate();
    }

    /** What was addressed to the applicant. */
    List<Paper> forApplicant(CaseId id) {
        String name = rows.applicant(id).name();
        return papers.of(id).stream().filter(one -> one.addressee().equals(name) && !one.number().isEmpty()).toList();
    }

    byte[] pdf(Paper paper) {
        return printer.pdf(paper);
    }

    /** By when the applicant was asked to correct; empty when that never happened. */
    Optional<LocalDate> supplementUntil(CaseView view) {
        return cases.events(view.id())
                .reversed()
                .stream()
                .flatMap(past -> past.event() instanceof CaseEvent.SupplementAsked asked
                        ? Stream.of(asked.until())
                        : Stream.empty())
                .findFirst();
    }

    /** Whether somebody's opinion is asked and has not come. */
    boolean asksOpinion(CaseId id) {
        return !asked(id).isEmpty();
    }

    private List<Opinion> asked(CaseId id) {
        return opinions.of(id).stream().filter(one -> one.answer() == null).toList();
    }

    /** From when the last of those that are still asked has its working days. */
    Optional<LocalDate> askedSince(CaseId id) {
        return asked(id).stream().map(Opinion::countsFrom).max(Comparator.naturalOrder());
    }

    /** The one of its regulation, else the one of all. */
    Optional<LimitRule> rule(CaseView view, Request it, String code) {
        LocalDate day = day(view.receivedAt());
        return cases.rule(RequestKind.CODE, view.clazz(), code + "-" + it.profile(), day)
                .or(() -> cases.rule(RequestKind.CODE, view.clazz(), code, day));
    }

    /** The last day for an opinion; empty while the holidays on the way are not known. */
    Optional<LocalDate> until(CaseView view, Opinion one) {
        try {
            return rows.find(view.id())
                    .flatMap(it -> rule(view, it, RequestKind.OPINION))
                    .map(LimitRule::term)
                    .filter(TimeLimit.class::isInstance)
                    .map(term -> calendar.due(one.countsFrom(), (TimeLimit) term).due());
        } catch (YearNotLoaded unknown) {
            return Optional.empty();
        }
    }

    /** Whoever has let the days pass is silent, and the answer's time goes on with the day after them (条例第三十二条、第三十四条). */
    void opinionsOver(CaseView view, LimitWarning warning) {
        List<Opinion> silent = asked(view.id());
        if (silent.isEmpty() || view.waits() != CaseView.Wait.SUSPENDED) {
            return;
        }
        silent.forEach(one -> opinions.answer(view.id(), one.id(), Opinion.Answer.SILENT, "", warning.due()));
        boolean third = silent.stream().anyMatch(one -> one.side() == Opinion.Side.THIRD);
        desk.actAsProgram(view.id(),
                new CaseAct.Resume(third
                        ? "第三方逾期没有提出意见，由行政机关决定是否公开"
                        : "共同制作机关逾期没有提出意见"
                                + (rows.find(view.id()).filter(Request::isOld).isPresent() ? "" : "，视为同意公开")),
                warning.due().plusDays(1).atStartOfDay(clock.zone()).toInstant()).refusal().ifPresent(why -> {
                    throw new IllegalStateException(view.number() + " does not go on: " + why.text());
                });
        Instant due = cases.find(view.id()).map(CaseView::due).orElse(null);
        boolean handles = view.lead() != null;
        todos.add(new NewTodo(opinionTodo(view),
                (third ? "第三方逾期没有提出意见，请决定是否公开：" : "共同制作机关逾期没有提出意见，请写答复书：") + view.title(),
                "公开申请 " + view.number() + "，已恢复计时。" + warning.rule().basis(),
                due == null ? null : day(due.minusNanos(1000)), "/desk/cases/" + view.id().value(),
                List.of(new NewTodo.Audience.Holders(
                        handles ? RequestPermissions.HANDLE : RequestPermissions.OFFICE,
                        (handles ? Objects.requireNonNull(view.lead()) : view.home()).value()))));
    }

    private static String opinionTodo(CaseView view) {
        return "case:" + view.id().value() + ":opinion";
    }

    boolean isPublished(CaseId id) {
        return sql.sql("select exists (select from requests.published where case_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    private void unpublish(CaseId id) {
        sql.sql("delete from requests.published where case_id = :id").param("id", id.value()).update();
    }
}
