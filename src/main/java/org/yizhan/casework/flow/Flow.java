package org.yizhan.casework.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.Refusal;

/**
 * Plays a process (流转): what an act changes in the place where a case stands. Every operation is a pure function of the process,
 * the marking, the facts and the ids it draws; nothing is kept here.
 *
 * @param ids numbers for new tokens, each once
 */
public record Flow(CaseProcess process, LongSupplier ids) {
    /** More lines than a step of a checked process can go along. */
    private static final int LONGEST = 10_000;

    /** A new case: from the start event on. */
    public Move.Step start(Facts facts) {
        Walk walk = new Walk(Marking.EMPTY, facts);
        walk.go(process.graph().start());
        return walk.step();
    }

    /** Somebody does an action that ends his task or leads back; other actions do not concern the flow. */
    public Move complete(Marking marking, long token, String action, Facts facts) {
        Token done = marking.token(token).filter(Token::isOpen).orElse(null);
        if (done == null) {
            return Move.barred("该环节已经办结或已经收回，请刷新后查看最新情况");
        }
        TaskNode task = process.taskOf(done);
        if (!task.completing().contains(action)) {
            return Move.barred("环节“" + task.name() + "”不能以这个动作办结");
        }
        Walk walk = new Walk(marking, facts.with(Vocabulary.ACTION, action));
        String back = task.back().get(action);
        if (back != null) {
            walk.replace(done, back);
        } else {
            walk.complete(done, task, action);
        }
        return walk.step();
    }

    /** Back to a task of {@link CaseProcess#before}; whatever else was opened since then ends as well. */
    public Move returnTo(Marking marking, long token, String earlier, Facts facts) {
        Token from = marking.token(token).filter(Token::isOpen).orElse(null);
        if (from == null) {
            return Move.barred("该环节已经办结或已经收回，请刷新后查看最新情况");
        }
        if (process.before(from.node()).stream().noneMatch(task -> task.id().equals(earlier))) {
            return Move.barred("不能从“" + name(from.node()) + "”退回到“" + name(earlier) + "”");
        }
        Walk walk = new Walk(marking, facts);
        walk.replace(from, earlier);
        return walk.step();
    }

    /**
     * A privileged person sets the case to a task, wherever it stands, or opens one again that has ended. What would run beside
     * that task counts as done.
     */
    public Move jump(Marking marking, String task, Facts facts) {
        if (process.task(task).isEmpty()) {
            return Move.barred("流程中没有要去的环节");
        }
        Walk walk = new Walk(marking, facts);
        marking.tokens().forEach(walk::end);
        walk.put(List.of(), task);
        return walk.step();
    }

    /**
     * One more instance (加签) at a task that several do; when it is done in turn, as the last. In a parallel part also when all of them
     * have done it, or nobody had to, as long as the other branches are waited for.
     */
    public Move addSigner(Marking marking, String task, String whom, Facts facts) {
        TaskNode.Many many = process.task(task).map(TaskNode::many).orElse(null);
        List<Token> instances = marking.at(task);
        Token passed = many == null || !instances.isEmpty() ? null : passed(marking, task).orElse(null);
        if (many == null || instances.isEmpty() && passed == null) {
            return Move.barred("“" + name(task) + "”现在不能增加办理人");
        }
        if (instances.stream().anyMatch(one -> whom.equals(one.whom()))) {
            return Move.barred("已经在“" + name(task) + "”的名单中");
        }
        Walk walk = new Walk(marking, facts);
        int index = instances.stream().mapToInt(Token::index).max().orElse(0) + 1;
        if (passed != null) {
            walk.end(passed);
        }
        walk.begin(task, many.inTurn() && passed == null ? Token.Where.QUEUED : Token.Where.OPEN, null, index, whom);
        return walk.step();
    }

    /** What waits at the end of the branch in which the task stands. */
    private Optional<Token> passed(Marking marking, String task) {
        List<Blocks.Branch> around = process.blocks().around(task);
        return around.isEmpty()
                ? Optional.empty()
                : marking.at(around.getLast().join())
                        .stream()
                        .filter(token -> around.getLast().last().equals(token.via()))
                        .findFirst();
    }

    /** One instance less (减签), before it is done; without any it goes on, as where nobody had to do it. */
    public Move removeSigner(Marking marking, long token, Facts facts) {
        Token removed = marking.token(token).orElse(null);
        if (removed == null || removed.where() == Token.Where.DONE) {
            return Move.barred("该办理人已经办结，不能减去");
        }
        TaskNode task = process.task(removed.node()).orElse(null);
        if (task == null || task.many() == null) {
            return Move.barred("“" + name(removed.node()) + "”不是多人办理的环节");
        }
        Walk walk = new Walk(marking, facts);
        walk.end(removed);
        walk.count(task);
        return walk.step();
    }

    /** The case ends where it stands, without an outcome of the process. */
    public Move.Step withdraw(Marking marking) {
        Walk walk = new Walk(marking, Facts.NONE);
        marking.tokens().forEach(walk::end);
        return walk.step();
    }

    /**
     * Why a case that runs under one process cannot go on under a newer one as it stands, in the words of the one that people know;
     * empty when it can. Its tokens stay as they are.
     */
    public static Optional<Refusal> carry(CaseProcess older, Marking marking, CaseProcess newer) {
        return Standing.of(older, marking, newer);
    }

    private String name(String node) {
        return process.graph().nameOf(node);
    }

    /** One step under way. */
    private final class Walk {
        private final Marking before;
        private final Facts facts;
        private final Map<Long, Token> tokens = new LinkedHashMap<>();
        private final List<String> hooks = new ArrayList<>();
        private final List<String> lines = new ArrayList<>();
        private @Nullable String outcome;

        Walk(Marking before, Facts facts) {
            this.before = before;
            this.facts = facts;
            before.tokens().forEach(token -> tokens.put(token.id(), token));
        }

        Move.Step step() {
            Marking after = new Marking(List.copyOf(tokens.values()));
            return new Move.Step(
                    after,
                    before.tokens().stream().filter(token -> !tokens.containsKey(token.id())).toList(),
                    after.tokens().stream().filter(token -> before.token(token.id()).isEmpty()).toList(),
                    List.copyOf(hooks),
                    List.copyOf(lines),
                    Optional.ofNullable(outcome));
        }

        void begin(String node, Token.Where where, @Nullable String via, int index, @Nullable String whom) {
            Token token = new Token(ids.getAsLong(), node, where, via, index, whom);
            tokens.put(token.id(), token);
        }

        void end(Token token) {
            tokens.remove(token.id());
        }

        List<Token> at(String node) {
            return tokens.values().stream().filter(token -> token.node().equals(node)).toList();
        }

        /** Leaves a node by its lines. */
        void go(String from) {
            Deque<Line> open = new ArrayDeque<>(process.graph().from(from));
            while (!open.isEmpty()) {
                Line line = open.remove();
                if (lines.size() == LONGEST) {
                    throw new IllegalStateException(process + " does not come to rest after " + from);
                }
                lines.add(line.id());
                open.addAll(arrive(line));
            }
        }

        /** The lines to go on along at once. */
        private List<Line> arrive(Line line) {
            return switch (process.graph().node(line.to())) {
                case TaskNode task -> open(task) ? List.of() : process.graph().from(task.id());
                case Node.Choice choice -> List.of(chosen(choice));
                case Node.Split split -> process.graph().from(split.id());
                case Node.Join join -> joined(join, line);
                case Node.Hook hook -> {
                    hooks.add(hook.hook());
                    yield process.graph().from(hook.id());
                }
                case Node.End end -> {
                    outcome = end.outcome();
                    yield List.of();
                }
                case Node.Start start -> throw new IllegalStateException("a line leads into " + start);
            };
        }

        private Line chosen(Node.Choice choice) {
            List<Line> ways = process.graph().from(choice.id());
            return ways.stream()
                    .filter(way -> way.condition() != null && way.condition().holds(facts))
                    .findFirst()
                    .orElseGet(() -> ways.stream()
                            .filter(way -> way.condition() == null)
                            .findFirst()
                            .orElseThrow());
        }

        private List<Line> joined(Node.Join join, Line via) {
            begin(join.id(), Token.Where.JOINING, via.id(), 0, null);
            List<Token> waiting = at(join.id());
            if (waiting.size() < process.graph().into(join.id()).size()) {
                return List.of();
            }
            waiting.forEach(this::end);
            return process.graph().from(join.id());
        }

        /** False when nobody has anything to do there. */
        private boolean open(TaskNode task) {
            TaskNode.Many many = task.many();
            if (many == null) {
                begin(task.id(), Token.Where.OPEN, null, 0, null);
                return true;
            }
            int index = 0;
            for (String whom : facts.list(many.over())) {
                index++;
                begin(task.id(), many.inTurn() && index > 1 ? Token.Where.QUEUED : Token.Where.OPEN, null, index, whom);
            }
            return index > 0;
        }

        void complete(Token done, TaskNode task, String action) {
            end(done);
            TaskNode.Many many = task.many();
            if (many == null) {
                go(task.id());
            } else if (many.veto().contains(action)) {
                finish(task);
            } else {
                begin(task.id(), Token.Where.DONE, null, done.index(), done.whom());
                count(task);
            }
        }

        /** Ends the task for all when enough have done it; else calls whose turn it is. */
        void count(TaskNode task) {
            TaskNode.Many many = task.many();
            List<Token> all = at(task.id());
            int enough = many == null || many.enough() == 0 ? all.size() : Math.min(many.enough(), all.size());
            if (all.stream().filter(one -> one.where() == Token.Where.DONE).count() >= enough) {
                finish(task);
            } else if (all.stream().noneMatch(Token::isOpen)) {
                all.stream()
                        .filter(one -> one.where() == Token.Where.QUEUED)
                        .min(Comparator.comparingInt(Token::index))
                        .ifPresent(next -> {
                            end(next);
                            begin(task.id(), Token.Where.OPEN, null, next.index(), next.whom());
                        });
            }
        }

        private void finish(TaskNode task) {
            at(task.id()).forEach(this::end);
            go(task.id());
        }

        /** Ends what stands in the innermost part that holds both, and puts the case down at the task. */
        void replace(Token from, String task) {
            List<Blocks.Branch> mine = process.blocks().around(from);
            List<Blocks.Branch> its = process.blocks().around(task);
            int shared = 0;
            while (shared < mine.size() && shared < its.size() && mine.get(shared).equals(its.get(shared))) {
                shared++;
            }
            List<Blocks.Branch> within = mine.subList(0, shared);
            for (Token token : List.copyOf(tokens.values())) {
                List<Blocks.Branch> around = process.blocks().around(token);
                if (around.size() >= within.size() && around.subList(0, within.size()).equals(within)) {
                    end(token);
                }
            }
            put(within, task);
        }

        /** Down at a task below the given branches; what would run beside it waits at the joins as if it were done. */
        void put(List<Blocks.Branch> within, String task) {
            List<Blocks.Branch> around = process.blocks().around(task);
            for (Blocks.Branch entered : around.subList(within.size(), around.size())) {
                for (Blocks.Branch other : process.blocks().branches(entered.split())) {
                    if (!other.equals(entered)) {
                        begin(entered.join(), Token.Where.JOINING, other.last(), 0, null);
                    }
                }
            }
            if (!open(process.task(task).orElseThrow())) {
                go(task);
            }
        }
    }
}
