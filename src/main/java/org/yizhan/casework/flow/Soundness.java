package org.yizhan.casework.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a process can always come to its end. The shape decides: blocks of {@link Blocks}, every node between start and end, no
 * circle that nobody stops. Beside that the reachable states are walked with every condition a free choice, which finds the same in
 * another way and can say how a case gets stuck.
 */
final class Soundness {
    /** Enough for any process an office draws; a larger one rests on its shape. */
    static final int MOST_STATES = 3_000;

    private final Graph graph;
    private final Vocabulary words;
    private final Set<Fault> faults = new LinkedHashSet<>();

    private Soundness(Graph graph, Vocabulary words) {
        this.graph = graph;
        this.words = words;
    }

    static List<Fault> faults(Graph graph, Blocks blocks, Vocabulary words) {
        Soundness soundness = new Soundness(graph, words);
        soundness.reach();
        soundness.circles();
        soundness.actions();
        if (soundness.faults.isEmpty()) {
            soundness.walk();
            soundness.faults.addAll(blocks.faults());
        }
        if (soundness.faults.isEmpty()) {
            soundness.ways(blocks);
        }
        return List.copyOf(soundness.faults);
    }

    private void reach() {
        Set<String> ending = graph.leadingTo(Node.End.class::isInstance);
        for (Node node : graph.nodes()) {
            if (!graph.isReached(node.id())) {
                fault(node.id(), "从开始走不到这里");
            } else if (!ending.contains(node.id())) {
                fault(node.id(), "从这里走不到任何结束");
            }
        }
    }

    /** A circle without a task that always stops it: a task of several is passed over when its list is empty. */
    private void circles() {
        for (Node node : graph.nodes()) {
            Set<String> seen = new HashSet<>();
            Deque<Node> open = new ArrayDeque<>(List.of(node));
            while (!open.isEmpty()) {
                Node at = open.remove();
                if (at instanceof TaskNode task && task.many() == null) {
                    continue;
                }
                for (Line line : graph.from(at.id())) {
                    if (line.to().equals(node.id())) {
                        fault(node.id(), "这里有一个循环，其中没有必须由人办理的环节，会转个不停");
                        return;
                    }
                    if (seen.add(line.to())) {
                        open.add(graph.node(line.to()));
                    }
                }
            }
        }
    }

    /** A condition asks only for actions that the tasks before it can end with. */
    private void actions() {
        for (Line line : graph.lines()) {
            if (line.condition() != null) {
                Set<String> possible = actionsBefore(line.from());
                line.condition()
                        .textsFor(Vocabulary.ACTION)
                        .filter(action -> !possible.contains(action))
                        .forEach(action -> faults.add(graph.fault(line,
                                "条件中的“" + words.action(action) + "”不会发生：之前的环节以"
                                        + possible.stream().map(words::action).collect(Collectors.joining("、"))
                                        + "办结")));
            }
        }
    }

    private Set<String> actionsBefore(String choice) {
        Set<String> actions = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(choice));
        while (!open.isEmpty()) {
            for (Line line : graph.into(open.remove())) {
                if (graph.node(line.from()) instanceof TaskNode task) {
                    task.completing().stream().filter(action -> !task.back().containsKey(action)).forEach(actions::add);
                    if (task.many() == null) {
                        continue;
                    }
                }
                if (seen.add(line.from())) {
                    open.add(line.from());
                }
            }
        }
        return actions;
    }

    /** A state is the set of lines on which the case is under way. */
    private void walk() {
        int[] first = graph.from(graph.start()).stream().mapToInt(graph::number).toArray();
        BitSet start = new BitSet();
        start.set(first[0]);
        Map<BitSet, List<BitSet>> from = new HashMap<>();
        Deque<BitSet> open = new ArrayDeque<>(List.of(start));
        from.put(start, new ArrayList<>());
        while (!open.isEmpty() && faults.isEmpty()) {
            BitSet state = open.remove();
            List<BitSet> next = next(state);
            if (next.isEmpty() && !state.isEmpty()) {
                stuck(state);
            }
            for (BitSet one : next) {
                List<BitSet> known = from.get(one);
                if (known != null) {
                    known.add(state);
                } else if (from.size() < MOST_STATES) {
                    from.put(one, new ArrayList<>(List.of(state)));
                    open.add(one);
                } else {
                    return;
                }
            }
        }
        if (faults.isEmpty()) {
            endless(from);
        }
    }

    private List<BitSet> next(BitSet state) {
        List<BitSet> next = new ArrayList<>();
        state.stream().forEach(at -> {
            Node node = graph.node(graph.lines().get(at).to());
            BitSet rest = (BitSet) state.clone();
            rest.clear(at);
            switch (node) {
                case Node.End end -> {
                    if (rest.isEmpty()) {
                        next.add(rest);
                    } else {
                        fault(end.id(), "走到这里结束时，还有别的分支没有办完：" + names(rest));
                    }
                }
                case Node.Split split -> next.add(with(rest, graph.from(split.id())));
                case Node.Join join -> {
                    List<Integer> all = graph.into(join.id()).stream().map(graph::number).toList();
                    if (all.getFirst() == at && all.stream().allMatch(state::get)) {
                        all.forEach(rest::clear);
                        next.add(with(rest, graph.from(join.id())));
                    }
                }
                case TaskNode _,Node.Choice _,Node.Hook _,Node.Start _ ->
                    graph.from(node.id()).forEach(line -> next.add(with(rest, List.of(line))));
            }
        });
        return next;
    }

    private BitSet with(BitSet state, List<Line> lines) {
        BitSet more = (BitSet) state.clone();
        for (Line line : lines) {
            int at = graph.number(line);
            if (more.get(at)) {
                fault(line.to(), "会同时有两份到这里，越积越多；并行的分支要先合并");
            }
            more.set(at);
        }
        return more;
    }

    private void stuck(BitSet state) {
        state.stream()
                .mapToObj(at -> graph.lines().get(at).to())
                .distinct()
                .forEach(join -> fault(join, "可能一直等待：只有一部分线会走到这个合并"));
    }

    /** States from which no end can be reached any more. */
    private void endless(Map<BitSet, List<BitSet>> from) {
        Set<BitSet> ending = new HashSet<>(Set.of(new BitSet()));
        Deque<BitSet> open = new ArrayDeque<>(ending);
        while (!open.isEmpty()) {
            for (BitSet before : from.getOrDefault(open.remove(), List.of())) {
                if (ending.add(before)) {
                    open.add(before);
                }
            }
        }
        from.keySet()
                .stream()
                .filter(state -> !ending.contains(state))
                .findFirst()
                .ifPresent(state -> fault(graph.lines().get(state.nextSetBit(0)).to(), "走到这里以后不能再到结束"));
    }

    private String names(BitSet state) {
        return state.stream()
                .mapToObj(at -> graph.nameOf(graph.lines().get(at).to()))
                .distinct()
                .collect(Collectors.joining("、"));
    }

    private void ways(Blocks blocks) {
        for (Node node : graph.nodes()) {
            if (node instanceof TaskNode task) {
                List<String> before = CaseProcess.before(graph, blocks, task.id()).stream().map(TaskNode::id).toList();
                task.back().forEach((action, target) -> {
                    if (!before.contains(target)) {
                        fault(task.id(),
                                "“" + words.action(action) + "”" + (graph.has(target)
                                        ? "不能退回到“" + graph.nameOf(target) + "”：它不是本环节之前的办理环节，或者与本环节并行"
                                        : "要退回的环节已经不在图上，请重新选"));
                    }
                });
            }
        }
    }

    private void fault(String node, String text) {
        faults.add(graph.fault(node, text));
    }
}
