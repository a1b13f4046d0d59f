package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.messaging.Recipient;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.UnitPath;

/**
 * Tells staff what cannot wait until they look at their to-do list: that somebody presses, that a leader wrote something, that a
 * unit gives a case back, that a limit comes near or has passed. Of what one round of the sweep finds, each person gets one notice.
 */
@Component
class StaffNotices {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final int LONGEST_WORDS = 60;

    private final Kinds kinds;
    private final Directory directory;
    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final CountyClock clock;

    StaffNotices(Kinds kinds, Directory directory, Outbox outbox, WorkingCalendar calendar, CountyClock clock) {
        this.kinds = kinds;
        this.directory = directory;
        this.outbox = outbox;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** A limit of a case that reached a stage. */
    record Reached(CaseView view, LimitWarning warning) {}

    void acted(CaseView view, List<PastEvent> events) {
        for (PastEvent past : events) {
            switch (past.event()) {
                case CaseEvent.Urged urged -> send(view, past, handlers(view), "case-urged",
                        Map.of("who", urged.by().label(kinds.of(view.kind()).writerWord()), "due", day(view.due()),
                                "words", words(past)));
                case CaseEvent.Instructed by -> send(view, past, handlers(view), "case-instructed",
                        Map.of("who", by.onPaper() == null ? name(past.who()) : by.onPaper(), "words", words(past)));
                case CaseEvent.Returned back -> send(view, past, office(view), "case-returned",
                        Map.of("who", name(back.unit()), "reason", back.ground()));
                default -> {
                }
            }
        }
    }

    private void send(CaseView view, PastEvent past, List<Person> people, String template, Map<String, String> values) {
        var all = new HashMap<>(values);
        all.put("number", view.number());
        all.put("title", title(view));
        people.stream()
                .filter(person -> !ActorRef.staff(person.id().value()).equals(past.who()))
                .forEach(person -> outbox.send(new Notice(
                        "case:" + view.id().value() + ":" + past.number() + ":" + person.id().value(),
                        Recipient.staff(person.id().value()), template, all)
                        .leadingTo("/desk/cases/" + view.id().value())));
    }

    private record Heard(long person, boolean late) {}

    private record Post(String permission, UnitPath unit) {}

    void reached(List<Reached> all) {
        var known = new HashMap<Post, List<Person>>();
        var heard = new LinkedHashMap<Heard, List<Reached>>();
        for (Reached one : all) {
            CaseView view = one.view();
            CaseKind kind = kinds.of(view.kind());
            boolean late = one.warning().isLate();
            UnitPath lead = view.lead();
            var posts = new ArrayList<Post>();
            posts.add(lead == null
                    ? new Post(kind.permission(Power.OFFICE), view.home())
                    : new Post(kind.permission(Power.HANDLE), lead));
            if (late && lead != null && !view.guarded()) {
                posts.add(new Post(kind.permission(Power.OFFICE), view.home()));
            }
            posts.stream()
                    .flatMap(post -> known.computeIfAbsent(post, p -> directory.holders(p.permission(), p.unit()))
                            .stream())
                    .map(person -> person.id().value())
                    .distinct()
                    .forEach(person -> heard.computeIfAbsent(new Heard(person, late), _ -> new ArrayList<>()).add(one));
        }
        heard.forEach(this::tell);
    }

    private void tell(Heard who, List<Reached> cases) {
        Reached first = cases.stream().min(Comparator.comparing((Reached one) -> one.warning().due())).orElseThrow();
        LimitWarning warning = first.warning();
        String title = title(first.view()) + (cases.size() == 1 ? "" : " 等 " + cases.size() + " 件");
        Map<String, String> values = Map.of("number", first.view().number(), "title", title, "due",
                DAY.format(warning.due()) + "（" + warning.rule().name() + "）", who.late() ? "late" : "left",
                (cases.size() == 1 ? "" : "其中最早的") + distance(warning));
        outbox.send(new Notice(
                "case-limit:" + warning.limit() + ":" + warning.stage() + ":" + warning.due() + ":" + who.person(),
                Recipient.staff(who.person()), who.late() ? "case-overdue" : "case-due-soon", values)
                .leadingTo(cases.size() == 1 ? "/desk/cases/" + first.view().id().value() : "/desk/"));
    }

    private String distance(LimitWarning warning) {
        LocalDate today = clock.today();
        try {
            int days = calendar.workingDaysBetween(today, warning.due());
            return warning.isLate()
                    ? "已超期 " + Math.max(1, -days) + " 个工作日"
                    : days == 0 ? "今天到期" : "还剩 " + days + " 个工作日";
        } catch (YearNotLoaded e) {
            return warning.isLate() ? "已超期" : "即将到期";
        }
    }

    private List<Person> handlers(CaseView view) {
        UnitPath lead = view.lead();
        return lead == null
                ? office(view)
                : directory.holders(kinds.of(view.kind()).permission(Power.HANDLE), lead);
    }

    private List<Person> office(CaseView view) {
        CaseKind kind = kinds.of(view.kind());
        return directory.holders(kind.permission(view.guarded() ? Power.GUARDED : Power.OFFICE), view.home());
    }

    /** A guarded case is named by its number alone. */
    private static String title(CaseView view) {
        return view.guarded() ? "保密件" : view.title();
    }

    private static String words(PastEvent past) {
        String words = Objects.requireNonNullElse(past.words(), "").replaceAll("\\s+", " ");
        return words.length() > LONGEST_WORDS
                ? words.substring(0, LONGEST_WORDS) + "……"
                : words.isEmpty() ? "请尽快办理" : words;
    }

    private String day(@Nullable Instant due) {
        return due == null ? "暂未计时" : DAY.format(clock.local(due.minusNanos(1000)).toLocalDate());
    }

    private String name(ActorRef who) {
        return directory.person(new org.yizhan.shared.PersonId(who.id())).map(Person::name).orElse("领导");
    }

    private String name(UnitPath unit) {
        return directory.unit(unit.unit()).map(Unit::shortName).orElse("承办单位");
    }
}
