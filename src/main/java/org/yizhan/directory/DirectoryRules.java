package org.yizhan.directory;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Who may do what in the directory, and what the three administrators may never be. Doors and pages both ask here. */
final class DirectoryRules {
    private DirectoryRules() {}

    /** What can be done, by whom. */
    enum Action {
        CHANGE_REGIONS(DirectoryPermissions.UNITS, "维护区划", AdminKind.SYSTEM),
        ADD_UNIT(DirectoryPermissions.UNITS, "新增单位", AdminKind.SYSTEM),
        CHANGE_UNIT(DirectoryPermissions.UNITS, "修改单位", AdminKind.SYSTEM),
        CLOSE_UNIT(DirectoryPermissions.UNITS, "撤销单位", AdminKind.SYSTEM),
        ADD_PERSON(
                DirectoryPermissions.PEOPLE, "新增人员",
                AdminKind.SYSTEM),
        CHANGE_PERSON(DirectoryPermissions.PEOPLE, "修改人员",
                AdminKind.SYSTEM),
        HAND_OVER(DirectoryPermissions.PEOPLE, "办理离岗交接",
                AdminKind.SYSTEM),
        SEE_PHONE(DirectoryPermissions.PEOPLE, "查看手机号",
                AdminKind.SYSTEM),
        APPOINT(DirectoryPermissions.POSTS, "任命岗位",
                AdminKind.SECURITY),
        GRANT_ROLES(
                DirectoryPermissions.POSTS, "授予角色",
                AdminKind.SECURITY),
        END_POST(
                DirectoryPermissions.POSTS, "免去岗位",
                AdminKind.SECURITY),
        DELEGATE_FOR_OTHERS(
                DirectoryPermissions.POSTS,
                "替他人设置代办",
                AdminKind.SECURITY),
        CHANGE_ROLES(
                DirectoryPermissions.ROLES,
                "修改角色",
                AdminKind.SECURITY);

        final String permission;
        final String label;
        final AdminKind askWhom;

        Action(String permission, String label, AdminKind askWhom) {
            this.permission = permission;
            this.label = label;
            this.askWhom = askWhom;
        }
    }

    static boolean isProgram(Actor actor) {
        return actor.ref().kind() == ActorRef.Kind.PROGRAM;
    }

    /** The program itself sets up the first units and people; all others need the permission for the unit. */
    static Optional<Refusal> check(Actor actor, Action action, UnitPath unit) {
        return Refusal.when(!isProgram(actor) && !(actor.isStaff() && actor.may(action.permission, unit)),
                "您不能在这个单位" + action.label + "，请与" + action.askWhom.label() + "联系。");
    }

    /** Nobody decides about their own rights. */
    static Optional<Refusal> notOneself(Actor actor, PersonId person) {
        return Refusal.when(actor.ref().equals(ActorRef.staff(person.value())), "不能调整自己的岗位和角色，请由另一名安全管理员办理。");
    }

    /** What a person would hold after the act: roles of all posts together, and whether others' rights are held by delegation. */
    record Holding(Collection<Role> roles, boolean standsInForOthers) {
        Set<AdminKind> adminKinds() {
            var kinds = EnumSet.noneOf(AdminKind.class);
            roles.forEach(role -> {
                AdminKind kind = role.adminKind();
                if (kind != null) {
                    kinds.add(kind);
                }
            });
            return kinds;
        }
    }

    /** The three administrators (三员分立), rule by rule. */
    enum Separation {
        THREE_SEPARATE_PEOPLE((holding, kinds) -> kinds.size() > 1, "系统管理员、安全管理员、审计管理员必须由三个人分别担任，不能由一人兼任。"),
        NO_OTHER_ROLES((holding, kinds) -> !kinds.isEmpty()
                && holding.roles().stream().anyMatch(role -> role.adminKind() == null),
                "管理员不能同时担任业务角色，请先免去其中一项。"),
        NO_STANDING_IN(
                (holding, kinds) -> !kinds.isEmpty() && holding.standsInForOthers(),
                "管理员不能代办他人的业务，请先结束代办。");

        private final BiFunction<Holding, Set<AdminKind>, Boolean> broken;
        private final String words;

        Separation(BiFunction<Holding, Set<AdminKind>, Boolean> broken, String words) {
            this.broken = broken;
            this.words = words;
        }

        static Optional<Refusal> check(Holding holding) {
            Set<AdminKind> kinds = holding.adminKinds();
            return Arrays.stream(values())
                    .filter(rule -> rule.broken.apply(holding, kinds))
                    .findFirst()
                    .map(rule -> new Refusal(rule.words));
        }
    }

    /** A role that is not an administrator's may not hold what is kept for administrators. */
    static Optional<Refusal> reserved(Collection<Role> administrators, Set<String> wanted) {
        for (Role administrator : administrators) {
            AdminKind kind = administrator.adminKind();
            if (kind != null && wanted.stream().anyMatch(administrator.permissions()::contains)) {
                return Optional.of(new Refusal("所选权限中有" + kind.label() + "专有的权限，不能放进其他角色。"));
            }
        }
        return Optional.empty();
    }

    static Optional<Refusal> first(List<Optional<Refusal>> checks) {
        return checks.stream().flatMap(Optional::stream).findFirst();
    }

    static boolean may(@Nullable Actor actor, Action action, UnitPath unit) {
        return actor != null && check(actor, action, unit).isEmpty();
    }
}
