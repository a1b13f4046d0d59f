package org.yizhan.letters;

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
        return duplicates.take(letter, text);
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
    void whatIsErasedIsNotFoundAnyMore() {
        take(1, LETTER);
        duplicates.forget(1);
        assertThat(duplicates.alike(LETTER)).isEmpty();
        assertThat(take(2, LETTER)).isEmpty();
    }
}
