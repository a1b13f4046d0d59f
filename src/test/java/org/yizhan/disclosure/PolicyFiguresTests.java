package org.yizhan.disclosure;

import java.time.LocalDate;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.disclosure.PolicyFigures.Policy;

import static org.assertj.core.api.Assertions.assertThat;

/** What those who evaluate are told of policies. */
class PolicyFiguresTests extends DisclosureTest {
    @Autowired
    PolicyFigures figures;

    private Policy policy(long document) {
        return figures.since(clock.today().minusDays(1))
                .stream()
                .filter(one -> one.documentId() == document)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPolicyIsToldWithItsClassesItsPromiseAndHowItIsExplained() {
        long document = draft("防汛抗旱管理办法");
        yes(classification.classify(clerk, document, whole()));
        yes(documents.stand(office, document, new Documents.Standing(null, null, null, true, false)));
        LocalDate day = clock.today().plusDays(3);
        yes(documents.promise(office, document, somebody, day));
        ready(document);
        yes(publish(document));
        long notice = live("关于防汛值班的通知");

        assertThat(policy(document)).isEqualTo(new Policy(document, clock.today(), true, true, 0, false, day));
        assertThat(figures.since(clock.today().minusDays(1))).extracting(Policy::documentId).doesNotContain(notice);

        long text = live("防汛抗旱管理办法解读");
        yes(documents.link(office, text, document, LinkKind.INTERPRETS));
        assertThat(policy(document).ways()).isOne();
        assertThat(policy(document).text()).isTrue();
        long picture = live("一图读懂防汛抗旱管理办法");
        yes(documents.link(office, picture, document, LinkKind.ILLUSTRATES));
        assertThat(policy(document).ways()).isEqualTo(2);
        assertThat(figures.since(clock.today().plusDays(2))).isEmpty();
    }
}
