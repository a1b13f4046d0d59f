package org.yizhan.casework.flow;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.yizhan.shared.Refusal;

/**
 * Whether a marking is one that a process can be in: one place in the whole, and in every branch of a block that is entered. From
 * such a marking a sound process always comes to its end.
 */
final class Standing {
    private final CaseProcess process;
    private final Marking marking;

    private Standing(CaseProcess process, Marking marking) {
        this.process = process;
        this.marking = marking;
    }

    static Optional<Refusal> of(CaseProcess process, Marking marking) {
        if (marking.isEmpty()) {
            return Optional.empty();
        }
        Standing standing = new Standing(process, marking);
        return marking.tokens()
                .stream()
                .flatMap(token -> standing.strange(token).stream())
                .findFirst()
                .or(() -> standing.within(List.of(), marking.tokens()));
    }

    private Optional<Refusal> strange(Token token) {
        Node node = process.graph().has(token.node()) ? process.graph().node(token.node()) : null;
        return switch (token.where()) {
            case JOINING ->
                Refusal.when(
                        !(node instanceof Node.Join)
                                || process.graph()
                                        .into(token.node())
                                        .stream()
                                        .noneMatch(line -> line.id().equals(token.via())),
                        "正在等待合并，新流程中没有对应的合并或线(" + token.node() + ", " + token.via() + ")");
            case OPEN, QUEUED, DONE ->
                node instanceof TaskNode task
                        ? Refusal.when(
                                (task.many() != null) != (token.index() > 0),
                                "环节“" + task.name() + "”在新流程中由一人办理改成了多人办理，或者相反")
                        : Optional.of(new Refusal("新流程中没有正在办理的环节(" + token.node() + ")"));
        };
    }

    /** All tokens are in the branch, directly or deeper. */
    private Optional<Refusal> within(List<Blocks.Branch> branch, List<Token> tokens) {
        List<Token> direct = tokens.stream()
                .filter(token -> process.blocks().around(token).size() == branch.size())
                .toList();
        List<String> places = Stream.concat(
                direct.stream().map(Token::node),
                tokens.stream()
                        .filter(token -> !direct.contains(token))
                        .map(token -> process.blocks().around(token).get(branch.size()).split()))
                .distinct()
                .toList();
        if (places.size() != 1) {
            return Optional.of(new Refusal(
                    places.isEmpty()
                            ? "新流程中有一个并行分支没有正在办理的环节"
                            : "在新流程中不能同时处于" + places.stream()
                                    .map(place -> "“" + process.graph().nameOf(place) + "”")
                                    .collect(Collectors.joining("、"))));
        }
        if (!direct.isEmpty()) {
            return Refusal.when(!isWhole(direct), "“" + process.graph().nameOf(places.getFirst()) + "”处的办理情况不完整或者重复");
        }
        if (tokens.stream().noneMatch(Token::isOpen)) {
            return Optional.of(new Refusal("“" + process.graph().nameOf(places.getFirst()) + "”分出的各支都已办完而没有合并"));
        }
        return process.blocks()
                .branches(places.getFirst())
                .stream()
                .flatMap(inner -> within(
                        Stream.concat(branch.stream(), Stream.of(inner)).toList(),
                        tokens.stream()
                                .filter(token -> process.blocks().around(token).contains(inner))
                                .toList())
                        .stream())
                .findFirst();
    }

    /** One token, or the instances of one task with at least one that somebody can do. */
    private boolean isWhole(List<Token> atOneNode) {
        Token first = atOneNode.getFirst();
        return first.index() == 0 ? atOneNode.size() == 1 : atOneNode.stream().anyMatch(Token::isOpen);
    }
}
