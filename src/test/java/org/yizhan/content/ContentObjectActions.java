package org.yizhan.content;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.yizhan.identity.ObjectActions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** Articles, columns and sites of the county's unit; the article was written by somebody else, unless only the author may. */
public class ContentObjectActions implements ObjectActions {
    private static final UnitPath UNIT = new UnitPath("/1/");
    private static final long SOMEBODY = 777;

    @Override
    public Class<? extends Enum<?>> actions() {
        return ContentAction.class;
    }

    @Override
    public boolean may(Enum<?> action, Actor actor) {
        var wanted = (ContentAction) action;
        return switch (wanted) {
            case WRITE, MANAGE_COLUMN, MANAGE_SITE, MANAGE_GROUP, MANAGE_WORDS, HANDLE_MISTAKE ->
                ContentRules.refusal(wanted, actor, UNIT).isEmpty();
            default -> Arrays.stream(EditionState.values())
                    .anyMatch(state -> ContentRules.refusal(wanted, actor, standing(state, wanted, actor)).isEmpty());
        };
    }

    private static Standing standing(EditionState state, ContentAction action, Actor actor) {
        long submitter = action == ContentAction.TAKE_BACK ? actor.ref().id() : SOMEBODY;
        return new Standing(state, UNIT, Set.of(submitter), submitter,
                List.of(new Standing.Line(1, "审核", ContentPermissions.REVIEW, UNIT, null)), false);
    }
}
