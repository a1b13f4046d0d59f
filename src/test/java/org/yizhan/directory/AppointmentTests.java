package org.yizhan.directory;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
@Import(AppointmentTests.Time.class)
class AppointmentTests {
    static class MovedClock extends Clock {
        private Instant now = Instant.parse("2026-11-21T01:00:00Z");

        void setTo(String instant) {
            now = Instant.parse(instant);
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }

        @Bean
        Permissions testPermissions() {
            return Permissions.of("测试", new Permission("test.read", "看"), new Permission("test.write", "写"));
        }
    }

    @Autowired
    Directory directory;
    @Autowired
    Organisation organisation;
    @Autowired
    Appointments appointments;
    @Autowired
    Delegations delegations;
    @Autowired
    RoleBook roles;
    @Autowired
    TodoList todos;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    MovedClock clock;

    TestCounty county;
    UnitId water;

    @BeforeEach
    void aCounty() {
        clock.setTo("2026-11-21T01:00:00Z");
        county = new TestCounty(directory, organisation, appointments);
        water = county.unit("水利局");
    }

    Actor securityAdministrator() {
        return directory.actor(county.person("安全管理员", county.root(), "security-admin"));
    }

    Actor systemAdministrator() {
        return directory.actor(county.person("系统管理员", county.root(), "system-admin"));
    }

    boolean writes(PersonId person) {
        return directory.actor(person).may("content.write", county.path(water));
    }

    @Nested
    class ThreeAdministrators {
        @ParameterizedTest
        @CsvSource({"system-admin, security-admin, 三个人", "security-admin, audit-admin, 三个人",
            "audit-admin, system-admin, 三个人",
            "system-admin, contributor, 业务角色", "contributor, audit-admin, 业务角色"})
        void aSecondPostThatMixesThemIsRefused(String held, String wanted, String words) {
            PersonId person = county.person("张三", water, held);
            var outcome = appointments.appoint(Actor.PROGRAM,
                    new NewPost(person, county.root(), "管理", Set.of(wanted), null));
            assertThat(outcome.refusal().orElseThrow().text()).contains(words);
            assertThat(directory.posts(person)).hasSize(1);
        }

        @Test
        void mixingThemInOnePostIsRefusedToo() {
            PersonId person = county.person("张三", water);
            assertThat(
                    appointments.grant(Actor.PROGRAM, county.post(person), Set.of("system-admin", "audit-admin"), null)
                            .orElseThrow()
                            .text())
                    .contains("三个人");
        }

        @Test
        void onePersonMayBeTheSameAdministratorInTwoPlaces() {
            PersonId person = county.person("张三", water, "system-admin");
            assertThat(appointments.appoint(Actor.PROGRAM,
                    new NewPost(person, county.unit("林业局"), "管理", Set.of("system-admin"), null)))
                    .isInstanceOf(Outcome.Done.class);
        }

        @Test
        void nobodyDecidesAboutTheirOwnRights() {
            Actor security = securityAdministrator();
            var self = new PersonId(security.ref().id());
            assertThat(appointments.appoint(security, new NewPost(self, water, "审核", Set.of(), null)).refusal())
                    .hasValueSatisfying(refusal -> assertThat(refusal.text()).contains("不能调整自己"));
            assertThat(appointments.grant(security, county.post(self), Set.of(), null)).isPresent();
            assertThat(appointments.end(security, county.post(self))).isPresent();
        }

        @Test
        void theLastAdministratorOfAKindCannotBeRemoved() {
            jdbc.sql("""
                    update directory.post set ended_on = '2026-11-20' where ended_on is null and id in
                        (select post from directory.post_role where role = 'audit-admin')""").update();
            PersonId only = county.person("审计管理员", county.root(), "audit-admin");
            PersonId successor = county.person("李四", county.root());
            assertThat(appointments.end(Actor.PROGRAM, county.post(only)).orElseThrow().text()).contains("唯一");
            assertThat(appointments.grant(Actor.PROGRAM, county.post(only), Set.of(), null)).isPresent();
            assertThat(organisation.handOver(Actor.PROGRAM, only, successor)).isPresent();
            county.person("第二名审计管理员", county.root(), "audit-admin");
            assertThat(appointments.end(Actor.PROGRAM, county.post(only))).isEmpty();
        }

        @Test
        void theSystemAdministratorAddsPeopleAndGrantsNothing() {
            Actor system = systemAdministrator();
            PersonId added = organisation.addPerson(system, NewPerson.of("王五", county.account(), water, "科员"))
                    .orThrow();
            assertThat(directory.actor(added).grants()).isEmpty();
            assertThat(appointments.grant(system, county.post(added), Set.of("contributor"), null)).isPresent();
            Actor security = securityAdministrator();
            assertThat(organisation.addPerson(security, NewPerson.of("赵六", county.account(), water, "科员")).refusal())
                    .isPresent();
            assertThat(appointments.grant(security, county.post(added), Set.of("contributor"), null)).isEmpty();
            assertThat(writes(added)).isTrue();
        }

        @Test
        void anAdministratorOfOneUnitGrantsNothingOverAnother() {
            Actor security = directory.actor(county.person("水利局安全管理员", water, "security-admin"));
            PersonId person = county.person("张三", water);
            assertThat(appointments.grant(security, county.post(person), Set.of("contributor"), county.root()))
                    .isPresent();
            assertThat(appointments.grant(security, county.post(person), Set.of("contributor"), county.unit("林业局")))
                    .isPresent();
            assertThat(appointments.grant(security, county.post(person), Set.of("contributor"), null)).isEmpty();
            assertThat(roles.add(security, "本局角色", "", Set.of("test.read")).refusal()).isPresent();
        }
    }

    @Nested
    class Posts {
        @Test
        void theMainPostSaysWhereThePersonBelongs() {
            UnitId forest = county.unit("林业局");
            PersonId person = county.person("张三", water, "contributor");
            PostId second = appointments.appoint(Actor.PROGRAM, new NewPost(person, forest, "副局长", Set.of(), null))
                    .orThrow();
            assertThat(directory.actor(person).unit()).isEqualTo(county.path(water));
            PostId first = county.post(person);
            assertThat(appointments.end(Actor.PROGRAM, first).orElseThrow().text()).contains("主岗位");
            assertThat(appointments.makeMain(Actor.PROGRAM, second)).isEmpty();
            assertThat(directory.actor(person).unit()).isEqualTo(county.path(forest));
            assertThat(appointments.end(Actor.PROGRAM, first)).isEmpty();
            assertThat(writes(person)).isFalse();
        }

        @Test
        void theSamePostIsNotGivenTwice() {
            PersonId person = county.person("张三", water);
            var post = new NewPost(person, water, "办公室主任", Set.of("contributor"), null);
            appointments.appoint(Actor.PROGRAM, post).orThrow();
            assertThat(appointments.appoint(Actor.PROGRAM, post).refusal()).isPresent();
            assertThat(directory.posts(person)).hasSize(2);
        }

        @Test
        void aRoleThatDoesNotExistIsRefused() {
            PersonId person = county.person("张三", water);
            assertThat(appointments.grant(Actor.PROGRAM, county.post(person), Set.of("emperor"), null)).isPresent();
        }
    }

    @Nested
    class Roles {
        @Test
        void aChangedRoleCountsForAllWhoHoldItWithTheNextClick() {
            Role role = roles.add(Actor.PROGRAM, "查阅员" + water.value(), "", Set.of("test.write")).orThrow();
            PersonId person = county.person("张三", water, role.code());
            assertThat(directory.actor(person).mayAnywhere("test.write")).isTrue();
            roles.change(Actor.PROGRAM, role.code(), role.name(), "只看", Set.of("test.read"), role.version())
                    .orThrow();
            assertThat(directory.actor(person).mayAnywhere("test.write")).isFalse();
            assertThat(
                    roles.change(Actor.PROGRAM, role.code(), role.name(), "", Set.of("test.write"), role.version())
                            .refusal())
                    .as("someone else changed it meanwhile")
                    .isPresent();
        }

        @Test
        void administratorsRolesAreLockedAndTheirPermissionsReserved() {
            Role audit = roles.all()
                    .stream()
                    .filter(role -> role.code().equals("audit-admin"))
                    .findFirst()
                    .orElseThrow();
            assertThat(roles.change(Actor.PROGRAM, "audit-admin", "审计", "", Set.of("content.write"), audit.version())
                    .refusal()).isPresent();
            assertThat(roles.add(Actor.PROGRAM, "万能", "", Set.of("directory.posts")).refusal().orElseThrow().text())
                    .contains("专有");
            assertThat(roles.add(Actor.PROGRAM, "空", "", Set.of()).refusal()).isPresent();
            assertThat(roles.add(Actor.PROGRAM, "不知", "", Set.of("no.such")).refusal()).isPresent();
        }
    }

    @Nested
    class WhileAway {
        PersonId away;
        PersonId standIn;

        @BeforeEach
        void twoPeople() {
            away = county.person("张三", water, "contributor");
            standIn = county.person("李四", county.unit("林业局"));
        }

        NewDelegation from23To25November() {
            return new NewDelegation(away, standIn, LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 25),
                    Set.of(county.post(away)));
        }

        @ParameterizedTest
        @CsvSource({"2026-11-22T15:59:59Z, false", "2026-11-22T16:00:00Z, true", "2026-11-24T04:00:00Z, true",
            "2026-11-25T15:59:59Z, true", "2026-11-25T16:00:00Z, false"})
        void theRightsAreLentFromTheFirstToTheLastDayInTheCountysZone(String now, boolean lent) {
            delegations.delegate(directory.actor(away), from23To25November()).orThrow();
            assertThat(writes(standIn)).isFalse();
            clock.setTo(now);
            assertThat(writes(standIn)).isEqualTo(lent);
            assertThat(writes(away)).as("the one who is away keeps the rights").isTrue();
            assertThat(directory.holders("content.write", county.path(water)).stream().map(Person::id))
                    .containsAll(lent ? List.of(away, standIn) : List.of(away));
            assertThat(directory.standingInFor(standIn)).hasSize(lent ? 1 : 0);
        }

        @Test
        void bothSeeItAndEitherEndsIt() {
            Delegation made = delegations.delegate(directory.actor(away), from23To25November()).orThrow();
            assertThat(delegations.about(away)).extracting(Delegation::id).containsExactly(made.id());
            assertThat(delegations.about(standIn)).extracting(Delegation::id).containsExactly(made.id());
            assertThat(todos.count(standIn.value(), List.of())).isOne();
            assertThat(delegations.revoke(directory.actor(county.person("路人", water)), made.id())).isPresent();
            assertThat(delegations.revoke(directory.actor(standIn), made.id())).isEmpty();
            clock.setTo("2026-11-24T04:00:00Z");
            assertThat(writes(standIn)).isFalse();
        }

        @Test
        void whatIsBorrowedCannotBeLentOn() {
            delegations.delegate(directory.actor(away), from23To25November()).orThrow();
            clock.setTo("2026-11-24T04:00:00Z");
            PersonId third = county.person("王五", water);
            var onward = new NewDelegation(standIn, third, LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25),
                    Set.of(county.post(away)));
            assertThat(delegations.delegate(directory.actor(standIn), onward).refusal()).isPresent();
            delegations.delegate(directory.actor(standIn), new NewDelegation(standIn, third,
                    LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 25), Set.of(county.post(standIn)))).orThrow();
            assertThat(writes(third)).isFalse();
        }

        @Test
        void administratorsNeitherLendNorBorrow() {
            PersonId administrator = county.person("系统管理员", water, "system-admin");
            assertThat(delegations.delegate(directory.actor(administrator), new NewDelegation(administrator, standIn,
                    LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 25), Set.of(county.post(administrator))))
                    .refusal()
                    .orElseThrow()
                    .text()).contains("系统管理员");
            assertThat(delegations.delegate(directory.actor(away), new NewDelegation(away, administrator,
                    LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 25), Set.of(county.post(away)))).refusal())
                    .isPresent();
            delegations.delegate(directory.actor(away), from23To25November()).orThrow();
            assertThat(appointments.grant(Actor.PROGRAM, county.post(standIn), Set.of("audit-admin"), null)
                    .orElseThrow()
                    .text()).contains("代办");
        }

        @Test
        void othersCannotBeMadeToActExceptByTheSecurityAdministrator() {
            assertThat(delegations.delegate(directory.actor(standIn), from23To25November()).refusal()).isPresent();
            assertThat(delegations.delegate(systemAdministrator(), from23To25November()).refusal()).isPresent();
            assertThat(delegations.delegate(securityAdministrator(), from23To25November()).refusal()).isEmpty();
        }

        @Test
        void daysAndPostsThatMakeNoSenseAreRefusedAllAtOnceByTheField() {
            var wrong = new NewDelegation(away, away, LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 19), Set.of());
            assertThat(delegations.delegate(directory.actor(away), wrong))
                    .isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(
                            ((Outcome.Refused<?>) refused).problems().stream().map(Outcome.Problem::field))
                            .containsExactly("to", "fromDay", "toDay", "posts"));
            delegations.delegate(directory.actor(away), from23To25November()).orThrow();
            assertThat(delegations.delegate(directory.actor(away), from23To25November()).refusal())
                    .as("the same form sent twice")
                    .isPresent();
        }
    }

    @Nested
    class Leaving {
        @Test
        void everythingEndsAndTheTodosGoToTheSuccessor() {
            PersonId leaver = county.person("张三", water, "contributor");
            PersonId successor = county.person("李四", water);
            PersonId friend = county.person("王五", water);
            delegations.delegate(directory.actor(leaver), new NewDelegation(leaver, friend, LocalDate.of(2026, 11, 21),
                    LocalDate.of(2026, 11, 30), Set.of(county.post(leaver)))).orThrow();
            todos.add(new NewTodo("test-" + leaver.value(), "审核：通知", "送审", null, "/desk/x",
                    List.of(new NewTodo.Audience.OnePerson(leaver.value()))));
            assertThat(writes(friend)).isTrue();

            assertThat(organisation.handOver(systemAdministrator(), leaver, successor)).isEmpty();

            assertThat(directory.person(leaver)).hasValueSatisfying(person -> {
                assertThat(person.active()).isFalse();
                assertThat(person.name()).isEqualTo("张三");
            });
            assertThat(directory.actor(leaver).grants()).isEmpty();
            assertThat(directory.activeActor(leaver)).isEmpty();
            assertThat(directory.posts(leaver)).isEmpty();
            assertThat(writes(friend)).as("what was lent").isFalse();
            assertThat(writes(successor)).as("rights do not pass with the to-dos").isFalse();
            assertThat(todos.count(leaver.value(), List.of())).isZero();
            assertThat(todos.count(successor.value(), List.of())).isOne();
            assertThat(directory.holders("content.write", county.path(water)).stream().map(Person::id))
                    .doesNotContain(leaver);
            assertThat(
                    jdbc.sql("select count(*) from journal.entry where act = 'directory.person-left' and object_id = ?")
                            .param(leaver.value())
                            .query(Long.class)
                            .single())
                    .isOne();
        }

        @Test
        void itIsRefusedTwiceToOneselfAndToSomeoneWhoLeft() {
            PersonId leaver = county.person("张三", water);
            PersonId successor = county.person("李四", water);
            assertThat(organisation.handOver(Actor.PROGRAM, leaver, leaver).map(Refusal::text).orElse(""))
                    .contains("自己");
            assertThat(organisation.handOver(directory.actor(successor), leaver, successor)).isPresent();
            assertThat(organisation.handOver(securityAdministrator(), leaver, successor)).isPresent();
            assertThat(organisation.handOver(Actor.PROGRAM, leaver, successor)).isEmpty();
            assertThat(organisation.handOver(Actor.PROGRAM, leaver, successor)).isPresent();
            assertThat(organisation.handOver(Actor.PROGRAM, successor, leaver)).isPresent();
            assertThat(organisation.changePerson(Actor.PROGRAM, leaver, "改名", null, 1, 1).refusal()).isPresent();
        }
    }
}
