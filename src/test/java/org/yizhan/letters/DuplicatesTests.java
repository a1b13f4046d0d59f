package org.yizhan.letters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Letters of the same matter are found by an index, however many there are. */
@SpringBootTest
class DuplicatesTests {
    private static final Instant NOW = Instant.parse("2026-11-27T02:00:00Z");
    private static final String LETTER = "滨江公园的路灯有一半不亮，晚上跑步摔过两次，请尽快派人修好，谢谢领导的关心。";

    @Autowired
    Duplicates duplicates;
    @Autowired
    JdbcClient sql;

    @BeforeEach
    void noLetters() {
        sql.sql("delete from letters.signature").update();
        sql.sql("delete from letters.band").update();
    }

    private java.util.Optional<Duplicates.Alike> take(long letter, String text) {
        return duplicates.take(letter, text, "", "", NOW);
    }

    @Test
    void theSameAndNearlyTheSameTextAreOneBundleNamedByTheFirst() {
        assertThat(take(1, LETTER)).isEmpty();
        assertThat(take(2, LETTER)).hasValueSatisfying(alike -> {
            assertThat(alike.letter()).isEqualTo(1);
            assertThat(alike.likeness()).isEqualTo(1);
        });
        assertThat(take(3, "您好！" + LETTER.replace("的关心", "").replace("，", ", "))).isPresent();
        assertThat(take(4, "河口村的水渠塌了一截，八十亩田浇不上水，村里报了两次没有下文。")).isEmpty();
        assertThat(duplicates.lettersOf(1, 0, 10)).containsExactly(1L, 2L, 3L);
        assertThat(duplicates.sizeOf(1)).isEqualTo(3);
        assertThat(duplicates.bundleOf(4)).contains(4L);
        assertThat(duplicates.alike(LETTER)).hasValueSatisfying(alike -> assertThat(alike.bundle()).isEqualTo(1));
        assertThat(duplicates.alike("")).isEmpty();
    }

    @Test
    void lettersOfOneSubjectAreNotOfOneMatterYet() {
        take(1, LETTER);
        assertThat(take(2, "人民路的路灯不亮已经一个星期了，孩子上晚自习回家害怕，请修。")).isEmpty();
        assertThat(take(3, "滨江公园的公厕没有灯，地上全是水，老人容易摔倒，请装灯。")).isEmpty();
    }

    @Test
    void copiesAddNothingThatHasToBeLookedThrough() {
        List<Long> times = new ArrayList<>();
        for (int i = 1; i <= 400; i++) {
            long began = System.nanoTime();
            take(i, LETTER + "第" + i + "封");
            times.add(System.nanoTime() - began);
        }
        assertThat(duplicates.sizeOf(1)).isEqualTo(400);
        assertThat(sql.sql("select count(distinct letter) from letters.band").query(Long.class).single()).isOne();
        long early = times.subList(100, 200).stream().sorted().toList().get(50);
        long late = times.subList(300, 400).stream().sorted().toList().get(50);
        assertThat(late).isLessThan(10 * early);
        assertThat(duplicates.lettersOf(1, 390, 100)).hasSize(10);
    }

    @Test
    void aLetterThatIsSetApartLeavesTheOthersTogether() {
        take(1, LETTER);
        take(2, LETTER);
        take(3, LETTER);
        duplicates.setApart(1);
        assertThat(duplicates.lettersOf(2, 0, 10)).containsExactly(2L, 3L);
        assertThat(take(4, LETTER)).hasValueSatisfying(alike -> assertThat(alike.bundle()).isEqualTo(2));
        duplicates.setApart(3);
        assertThat(duplicates.bundleOf(3)).contains(3L);
    }

    @Test
    void theWriterIsKnownByTheTelephoneHoweverItIsTypedAndTheTelephoneIsNotKept() {
        duplicates.take(1, LETTER, "139 7761 2345", "", NOW);
        duplicates.take(2, "水渠塌了一截，请修。", "+86 13977612345", "", NOW);
        duplicates.take(3, "低保金少发了，请查。", "１３９７７６１２３４６", "", NOW);
        assertThat(duplicates.earlierOf("13977612345", 9, 10)).containsExactly(2L, 1L);
        assertThat(duplicates.earlierOf("13977612345", 2, 10)).containsExactly(1L);
        assertThat(duplicates.earlierOf("", 9, 10)).isEmpty();
        assertThat(duplicates.earlierOf("110", 9, 10)).isEmpty();
        assertThat(sql.sql("select count(*) from letters.signature where encode(writer, 'escape') like '%1397%'")
                .query(Long.class)
                .single()).isZero();
    }

    @Test
    void manyFromOneAddressAreCounted() {
        duplicates.take(1, LETTER, "", "192.0.2.7", NOW.minusSeconds(7200));
        duplicates.take(2, LETTER, "", "192.0.2.7", NOW.minusSeconds(60));
        duplicates.take(3, LETTER, "", "192.0.2.8", NOW);
        assertThat(duplicates.countFrom("192.0.2.7", NOW.minusSeconds(3600))).isOne();
    }

    @Test
    void whatIsErasedIsNotFoundAnyMore() {
        duplicates.take(1, LETTER, "13977612345", "192.0.2.7", NOW);
        duplicates.forget(1);
        assertThat(duplicates.alike(LETTER)).isEmpty();
        assertThat(duplicates.earlierOf("13977612345", 9, 10)).isEmpty();
        assertThat(take(2, LETTER)).isEmpty();
    }
}
