package org.yizhan.disclosure;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.yizhan.content.Draft;
import org.yizhan.content.Saved;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whether documents hold, what belongs to what, and the interpretation that a policy owes. */
class DocumentTests extends DisclosureTest {

    @Autowired
    TodoList todos;
    @Autowired
    CatalogueUpkeep upkeep;
    @Autowired
    Filings filings;

    private Documents.Standing standing(Validity validity) {
        return new Documents.Standing(validity, today.minusDays(30), null, null, true);
    }

    @Test
    void theLibraryPutsWhatIsInForceOnTopAndPagesAcross() {
        long old = live("防汛抗旱管理办法");
        long current = live("防汛抗旱应急预案");
        long newest = live("旧的防汛值班规定的通知");
        yes(documents.stand(office, old, standing(Validity.EFFECTIVE)));
        yes(documents.stand(office, current, standing(Validity.PARTLY)));
        yes(documents.stand(office, newest, standing(Validity.REPEALED)));
        live("关于防汛值班的通知");

        Question mine = Question.LIBRARY.withBody(body.id());
        var first = catalogue.list(mine, null, 2);
        assertThat(first.items()).extracting(Entry::documentId).containsExactly(current, old);
        var second = catalogue.list(mine, first.older(), 2);
        assertThat(second.items()).extracting(Entry::documentId).containsExactly(newest);
        assertThat(catalogue.list(mine, second.newer(), 2)).isEqualTo(first);
        assertThat(catalogue.tally(mine).validity()).containsOnly(Map.entry(Validity.EFFECTIVE, 1L),
                Map.entry(Validity.PARTLY, 1L), Map.entry(Validity.REPEALED, 1L));
        assertThat(catalogue.list(mine.withValidity(Validity.REPEALED), null, 5).items()).hasSize(1);
    }

    @Test
    void whatRunsOutTurnsByItselfOnceAndIsAnnounced() {
        long document = live("防汛抗旱暂行办法");
        yes(documents.stand(office, document,
                new Documents.Standing(Validity.EFFECTIVE, today.minusYears(2), today.minusDays(1), null, true)));

        assertThat(documents.factsOf(document).orElseThrow().validity()).isEqualTo(Validity.EXPIRED);
        upkeep.turnWhatHasRunOut();
        upkeep.turnWhatHasRunOut();

        assertThat(entry(document).validity()).isEqualTo(Validity.EXPIRED);
        assertThat(filings.list(body.id(), null, 10).items()).extracting(Filing::kind)
                .containsExactly(Filing.Kind.TERMINATED);
        long lasting = live("防汛抗旱实施细则");
        yes(documents.stand(office, lasting,
                new Documents.Standing(Validity.EFFECTIVE, today, today, null, true)));
        upkeep.turnWhatHasRunOut();
        assertThat(entry(lasting).validity()).isEqualTo(Validity.EFFECTIVE);
    }

    @Test
    void aNewTextEndsTheOldOneAndBothPagesSaySo() {
        long old = live("防汛抗旱管理办法");
        yes(documents.stand(office, old, standing(Validity.EFFECTIVE)));
        long next = live("关于修改防汛抗旱管理办法的决定");
        yes(documents.link(office, next, old, LinkKind.AMENDS));
        yes(documents.link(office, next, old, LinkKind.AMENDS));

        DocumentFacts onOld = documents.factsOf(old).orElseThrow();
        assertThat(onOld.validity()).isEqualTo(Validity.AMENDED);
        assertThat(onOld.current()).isNotNull();
        assertThat(onOld.links()).singleElement()
                .satisfies(group -> assertThat(group.documents()).extracting(DocumentFacts.Linked::documentId)
                        .containsExactly(next));
        assertThat(documents.factsOf(next).orElseThrow().links()).extracting(DocumentFacts.Group::heading)
                .containsExactly(LinkKind.AMENDS.onSource());
        assertThat(documents.validityOf(List.of(old, next))).containsExactly(Map.entry(old, Validity.AMENDED));
        yes(documents.unlink(office, next, old, LinkKind.AMENDS));
        assertThat(documents.factsOf(old).orElseThrow().links()).isEmpty();
    }

    @Test
    void anUnpublishedInterpretationIsNotShown() {
        long policy = live("防汛抗旱管理办法");
        long hidden = draft("防汛抗旱管理办法解读");
        yes(documents.link(clerk, hidden, policy, LinkKind.INTERPRETS));

        assertThat(documents.factsOf(policy).orElseThrow().links()).isEmpty();
        yes(publish(ready(hidden)));
        assertThat(documents.factsOf(policy).orElseThrow().links()).hasSize(1);
    }

    @Test
    void aPolicyGoesOutWithItsInterpretationOrWithADayAndAPersonForIt() {
        long policy = draft("防汛抗旱管理办法");
        yes(classification.classify(clerk, policy, whole()));
        yes(documents.stand(office, policy, new Documents.Standing(null, null, null, true, false)));
        ready(policy);
        assertThat(publish(policy).orElseThrow().text()).contains("解读");

        assertThat(documents.promise(stranger, policy, somebody, today.plusDays(3))).isPresent();
        assertThat(documents.promise(clerk, policy, somebody, today.minusDays(1))).isPresent();
        assertThat(documents.promise(clerk, policy, somebody, today.plusDays(200))).isPresent();
        assertThat(documents.promise(clerk, policy, new PersonId(987_654), today.plusDays(3))).isPresent();
        yes(documents.promise(clerk, policy, somebody, today.plusDays(3)));
        assertThat(todos.of(somebody.value(), List.of(), null, 5).items())
                .extracting(todo -> todo.href())
                .containsExactly("/desk/disclosure/" + policy);
        yes(publish(policy));
        assertThat(documents.factsOf(policy).orElseThrow().interpretationDue()).isEqualTo(today.plusDays(3));

        long interpretation = live("防汛抗旱管理办法图解");
        yes(documents.link(clerk, interpretation, policy, LinkKind.ILLUSTRATES));
        assertThat(todos.of(somebody.value(), List.of(), null, 5).items()).isEmpty();
        assertThat(documents.factsOf(policy).orElseThrow().interpretationDue()).isNull();
        assertThat(documents.promise(clerk, policy, somebody, today.plusDays(3))).isPresent();
    }

    private long policy(String title) {
        long document = drafting.draft(clerk, column, Draft.of(title, "<p>内容如下。</p>", "云岭县水利局")
                .withElements(PolicyGate.POLICY, Map.of())
                .asDocument("云岭县水利局", "云水发〔2026〕" + body.position() + "号", today)).orThrow().documentId();
        yes(documents.link(clerk, draft(title + "解读"), document, LinkKind.INTERPRETS));
        return document;
    }

    @Test
    void aPolicyThatGoesOutIsInForceAndInTheLibraryUnlessSomebodyHasSaidOtherwise() {
        long usual = policy("防汛抗旱管理办法");
        yes(publish(ready(usual)));
        assertThat(entry(usual).validity()).isEqualTo(Validity.EFFECTIVE);
        assertThat(catalogue.list(Question.LIBRARY.withBody(body.id()), null, 5).items())
                .extracting(Entry::documentId)
                .containsExactly(usual);

        long unmarked = policy("防汛抗旱应急预案");
        yes(classification.classify(clerk, unmarked, whole()));
        yes(documents.stand(office, unmarked, new Documents.Standing(null, null, null, true, false)));
        yes(publish(ready(unmarked)));
        assertThat(entry(unmarked).validity()).isNull();

        yes(documents.stand(office, usual, new Documents.Standing(null, null, null, null, false)));
        assertThat(drafting.revise(clerk, usual)).isInstanceOf(Saved.Done.class);
        yes(publish(ready(usual)));
        assertThat(entry(usual).validity()).as("a later edition changes nothing").isNull();
    }

    @Test
    void aPolicyWithItsInterpretationAtHandGoesOutAtOnce() {
        long policy = draft("防汛抗旱管理办法");
        yes(classification.classify(clerk, policy, whole()));
        yes(documents.stand(office, policy, new Documents.Standing(null, null, null, true, false)));
        yes(documents.link(clerk, draft("防汛抗旱管理办法问答"), policy, LinkKind.ANSWERS));

        yes(publish(ready(policy)));
    }

    @Test
    void othersSayNothingAboutADocumentAndContradictionsAreRefused() {
        long document = live("防汛抗旱管理办法");

        assertThat(documents.stand(stranger, document, standing(Validity.EFFECTIVE))).isPresent();
        assertThat(documents.stand(clerk, document, standing(Validity.EFFECTIVE))).isPresent();
        assertThat(documents.stand(Actor.VISITOR, document, standing(Validity.EFFECTIVE))).isPresent();
        assertThat(documents.stand(office, document,
                new Documents.Standing(Validity.EFFECTIVE, today, today.minusDays(1), null, false))).isPresent();
        assertThat(documents.stand(office, document, new Documents.Standing(null, null, today, null, false)))
                .isPresent();
        assertThat(documents.stand(office, document, new Documents.Standing(null, null, null, null, true))).isPresent();
        assertThat(documents.stand(office, 987_654_321, standing(Validity.EFFECTIVE))).isPresent();
        long another = live("防汛抗旱实施细则");
        assertThat(documents.link(stranger, document, another, LinkKind.RELATES)).isPresent();
        assertThat(documents.link(clerk, document, another, LinkKind.REPEALS)).isPresent();
        assertThat(documents.link(office, document, document, LinkKind.RELATES)).isPresent();
        assertThat(documents.link(office, document, 987_654_321, LinkKind.RELATES)).isPresent();
        assertThat(documents.unlink(stranger, document, another, LinkKind.RELATES)).isPresent();
        assertThat(documents.factsOf(document).orElseThrow().validity()).isNull();
    }

    @Test
    void theFileAndTheAnnouncementsCannotBeAlteredBySql() {
        live("防汛抗旱管理办法");
        for (String attempt : List.of("update disclosure.record set words = 'x'", "delete from disclosure.record",
                "truncate disclosure.record", "truncate disclosure.filing")) {
            assertThatThrownBy(() -> sql.sql(attempt).update()).as(attempt)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("kept unchanged");
        }
    }
}
