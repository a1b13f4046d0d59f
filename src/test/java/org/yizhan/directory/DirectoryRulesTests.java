package org.yizhan.directory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.directory.DirectoryRules.Holding;
import org.yizhan.directory.DirectoryRules.Separation;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest
class DirectoryRulesTests {
    private static final UnitPath OWN = new UnitPath("/1/7/");

    /** Who may do what in the own unit, as one reads it. A new action or a new built-in role must be added here. */
    private static final String MATRIX = """
            action              | contributor | unit-reviewer | deputy-head | editor | site-manager | window-clerk | letters-officer | letters-handler | county-leader | report-officer | supervisor | requests-officer | hotline-agent | hotline-officer | hotline-call-back | hotline-handler | system-admin | security-admin | audit-admin
            CHANGE_REGIONS      | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            ADD_UNIT            | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            CHANGE_UNIT         | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            CLOSE_UNIT          | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            ADD_PERSON          | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            CHANGE_PERSON       | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            HAND_OVER           | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            SEE_PHONE           | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | yes          | -              | -
            APPOINT             | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | -            | yes            | -
            GRANT_ROLES         | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | -            | yes            | -
            END_POST            | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | -            | yes            | -
            DELEGATE_FOR_OTHERS | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | -            | yes            | -
            CHANGE_ROLES        | -           | -             | -           | -      | -            | -            | -               | -               | -             | -              | -          | -                | -             | -               | -                 | -               | -            | yes            | -
            """;

    @Autowired
    RoleBook roles;

    @TestFactory
    List<DynamicTest> everyActionIsDecidedForEveryBuiltInRole() {
        List<List<String>> rows = MATRIX.lines()
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .toList();
        List<String> codes = rows.getFirst().subList(1, rows.getFirst().size());
        var tests = new ArrayList<DynamicTest>();
        tests.add(DynamicTest.dynamicTest("the table names every role and every action", () -> {
            assertThat(codes).containsExactlyInAnyOrderElementsOf(
                    roles.all().stream().filter(Role::builtIn).map(Role::code).toList());
            assertThat(rows.stream().skip(1).map(List::getFirst)).containsExactlyInAnyOrderElementsOf(
                    Arrays.stream(Action.values()).map(Enum::name).toList());
        }));
        rows.stream().skip(1).forEach(row -> {
            for (int i = 0; i < codes.size(); i++) {
                Action action = Action.valueOf(row.getFirst());
                Actor actor = actor(codes.get(i));
                boolean allowed = row.get(i + 1).equals("yes");
                tests.add(DynamicTest.dynamicTest(action + " by " + codes.get(i) + ": " + allowed, () -> {
                    assertThat(DirectoryRules.check(actor, action, OWN).isEmpty()).isEqualTo(allowed);
                    assertThat(DirectoryRules.check(actor, action, new UnitPath("/1/7/3/")).isEmpty())
                            .as("below")
                            .isEqualTo(allowed);
                    assertThat(DirectoryRules.check(actor, action, new UnitPath("/1/70/"))).as("beside").isPresent();
                    assertThat(DirectoryRules.check(actor, action, new UnitPath("/1/"))).as("above").isPresent();
                }));
            }
        });
        return tests;
    }

    @Test
    void visitorsCitizensAndStaffWithoutPostsMayDoNothing() {
        Set<Grant> all = Arrays.stream(Action.values())
                .map(action -> new Grant(action.permission, new UnitPath("/1/")))
                .collect(Collectors.toSet());
        var citizenWithStrayGrants = new Actor(new ActorRef(ActorRef.Kind.CITIZEN, 1), "", null, all);
        var newcomer = new Actor(ActorRef.staff(1), "", OWN, Set.of());
        for (Action action : Action.values()) {
            assertThat(DirectoryRules.check(Actor.VISITOR, action, OWN)).isPresent();
            assertThat(DirectoryRules.check(citizenWithStrayGrants, action, OWN)).isPresent();
            assertThat(DirectoryRules.check(newcomer, action, OWN)).isPresent();
            assertThat(DirectoryRules.check(Actor.PROGRAM, action, OWN)).isEmpty();
        }
    }

    @TestFactory
    List<DynamicTest> everyPairOfRolesIsDecided() {
        var tests = new ArrayList<DynamicTest>();
        for (Role one : roles.all()) {
            for (Role other : roles.all()) {
                boolean together = one.adminKind() == other.adminKind();
                tests.add(DynamicTest.dynamicTest(one.name() + " with " + other.name() + ": " + together,
                        () -> assertThat(Separation.check(new Holding(List.of(one, other), false)).isEmpty())
                                .isEqualTo(together)));
            }
            boolean mayStandIn = one.adminKind() == null;
            tests.add(DynamicTest.dynamicTest(one.name() + " standing in for others: " + mayStandIn,
                    () -> assertThat(Separation.check(new Holding(List.of(one), true)).isEmpty())
                            .isEqualTo(mayStandIn)));
        }
        return tests;
    }

    @Test
    void thePermissionsOfTheThreeAdministratorsDoNotOverlapAndCannotBePutIntoOtherRoles() {
        List<Role> administrators = roles.all().stream().filter(role -> role.adminKind() != null).toList();
        List<String> all = administrators.stream().flatMap(role -> role.permissions().stream()).toList();
        assertThat(administrators).hasSize(3);
        assertThat(all).doesNotHaveDuplicates().isNotEmpty();
        for (String permission : all) {
            assertThat(DirectoryRules.reserved(roles.all(), Set.of("content.write", permission))).isPresent();
        }
        assertThat(DirectoryRules.reserved(roles.all(), Set.of("content.write"))).isEmpty();
    }

    private Actor actor(String role) {
        Set<Grant> grants = roles.all()
                .stream()
                .filter(known -> known.code().equals(role))
                .flatMap(known -> known.permissions().stream())
                .map(permission -> new Grant(permission, OWN))
                .collect(Collectors.toSet());
        return new Actor(ActorRef.staff(5), role, OWN, grants);
    }
}
