package org.yizhan.casework.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parallel parts of a process (并行块). Each split has one join; branches touch nobody else. In every branch, as in the whole
 * process, a case stands at exactly one place or in one inner block, and that is what makes returning and jumping safe.
 */
final class Blocks {
    /** From one line out of the split to one line into the join. */
    record Branch(String split, String join, String first, String last) {}

    private final Graph graph;
    private final Map<String, Branch> byFirst = new LinkedHashMap<>();
    private final Map<String, List<String>> firstsAround = new HashMap<>();
    private final Set<Fault> faults = new LinkedHashSet<>();

    private Blocks(Graph graph) {
        this.graph = graph;
    }

    static Blocks of(Graph graph) {
        Blocks blocks = new Blocks(graph);
        for (Exit exit : blocks.walk(List.of(), graph.start())) {
            blocks.fault(exit.join, "合并之前没有与它对应的并行分开");
        }
        return blocks;
    }

    List<Fault> faults() {
        return List.copyOf(faults);
    }

    List<Branch> branches(String split) {
        return byFirst.values().stream().filter(branch -> branch.split.equals(split)).toList();
    }

    /** The branches around a node, the outermost first; a split and its join lie outside their own block. */
    List<Branch> around(String node) {
        return firstsAround.getOrDefault(node, List.of())
                .stream()
                .flatMap(first -> Optional.ofNullable(byFirst.get(first)).stream())
                .toList();
    }

    /** As for a node; a token that waits at a join is still in its branch. */
    List<Branch> around(Token token) {
        Stream<Branch> own = token.where() == Token.Where.JOINING
                ? byFirst.values().stream().filter(branch -> branch.last.equals(token.via()))
                : Stream.of();
        return Stream.concat(around(token.node()).stream(), own).toList();
    }

    /** Whether two nodes can be busy at the same time. */
    boolean areBeside(String one, String other) {
        return around(one).stream()
                .anyMatch(mine -> around(other).stream()
                        .anyMatch(its -> its.split.equals(mine.split) && !its.first.equals(mine.first)));
    }

    private record Exit(String join, String last) {}

    /** Goes over everything from a node on that is not in an inner block; a join met on the way is where the branch ends. */
    private List<Exit> walk(List<String> path, String from) {
        List<Exit> exits = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String id = open.remove();
            List<String> known = firstsAround.putIfAbsent(id, path);
            if (known != null) {
                if (!known.equals(path)) {
                    fault(id, "不同的并行分支都通到这里；并行分支之间、分支与外部之间只能由分开和合并连接");
                }
                continue;
            }
            if (graph.node(id) instanceof Node.End && !path.isEmpty()) {
                fault(id, "并行分支里不能结束，须先合并");
            }
            String on = graph.node(id) instanceof Node.Split ? block(path, id) : id;
            for (Line line : graph.from(on)) {
                if (graph.node(line.to()) instanceof Node.Join) {
                    exits.add(new Exit(line.to(), line.id()));
                } else {
                    open.add(line.to());
                }
            }
        }
        return exits;
    }

    /** The join of a split; empty when there is none. */
    private String block(List<String> path, String split) {
        Set<String> joins = new HashSet<>();
        Set<String> lasts = new HashSet<>();
        List<Line> firsts = graph.from(split);
        for (Line first : firsts) {
            int before = faults.size();
            List<Exit> exits = graph.node(first.to()) instanceof Node.Join
                    ? List.of(new Exit(first.to(), first.id()))
                    : walk(Stream.concat(path.stream(), Stream.of(first.id())).toList(), first.to());
            if (exits.isEmpty()) {
                if (faults.size() == before) {
                    fault(split, "从这里分出的“" + graph.nameOf(first.to()) + "”一支到不了合并");
                }
                continue;
            }
            if (exits.size() > 1) {
                fault(exits.getFirst().join, "同一并行分支有几条线进入合并，会一直等待；请先用“选择”汇成一条");
            }
            exits.forEach(exit -> joins.add(exit.join));
            exits.forEach(exit -> lasts.add(exit.last));
            byFirst.put(first.id(), new Branch(split, exits.getFirst().join, first.id(), exits.getFirst().last));
        }
        if (joins.size() > 1) {
            fault(split,
                    "从这里分出的各支没有通到同一个合并：" + joins.stream().sorted().map(graph::nameOf).collect(Collectors.joining("、")));
        }
        if (joins.size() != 1) {
            return "";
        }
        String join = joins.iterator().next();
        if (graph.into(join).stream().anyMatch(line -> !lasts.contains(line.id()))) {
            fault(join, "除“" + graph.nameOf(split) + "”分出的各支外，还有别的线进入这个合并");
        }
        firstsAround.putIfAbsent(join, path);
        return join;
    }

    private void fault(String id, String text) {
        faults.add(graph.fault(id, text));
    }
}
