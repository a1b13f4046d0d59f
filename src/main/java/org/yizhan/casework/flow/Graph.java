package org.yizhan.casework.flow;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Nodes and lines as drawn, whether sound or not. */
final class Graph {
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Line> lines;
    private final Map<String, List<Line>> out;
    private final Map<String, List<Line>> in;
    private final Map<Line, Integer> numbers = new HashMap<>();
    private final String start;
    private final Map<String, Integer> fromStart;

    Graph(Collection<Node> nodes, List<Line> lines, String start) {
        nodes.forEach(node -> this.nodes.put(node.id(), node));
        this.lines = List.copyOf(lines);
        this.lines.forEach(line -> numbers.put(line, numbers.size()));
        this.out = lines.stream().collect(Collectors.groupingBy(Line::from));
        this.in = lines.stream().collect(Collectors.groupingBy(Line::to));
        this.start = start;
        this.fromStart = distances(start);
    }

    Collection<Node> nodes() {
        return Collections.unmodifiableCollection(nodes.values());
    }

    Node node(String id) {
        Node node = nodes.get(id);
        if (node == null) {
            throw new IllegalArgumentException("no node " + id);
        }
        return node;
    }

    boolean has(String id) {
        return nodes.containsKey(id);
    }

    List<Line> lines() {
        return lines;
    }

    /** Its place in {@link #lines}. */
    int number(Line line) {
        return numbers.getOrDefault(line, -1);
    }

    List<Line> from(String id) {
        return out.getOrDefault(id, List.of());
    }

    List<Line> into(String id) {
        return in.getOrDefault(id, List.of());
    }

    String start() {
        return start;
    }

    boolean isReached(String id) {
        return fromStart.containsKey(id);
    }

    /** The number of lines on the shortest way from the start. */
    int fromStart(String id) {
        return fromStart.getOrDefault(id, Integer.MAX_VALUE);
    }

    /** Ids of all nodes from which one of the wanted can be reached. */
    Set<String> leadingTo(Predicate<Node> wanted) {
        return spread(nodes().stream().filter(wanted).map(Node::id).toList(), in, Line::from);
    }

    /** Its name as drawn, or what it is: only tasks always have a name. */
    String nameOf(String id) {
        Node node = nodes.get(id);
        return node == null ? "已经不在图上的环节" : node.name().isEmpty() ? called(id) : node.name();
    }

    Fault fault(String id, String text) {
        return new Fault(id, called(id), text);
    }

    Fault fault(Line line, String text) {
        return new Fault(line.id(), Called.line(line.name(), called(line.from()), called(line.to())), text);
    }

    private String called(String id) {
        Node node = node(id);
        String before = into(id).stream()
                .map(line -> node(line.from()).name())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        return Called.node(node.name(), Subset.label(switch (node) {
            case Node.Start _ -> "startEvent";
            case Node.End _ -> "endEvent";
            case Node.Choice _ -> "exclusiveGateway";
            case Node.Split _,Node.Join _ -> "parallelGateway";
            case Node.Hook _ -> "serviceTask";
            case TaskNode _ -> "userTask";
        }), before);
    }

    private static Set<String> spread(Collection<String> from, Map<String, List<Line>> lines,
            Function<Line, String> end) {
        Set<String> found = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (Line line : lines.getOrDefault(open.remove(), List.of())) {
                if (found.add(end.apply(line))) {
                    open.add(end.apply(line));
                }
            }
        }
        return found;
    }

    private Map<String, Integer> distances(String from) {
        Map<String, Integer> distances = new HashMap<>(Map.of(from, 0));
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String id = open.remove();
            int next = distances.getOrDefault(id, 0) + 1;
            for (Line line : from(id)) {
                if (distances.putIfAbsent(line.to(), next) == null) {
                    open.add(line.to());
                }
            }
        }
        return distances;
    }
}
