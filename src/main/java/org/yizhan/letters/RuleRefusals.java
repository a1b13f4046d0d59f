package org.yizhan.letters;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Who may set the rules of letters, and to what: they are the county's, so a right over a part of it is not enough. */
final class RuleRefusals {
    static final int LONGEST_WORD = 40;
    static final int LONGEST_NOTE = 200;
    static final int LONGEST_NAME = 30;
    static final int LONGEST_TARGET = 40;
    static final int MOST_WEIGHT = 10;
    private static final int MOST_PARTS = 4;

    private RuleRefusals() {}

    static Optional<Refusal> of(Actor actor) {
        boolean allowed = actor.ref().equals(ActorRef.PROGRAM)
                || actor.isStaff() && actor.mayEverywhere(LetterPermissions.RULES);
        return Refusal.when(!allowed, "来信规则用于全县，您没有修改它的权限，请联系电政办。");
    }

    static Optional<Refusal> of(RuleWord.Typed typed) {
        List<String> parts = Arrays.asList(typed.word().split(" "));
        int length = PlainText.length(typed.word());
        return Refusal.when(length == 0, "请填写要查找的话。")
                .or(() -> Refusal.when(length > LONGEST_WORD,
                        "要查找的话最多" + LONGEST_WORD + "个字，现在有" + length + "个，请缩短。"))
                .or(() -> Refusal.when(parts.size() > MOST_PARTS, "用空格隔开的词最多" + MOST_PARTS + "个。"))
                .or(() -> Refusal.when(parts.size() == 1 && length == 1 && typed.list() != RuleList.DUTY,
                        "“" + typed.word() + "”只有一个字，会到处误报，请写成两个字以上。"))
                .or(() -> Refusal.when(Math.abs(typed.weight()) > MOST_WEIGHT, "分值从-10到10。"))
                .or(() -> Refusal.when(typed.list().hasTarget() && typed.weight() == 0, "分值为0的不起作用，请填写分值。"))
                .or(() -> Refusal.when(typed.list().hasTarget() && typed.target().isEmpty(),
                        typed.list() == RuleList.SIGN ? "请选择属于哪一种情形。" : "请填写由哪个单位负责。"))
                .or(() -> Refusal.when(PlainText.length(typed.target()) > LONGEST_TARGET,
                        "单位名称最多" + LONGEST_TARGET + "个字。"))
                .or(() -> Refusal.when(PlainText.length(typed.note()) > LONGEST_NOTE,
                        "说明最多" + LONGEST_NOTE + "个字，请缩短。"));
    }

    static Optional<Refusal> of(Subject.Typed typed) {
        int length = PlainText.length(typed.name());
        return Refusal.when(length == 0, "请填写分类名称。")
                .or(() -> Refusal.when(length > LONGEST_NAME, "分类名称最多" + LONGEST_NAME + "个字，现在有" + length + "个。"))
                .or(() -> Refusal.when(typed.limit() == null, "请选择办理时限的档次。"))
                .or(() -> Refusal.when(PlainText.length(typed.unit()) > LONGEST_TARGET,
                        "单位名称最多" + LONGEST_TARGET + "个字。"));
    }

    static Optional<Refusal> ofGround(String name, String way, String basis) {
        return Refusal.when(name.isEmpty() || way.isEmpty() || basis.isEmpty(), "名称、去向和依据都要填写。")
                .or(() -> Refusal.when(PlainText.length(name) > LONGEST_NAME
                        || PlainText.length(way) > LONGEST_NOTE || PlainText.length(basis) > LONGEST_NOTE,
                        "名称最多" + LONGEST_NAME + "个字，去向和依据各最多" + LONGEST_NOTE + "个字，请缩短。"));
    }
}
