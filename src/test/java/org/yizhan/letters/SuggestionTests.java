package org.yizhan.letters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.directory.Directory;
import org.yizhan.directory.NewUnit;
import org.yizhan.directory.Organisation;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/** To which unit a letter goes: from duty words at first, from what was decided later. */
@SpringBootTest
class SuggestionTests {
    @Autowired
    LetterMemory memory;
    @Autowired
    RuleWordRows words;
    @Autowired
    Organisation organisation;
    @Autowired
    Directory directory;
    @Autowired
    SubjectTree subjects;
    @Autowired
    JdbcClient sql;

    private final List<UnitId> own = new ArrayList<>();
    private UnitSuggestion suggestion;
    private Directory county;

    private record Asked(String letter, UnitId unit) {}

    /** Of the units of these letters alone, whichever others the directory knows. */
    @BeforeEach
    void nothingLearned() {
        county = mock();
        when(county.units()).thenAnswer(call -> own.stream().flatMap(id -> directory.unit(id).stream()).toList());
        suggestion = new UnitSuggestion(memory, words, county, subjects);
        sql.sql("delete from letters.learned_word").update();
        sql.sql("delete from letters.learned").update();
        sql.sql("delete from letters.lesson").update();
    }

    private UnitId unit(String name) {
        UnitId id = known(name);
        if (!own.contains(id)) {
            own.add(id);
        }
        return id;
    }

    private UnitId known(String name) {
        return directory.unitsNamed("云岭县" + name).stream().findFirst().map(Unit::id).orElseGet(() -> {
            UnitId root = directory.root()
                    .map(Unit::id)
                    .orElseGet(() -> organisation.addUnit(Actor.PROGRAM,
                            NewUnit.of(null, UnitKind.GOVERNMENT, "云岭县人民政府", "县政府", 1)).orThrow());
            return organisation.addUnit(Actor.PROGRAM, NewUnit.of(root, UnitKind.DEPARTMENT, "云岭县" + name, name, 1))
                    .orThrow();
        });
    }

    private List<Asked> letters(String file) throws IOException {
        var all = new ArrayList<Asked>();
        for (ReplyCheckTests.Example example : ReplyCheckTests.read(file)) {
            all.add(new Asked(example.reply().question(), unit(example.reply().speaker().get(1))));
        }
        return all;
    }

    /** How many had the right unit first, and how many had it among the three. */
    private record Measured(int first, int among, int of) {}

    private Measured measured(List<Asked> letters) {
        int first = 0;
        int among = 0;
        for (Asked asked : letters) {
            List<UnitId> suggested = suggestion.units(asked.letter).stream().map(one -> one.what().id()).toList();
            first += !suggested.isEmpty() && suggested.getFirst().equals(asked.unit) ? 1 : 0;
            among += suggested.contains(asked.unit) ? 1 : 0;
        }
        return new Measured(first, among, letters.size());
    }

    private void decided(long letter, Asked asked) {
        memory.note(letter, new Topic(Topic.Kind.UNIT, asked.unit.value()), asked.letter);
    }

    /** The figures of docs/replies.md. */
    @Test
    void dutyWordsSuggestBeforeAnythingIsLearnedAndDecisionsDoNotSpoilIt() throws IOException {
        List<Asked> all = new ArrayList<>(letters("/letters/replies.txt"));
        all.addAll(letters("/letters/replies-unseen.txt"));
        Measured cold = measured(all);
        Collections.shuffle(all, new Random(5));
        List<Asked> others = all.subList(70, all.size());
        Measured before = measured(others);
        for (int i = 0; i < 70; i++) {
            decided(i + 1, all.get(i));
        }
        studied();
        Measured after = measured(others);
        assertThat(List.of(cold, before, after)).containsExactly(new Measured(89, 96, 101), new Measured(27, 30, 31),
                new Measured(28, 30, 31));
    }

    /** What people say on the telephone: shorter than any letter, and without the words of offices. */
    @Test
    void everydayWordsSuggestBeforeAnythingIsLearned() throws IOException {
        List<String> lines = new String(new ClassPathResource("letters/everyday.txt").getContentAsByteArray(),
                StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
        int end = lines.indexOf("%");
        List<Asked> known = said(lines.subList(0, end));
        List<Asked> unseen = said(lines.subList(end + 1, lines.size()));
        assertThat(List.of(measured(known), measured(unseen))).containsExactly(new Measured(110, 110, 110),
                new Measured(50, 52, 52));
    }

    private List<Asked> said(List<String> lines) {
        return lines.stream()
                .map(line -> line.split(" \\| "))
                .map(parts -> new Asked(parts[1], unit(parts[0])))
                .toList();
    }

    @Test
    void partsOfADutyWordStandInOneSentence() {
        UnitId police = unit("公安局");
        assertThat(suggestion.units("楼上半夜还在唱歌。")).extracting(best -> best.what().id()).contains(police);
        assertThat(suggestion.units("楼上半夜才回来。白天在公司教人唱歌。")).isEmpty();
    }

    @Test
    void whatAnEarlierSystemDecidedTeachesToo() {
        UnitId roads = unit("交通运输局");
        UnitId water = unit("水利局");
        memory.note(IntStream.rangeClosed(1, 5)
                .mapToObj(i -> new LetterMemory.Noted(i, new Topic(Topic.Kind.UNIT, roads.value()),
                        "拱桥洞口淤塞，芦苇丛生，请疏浚。", LocalDate.of(2026, 3, i)))
                .toList());
        memory.note(List.of());
        studied();
        assertThat(suggestion.units("拱桥洞口芦苇丛生。")).extracting(best -> best.what().id())
                .containsExactly(roads)
                .doesNotContain(water);
    }

    @Test
    void whereNoUnitHasTheFirstNameTheNextThatFitsCounts() {
        UnitId water = unit("水利局");
        String letter = "我们这一片停水三天了，请修。";
        assertThat(suggestion.units(letter)).extracting(best -> best.what().id()).first().isEqualTo(water);
        UnitId works = unit("自来水公司");
        assertThat(suggestion.units(letter)).extracting(best -> best.what().id()).first().isEqualTo(works);
    }

    @Test
    void aDecisionIsLearnedOnceAndUnlearnedWhenItIsCorrected() {
        UnitId water = unit("水利局");
        UnitId roads = unit("交通运输局");
        String letter = "拱桥洞口淤塞，芦苇丛生，请疏浚。";
        assertThat(suggestion.units(letter)).isEmpty();
        for (int i = 1; i <= 4; i++) {
            decided(i, new Asked(letter, roads));
        }
        decided(4, new Asked(letter, roads));
        studied();
        assertThat(suggestion.units(letter).getFirst()).satisfies(best -> {
            assertThat(best.what().id()).isEqualTo(roads);
            assertThat(best.words()).containsAnyOf("芦苇", "拱桥", "淤塞", "疏浚");
        });
        for (int i = 1; i <= 4; i++) {
            decided(i, new Asked(letter, water));
        }
        studied();
        assertThat(suggestion.units(letter)).extracting(best -> best.what().id()).first().isEqualTo(water);
        assertThat(weightOf(roads)).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
        for (int i = 1; i <= 4; i++) {
            memory.forget(i, Topic.Kind.UNIT, letter);
        }
        studied();
        assertThat(suggestion.units(letter)).isEmpty();
        assertThat(weightOf(water)).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-6));
    }

    private double weightOf(UnitId unit) {
        return sql
                .sql("select coalesce(sum(weight), 0) from letters.learned_word where topic = :unit and kind = 'UNIT'")
                .param("unit", unit.value())
                .query(Double.class)
                .single();
    }

    @Test
    void wordsOfWhenAndHowAndOfCourtesyAreNoReason() {
        UnitId roads = unit("交通运输局");
        for (int i = 1; i <= 6; i++) {
            decided(i, new Asked("上周来电反映，晚上有时麻烦，希望尽快过来看看。拱桥洞口淤塞，芦苇丛生。", roads));
        }
        studied();
        assertThat(suggestion.units("上周来电，晚上有时来看看，希望尽快。")).isEmpty();
        assertThat(suggestion.units("上周晚上来看看，拱桥的芦苇。").getFirst().words()).contains("拱桥", "芦苇")
                .doesNotContain("上周", "晚上", "看看");
    }

    @Test
    void theNameOfTheCountyIsNoReason() {
        UnitId roads = unit("交通运输局");
        for (int i = 1; i <= 6; i++) {
            decided(i, new Asked("云岭的拱桥洞口淤塞。", roads));
        }
        studied();
        assertThat(suggestion.units("云岭的荷塘干了。")).isNotEmpty();
        when(county.root()).thenAnswer(call -> directory.root());
        assertThat(suggestion.units("云岭的荷塘干了。")).isEmpty();
    }

    @Test
    void aStreetLampIsNoRoadAndACallNoPower() {
        UnitId lamps = unit("城市管理综合行政执法局");
        unit("交通运输局");
        unit("发展和改革局");
        assertThat(suggestion.units("来电人反映农贸市场门口的路灯坏了一排，上周就打过电话，希望尽快派人来看看。"))
                .extracting(best -> best.what().id())
                .containsExactly(lamps);
        assertThat(suggestion.units("路灯坏了，路也坏了。")).extracting(best -> best.what().id())
                .contains(unit("交通运输局"));
    }

    @Test
    void whatStoodInOneLetterAloneIsNoReason() {
        UnitId roads = unit("交通运输局");
        unit("水利局");
        decided(1, new Asked("拱桥洞口淤塞，芦苇丛生。", roads));
        studied();
        assertThat(suggestion.units("荷塘里的芦苇。")).isEmpty();
        decided(2, new Asked("引桥下的芦苇挡路。", roads));
        decided(3, new Asked("匝道边的芦苇挡路。", roads));
        studied();
        assertThat(suggestion.units("荷塘里的芦苇。")).extracting(best -> best.what().id()).containsExactly(roads);
    }

    @Test
    void oneTownsManyLettersDoNotDrownTheOthers() {
        UnitId water = unit("水利局");
        UnitId town = unit("青石镇人民政府");
        for (int i = 1; i <= 60; i++) {
            decided(i, new Asked("那坡屯的猪场臭味熏天，苍蝇成群，第" + i + "次来信。", town));
        }
        for (int i = 61; i <= 64; i++) {
            decided(i, new Asked("拦河坝闸门锈蚀，抽水泵烧坏，稻田干裂。", water));
        }
        studied();
        assertThat(suggestion.units("闸门锈蚀打不开，稻田干裂了。").getFirst().what().id()).isEqualTo(water);
    }

    @Test
    void theSubjectIsSuggestedFromItsNameAndFromWhatWasChosenBefore() {
        unit("水利局");
        String letter = "水渠塌了，灌溉用不上水。";
        var first = suggestion.subjects(letter).getFirst();
        assertThat(subjects.path(first.what().id())).isEqualTo("水利 / 灌溉水渠");
        Subject other = subjects.branches()
                .stream()
                .flatMap(branch -> branch.below().stream())
                .filter(one -> one.name().equals("地质灾害"))
                .findFirst()
                .orElseThrow();
        for (int i = 1; i <= 5; i++) {
            memory.note(i, new Topic(Topic.Kind.SUBJECT, other.id()), "屋后山坡开裂，落石砸了猪圈。");
        }
        studied();
        assertThat(suggestion.subjects("山坡开裂落石，很害怕。").getFirst().what()).isEqualTo(other);
    }

    @Test
    void aTextWithoutWordsSuggestsNothing() {
        assertThat(suggestion.units("")).isEmpty();
        assertThat(suggestion.units("13977612345")).isEmpty();
        assertThat(suggestion.subjects("。。。")).isEmpty();
    }

    /** Also when the program itself is just at it. */
    private void studied() {
        do {
            memory.study();
        } while (sql.sql("select exists (select 1 from letters.lesson)").query(Boolean.class).single());
    }
}
