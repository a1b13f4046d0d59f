package org.yizhan.identity;

import java.util.Optional;

import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Who may do what with accounts of others. */
final class IdentityRules {
    /** What can be done with an account or a registered system. */
    enum IdentityAction {
        MANAGE_ACCOUNT, MANAGE_CLIENTS, VERIFY_MEMBER
    }

    private IdentityRules() {}

    static Optional<Refusal> mayManage(Actor by, Person person) {
        if (by.equals(Actor.PROGRAM)) {
            return Optional.empty();
        }
        if (by.isStaff() && by.ref().id() == person.id().value()) {
            return Optional.of(new Refusal("不能管理自己的账号，请由另一位安全管理员办理。"));
        }
        return Refusal.when(!by.may(IdentityPermissions.SECURITY, person.unit()), "您没有管理该单位登录账号的权限。");
    }

    /** Citizens belong to no unit, so a right over any unit is enough. */
    static Optional<Refusal> mayVerify(Actor by) {
        return Refusal.when(!by.isStaff() || !by.mayAnywhere(IdentityPermissions.VERIFY),
                "您没有在窗口核验身份的权限，请联系安全管理员。");
    }

    static Optional<Refusal> mayManageClients(Actor by) {
        return Refusal.when(!by.mayAnywhere(IdentityPermissions.SECURITY), "您没有登记统一登录系统的权限。");
    }
}
