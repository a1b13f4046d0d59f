package org.yizhan.casework.flow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A sound process (流程): read once, immutable, shared by all cases of its version. {@link ProcessReader} makes it. */
public final class CaseProcess {
    private final String key;
    private final String name;
    private final Graph graph;
    private final Blocks blocks;
    private final String bpmn;

    CaseProcess(String key, String name, Graph graph, Blocks blocks, String bpmn) {
        this.key = key;
        this.name = name;
        this.graph = graph;
        this.blocks = blocks;
        this.bpmn = bpmn;
    }

    /** The id of the process in the file. */
    public String key() {
        return key;
    }

    public String name() {
        return name;
    }

    /** The file, with its drawing. */
    public String toBpmn() {
        return bpmn;
    }

    /** In the order of the file. */
    public List<TaskNode> tasks() {
        return graph.nodes()
                .stream()
                .flatMap(node -> node instanceof TaskNode task ? Stream.of(task) : Stream.of())
                .toList();
    }

    public Optional<TaskNode> task(String id) {
        return graph.has(id) && graph.node(id) instanceof TaskNode task ? Optional.of(task) : Optional.empty();
    }

    /** The task that each in a list does. */
    public Optional<TaskNode> taskOver(String list) {
        return tasks().stream().filter(task -> task.many() != null && task.many().over().equals(list)).findFirst();
    }

    /** Whether this can be done at any of its tasks. */
    public boolean permits(String action) {
        return tasks().stream().anyMatch(task -> task.actions().contains(action));
    }

    /** The task of a token; this process must be the version of its case. */
    public TaskNode taskOf(Token token) {
        return task(token.node()).orElseThrow(() -> new IllegalArgumentException(token + " is at no task of " + key));
    }

    /** Outcomes with which a case can end. */
    public List<String> outcomes() {
        return graph.nodes()
                .stream()
                .flatMap(node -> node instanceof Node.End end ? Stream.of(end.outcome()) : Stream.of())
                .distinct()
                .toList();
    }

    /** The tasks before one that can be returned to, the nearest first; what runs beside it is not among them. */
    public List<TaskNode> before(String task) {
        return before(graph, blocks, task);
    }

    static List<TaskNode> before(Graph graph, Blocks blocks, String task) {
        Set<String> leading = graph.leadingTo(node -> node.id().equals(task));
        return graph.nodes()
                .stream()
                .flatMap(node -> node instanceof TaskNode earlier ? Stream.of(earlier) : Stream.of())
                .filter(earlier -> graph.fromStart(earlier.id()) < graph.fromStart(task)
                        && leading.contains(earlier.id()))
                .filter(earlier -> !blocks.areBeside(earlier.id(), task))
                .sorted(Comparator.comparingInt((TaskNode earlier) -> graph.fromStart(earlier.id()))
                        .reversed())
                .toList();
    }

    Graph graph() {
        return graph;
    }

    Blocks blocks() {
        return blocks;
    }

    @Override
    public String toString() {
        return key;
    }
}
