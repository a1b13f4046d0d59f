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
    private final CaseProcess older;
    private final CaseProcess process;

    private Standing(CaseProcess older, CaseProcess process) {
        this.older = older;
        this.process = process;
    }

    /** @param older the process that led to the marking; its names are told */
    static Optional<Refusal> of(CaseProcess older, Marking marking, CaseProcess process) {
        if (marking.isEmpty()) {
            return Optional.empty();
        }
        Standing standing = new Standing(older, process);
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
                        "已经办完" + name(token) + "，正在等其他分支，新流程中没有对应的分支");
            case OPEN, QUEUED, DONE ->
                node instanceof TaskNode task
                        ? Refusal.when(
                                (task.many() != null) != (token.index() > 0),
                                "环节" + name(token) + "在新流程中由一人办理改成了多人办理，或者相反")
                        : Optional.of(new Refusal("新流程中没有正在办理的环节" + name(token)));
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
                            : "在新流程中不能同时处于" + names(tokens)));
        }
        if (!direct.isEmpty()) {
            return Refusal.when(!isWhole(direct), names(direct) + "处的办理情况不完整或者重复");
        }
        if (tokens.stream().noneMatch(Token::isOpen)) {
            return Optional.of(new Refusal("各分支都已办完（" + names(tokens) + "）而没有合并"));
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

    private String names(List<Token> tokens) {
        return tokens.stream().map(this::name).distinct().collect(Collectors.joining("、"));
    }

    /** The step, or the last one of the branch that waits. */
    private String name(Token token) {
        String step = token.where() == Token.Where.JOINING
                ? older.graph()
                        .into(token.node())
                        .stream()
                        .filter(line -> line.id().equals(token.via()))
                        .map(Line::from)
                        .findFirst()
                        .orElse(token.node())
                : token.node();
        return "“" + older.graph().nameOf(step) + "”";
    }

    /** One token, or the instances of one task with at least one that somebody can do. */
    private boolean isWhole(List<Token> atOneNode) {
        Token first = atOneNode.getFirst();
        return first.index() == 0 ? atOneNode.size() == 1 : atOneNode.stream().anyMatch(Token::isOpen);
    }
}
