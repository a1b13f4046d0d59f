package org.yizhan.content;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.content.CheckWords.Taken;
import org.yizhan.content.Finding.Weight;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

/** The words that an office keeps to have its texts checked for them. */
class CheckWordsTests extends ContentDatabaseTest {
    private static final Actor KEEPER = Office.person(31, Office.COUNTY, ContentPermissions.WORDS);
    private static final Actor WATER_KEEPER = Office.person(32, Office.WATER, ContentPermissions.WORDS);

    @Autowired
    CheckWords words;
    @Autowired
    Checks checks;
    @Autowired
    Editions editions;

    @BeforeEach
    void anEmptyList() {
        sql.sql("delete from content.check_word").update();
        for (CheckWords.Line line : words.list(KEEPER, "", CheckWords.Shelf.OWN, null).items()) {
            throw new AssertionError("left over: " + line);
        }
        // What was kept in memory belongs to the test before.
        yes(words.retire(KEEPER, words.add(KEEPER, word(Office.COUNTY, "垫底的词", Level.SUGGESTION)).orThrow(), true));
    }

    private static NewCheckWord word(UnitPath unit, String word, @Nullable Level level) {
        return new NewCheckWord(unit, word, level, "", "");
    }

    private List<Finding> findings(String body) {
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("标题", "<p>" + body + "</p>", "水利局")).orThrow();
        return checks.look(editions.current(draft.documentId()).orElseThrow())
                .stream()
                .filter(finding -> finding.check().startsWith("word-") && finding.place().equals("正文"))
                .toList();
    }

    @Test
    void aWordIsFoundFromTheMomentItIsKeptUntilItIsRetired() {
        assertThat(findings("截止目前，一切正常")).isEmpty();
        long id = words.add(KEEPER, new NewCheckWord(Office.COUNTY, "截止目前", Level.SUGGESTION, "截至目前", "“截止”不能带宾语"))
                .orThrow();
        assertThat(findings("截止目前，一切正常")).singleElement().satisfies(finding -> {
            assertThat(finding.weight()).isEqualTo(Weight.SUGGESTION);
            assertThat(finding.advice()).contains("截至目前", "不能带宾语");
            assertThat(finding.passage()).contains("截止目前");
        });
        yes(words.change(KEEPER, id, 0, word(Office.COUNTY, "截止目前", Level.BLOCK)));
        assertThat(findings("截止目前，一切正常")).singleElement().matches(finding -> finding.weight() == Weight.BLOCK);
        yes(words.retire(KEEPER, id, true));
        assertThat(findings("截止目前，一切正常")).isEmpty();
        yes(words.retire(KEEPER, id, false));
        assertThat(findings("截止目前，一切正常")).hasSize(1);
    }

    @Test
    void aBlockStopsTheSubmissionUntilThisWordIsExplained() {
        long id = words.add(KEEPER, word(Office.COUNTY, "防汛指挥部", Level.BLOCK)).orThrow();
        words.add(KEEPER, word(Office.COUNTY, "旧称", Level.BLOCK)).orThrow();
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("标题", "<p>防汛指挥部的旧称。</p>", "水利局")).orThrow();
        assertThat(review.submit(Office.CLERK, draft, List.of())).isPresent();
        assertThat(review.submit(Office.CLERK, draft, List.of(new CheckOverride("word-" + id, "引用原文"))))
                .hasValueSatisfying(why -> assertThat(why.text()).contains("旧称"));
    }

    @Test
    void aWordOfAUnitHoldsForItsOwnColumnsAlone() {
        words.add(KEEPER, word(Office.SCHOOLS, "水库", Level.BLOCK)).orThrow();
        assertThat(findings("水库安全")).isEmpty();
        words.add(WATER_KEEPER, word(Office.WATER, "水库", Level.SUGGESTION)).orThrow();
        assertThat(findings("水库安全")).hasSize(1);
    }

    @Test
    void onlyWhoLooksAfterTheUnitChangesItsWords() {
        long id = words.add(KEEPER, word(Office.COUNTY, "截止目前", Level.SUGGESTION)).orThrow();
        for (Actor other : List.of(WATER_KEEPER, Office.CLERK, Office.EVERYTHING, Actor.VISITOR)) {
            assertThat(words.add(other, word(Office.COUNTY, "别的词", Level.BLOCK))).isInstanceOf(Made.Refused.class);
            assertThat(words.change(other, id, 0, word(Office.WATER, "截止目前", Level.BLOCK))).isPresent();
            assertThat(words.retire(other, id, true)).isPresent();
            assertThat(words.find(other, id)).isEmpty();
            assertThat(words.take(other, Office.COUNTY, "别的词".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(Taken.Refused.class);
        }
        assertThat(words.list(WATER_KEEPER, "", CheckWords.Shelf.OWN, null).items()).singleElement()
                .matches(line -> !line.mine());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "　", "单", "\\d{4}年", "(?i)abc", "[0-9]+号", "甲|乙", "王.*局长"})
    void whatCannotBeAWordIsRefusedInPlainWords(String typed) {
        assertThat(words.add(KEEPER, word(Office.COUNTY, typed, Level.SUGGESTION)))
                .asInstanceOf(type(Made.Refused.class))
                .satisfies(refused -> assertThat(refused.why().text()).isNotBlank().doesNotContain("Exception"));
    }

    @Test
    void refusesWhatWouldNotHelp() {
        assertThat(words.add(KEEPER, word(Office.COUNTY, "截止目前", null))).isInstanceOf(Made.Refused.class);
        assertThat(words.add(KEEPER, new NewCheckWord(Office.COUNTY, "截止", Level.SUGGESTION, "截止到", "")))
                .asInstanceOf(type(Made.Refused.class))
                .satisfies(refused -> assertThat(refused.why().text()).contains("改了以后仍会提示"));
        words.add(KEEPER, word(Office.COUNTY, "ＡＰＰ端", Level.SUGGESTION)).orThrow();
        assertThat(words.add(KEEPER, word(Office.COUNTY, "app端", Level.SUGGESTION)))
                .asInstanceOf(type(Made.Refused.class))
                .satisfies(refused -> assertThat(refused.why().text()).contains("已在词表里"));
    }

    @Test
    void whoChangesSecondIsTold() {
        long id = words.add(KEEPER, word(Office.COUNTY, "截止目前", Level.SUGGESTION)).orThrow();
        yes(words.change(KEEPER, id, 0, word(Office.COUNTY, "截止目前", Level.BLOCK)));
        Optional<Refusal> second = words.change(KEEPER, id, 0, word(Office.COUNTY, "截止今日", Level.BLOCK));
        assertThat(second).hasValueSatisfying(why -> assertThat(why.text()).contains("刚被别人改过"));
        assertThat(words.find(KEEPER, id)).hasValueSatisfying(word -> assertThat(word.word()).isEqualTo("截止目前"));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "GB18030", "UTF-16LE"})
    void takesATextInAnyEncodingAllOrNothing(String charset) {
        String text = "词\t级别\t改为\t说明\r\n截止目前\t建议\t截至目前\t“截止”不带宾语\r\n防讯\t须处理\t防汛\t错别字\r\n帐号\r\n";
        byte[] file = text.getBytes(Charset.forName(charset));
        assertThat(words.take(KEEPER, Office.COUNTY, file)).isEqualTo(new Taken.Done(3, 0));
        assertThat(findings("防讯")).singleElement().matches(finding -> finding.weight() == Weight.BLOCK);
        assertThat(words.take(KEEPER, Office.COUNTY, file)).isEqualTo(new Taken.Done(0, 3));

        byte[] bad = "好词语,建议\n坏词语,严重\n\n好词语,建议\n单".getBytes(StandardCharsets.UTF_8);
        assertThat(words.take(KEEPER, Office.COUNTY, bad)).asInstanceOf(type(Taken.Refused.class))
                .satisfies(refused -> assertThat(refused.problems()).hasSize(3)
                        .anyMatch(why -> why.startsWith("第2行") && why.contains("级别"))
                        .anyMatch(why -> why.startsWith("第4行") && why.contains("前面已经有了"))
                        .anyMatch(why -> why.startsWith("第5行")));
        assertThat(words.list(KEEPER, "好词语", CheckWords.Shelf.OWN, null).items()).isEmpty();
        assertThat(words.take(KEEPER, Office.COUNTY, "新词\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8)))
                .asInstanceOf(type(Taken.Refused.class))
                .satisfies(refused -> assertThat(refused.problems()).singleElement().asString().contains("最多导入5000个词"));
        assertThat(words.take(KEEPER, Office.COUNTY, new byte[0])).isInstanceOf(Taken.Refused.class);
    }

    @Test
    void whatIsWrittenAsAWorkbookIsReadAgain() {
        words.add(KEEPER, new NewCheckWord(Office.COUNTY, "截止目前", Level.BLOCK, "截至目前", "说明")).orThrow();
        var out = new ByteArrayOutputStream();
        words.workbook(out);
        sql.sql("delete from content.check_word").update();
        assertThat(words.take(KEEPER, Office.COUNTY, out.toByteArray())).isEqualTo(new Taken.Done(1, 0));
        assertThat(words.list(KEEPER, "", CheckWords.Shelf.OWN, null).items()).singleElement().satisfies(line -> {
            assertThat(line.word().replacement()).isEqualTo("截至目前");
            assertThat(line.word().level()).isEqualTo(Level.BLOCK);
        });
        assertThat(words.text()).isEqualTo("词\t级别\t改为\t说明\r\n截止目前\t须处理\t截至目前\t说明\r\n");
        byte[] broken = "PK\u0003\u0004 not a workbook".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(words.take(KEEPER, Office.COUNTY, broken)).asInstanceOf(type(Taken.Refused.class))
                .satisfies(refused -> assertThat(refused.problems().getFirst()).contains("文件已损坏"));
    }

    @Test
    void pagesOlderAndNewerByKey() {
        for (int i = 100; i < 220; i++) {
            words.add(KEEPER, word(Office.COUNTY, "词语" + i, Level.SUGGESTION)).orThrow();
        }
        var seen = new ArrayList<String>();
        KeyPage<CheckWords.Line> page = words.list(KEEPER, "", CheckWords.Shelf.OWN, null);
        assertThat(page.newer()).isNull();
        KeyPage<CheckWords.Line> before = page;
        while (true) {
            page.items().forEach(line -> seen.add(line.word().word()));
            if (page.older() == null) {
                break;
            }
            before = page;
            page = words.list(KEEPER, "", CheckWords.Shelf.OWN, page.older());
        }
        assertThat(seen).hasSize(120).doesNotHaveDuplicates().startsWith("词语219").endsWith("词语100");
        assertThat(words.list(KEEPER, "", CheckWords.Shelf.OWN, page.newer()).items()).isEqualTo(before.items());
        assertThat(words.list(KEEPER, "词语15", CheckWords.Shelf.OWN, null).items()).hasSize(10);
        assertThat(words.list(KEEPER, "", CheckWords.Shelf.OWN, "乱写").items()).hasSize(50);
    }
}
