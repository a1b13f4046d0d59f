package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Where reported mistakes are dealt with (找错办理): corrected, found to be none, or passed on to the unit that can. */
@Service
@Transactional
public class MistakeDesk {
    private static final int PAGE = 30;
    private static final int LONGEST_ANSWER = 500;

    private final MistakeRows rows;
    private final Directory directory;
    private final CountyClock clock;
    private final TodoList todos;
    private final Journal journal;
    private final PublicSide publicSide;

    MistakeDesk(MistakeRows rows, Directory directory, CountyClock clock, TodoList todos, Journal journal,
            PublicSide publicSide) {
        this.publicSide = publicSide;
        this.rows = rows;
        this.directory = directory;
        this.clock = clock;
        this.todos = todos;
        this.journal = journal;
    }

    /** Those of the person's units: open ones by their date, closed ones the last first. */
    @Transactional(readOnly = true)
    public KeyPage<Mistake> list(Actor actor, boolean open, @Nullable String key) {
        List<UnitPath> scopes = scopes(actor);
        String place = key != null && key.matches("n?\\d{1,18}~\\d{1,18}") ? key : "";
        boolean valid = !place.isEmpty();
        boolean backwards = place.startsWith("n");
        String[] parts = place.substring(backwards ? 1 : 0).split("~");
        long id = valid ? Long.parseLong(parts[1]) : open ? 0 : Long.MAX_VALUE;
        List<Mistake> found;
        if (open) {
            LocalDate due = valid ? day(parts[0]) : LocalDate.EPOCH;
            found = rows.open(scopes, due, id, backwards, PAGE + 1);
        } else {
            Instant at = valid ? moment(parts[0]) : Instant.parse("9999-01-01T00:00:00Z");
            found = rows.closed(scopes, at, id, backwards, PAGE + 1);
        }
        return backwards && found.size() < PAGE
                ? list(actor, open, null)
                : KeyPage.of(found, PAGE, backwards, valid, MistakeDesk::key, one -> one);
    }

    private static LocalDate day(String number) {
        return LocalDate.ofEpochDay(Math.min(Long.parseLong(number), 1_000_000));
    }

    private static Instant moment(String micros) {
        long number = Math.min(Long.parseLong(micros), 200_000_000_000_000_000L);
        return Instant.ofEpochSecond(number / 1_000_000, number % 1_000_000 * 1000);
    }

    private static String key(Mistake one) {
        Instant closed = one.closedAt();
        return (closed == null ? one.dueOn().toEpochDay() : PublicSide.keyOf(closed)) + "~" + one.id();
    }

    /** Since the beginning of the year. */
    @Transactional(readOnly = true)
    public Mistake.Figures figures(Actor actor) {
        LocalDate today = clock.today();
        return rows.figures(scopes(actor), today.withDayOfYear(1).atStartOfDay(clock.zone()).toInstant(), today);
    }

    @Transactional(readOnly = true)
    public Optional<Mistake.Sheet> find(Actor actor, long id) {
        return rows.find(id)
                .filter(mistake -> mine(actor, mistake).isEmpty())
                .map(mistake -> new Mistake.Sheet(mistake, steps(id), unitName(mistake.unit())));
    }

    private List<Mistake.Step> steps(long id) {
        return rows.steps(id).stream().map(step -> new Mistake.Step(switch (step.act()) {
            case "RECEIVED" -> "收到";
            case "PASSED_ON" -> "转交" + unitName(step.unit());
            case "CORRECTED" -> "已改正";
            default -> "核实无误";
        }, step.person() == 0
                ? "读者"
                : directory.person(new PersonId(step.person())).map(Person::name).orElse("（已不在册）"), step.at(),
                unitName(step.unit()), step.words())).toList();
    }

    private String unitName(UnitPath path) {
        return directory.unit(path.unit()).map(Unit::shortName).orElse("");
    }

    /** The page has been put right. */
    public Optional<Refusal> corrected(Actor actor, long id, String answer) {
        return close(actor, id, Mistake.State.CORRECTED, answer, "请写明改了什么，读者会看到这句话。");
    }

    /** The page is right as it is. */
    public Optional<Refusal> noMistake(Actor actor, long id, String answer) {
        return close(actor, id, Mistake.State.NO_MISTAKE, answer, "请写明为什么不改，读者会看到这句话。");
    }

    private Optional<Refusal> close(Actor actor, long id, Mistake.State state, String typed, String missing) {
        var found = rows.locked(id);
        var refusal = refusal(actor, found);
        if (refusal.isPresent() || found.isEmpty()) {
            return refusal;
        }
        String answer = PlainText.lines(typed).strip();
        if (PlainText.length(answer) < 2 || PlainText.length(answer) > LONGEST_ANSWER) {
            return Optional.of(new Refusal(PlainText.length(answer) < 2
                    ? missing
                    : "答复最多" + LONGEST_ANSWER + "个字，请缩短。"));
        }
        Instant now = clock.now();
        rows.close(id, state, answer, now, clock.today());
        rows.step(id, state.name(), actor.ref().id(), now, found.get().unit(), answer);
        todos.done("mistake:" + id, actor.ref());
        journal.record(actor.ref(), ContentAct.MISTAKE_CLOSED, new ObjectRef("mistake", id),
                Map.of("state", state.name(), "late", Boolean.toString(clock.today().isAfter(found.get().dueOn()))));
        return Optional.empty();
    }

    /** Another unit puts it right; the date stays, for the reader waits all the same. */
    public Optional<Refusal> passOn(Actor actor, long id, UnitPath unit, String words) {
        var found = rows.locked(id);
        var refusal = refusal(actor, found);
        if (refusal.isPresent() || found.isEmpty()) {
            return refusal;
        }
        Mistake mistake = found.get();
        if (directory.unit(unit.unit()).filter(known -> known.path().equals(unit)).isEmpty()) {
            return Optional.of(new Refusal("请选择转给哪个单位。"));
        }
        if (unit.equals(mistake.unit())) {
            return Optional.of(new Refusal("这一条本来就在" + unitName(unit) + "，请选择别的单位。"));
        }
        Instant now = clock.now();
        rows.passOn(id, unit);
        rows.step(id, "PASSED_ON", actor.ref().id(), now, unit, Acts.words(words));
        todos.add(MistakeBox.todo(id, mistake.pageTitle().isEmpty() ? mistake.page() : mistake.pageTitle(),
                mistake.wrong(), mistake.dueOn(), unit));
        journal.record(actor.ref(), ContentAct.MISTAKE_PASSED_ON, new ObjectRef("mistake", id),
                Map.of("unit", unit.value()));
        return Optional.empty();
    }

    @Transactional(readOnly = true)
    public TimeLimit limit() {
        return rows.limit();
    }

    /** Whether this person may say by when mistakes are dealt with. */
    public boolean maySetLimit(Actor actor) {
        return actor.mayEverywhere(ContentPermissions.MISTAKES);
    }

    /** Holds for what is reported from now on. */
    public Optional<Refusal> setLimit(Actor actor, String workingDays) {
        if (!maySetLimit(actor)) {
            return Optional.of(new Refusal("办理时限由全县的公开办编辑设定，您没有这个权限。"));
        }
        if (!workingDays.strip().matches("[1-9]|[1-2]\\d|30")) {
            return Optional.of(new Refusal("请填写1到30的整数，表示几个工作日。"));
        }
        rows.setLimit(TimeLimit.workingDays(Integer.parseInt(workingDays.strip())));
        journal.record(actor.ref(), ContentAct.MISTAKE_LIMIT_SET, new ObjectRef("mistake-limit", 1),
                Map.of("days", workingDays.strip()));
        publicSide.announce(Set.of(MistakeBox.LIMIT_TOKEN));
        return Optional.empty();
    }

    private static Optional<Refusal> refusal(Actor actor, Optional<Mistake> found) {
        if (found.isEmpty()) {
            return Optional.of(new Refusal("没有这条找错。"));
        }
        return mine(actor, found.get()).or(() -> Refusal.when(found.get().state() != Mistake.State.OPEN,
                "这一条已经办结（" + found.get().state().label() + "），不用再处理。"));
    }

    private static Optional<Refusal> mine(Actor actor, Mistake mistake) {
        return ContentRules.refusal(ContentAction.HANDLE_MISTAKE, actor, mistake.unit());
    }

    private static List<UnitPath> scopes(Actor actor) {
        return List.copyOf(actor.scopesOf(ContentPermissions.MISTAKES));
    }
}
