package org.yizhan.content.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.GroupRule;

/** The rule of the group as it was typed. */
public record RuleForm(@Nullable String domainRule, @Nullable String countyDomain, @Nullable Integer extraColumns,
        @Nullable Integer shutdownsAYear, @Nullable Integer shutdownDays, @Nullable Integer closingNoticeDays,
        @Nullable String warnDays, @Nullable Integer idleDays) {
    static RuleForm of(GroupRule rule) {
        return new RuleForm(rule.domainRule(), rule.countyDomain(), rule.extraColumns(), rule.shutdownsAYear(),
                rule.shutdownDays(), rule.closingNoticeDays(),
                rule.warnDays().stream().map(String::valueOf).collect(Collectors.joining(",")), rule.idleDays());
    }

    GroupRule toRule() {
        return new GroupRule(text(domainRule), text(countyDomain), number(extraColumns), number(shutdownsAYear),
                number(shutdownDays), number(closingNoticeDays), days(), number(idleDays));
    }

    /** What is no number becomes 0, which is refused. */
    private List<Integer> days() {
        return Arrays.stream(text(warnDays).split("[,，、\\s]+"))
                .map(day -> day.matches("\\d{1,4}") ? Integer.valueOf(day) : Integer.valueOf(0))
                .toList();
    }

    private static int number(@Nullable Integer typed) {
        return typed == null ? -1 : typed;
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString().strip();
    }
}
