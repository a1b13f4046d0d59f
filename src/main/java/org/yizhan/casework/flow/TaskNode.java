package org.yizhan.casework.flow;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Something a person has to do (办理环节), as drawn.
 *
 * @param who        a word of the vocabulary
 * @param limit      code of the limit rule for the step
 * @param actions    all that may be done here
 * @param completing those of them that end the task; they include the actions of {@code back}
 * @param back       actions that lead back to an earlier task, whatever runs beside this one
 * @param many       when each of several does it
 */
public record TaskNode(
        String id,
        String name,
        String who,
        @Nullable String limit,
        List<String> actions,
        Set<String> completing,
        Map<String, String> back,
        @Nullable Many many)
        implements
            Node {
    public TaskNode {
        actions = List.copyOf(actions);
        completing = Set.copyOf(completing);
        back = Map.copyOf(back);
    }

    /**
     * One instance for each name in a list (会办、会签). The task is passed over when the list is empty.
     *
     * @param over   the list fact
     * @param inTurn one after the other, in the order of the list
     * @param enough how many have to be done, all when 0
     * @param veto   actions by which a single one ends the task for all
     */
    public record Many(String over, boolean inTurn, int enough, Set<String> veto) {
        public Many {
            veto = Set.copyOf(veto);
        }
    }
}
