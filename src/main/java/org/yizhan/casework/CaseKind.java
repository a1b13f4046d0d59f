package org.yizhan.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.calendar.Limit;
import org.yizhan.casework.flow.Facts;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * A kind of case (办件类型), as a bean of the module that knows it. It tells the engine what it needs; the engine never asks which
 * kind it holds. What only this kind knows is kept in the kind's own tables, by the id of the case.
 */
public interface CaseKind {
    /** Stable code: {@code letter}. */
    String code();

    /** What people call one: 来信. */
    String label();

    /** What people call whoever it comes from: 来信人. */
    default String writerWord() {
        return "来件人";
    }

    /** What people call doing this with one of its cases: 下达 where others are 转办. */
    default String word(CaseAction action) {
        return action.label();
    }

    /** What people call it as it stands: a kind that nobody hands in does not wait to be accepted. */
    default String stateWord(CaseView view) {
        return stateWord(view.state());
    }

    /** What people call the state of any of its cases, as where they choose among states. */
    default String stateWord(CaseState state) {
        return state.label();
    }

    /** The states in which one of its cases can be, in the order in which it goes through them. */
    default Set<CaseState> states() {
        return EnumSet.allOf(CaseState.class);
    }

    /** What people call its coming into being: 收到, or 拟出 where the office itself draws it up. */
    default String beginningWord() {
        return "收到";
    }

    /** Whether this makes sense for one of its cases as it stands, whoever asks; what the process has no place for is not asked here. */
    default boolean takes(CaseAction action, CaseView view) {
        return true;
    }

    /** What its numbers begin with, before the day: {@code XJ}. */
    String prefix();

    /** The permission that gives this power over cases of this kind; never asked for {@link Power#WRITER}. */
    String permission(Power power);

    /** What its processes may speak of. */
    Vocabulary vocabulary();

    /** What the office begins with and may change afterwards. */
    Shipped shipped();

    /** The step at which a case of this kind goes on when it is opened again. */
    String reopensAt();

    /** How often a unit may return one before it is decided for it. */
    default int mostReturns() {
        return 2;
    }

    /** How often the writer may have one handled again. */
    default int mostReopenings() {
        return 2;
    }

    /** After so many working days the writer may urge again. */
    default int daysBetweenUrges() {
        return 3;
    }

    /** Whether a rating is so bad that the case is handled again at once. */
    default boolean bringsBack(CaseView view, CaseEvent.Rated rated) {
        return false;
    }

    /**
     * How long a case has for what a rule is about, counted from that day; the rule's own term unless the kind gives each case its own
     * (ADR 0134).
     *
     * @return empty when the rule does not concern this case
     */
    default Optional<Limit> term(CaseView view, LimitRule rule, LocalDate from) {
        return Optional.of(rule.term());
    }

    /** By which of its classes a case has its limits (ADR 0150): its own unless the kind tells them apart otherwise, as by urgency. */
    default String limitClass(CaseView view) {
        return view.clazz();
    }

    /** The classes that limits may be for, with what people call them. */
    default Map<String, String> limitClasses() {
        return labels().classes();
    }

    /**
     * From when a limit counts that begins now; an earlier moment where what counts is when something came and not when it was entered
     * (ADR 0155). Asked again of a limit that runs, with when it began, when the kind has learnt more ({@link CaseDesk#recount}).
     */
    default Instant countsFrom(CaseView view, LimitRule rule, Instant now) {
        return now;
    }

    /** By which of its days a case is counted in figures (ADR 0181). */
    default CountedBy countedBy() {
        return CountedBy.RECEIVED;
    }

    /** Whether limits count anew and do not merely go on when this wait ends: what was waited for was owed by the writer (ADR 0155). */
    default boolean countsAnew(CaseView suspended) {
        return false;
    }

    /** Outcomes with which the office may end the case as it stands, without an answer (ADR 0156); codes of the vocabulary. */
    default List<String> endings(CaseView view) {
        return List.of();
    }

    /** What conditions of its processes may ask for, beyond what every case has. */
    default Facts facts(CaseView view) {
        return Facts.NONE;
    }

    /** A reason of this kind's own why this cannot be done now. */
    default List<Refusal> objections(CaseView view, CaseAct act) {
        return List.of();
    }

    /** Something that the process lets the kind do, in the transaction of the act; {@code view} shows the case as it is now. */
    default void hook(String name, CaseView view) {
        throw new IllegalArgumentException("no hook " + name);
    }

    /** After each act, in its transaction: notices, figures, what is public. */
    default void acted(CaseView view, List<PastEvent> events) {}

    /** What its codes are called, in the order in which people choose them. */
    default CaseLabels labels() {
        return CaseLabels.NONE;
    }

    /** What only this kind knows of the case; with {@link CaseOracle.Sight#WITHOUT_WRITER} nothing that tells who wrote it. */
    default CaseFace face(CaseView view, CaseOracle.Sight sight) {
        return CaseFace.NONE;
    }

    /** Who wrote it; shown only after a reason was given, which the journal keeps, where the case is guarded or hides it from watchers. */
    default List<CaseFace.Line> writer(CaseView view) {
        return List.of();
    }

    /**
     * Whether who merely sees a case, without any power over it, learns who wrote it only for a reason that is kept, as of a guarded one
     * (ADR 0177).
     */
    default boolean hidesWriterFromWatchers() {
        return false;
    }

    /** For whom a case like this probably is, the likeliest first, a few at most. */
    default List<Suggestion> suggestUnits(CaseView view) {
        return List.of();
    }

    /** What a case like this is probably about: a code of its subjects. */
    default Optional<String> suggestSubject(CaseView view) {
        return Optional.empty();
    }

    /** Other cases that read like this one, in the order of their ids, from after that one on; never guarded ones. */
    default List<CaseId> alike(CaseView view, long after, int most) {
        return List.of();
    }

    /** What speaks against this answer; somebody may let it pass who says why. */
    default List<ReplyFinding> check(CaseView view, String reply) {
        return List.of();
    }

    /** A page of this kind's own where this is done, instead of the form that every kind has; null for that form. */
    default @Nullable String pageFor(CaseAction action, CaseView view) {
        return null;
    }

    /** By when the writer of an open case may expect an answer while no limit of the case runs; empty where nothing is promised. */
    default Optional<LocalDate> promised(CaseView view) {
        return Optional.empty();
    }

    /** Whether this is the one who wrote it, being signed in; whoever knows the query code need not be. */
    default boolean isWriter(ActorRef who, CaseView view) {
        return false;
    }

    /** Where the case stands, in a sentence for its writer that says what comes next; empty where the words for all kinds will do. */
    default Optional<String> standing(CaseView view) {
        return Optional.empty();
    }

    /** How the date of the case came about, and what its writer can do now; nothing where the words for all kinds will do. */
    default WriterCourse course(CaseView view) {
        return WriterCourse.NONE;
    }

    /** Papers addressed to the writer, who may fetch them; the oldest first. */
    default List<WriterPaper> papers(CaseView view) {
        return List.of();
    }

    /** One of those papers as PDF. */
    default Optional<byte[]> printed(CaseView view, long paper) {
        return Optional.empty();
    }

    /** What was asked, in the writer's own words, for the writer's own page; empty for a kind that people do not write. */
    default String asked(CaseView view) {
        return "";
    }

    /**
     * The answer to a case as the writers of those that were merged into it read it: without what tells who wrote this one.
     *
     * @return empty where nothing of it is told
     */
    default String shared(CaseView view, String answer) {
        return "";
    }

    /**
     * A text about the case as people may read it who are not to know who wrote it, such as readers of a digest.
     *
     * @return empty where the kind cannot tell what would have to be left out
     */
    default String masked(CaseView view, String text) {
        return "";
    }

    /** What was just answered to {@code main} answers this one too, which was merged into it; safe to repeat. */
    default void answeredWith(CaseView merged, CaseView main, Replies.Reply reply) {}

    /** Whether a matter can be taken out of one into a case of its own. */
    default boolean canBeSplit() {
        return false;
    }

    /** Writes what only the kind keeps of a case that was taken out of another, in the transaction of the act. */
    default void takenOut(CaseView from, CaseView made, String matter) {}

    /** A limit has reached a stage; said once for each. What follows from its mere passing is done here ({@link CaseDesk#actAsProgram}). */
    default void warned(CaseView view, LimitWarning warning) {}

    /**
     * @param why what speaks for the unit, in a few words
     * @param sure whether it can be no other
     */
    record Suggestion(UnitPath unit, String why, boolean sure) {
        public Suggestion(UnitPath unit, String why) {
            this(unit, why, false);
        }
    }

    /**
     * Something that the reply check found.
     *
     * @param code stable, kept with the answer when somebody lets it pass
     * @param stops whether somebody has to let it pass; otherwise it is said and no more
     * @param text what is wrong and how to mend it
     */
    record ReplyFinding(String code, boolean stops, String text) {}

    /** @param number as it stands on the paper; empty when it has none */
    record WriterPaper(long id, String title, String number, LocalDate day) {}

    /** Rows that are there when the kind is used for the first time. */
    record Shipped(List<NewLimitRule> limits, List<Ground> grounds, String process) {
        public Shipped {
            limits = List.copyOf(limits);
            grounds = List.copyOf(grounds);
        }
    }

    /**
     * A rule as it is written: see {@link LimitRule}.
     *
     * @param begins codes of events, comma between; empty for a limit of a step
     */
    record NewLimitRule(String code, String name, LimitNature nature, String clazz, String begins, String ends,
            String term,
            boolean stops, int extensions, int extensionMost, List<Integer> warnings, String basis) {}

    /** @param text as people choose it and the writer reads it */
    record Ground(Purpose purpose, String text, String basis) {
        public enum Purpose {
            REFUSE("不予受理的理由"), RETURN("退办的理由"), SUSPEND("中止计时的理由"), TRANSFER("其他渠道");

            private final String label;

            Purpose(String label) {
                this.label = label;
            }

            public String label() {
                return label;
            }
        }
    }
}
