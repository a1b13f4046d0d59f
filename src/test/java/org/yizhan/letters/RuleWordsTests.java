package org.yizhan.letters;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.casework.LimitClass;
import org.yizhan.letters.RuleWord.Typed;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** The words, grounds and subjects that an office keeps. */
@SpringBootTest
class RuleWordsTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor KEEPER = staff(COUNTY);
    private static final List<Actor> OTHERS = List.of(staff(new UnitPath("/1/7/")), Actor.VISITOR,
            new Actor(new ActorRef(ActorRef.Kind.STAFF, 6), "旁人", COUNTY, Set.of()));

    @Autowired
    RuleWords words;
    @Autowired
    RuleWordRows rows;
    @Autowired
    ReplyStrictness strictness;
    @Autowired
    SubjectTree subjects;
    @Autowired
    JdbcClient sql;

    private static Actor staff(UnitPath scope) {
        return new Actor(new ActorRef(ActorRef.Kind.STAFF, 5), "电政办", scope,
                Set.of(new Grant(LetterPermissions.RULES, scope)));
    }

    @BeforeEach
    void onlyWhatWasShipped() {
        sql.sql("delete from letters.rule_word where not shipped and word like '测试%'").update();
        sql.sql("delete from letters.subject where name like '测试%'").update();
        // What was kept in memory belongs to the test before.
        Typed any = phrase("测试垫底的话");
        assertThat(words.add(KEEPER, any)).isEmpty();
        assertThat(words.retire(KEEPER, idOf(any), true)).isEmpty();
    }

    private static Typed phrase(String word) {
        return new Typed(RuleList.STOCK_PHRASE, word, 0, "", "");
    }

    private long idOf(Typed typed) {
        return rows.byWord(typed).orElseThrow().id();
    }

    private List<String> inUse(RuleList list) {
        return rows.inUse(list).stream().map(RuleWord::word).toList();
    }

    @Test
    void anOfficeBeginsWithWhatWasShipped() {
        assertThat(inUse(RuleList.STOCK_PHRASE)).hasSizeGreaterThan(60).contains("高度重视");
        assertThat(inUse(RuleList.SIGN)).hasSizeGreaterThan(100);
        assertThat(inUse(RuleList.DUTY)).hasSizeGreaterThan(250);
        assertThat(words.grounds()).extracting(Ground::code).containsExactly(Ground.Code.values());
        assertThat(subjects.branches()).hasSizeBetween(18, 25)
                .allSatisfy(branch -> assertThat(branch.below()).isNotEmpty());
        assertThat(subjects.branches().stream().mapToInt(branch -> branch.below().size()).sum())
                .isGreaterThanOrEqualTo(120);
    }

    @Test
    void aWordIsInForceFromTheMomentItIsKeptUntilItIsRetired() {
        Typed typed = phrase("测试我们一定会努力");
        assertThat(words.add(KEEPER, typed)).isEmpty();
        assertThat(inUse(RuleList.STOCK_PHRASE)).contains(typed.word());
        assertThat(words.add(KEEPER, typed)).hasValueSatisfying(why -> assertThat(why.text()).contains("已在词表里"));
        long id = idOf(typed);
        assertThat(words.change(KEEPER, id, 0, phrase("测试改过的话"))).isEmpty();
        assertThat(words.change(KEEPER, id, 0, phrase("测试又改的话"))).isPresent();
        assertThat(inUse(RuleList.STOCK_PHRASE)).contains("测试改过的话").doesNotContain(typed.word());
        assertThat(words.retire(KEEPER, id, true)).isEmpty();
        assertThat(inUse(RuleList.STOCK_PHRASE)).doesNotContain("测试改过的话");
        assertThat(words.add(KEEPER, phrase("测试改过的话")))
                .hasValueSatisfying(why -> assertThat(why.text()).contains("停用"));
        assertThat(words.retire(KEEPER, id, false)).isEmpty();
        assertThat(inUse(RuleList.STOCK_PHRASE)).contains("测试改过的话");
        assertThat(words.retire(KEEPER, Long.MAX_VALUE, true)).isPresent();
    }

    @Test
    void theListGoesByKeyAndFindsByWordAndByTarget() {
        var page = words.list(KEEPER, RuleList.DUTY, "", false, null);
        assertThat(page.items()).hasSize(50);
        var older = words.list(KEEPER, RuleList.DUTY, "", false, page.older());
        assertThat(older.items().getFirst().word().id()).isLessThan(page.items().getLast().word().id());
        assertThat(words.list(KEEPER, RuleList.DUTY, "", false, older.newer()).items()).isEqualTo(page.items());
        assertThat(words.list(KEEPER, RuleList.DUTY, "水利", false, null).items()).isNotEmpty()
                .allSatisfy(line -> assertThat(line.word().word() + line.word().target()).contains("水利"));
        assertThat(words.list(KEEPER, RuleList.SIGN, "", false, "不是页码").items()).isNotEmpty()
                .allSatisfy(line -> assertThat(line.leadsTo()).isNotEmpty());
    }

    @Test
    void onlyWhoKeepsThemForTheWholeCountyMayChangeThem() {
        long id = idOf(phrase("高度重视"));
        long subject = subjects.branches().getFirst().top().id();
        for (Actor other : OTHERS) {
            assertThat(words.add(other, phrase("测试别人的话"))).isPresent();
            assertThat(words.change(other, id, 0, phrase("测试别人的话"))).isPresent();
            assertThat(words.retire(other, id, true)).isPresent();
            assertThat(words.find(other, id)).isEmpty();
            assertThat(words.list(other, RuleList.SIGN, "", false, null).items()).isEmpty();
            assertThat(words.change(other, Ground.Code.SECRET, 0, "名", "办法", "依据")).isPresent();
            assertThat(subjects.add(other, subject("测试分类", null))).isPresent();
            assertThat(subjects.change(other, subject, 0, subject("测试分类", null))).isPresent();
            assertThat(subjects.retire(other, subject, true)).isPresent();
        }
        assertThat(words.find(KEEPER, id)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"STOCK_PHRASE,'',0,''", "STOCK_PHRASE,单,0,''", "SIGN,测试词,0,PETITION", "SIGN,测试词,11,PETITION",
        "SIGN,测试词,-11,PETITION", "SIGN,测试词,5,''", "SIGN,测试词,5,NOWHERE", "DUTY,测试词,3,''",
        "DUTY,测试词,3,没有这样的局", "SIGN,a b c d e,5,PETITION",
        "STOCK_PHRASE,一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一,0,''"})
    void whatCannotBeARuleIsRefusedInPlainWords(RuleList list, String word, int weight, String target) {
        assertThat(words.add(KEEPER, new Typed(list, word, weight, target, "")))
                .hasValueSatisfying(why -> assertThat(why.text()).isNotBlank());
    }

    @Test
    void aGroundIsPutRightWhenTheLawChanges() {
        Ground before = words.grounds().getFirst();
        assertThat(words.change(KEEPER, before.code(), before.version(), before.name(), before.way(), "新的条例第一条"))
                .isEmpty();
        assertThat(words.grounds().getFirst().basis()).isEqualTo("新的条例第一条");
        assertThat(words.change(KEEPER, before.code(), before.version(), before.name(), before.way(), "旧")).isPresent();
        assertThat(words.change(KEEPER, before.code(), before.version() + 1, before.name(), "", "旧")).isPresent();
        assertThat(words.change(KEEPER, before.code(), before.version() + 1, before.name(), before.way(),
                before.basis())).isEmpty();
    }

    @Test
    void aCountyHasRepliesCheckedAsStrictlyAsItWants() {
        Reply vague = ReplyCheckTests.with("您好！那坡屯水渠坍塌65米，我局将尽快维修。联系电话：农水股0776-2612345。");
        assertThat(strictness.look(vague)).extracting(ReplyFinding::degree).containsExactly(ReplyFinding.Degree.BLOCK);
        assertThat(strictness.change(KEEPER, "PROMISE_WITHOUT_DATE", "SUGGEST")).isEmpty();
        assertThat(strictness.look(vague)).extracting(ReplyFinding::degree)
                .containsExactly(ReplyFinding.Degree.SUGGESTION);
        assertThat(strictness.change(KEEPER, "PROMISE_WITHOUT_DATE", "OFF")).isEmpty();
        assertThat(strictness.look(vague)).isEmpty();

        for (Actor other : OTHERS) {
            assertThat(strictness.change(other, "PROMISE_WITHOUT_DATE", "SHIPPED")).isPresent();
        }
        assertThat(strictness.change(KEEPER, "PERSONAL_DATA", "OFF")).isPresent();
        assertThat(strictness.change(KEEPER, "NOTHING", "OFF")).isPresent();
        assertThat(strictness.change(KEEPER, "PROMISE_WITHOUT_DATE", "LATER")).isPresent();
        assertThat(strictness.change(KEEPER, "PROMISE_WITHOUT_DATE", "SHIPPED")).isEmpty();
        assertThat(strictness.look(vague)).hasSize(1);
    }

    private static Subject.Typed subject(String name, @org.jspecify.annotations.Nullable Long parent) {
        return new Subject.Typed(parent, name, LimitClass.ORDINARY, "", 9000);
    }

    private Subject found(String name) {
        return subjects.branchesWithRetired()
                .stream()
                .flatMap(branch -> java.util.stream.Stream.concat(java.util.stream.Stream.of(branch.top()),
                        branch.below().stream()))
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSubjectHasTwoLevelsANameOnceAndIsRetiredWithWhatStandsBelow() {
        assertThat(subjects.add(KEEPER, subject("测试上级", null))).isEmpty();
        Subject top = found("测试上级");
        assertThat(subjects.add(KEEPER, subject("测试下级", top.id()))).isEmpty();
        Subject below = found("测试下级");
        assertThat(subjects.path(below.id())).isEqualTo("测试上级 / 测试下级");
        assertThat(subjects.add(KEEPER, subject("测试下级", top.id()))).isPresent();
        assertThat(subjects.add(KEEPER, subject("测试更下级", below.id()))).isPresent();
        assertThat(subjects.add(KEEPER, subject("", null))).isPresent();
        assertThat(subjects.add(KEEPER, new Subject.Typed(null, "测试无时限", null, "", 1))).isPresent();
        assertThat(subjects.change(KEEPER, top.id(), top.version(), subject("测试上级", found("水利").id()))).isPresent();
        assertThat(subjects.change(KEEPER, below.id(), below.version(), subject("测试改名", top.id()))).isEmpty();
        assertThat(subjects.change(KEEPER, below.id(), below.version(), subject("测试迟了", top.id()))).isPresent();
        assertThat(subjects.retire(KEEPER, top.id(), true)).isEmpty();
        assertThat(subjects.branches()).noneMatch(branch -> branch.top().name().startsWith("测试"));
        assertThat(found("测试改名").retired()).isTrue();
        assertThat(subjects.path(below.id())).isEqualTo("测试上级 / 测试改名");
        assertThat(subjects.retire(KEEPER, top.id(), false)).isEmpty();
        assertThat(subjects.retire(KEEPER, 0, false)).isPresent();
    }
}
