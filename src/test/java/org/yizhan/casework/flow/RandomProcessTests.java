package org.yizhan.casework.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Processes by chance, sound by the way they are made or spoilt on purpose. The seed is in the name of the test. */
class RandomProcessTests {
    private static final List<String> UNITS = List.of("甲", "乙", "丙", "丁");

    static Stream<Long> seeds() {
        long fresh = System.nanoTime();
        return LongStream.concat(LongStream.range(0, 40), LongStream.range(fresh, fresh + 10)).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void soundProcessIsReadAndPlayedToItsEndWhateverPeopleDo(long seed) {
        Random random = new Random(seed);
        CaseProcess process = new Maker(random).make().process();
        for (int game = 0; game < 5; game++) {
            playedToTheEnd(process, random);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void sameActsGiveTheSameTokensAndARowHoldsAToken(long seed) {
        Random random = new Random(seed);
        CaseProcess process = new Maker(random).make().process();
        List<BiFunction<Flow, Marking, Move>> acts = new ArrayList<>();
        Marking played = play(process, random, acts, 30);
        Flow again = new Flow(process, new AtomicLong()::incrementAndGet);
        Marking marking = Marking.EMPTY;
        for (BiFunction<Flow, Marking, Move> act : acts) {
            if (act.apply(again, fromRows(rows(marking))) instanceof Move.Step step) {
                marking = step.after();
            }
        }
        assertThat(marking).isEqualTo(played);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void spoiltProcessIsRefusedOrStillComesToItsEnd(long seed) {
        Random random = new Random(seed);
        Drawn drawn = new Maker(random).make();
        spoil(drawn, random);
        switch (drawn.read()) {
            case Read.Sound sound -> {
                for (int game = 0; game < 5; game++) {
                    playedToTheEnd(sound.process(), random);
                }
            }
            case Read.Refused refused -> {
                assertThat(refused.faults()).isNotEmpty();
                assertThat(refused.faults()).as("each names an element, or the line that is there twice or not at all")
                        .allMatch(fault -> !fault.element().isEmpty()
                                || fault.text().matches("第\\d+行不符合 BPMN 2.0 的格式：\\w+-\\w+"));
            }
        }
    }

    /** Anything that people can do for a while, then only completing. */
    private static void playedToTheEnd(CaseProcess process, Random random) {
        List<BiFunction<Flow, Marking, Move>> acts = new ArrayList<>();
        Marking marking = play(process, random, acts, 25);
        Flow flow = new Flow(process, new AtomicLong(1_000_000)::incrementAndGet);
        for (int left = 3000; !marking.isEmpty(); left--) {
            assertThat(left).as("comes to its end").isPositive();
            List<Token> open = marking.open();
            assertThat(open).as("somebody can act in " + marking).isNotEmpty();
            Token token = open.get(random.nextInt(open.size()));
            List<String> forward = process.taskOf(token)
                    .completing()
                    .stream()
                    .filter(action -> !process.taskOf(token).back().containsKey(action))
                    .sorted()
                    .toList();
            Move.Step step = (Move.Step) flow.complete(marking, token.id(), any(forward, random), facts(random));
            marking = checked(process, marking, step);
            assertThat(step.outcome().isPresent()).isEqualTo(marking.isEmpty());
        }
    }

    private static Marking play(CaseProcess process, Random random, List<BiFunction<Flow, Marking, Move>> acts,
            int most) {
        Flow flow = new Flow(process, new AtomicLong()::incrementAndGet);
        Facts first = facts(random);
        acts.add((played, marking) -> played.start(first));
        Marking marking = checked(process, Marking.EMPTY, flow.start(first));
        for (int number = 0; number < most && !marking.isEmpty(); number++) {
            BiFunction<Flow, Marking, Move> act = act(process, marking, random);
            acts.add(act);
            if (act.apply(flow, marking) instanceof Move.Step step) {
                marking = checked(process, marking, step);
            }
        }
        return marking;
    }

    private static BiFunction<Flow, Marking, Move> act(CaseProcess process, Marking marking, Random random) {
        Facts facts = facts(random);
        Token token = any(marking.open(), random);
        TaskNode task = process.taskOf(token);
        List<TaskNode> before = process.before(task.id());
        return switch (random.nextInt(12)) {
            case 0 -> {
                String target = any(process.tasks(), random).id();
                yield (flow, now) -> flow.jump(now, target, facts);
            }
            case 1, 2 -> {
                String target = before.isEmpty() ? task.id() : any(before, random).id();
                yield (flow, now) -> flow.returnTo(now, token.id(), target, facts);
            }
            case 3 -> {
                String whom = any(List.of("戊", "己", "甲"), random);
                yield (flow, now) -> flow.addSigner(now, task.id(), whom, facts);
            }
            case 4 -> {
                long removed = any(marking.tokens(), random).id();
                yield (flow, now) -> flow.removeSigner(now, removed, facts);
            }
            default -> {
                String action = any(task.completing().stream().sorted().toList(), random);
                yield (flow, now) -> flow.complete(now, token.id(), action, facts);
            }
        };
    }

    private static Marking checked(CaseProcess process, Marking before, Move.Step step) {
        assertThat(Flow.carry(process, step.after(), process)).as("stands where the process can stand").isEmpty();
        List<Token> expected = new ArrayList<>(before.tokens());
        assertThat(expected.removeAll(step.ended()) || step.ended().isEmpty()).isTrue();
        expected.addAll(step.begun());
        assertThat(new Marking(expected)).as("what began and ended adds up").isEqualTo(step.after());
        return step.after();
    }

    private static Facts facts(Random random) {
        return Facts.of(Map.of(
                "amount", random.nextInt(20),
                "urgent", random.nextBoolean(),
                "units", UNITS.subList(0, random.nextInt(UNITS.size() + 1))));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<String> rows(Marking marking) {
        return marking.tokens()
                .stream()
                .map(token -> Stream
                        .of(token.id(), token.node(), token.where(), token.via(), token.index(), token.whom())
                        .map(String::valueOf)
                        .collect(Collectors.joining("|")))
                .toList();
    }

    private static Marking fromRows(List<String> rows) {
        return new Marking(rows.stream()
                .map(row -> row.split("\\|"))
                .map(row -> new Token(
                        Long.parseLong(row[0]),
                        row[1],
                        Token.Where.valueOf(row[2]),
                        row[3].equals("null") ? null : row[3],
                        Integer.parseInt(row[4]),
                        row[5].equals("null") ? null : row[5]))
                .toList());
    }

    private static void spoil(Drawn drawn, Random random) {
        List<String[]> lines = drawn.lines();
        List<String> nodes = lines.stream().map(line -> line[1]).distinct().toList();
        for (int times = 1 + random.nextInt(2); times > 0; times--) {
            String[] line = lines.get(random.nextInt(lines.size()));
            switch (random.nextInt(3)) {
                case 0 -> line[1] = any(nodes, random);
                case 1 -> lines.remove(line);
                default -> {
                    if (lines.stream().noneMatch(one -> one[0].equals(line[0]) && one[1].equals(nodes.getFirst()))) {
                        lines.add(new String[]{line[0], nodes.getFirst(), null});
                    }
                }
            }
        }
    }

    /** Puts pieces together that each have one way in and one way out. */
    private static final class Maker {
        private final Random random;
        private final Drawn drawn = new Drawn();
        private int number;

        Maker(Random random) {
            this.random = random;
        }

        Drawn make() {
            drawn.start("start").end("end");
            String[] body = piece(3);
            drawn.line("start", body[0]).line(body[1], "end");
            return drawn;
        }

        private String[] piece(int depth) {
            return switch (depth == 0 ? 0 : random.nextInt(7)) {
                case 1 -> many();
                case 2, 3 -> chain(depth);
                case 4 -> choice(depth);
                case 5 -> parallel(depth);
                case 6 -> loop(depth);
                default -> task();
            };
        }

        private String[] task() {
            String id = "t" + number++;
            drawn.task(id);
            return new String[]{id, id};
        }

        private String[] many() {
            String id = "m" + number++;
            drawn.many(id, "isSequential=\"%s\" yizhan:finish=\"%s\" yizhan:veto=\"%s\""
                    .formatted(random.nextBoolean(), any(List.of("all", "any", "2", "3"), random),
                            any(List.of("", "reject"), random)));
            return new String[]{id, id};
        }

        private String[] chain(int depth) {
            String[] first = piece(depth - 1);
            String[] second = piece(depth - 1);
            if (random.nextInt(4) > 0) {
                drawn.line(first[1], second[0]);
            } else {
                String hook = "h" + number++;
                drawn.hook(hook).line(first[1], hook).line(hook, second[0]);
            }
            return new String[]{first[0], second[1]};
        }

        private String[] choice(int depth) {
            String open = "c" + number++;
            String close = "d" + number++;
            drawn.element(close, "<exclusiveGateway id=\"" + close + "\"/>");
            String[] otherwise = piece(depth - 1);
            drawn.choice(open, otherwise[0]).line(open, otherwise[0]).line(otherwise[1], close);
            for (int way = 1 + random.nextInt(2); way > 0; way--) {
                String[] piece = piece(depth - 1);
                drawn.line(open, piece[0], any(List.of("amount > 10", "urgent", "units is empty"), random))
                        .line(piece[1], close);
            }
            return new String[]{open, close};
        }

        private String[] parallel(int depth) {
            String open = "s" + number++;
            String close = "j" + number++;
            drawn.parallel(open).parallel(close);
            for (int branch = 2 + random.nextInt(2); branch > 0; branch--) {
                String[] piece = piece(depth - 1);
                drawn.line(open, piece[0]).line(piece[1], close);
            }
            return new String[]{open, close};
        }

        /** A task at its head stops the circle. */
        private String[] loop(int depth) {
            String[] head = task();
            String[] body = piece(depth - 1);
            String again = "c" + number++;
            String out = "d" + number++;
            drawn.element(out, "<exclusiveGateway id=\"" + out + "\"/>");
            drawn.line(head[1], body[0])
                    .choice(again, out)
                    .line(body[1], again)
                    .line(again, out)
                    .line(again, head[0], "urgent");
            return new String[]{head[0], out};
        }
    }
}
