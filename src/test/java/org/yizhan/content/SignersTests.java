package org.yizhan.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.Person;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.NewTodo.Audience.Holders;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.verify;

/** Whether somebody is there for every step ahead, and who is asked to do it. */
class SignersTests extends ContentDatabaseTest {
    @Autowired
    WorkPages pages;

    private final List<Actor> office = new ArrayList<>();

    @BeforeEach
    void anOffice() {
        office.addAll(List.of(Office.CLERK, Office.HEAD, Office.COUNTY_OFFICE, Office.LEADER, Office.PUBLISHER));
        lenient().when(directory.holders(any(), any()))
                .thenAnswer(call -> office.stream()
                        .filter(one -> one.may(call.getArgument(0, String.class), call.getArgument(1, UnitPath.class)))
                        .map(SignersTests::person)
                        .toList());
        lenient().when(directory.holders(eq(DirectoryPermissions.POSTS), any()))
                .thenReturn(List.of(new Person(new PersonId(90), "安管员", "a", Office.COUNTY, true)));
    }

    private static Person person(Actor actor) {
        return new Person(new PersonId(actor.ref().id()), actor.name(), "a", Office.WATER, true);
    }

    private List<String> vacant(Actor actor, long document) {
        return ((WorkPages.Shown.Page) pages.show(actor, document)).page()
                .vacancies()
                .stream()
                .map(Vacancy::step)
                .toList();
    }

    @Test
    void nothingIsSaidWhenSomebodyIsThereForEveryStep() {
        assertThat(vacant(Office.CLERK, aDraft().documentId())).isEmpty();
    }

    @Test
    void theAuthorWhoAloneCouldSignIsToldWhichStepAndWhomToAsk() {
        office.removeAll(List.of(Office.LEADER, Office.COUNTY_OFFICE));
        office.add(at(Office.COUNTY, 78, ContentPermissions.PUBLISH));
        Turn draft = drafting.draft(Office.HEAD, column, Draft.of("通知", "<p>内容。</p>", "水利局")).orThrow();
        assertThat(vacant(Office.HEAD, draft.documentId())).containsExactly("科室负责人审核", "县公开办审核", "保密审查");
        var first = ((WorkPages.Shown.Page) pages.show(Office.HEAD, draft.documentId())).page().vacancies().getFirst();
        assertThat(first.words()).contains("科室负责人审核", "安管员");
    }

    @Test
    void whoHasSignedOneStepDoesNotCountForTheNext() {
        office.remove(Office.COUNTY_OFFICE);
        var both = at(Office.COUNTY, 77, ContentPermissions.REVIEW);
        office.add(both);
        Turn submitted = submitted(aDraft());
        assertThat(vacant(Office.CLERK, submitted.documentId())).isEmpty();
        yes(review.approve(both, submitted, "同意"));
        assertThat(vacant(Office.CLERK, submitted.documentId())).containsExactly("县公开办审核");
    }

    @Test
    void theToDoIsNotForThoseWhoMayNotDecide() {
        Turn submitted = submitted(aDraft());
        verify(todos).add(argThat(todo -> except(todo).equals(Set.of(11L)) && todo.what().startsWith("审核")));
        yes(review.approve(Office.HEAD, submitted, "同意"));
        verify(todos).add(argThat(todo -> except(todo).equals(Set.of(11L, 13L)) && todo.what().startsWith("审核")));
        yes(review.approve(Office.COUNTY_OFFICE, drafting.turn(submitted.documentId()), "同意"));
        verify(todos).add(argThat(todo -> except(todo).equals(Set.of(11L)) && todo.what().startsWith("保密审查")));
    }

    private static Set<Long> except(NewTodo todo) {
        return todo.audience().getFirst() instanceof Holders holders ? holders.except() : Set.of();
    }
}
