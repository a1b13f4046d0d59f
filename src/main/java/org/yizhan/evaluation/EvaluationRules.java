package org.yizhan.evaluation;

import java.util.Optional;

import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Who may see and do what. What holds for the whole county is changed only by who manages the whole county. */
final class EvaluationRules {
    private EvaluationRules() {}

    static boolean mayView(Actor actor, UnitPath unit) {
        return actor.may(EvaluationPermissions.VIEW, unit) || actor.may(EvaluationPermissions.MANAGE, unit);
    }

    /** The unit that answers for the column says that its content is right. */
    static Optional<Refusal> confirm(Actor actor, UnitPath columnUnit) {
        return Refusal.when(!actor.isStaff() || !mayView(actor, columnUnit), "这个栏目由其他单位负责，请由责任单位核对后确认。");
    }

    static Optional<Refusal> exempt(Actor actor, UnitPath columnUnit) {
        return Refusal.when(!actor.isStaff() || !actor.may(EvaluationPermissions.MANAGE, columnUnit),
                "免除更新要求由县电政办决定，您没有这个权限。");
    }

    static Optional<Refusal> manage(Actor actor) {
        return Refusal.when(!actor.isStaff() || !actor.mayEverywhere(EvaluationPermissions.MANAGE),
                "更新要求、检查指标和排行公式全县统一，由县电政办修改。");
    }
}
