package org.yizhan.supervision.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.Once;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.supervision.NewOrder;
import org.yizhan.supervision.OrderDesk;
import org.yizhan.supervision.OwnTerm;

/**
 * The form of an order as it was typed.
 *
 * @param days working days for it; empty when {@code until} says the day
 */
public record OrderForm(@Nullable List<String> cases, @Nullable String finding, @Nullable String unit,
        @Nullable String title, @Nullable String matter, @Nullable String requirement, @Nullable String basis,
        @Nullable String instruction, @Nullable String days, @Nullable String until, @Nullable String report,
        @Nullable String others, @Nullable String once) {
    /** @param once see {@link NewOrder} */
    static OrderForm of(List<CaseId> cases, @Nullable Long finding, OrderDesk.Proposal proposal, String once) {
        return new OrderForm(cases.stream().map(id -> Long.toString(id.value())).toList(),
                finding == null ? "" : finding.toString(), proposal.unit() == null ? "" : proposal.unit().value(),
                proposal.title(), proposal.matter(), proposal.requirement(), proposal.basis(), "", "10", "", "", "",
                once);
    }

    /** Ids of cases as an address or a form brings them; what is none is passed over. */
    static List<CaseId> ids(@Nullable List<String> typed) {
        return typed == null
                ? List.of()
                : typed.stream()
                        .filter(id -> id.matches("[1-9]\\d{0,17}"))
                        .map(id -> new CaseId(Long.parseLong(id)))
                        .distinct()
                        .limit(OrderDesk.MOST_CASES + 1L)
                        .toList();
    }

    FormErrors errors() {
        var errors = FormErrors.NONE;
        if (unitChosen().isEmpty()) {
            errors = errors.and("unit", "请选择下达给哪个单位。");
        }
        if (blank(title)) {
            errors = errors.and("title", "请填写标题。");
        }
        if (blank(matter)) {
            errors = errors.and("matter", "请填写督办事项。");
        }
        if (blank(requirement)) {
            errors = errors.and("requirement", "请填写办理要求。");
        }
        boolean byDays = !blank(days);
        boolean byDate = !blank(until);
        if (!byDays && !byDate) {
            errors = errors.and("days", "请填写办结期限：多少个工作日，或者办结日期。");
        } else if (byDate && TypedDay.of(until).isEmpty()) {
            errors = errors.and("until", "请填写日期，例如 2026-12-01。");
        } else if (!byDate && number(days, 250).isEmpty()) {
            errors = errors.and("days", "请填写 1 到 250 之间的整数。");
        }
        if (!blank(report) && number(report, 60).isEmpty()) {
            errors = errors.and("report", "请填写 1 到 60 之间的整数，不要求填报就空着。");
        }
        return errors;
    }

    private static boolean blank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }

    private static Optional<Integer> number(@Nullable String typed, int most) {
        return typed != null && typed.strip().matches("[1-9]\\d{0,3}") && Integer.parseInt(typed.strip()) <= most
                ? Optional.of(Integer.parseInt(typed.strip()))
                : Optional.empty();
    }

    public boolean isOfOthers() {
        return "yes".equals(others);
    }

    Optional<UnitPath> unitChosen() {
        return unit != null && unit.matches("/(\\d{1,18}/)+") ? Optional.of(new UnitPath(unit)) : Optional.empty();
    }

    /** A day that was typed is meant; the number of days stood there before. */
    NewOrder order() {
        Optional<LocalDate> day = blank(until) ? Optional.empty() : TypedDay.of(until);
        OwnTerm term = day.<OwnTerm>map(OwnTerm.Until::new)
                .orElseGet(() -> new OwnTerm.Days(number(days, 250).orElseThrow()));
        return new NewOrder(ids(cases), findingId(), unitChosen().orElseThrow(), text(title), text(matter).strip(),
                text(requirement).strip(), text(basis).strip(), text(instruction).strip(), term,
                number(report, 60).orElse(0), isOfOthers(),
                Once.orNull(once));
    }

    @Nullable
    Long findingId() {
        return finding != null && finding.matches("[1-9]\\d{0,17}") ? Long.valueOf(finding) : null;
    }

    public List<String> caseIds() {
        return ids(cases).stream()
                .map(id -> Long.toString(id.value()))
                .collect(java.util.stream.Collectors
                        .toCollection(ArrayList::new));
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
