package org.yizhan.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.yizhan.directory.UnitKind.DEPARTMENT;
import static org.yizhan.directory.UnitKind.DIVISION;

@SpringBootTest
class DirectoryTests {
    @Autowired
    Directory directory;
    @Autowired
    Organisation organisation;
    @Autowired
    Appointments appointments;

    TestCounty county;

    @BeforeEach
    void aCounty() {
        county = new TestCounty(directory, organisation, appointments);
    }

    @Nested
    class LookingUp {
        @Test
        void theTreeKeepsTheCountysOrderAndLeavesOutDivisions() {
            UnitId second = county.unit("乙局", 22);
            UnitId first = county.unit("甲局", 21);
            UnitId below = organisation.addUnit(Actor.PROGRAM, NewUnit.of(first, DEPARTMENT, "甲局站", "站", 1)).orThrow();
            UnitId office = county.division(first, "办公室");
            List<UnitId> order = directory.units().stream().map(Unit::id).toList();
            assertThat(order).containsSubsequence(county.root(), first, below, second).doesNotContain(office);
            assertThat(directory.unit(office)).hasValueSatisfying(unit -> {
                assertThat(unit.division()).isTrue();
                assertThat(unit.shortName()).isEqualTo("办公室");
                assertThat(unit.path().value()).isEqualTo(county.path(first).value() + office.value() + "/");
            });
        }

        @Test
        void aPersonIsFoundByAccountHoweverItIsTyped() {
            UnitId water = county.unit("水利局");
            String account = county.account();
            PersonId id = organisation
                    .addPerson(Actor.PROGRAM, NewPerson.of("张三", account.toUpperCase(), water, "局长"))
                    .orThrow();
            Optional<Person> found = directory.personByAccount(" " + account.toUpperCase());
            assertThat(found).hasValue(new Person(id, "张三", account, county.path(water), true));
            assertThat(directory.personByAccount("nobody")).isEmpty();
        }
    }

    @Nested
    class Finding {
        @Autowired
        DirectoryBoard board;

        @Test
        void allWhoseNameOrAccountBeginsWithTheWordsComeOncePageByPage() {
            UnitId water = county.unit("水利局");
            String words = "q" + System.nanoTime();
            var expected = new ArrayList<PersonId>();
            for (int i = 20; i < 74; i++) {
                expected.add(county.person(words + i / 2, water)); // two of each name
            }
            PersonId byAccount = organisation.addPerson(Actor.PROGRAM, NewPerson.of("阿姨", words + "a", water, "科员"))
                    .orThrow();
            county.person("r" + words, water);
            expected.add(byAccount);

            KeyPage<DirectoryBoard.PersonLine> first = board.findPeople(words.toUpperCase(Locale.ROOT), null);
            assertThat(first.items()).extracting(line -> line.person().id()).containsExactly(byAccount);
            first = board.findPeople(words, null);
            assertThat(first.items()).hasSize(50);
            KeyPage<DirectoryBoard.PersonLine> second = board.findPeople(words, Long.valueOf(first.older()));
            assertThat(second.older()).isNull();
            assertThat(Stream.concat(first.items().stream(), second.items().stream()).map(line -> line.person().id()))
                    .containsExactlyElementsOf(expected);
        }
    }

    @Nested
    class Rights {
        @Test
        void aRoleHoldsOverTheUnitAndEverythingBelowAndNowhereElse() {
            UnitId water = county.unit("水利局");
            UnitId other = county.unit("林业局");
            UnitId office = county.division(water, "办公室");
            Actor actor = directory.actor(county.person("张三", water, "contributor"));
            assertThat(actor.may("content.write", county.path(water))).isTrue();
            assertThat(actor.may("content.write", county.path(office))).isTrue();
            assertThat(actor.may("content.write", county.path(other))).isFalse();
            assertThat(actor.may("content.write", county.path(county.root()))).isFalse();
            assertThat(actor.may("content.review", county.path(water))).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"/1/7/, /1/7/, true", "/1/7/, /1/7/3/, true", "/1/7/, /1/70/, false", "/1/7/, /1/, false",
            "/1/7/, /11/7/, false", "/1/, /1/7/70/, true"})
        void aSubtreeIsWhatBeginsWithTheWholePath(String scope, String unit, boolean inside) {
            assertThat(new UnitPath(scope).contains(new UnitPath(unit))).isEqualTo(inside);
        }

        @Test
        void aRightGivenOrTakenAwayCountsWithTheNextQuestion() {
            UnitId water = county.unit("水利局");
            PersonId id = county.person("张三", water);
            PostId post = directory.posts(id).getFirst().id();
            assertThat(directory.actor(id).mayAnywhere("content.write")).isFalse();
            appointments.grant(Actor.PROGRAM, post, Set.of("contributor"), null);
            assertThat(directory.actor(id).may("content.write", county.path(water))).isTrue();
            appointments.end(Actor.PROGRAM, post);
            assertThat(directory.actor(id).grants()).isEmpty();
        }

        @Test
        void theNamesOfCountyAndUnitAreThoseOfTheMomentForWhichTheActorWasMade() {
            UnitId water = county.unit("水利局");
            PersonId id = county.person("张三", water);
            Actor before = directory.actor(id);
            String name = directory.unit(water).orElseThrow().name();
            assertThat(directory.placeOf(before)).isEqualTo(new Directory.Place(directory.countyName(), name));
            organisation.changeUnit(Actor.PROGRAM, water, NewUnit.of(county.root(), DEPARTMENT, name + "新", "水", 1), 0)
                    .orThrow();
            assertThat(directory.placeOf(before).unit()).isEqualTo(name);
            Actor after = directory.actor(id);
            assertThat(directory.placeOf(after).unit()).isEqualTo(name + "新");
            assertThat(directory.placeOf(before).unit()).isEqualTo(name + "新");
            assertThat(directory.placeOf(Actor.VISITOR)).isEqualTo(new Directory.Place(directory.countyName(), ""));
        }

        @Test
        void holdersAreThoseWithTheRightForThisUnitTheNearestFirst() {
            UnitId water = county.unit("水利局");
            UnitId other = county.unit("林业局");
            UnitId office = county.division(water, "办公室");
            PersonId overAll = county.person("县编辑", county.root(), "editor");
            PersonId here = county.person("审核人", water, "unit-reviewer");
            PersonId there = county.person("别处审核人", other, "unit-reviewer");
            List<PersonId> found = directory.holders("content.review", county.path(office))
                    .stream()
                    .map(Person::id)
                    .toList();
            assertThat(found).containsSubsequence(here, overAll).doesNotContain(there);
        }
    }

    @Nested
    class Refusals {
        @Test
        void theSameAccountAndTheSameSiblingNameAreRefusedByTheField() {
            UnitId water = county.unit("水利局");
            String account = county.account();
            organisation.addPerson(Actor.PROGRAM, NewPerson.of("张三", account, water, "科员")).orThrow();
            assertThat(organisation.addPerson(Actor.PROGRAM, NewPerson.of("李四", account, water, "科员")))
                    .isEqualTo(new Outcome.Refused<>(
                            List.of(new Outcome.Problem("account", "账号“" + account + "”已有人使用，请换一个。"))));
            county.division(water, "办公室");
            assertThat(organisation.addUnit(Actor.PROGRAM, NewUnit.of(water, DIVISION, " 办公室 ", "", 1)))
                    .isEqualTo(new Outcome.Refused<>(
                            List.of(new Outcome.Problem("name", "上级单位下面已有“办公室”，请核对是否重复。"))));
        }

        @Test
        void aUnitWithPeopleOrDivisionsCannotBeClosed() {
            UnitId water = county.unit("水利局");
            UnitId office = county.division(water, "办公室");
            county.person("张三", office);
            assertThat(organisation.closeUnit(Actor.PROGRAM, water).map(Refusal::text).orElse(""))
                    .contains("下级单位或科室");
            assertThat(organisation.closeUnit(Actor.PROGRAM, office).map(Refusal::text).orElse("")).contains("在岗人员");
        }
    }
}
