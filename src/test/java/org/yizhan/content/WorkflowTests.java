package org.yizhan.content;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the table does not allow is refused to everyone, whoever asks. */
class WorkflowTests {
    private static final Set<ContentAction> ABOUT_NO_EDITION = Set.of(ContentAction.READ, ContentAction.WRITE,
            ContentAction.MANAGE_COLUMN, ContentAction.MANAGE_SITE);

    static Stream<Arguments> everyForbiddenPair() {
        return Stream.of(EditionState.values())
                .flatMap(state -> Stream.of(ContentAction.values())
                        .filter(action -> !ABOUT_NO_EDITION.contains(action))
                        .filter(action -> Workflow.TABLE.stream()
                                .noneMatch(t -> t.from() == state && t.by() == action))
                        .map(action -> Arguments.of(state, action)));
    }

    @ParameterizedTest
    @MethodSource("everyForbiddenPair")
    void isRefusedInWordsThatNameTheState(EditionState state, ContentAction action) {
        for (Actor actor : List.of(Office.EVERYTHING, Office.CLERK, Office.COUNTY_OFFICE)) {
            var refusal = ContentRules.refusal(action, actor, ContentRulesTests.standing(state));
            assertThat(refusal).isPresent();
            assertThat(refusal.get().text()).contains(state.label());
        }
        for (EditionState end : EditionState.values()) {
            assertThatThrownBy(() -> Workflow.go(state, action, end)).isInstanceOf(IllegalStateException.class);
        }
    }

    static Stream<Workflow.Transition> everyAllowedTransition() {
        return Workflow.TABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("everyAllowedTransition")
    void leadsOnlyWhereTheTableSays(Workflow.Transition transition) {
        assertThat(Workflow.go(transition.from(), transition.by(), transition.to())).isEqualTo(transition.to());
        for (EditionState end : EditionState.values()) {
            if (!Workflow.TABLE.contains(new Workflow.Transition(transition.from(), transition.by(), end))) {
                assertThatThrownBy(() -> Workflow.go(transition.from(), transition.by(), end))
                        .isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyAllowedTransition")
    void nothingBecomesPublicButByPublishingWhatPassedTheSecrecyReview(Workflow.Transition transition) {
        if (transition.to() == EditionState.LIVE && transition.from() != EditionState.LIVE
                && transition.by() != ContentAction.EMERGENCY) {
            assertThat(transition.by()).isEqualTo(ContentAction.PUBLISH);
            assertThat(transition.from()).isEqualTo(EditionState.READY);
        }
        if (transition.to() == EditionState.READY) {
            assertThat(transition.by()).isEqualTo(ContentAction.CLEAR_SECRECY);
        }
    }
}
