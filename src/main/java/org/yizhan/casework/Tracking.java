package org.yizhan.casework;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.DayWords;
import org.yizhan.calendar.DueDate;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.casework.flow.Marking;
import org.yizhan.identity.Caller;
import org.yizhan.identity.Guesses;
import org.yizhan.identity.Vault;
import org.yizhan.journal.Journal;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;
import org.yizhan.shared.web.TimelineStep;

/**
 * The writer's door to a case of any kind (查进度): with number and query code, or signed in as the writer. A wrong code and a number
 * that does not exist are answered alike and cost the same.
 */
@Component
public class Tracking {
    /** People mistype, and a village shares one address; 10^12 codes leave room for both. */
    private static final Guesses.Limit SOURCE = new Guesses.Limit("track-source", 60, Duration.ofHours(1),
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1)));
    private static final Guesses.Limit NUMBER = new Guesses.Limit("track-number", 20, Duration.ofHours(1),
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1)));
    private static final Refusal WRONG = new Refusal("编号或查询码不对。请对照提交后显示的编号和 12 位查询码，一起核对。");

    private final CaseRows rows;
    private final CaseLog log;
    private final RunningLimits running;
    private final Kinds kinds;
    private final ActRules actRules;
    private final CaseReading reading;
    private final MergedAnswers merged;
    private final CaseFiles files;
    private final WriterWords words;
    private final Clockwork clockwork;
    private final Guesses guesses;
    private final Vault vault;
    private final Journal journal;
    private final DayWords dayWords;
    private final CountyClock clock;

    Tracking(CaseRows rows, CaseLog log, RunningLimits running, Kinds kinds, ActRules actRules, CaseReading reading,
            MergedAnswers merged, CaseFiles files,
            WriterWords words,
            Clockwork clockwork, Guesses guesses, Vault vault, Journal journal, DayWords dayWords, CountyClock clock) {
        this.rows = rows;
        this.log = log;
        this.running = running;
        this.kinds = kinds;
        this.actRules = actRules;
        this.reading = reading;
        this.merged = merged;
        this.files = files;
        this.words = words;
        this.clockwork = clockwork;
        this.guesses = guesses;
        this.vault = vault;
        this.journal = journal;
        this.dayWords = dayWords;
        this.clock = clock;
    }

    /** The answer to number and code. */
    public sealed interface Look {
        record Found(CaseView view) implements Look {}

        record Refused(Refusal why) implements Look {}
    }

    /** In no transaction: guesses are counted in their own, and nobody holds two connections. */
    public Look look(String typedNumber, String typedCode, Caller caller) {
        String number = plain(typedNumber).toUpperCase(Locale.ROOT);
        String code = plain(typedCode);
        String source = vault.digest("track", caller.source());
        Guesses.Leave leave = guesses.take(SOURCE, source);
        if (!leave.isPaused() && number.matches("[A-Z]{1,6}[0-9]{8}-[0-9]{1,9}")) {
            leave = guesses.take(NUMBER, number);
        }
        Instant until = leave.pausedUntil();
        if (until != null) {
            return new Look.Refused(new Refusal("试得太多了，请在 "
                    + Dates.minute(clock.local(until.plusSeconds(59))) + " 以后再查。查询码在提交后的页面和发给您的消息里。"));
        }
        Optional<CaseView> found = rows.byNumber(number);
        byte[] right = found.map(CaseView::code).orElse("no such case").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(right, code.getBytes(StandardCharsets.UTF_8)) || found.isEmpty()) {
            return new Look.Refused(WRONG);
        }
        guesses.takeBack(SOURCE.scope(), source);
        guesses.takeBack(NUMBER.scope(), number);
        journal.record(ActorRef.VISITOR, CaseworkAct.TRACKED, found.get().id().ref(), Map.of());
        return new Look.Found(found.get());
    }

    /** As people copy it: with blanks, with wide digits, with the strokes of 4821-9037-1160. */
    private static String plain(String typed) {
        String narrow = Normalizer.normalize(typed.length() > 60 ? typed.substring(0, 60) : typed,
                Normalizer.Form.NFKC).replaceAll("[\\s\\p{Cf}]", "");
        return narrow.matches("[0-9-]+") ? narrow.replace("-", "") : narrow;
    }

    public Optional<CaseView> find(CaseId id) {
        return rows.find(id);
    }

    /** For whoever wrote it and is signed in. */
    public Optional<CaseView> own(ActorRef who, String number) {
        return rows.byNumber(number).filter(view -> kinds.of(view.kind()).isWriter(who, view));
    }

    /** Whoever asks has shown the code, or is the writer. */
    public WriterView view(CaseView view) {
        CaseKind kind = kinds.of(view.kind());
        List<PastEvent> events = log.of(view.id());
        var file = new CaseFile(view, 0, Marking.EMPTY, List.of());
        var possible = new ArrayList<CaseAction>();
        var barred = new EnumMap<CaseAction, Refusal>(CaseAction.class);
        for (CaseAct act : trials()) {
            if (!act.action().isPossibleIn(view.state()) || hasNoAnswer(act, view)) {
                continue;
            }
            Optional<Refusal> why = actRules
                    .whyNot(kind, file, act, new Handling.Hand(ActorRef.VISITOR, null, null), clock.now())
                    .or(() -> kind.objections(view, act).stream().findFirst());
            if (why.isPresent()) {
                barred.put(act.action(), why.get());
            } else {
                possible.add(act.action());
            }
        }
        WriterView.Supplement supplement = words.supplement(view, events)
                .map(past -> new WriterView.Supplement(WriterWords.asked(past).until(),
                        Objects.requireNonNullElse(past.words(), "")))
                .orElse(null);
        List<WriterView.Answer> shared = merged.of(view).stream().map(one -> answer(one, true)).toList();
        var answers = new ArrayList<>(shared);
        reading.sent(view.id()).forEach(reply -> answers.add(answer(reply, false)));
        var history = new ArrayList<>(words.history(view, kind, events));
        if (isMerged(view)) {
            shared.forEach(one -> history.add(new TimelineStep(one.when(), "已经一并答复", null, null,
                    TimelineStep.Mark.DONE)));
        }
        WriterView.Owed owed = owed(view, events);
        LocalDate promised = owed == null && view.state().isOpen() && view.waits() == null
                ? kind.promised(view).orElse(null)
                : null;
        return new WriterView(view.id(), view.number(), kind.label(), view.title(),
                isMerged(view) && !shared.isEmpty()
                        ? "已经与同一事项的另一件" + kind.label() + "一并答复"
                        : kind.standing(view).orElseGet(() -> state(view, kind)),
                view.lead() == null || view.guarded() ? "" : words.unit(view, view.lead()), kind.asked(view),
                owed, promised, supplement, history, answers, kind.papers(view), takenOut(events),
                files.of(view.id()).stream().filter(CaseFiles.Line::open).toList(), kind.course(view), possible,
                barred);
    }

    private static boolean isMerged(CaseView view) {
        return CaseFile.MERGED.equals(view.outcome());
    }

    private WriterView.Answer answer(Replies.Reply reply, boolean shared) {
        return new WriterView.Answer(Dates.minute(clock.local(Objects.requireNonNull(reply.sentAt()))), reply.text(),
                shared);
    }

    private List<WriterView.TakenOut> takenOut(List<PastEvent> events) {
        return events.stream()
                .flatMap(past -> past.event() instanceof CaseEvent.Split split
                        ? rows.find(split.into()).stream()
                        : Stream.empty())
                .map(made -> new WriterView.TakenOut(made.number(), made.code(), made.title()))
                .toList();
    }

    /** What a writer may do, each as it would be done, to hear whether it could be. */
    private static List<CaseAct> trials() {
        return List.of(new CaseAct.AddMaterial("…", List.of()), new CaseAct.UrgeAsWriter(),
                new CaseAct.Rate(null, 3, ""),
                new CaseAct.AskAgain("…"), new CaseAct.Withdraw(""));
    }

    private static boolean hasNoAnswer(CaseAct act, CaseView view) {
        return act instanceof CaseAct.Rate && view.answeredAt() == null;
    }

    private String state(CaseView view, CaseKind kind) {
        String what = kind.label();
        if (view.waits() == CaseView.Wait.SUPPLEMENT) {
            return "等您补充材料，收到以后继续办理";
        }
        return switch (view.state()) {
            case SUBMITTED -> "已经收到，正在审核是否受理、由哪个单位办理";
            case ACCEPTED -> "已经受理，正在确定承办单位";
            case HANDLING -> view.waits() == CaseView.Wait.SUSPENDED ? "正在办理，办理期限暂停计算" : "正在办理";
            case ANSWERED -> "已经答复您";
            case CLOSED -> view.answeredAt() != null ? "已经答复您" : ended(view, what);
            case REFUSED -> "不予受理，理由见办理经过";
            case WITHDRAWN -> "您已经撤回";
        };
    }

    private static String ended(CaseView view, String what) {
        return switch (String.valueOf(view.outcome())) {
            case "transferred" -> "已转交其他渠道办理，由那里答复您";
            case "merged" -> "与同一事项的另一件" + what + "一并办理";
            default -> "已经办结";
        };
    }

    /** Of what runs for the whole case, what ends first. */
    private WriterView.@Nullable Owed owed(CaseView view, List<PastEvent> events) {
        if (!view.state().isOpen()) {
            return null;
        }
        return running.of(view.id())
                .stream()
                .filter(limit -> limit.isOpen() && limit.isOfTheCase() && limit.deadline() != null)
                .min(Comparator.comparing((Running limit) -> Objects.requireNonNull(limit.deadline())))
                .map(limit -> owed(limit, events))
                .orElse(null);
    }

    private WriterView.Owed owed(Running limit, List<PastEvent> events) {
        LocalDate due = clockwork.dueDay(Objects.requireNonNull(limit.deadline()));
        LocalDate from = clock.local(limit.begunAt()).toLocalDate();
        LimitRule rule = limit.rule();
        List<DueDate.Day> days;
        try {
            days = clockwork.reckon(rule, limit.begunAt(), limit.beginning(), events).days();
        } catch (YearNotLoaded e) {
            days = List.of();
        }
        return new WriterView.Owed(rule.name(), rule.basis(), rule.term().words(), from, dayWords.due(due), days);
    }

    /** The paper of this case that its writer may fetch. */
    public Optional<byte[]> paper(CaseView view, long paper) {
        return kinds.of(view.kind()).printed(view, paper);
    }

    /** The attachment of this case that its writer may fetch. */
    public Optional<CaseFiles.Line> file(CaseId id, long file) {
        return Stream.of(id)
                .flatMap(one -> files.of(one).stream())
                .filter(line -> line.open() && line.file() == file)
                .findFirst();
    }
}
