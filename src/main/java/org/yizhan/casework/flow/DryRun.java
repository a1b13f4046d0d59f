package org.yizhan.casework.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/** Plays a past case on another version of its process (试运行) and says where it would have gone another way. */
public final class DryRun {
    private DryRun() {}

    /** What happened in a past case, as far as the flow is concerned. */
    public sealed interface Act {
        /** As they were known at that moment. */
        Facts facts();

        /** @param whom whose instance it was, when several did the task */
        record Did(String task, @Nullable String whom, String action, Facts facts) implements Act {}

        record Returned(String task, @Nullable String whom, String to, Facts facts) implements Act {}

        record Jumped(String to, Facts facts) implements Act {}

        record Added(String task, String whom, Facts facts) implements Act {}

        record Removed(String task, String whom, Facts facts) implements Act {}
    }

    public sealed interface Result {
        record Same() implements Result {}

        /**
         * The first act after which it stands elsewhere.
         *
         * @param act its number from 1; 0 is the start
         * @param was where it went, in words
         * @param now where it would go
         */
        record Differs(int act, List<String> was, List<String> now) implements Result {}

        /** The first act that the other version does not allow. */
        record Stuck(int act, String reason) implements Result {}

        /** What is recorded cannot have happened under the version of the case either; says nothing about the other one. */
        record Unknown(int act, String reason) implements Result {}
    }

    public static Result play(CaseProcess was, CaseProcess now, Vocabulary words, Facts atStart, List<Act> acts) {
        Track before = new Track(was, was, words);
        Track after = new Track(now, was, words);
        before.take(before.flow.start(atStart));
        after.take(after.flow.start(atStart));
        for (int number = 0; number <= acts.size(); number++) {
            if (number > 0) {
                Act act = acts.get(number - 1);
                Optional<String> lost = before.play(act);
                if (lost.isPresent()) {
                    return new Result.Unknown(number, lost.get());
                }
                Optional<String> stuck = after.play(act);
                if (stuck.isPresent()) {
                    return new Result.Stuck(number, stuck.get());
                }
            }
            if (!before.place().equals(after.place())) {
                return new Result.Differs(number, before.words(), after.words());
            }
        }
        return new Result.Same();
    }

    private static final class Track {
        private final CaseProcess process;
        private final CaseProcess was;
        private final Vocabulary words;
        private final Flow flow;
        private Marking marking = Marking.EMPTY;
        private String outcome = "";

        Track(CaseProcess process, CaseProcess was, Vocabulary words) {
            this.process = process;
            this.was = was;
            this.words = words;
            this.flow = new Flow(process, new AtomicLong()::incrementAndGet);
        }

        Optional<String> play(Act act) {
            return switch (act) {
                case Act.Did did -> {
                    Optional<Token> token = at(did.task(), did.whom());
                    if (token.isEmpty()) {
                        yield Optional.of(notThere(did.task()));
                    }
                    TaskNode task = process.taskOf(token.get());
                    if (!task.actions().contains(did.action())) {
                        yield Optional.of("环节“" + task.name() + "”不能做“" + words.action(did.action()) + "”");
                    }
                    yield task.completing().contains(did.action())
                            ? take(flow.complete(marking, token.get().id(), did.action(), did.facts()))
                            : Optional.empty();
                }
                case Act.Returned back -> at(back.task(), back.whom())
                        .map(token -> take(flow.returnTo(marking, token.id(), back.to(), back.facts())))
                        .orElseGet(() -> Optional.of(notThere(back.task())));
                case Act.Jumped jumped -> take(flow.jump(marking, jumped.to(), jumped.facts()));
                case Act.Added added -> take(flow.addSigner(marking, added.task(), added.whom(), added.facts()));
                case Act.Removed removed -> marking.at(removed.task())
                        .stream()
                        .filter(token -> removed.whom().equals(token.whom()))
                        .findFirst()
                        .map(token -> take(flow.removeSigner(marking, token.id(), removed.facts())))
                        .orElseGet(() -> Optional.of(notThere(removed.task())));
            };
        }

        Optional<String> take(Move move) {
            return switch (move) {
                case Move.Barred barred -> Optional.of(barred.refusal().text());
                case Move.Step step -> {
                    marking = step.after();
                    outcome = step.outcome().orElse("");
                    yield Optional.empty();
                }
            };
        }

        private Optional<Token> at(String task, @Nullable String whom) {
            return marking.open()
                    .stream()
                    .filter(token -> token.node().equals(task) && (whom == null || whom.equals(token.whom())))
                    .findFirst();
        }

        private String notThere(String task) {
            return process.task(task).isPresent()
                    ? "此时不在“" + process.graph().nameOf(task) + "”"
                    : "没有“" + was.graph().nameOf(task) + "”这个环节";
        }

        List<String> place() {
            List<String> place = new ArrayList<>(
                    marking.open().stream().map(token -> token.node() + " " + token.whom()).sorted().toList());
            place.add(outcome);
            return place;
        }

        List<String> words() {
            return marking.isEmpty()
                    ? List.of(outcome.isEmpty() ? "已结束" : "结束：" + words.outcomes().getOrDefault(outcome, outcome))
                    : marking.open()
                            .stream()
                            .map(token -> process.taskOf(token).name()
                                    + (token.whom() == null ? "" : "（" + token.whom() + "）"))
                            .toList();
        }
    }
}
