package org.yizhan.casework.web;

import java.util.List;
import java.util.stream.Collectors;

import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.TaskNode;
import org.yizhan.casework.flow.Vocabulary;

/** A step of a process in words (环节), for those who do not see the drawing. */
public record StepLine(String id, String name, String who, String limit, String actions) {
    static List<StepLine> of(CaseProcess process, Vocabulary words) {
        return process.tasks().stream().map(task -> of(task, words)).toList();
    }

    private static StepLine of(TaskNode task, Vocabulary words) {
        String limit = task.limit();
        TaskNode.Many many = task.many();
        return new StepLine(task.id(), task.name(),
                words.who().getOrDefault(task.who(), task.who())
                        + (many == null ? "" : many.inTurn() ? "（逐个办理）" : "（同时办理）"),
                limit == null ? "" : words.limits().getOrDefault(limit, limit),
                task.actions()
                        .stream()
                        .map(action -> words.actions().getOrDefault(action, action)
                                + (task.back().containsKey(action)
                                        ? "（退回）"
                                        : task.completing().contains(action) ? "（办结本环节）" : ""))
                        .collect(Collectors.joining("、")));
    }
}
