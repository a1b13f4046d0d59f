package org.yizhan.disclosure;

import java.util.Optional;

import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Who may do what with disclosure. The page asks before it shows a button, the door asks again. */
final class DisclosureRules {
    private DisclosureRules() {}

    static Optional<Refusal> refusal(DisclosureAction action, Actor actor, UnitPath unit) {
        if (actor.ref().equals(ActorRef.PROGRAM)) {
            return Optional.empty();
        }
        if (!actor.isStaff()) {
            return Optional.of(new Refusal("请先用工作人员账号登录。"));
        }
        return switch (action) {
            case CLASSIFY -> Refusal.when(
                    !actor.may(DisclosurePermissions.CLASSIFY, unit) && !actor.may(DisclosurePermissions.MANAGE, unit),
                    "您没有为这个单位的稿件选定目录分类的权限，请联系本单位公开办。");
            case MANAGE -> Refusal.when(!actor.may(DisclosurePermissions.MANAGE, unit),
                    "您没有管理这个单位信息公开的权限，请联系公开办。");
            case MANAGE_COUNTY -> ofCounty(actor);
        };
    }

    /** For what the county has only once: the right must be held for the unit above all others. */
    static Optional<Refusal> ofCounty(Actor actor) {
        return Refusal.when(!actor.ref().equals(ActorRef.PROGRAM)
                && !(actor.isStaff() && actor.mayEverywhere(DisclosurePermissions.MANAGE)), "这一项全县只有一份，由县公开办管理。");
    }
}
