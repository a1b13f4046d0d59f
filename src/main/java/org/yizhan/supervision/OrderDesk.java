package org.yizhan.supervision;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseTies;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.NewCase;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/** Makes orders out of what is late or badly done, or out of anything else, and evaluates what was done about them. */
@Service
@Transactional
public class OrderDesk {
    /** More than these in one order nobody reads. */
    public static final int MOST_CASES = 50;

    private final CaseDesk desk;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final CaseTies ties;
    private final Kinds kinds;
    private final OrderRows rows;
    private final CheckRows checks;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    OrderDesk(CaseDesk desk, CaseReading cases, CaseOracle oracle, CaseTies ties, Kinds kinds, OrderRows rows,
            CheckRows checks, Directory directory, Journal journal, CountyClock clock) {
        this.desk = desk;
        this.cases = cases;
        this.oracle = oracle;
        this.ties = ties;
        this.kinds = kinds;
        this.rows = rows;
        this.checks = checks;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What stands in the form before anybody has typed.
     *
     * @param unit null when nothing says which
     */
    public record Proposal(@Nullable UnitPath unit, String title, String matter, String requirement, String basis) {}

    public static boolean mayMake(Actor actor) {
        return SupervisionRules.maySupervise(actor);
    }

    /** The units that this person can order, as path and name. */
    @Transactional(readOnly = true)
    public Map<String, String> units(Actor actor) {
        var units = new java.util.LinkedHashMap<String, String>();
        for (Unit unit : directory.units()) {
            if (SupervisionRules.notOver(actor, unit.path()).isEmpty()) {
                units.put(unit.path().value(), unit.name());
            }
        }
        return units;
    }

    /** Those of them that this person may see and that may be named in an order; in the order in which they came in. */
    @Transactional(readOnly = true)
    public List<CaseView> about(Actor actor, List<CaseId> ids) {
        return cases.find(ids.stream().map(CaseId::value).distinct().limit(MOST_CASES).toList())
                .stream()
                .filter(view -> !view.guarded() && oracle.sight(actor, view).isAny())
                .sorted(java.util.Comparator.comparing(CaseView::receivedAt).thenComparing(view -> view.id().value()))
                .toList();
    }

    /** Those of them that are in other hands than this unit's and those below it. */
    public List<CaseView> ofOthers(List<CaseView> about, UnitPath unit) {
        return about.stream()
                .filter(view -> view.lead() != null && !unit.contains(view.lead())
                        && view.assisting().stream().noneMatch(unit::contains))
                .toList();
    }

    @Transactional(readOnly = true)
    public Proposal propose(List<CaseView> about, @Nullable Finding finding) {
        if (finding != null) {
            return new Proposal(finding.unit(), "整改督办：" + shortened(finding.text(), 60), finding.text(),
                    "请针对督查发现的问题制定整改措施，明确责任人，按期整改到位，并报告整改情况。", finding.check());
        }
        if (about.isEmpty()) {
            return new Proposal(null, "", "", "", "");
        }
        UnitPath unit = about.stream().map(CaseView::lead).filter(Objects::nonNull).findFirst().orElse(null);
        CaseView first = about.getFirst();
        String title = about.size() == 1
                ? "督办：" + shortened(first.title(), 80)
                : "督办" + about.size() + "件" + kinds.of(first.kind()).label() + "的办理";
        return new Proposal(unit, title, String.join("\n", about.stream().map(this::line).toList()),
                about.stream().anyMatch(CaseView::late)
                        ? "请抓紧办理，按期答复，并报告办理结果和超期的原因。"
                        : "请抓紧办理，把问题解决到位，并报告办理结果。",
                "");
    }

    private String line(CaseView view) {
        var line = new StringBuilder(kinds.of(view.kind()).label()).append(" ")
                .append(view.number())
                .append(" ")
                .append(view.title())
                .append("（")
                .append(kinds.of(view.kind()).stateWord(view));
        if (view.due() != null) {
            line.append("，期限 ").append(Dates.day(clock.local(view.due().minusNanos(1000)).toLocalDate()));
        }
        if (view.reopenings() > 0) {
            line.append("，重新办理 ").append(view.reopenings()).append(" 次");
        }
        return line.append(view.late() ? "，已超期）" : "）").toString();
    }

    private static String shortened(String text, int most) {
        return PlainText.length(text) <= most ? text : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
    }

    /** An order with its number; issued to the unit at once, or kept as a draft of the supervision office. Of one form there is one order. */
    public CaseDesk.Result make(Actor actor, NewOrder wanted, boolean issue) {
        Optional<CaseView> before = Optional.ofNullable(wanted.once())
                .flatMap(rows::byOnce)
                .flatMap(id -> find(actor, id));
        if (before.isPresent()) {
            return new CaseDesk.Result.Done(before.get());
        }
        Optional<Refusal> refusal = whyNot(actor, wanted);
        if (refusal.isPresent()) {
            return new CaseDesk.Result.Refused(refusal.get());
        }
        UnitPath home = SupervisionRules.homeOver(actor, wanted.unit()).orElseThrow();
        String clazz = wanted.finding() != null
                ? OrderKind.OF_CHECK
                : wanted.cases().isEmpty() ? OrderKind.OF_OTHERS : OrderKind.OF_CASES;
        CaseView made = desk.open(new NewCase(OrderKind.CODE, PlainText.line(wanted.title()), clazz, "", "", "office",
                "", false, home, wanted.term().facts(wanted.reportEvery()), List.of()), actor.ref());
        rows.insert(made.id(), wanted);
        wanted.cases()
                .stream()
                .distinct()
                .forEach(id -> ties.tie(made.id(), id, CaseTies.Nature.ORDERED, actor.ref(),
                        clock.now()));
        journal.record(actor.ref(), SupervisionAct.ORDER_MADE, made.id().ref(),
                Map.of("number", made.number(), "cases", Integer.toString(wanted.cases().size())));
        if (!issue) {
            return new CaseDesk.Result.Done(made);
        }
        CaseDesk.Result issued = desk.act(actor, made.id(),
                new CaseAct.Dispatch(wanted.unit(), List.of(), false, false, ""), null);
        if (issued instanceof CaseDesk.Result.Refused) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return issued;
    }

    private Optional<Refusal> whyNot(Actor actor, NewOrder wanted) {
        return SupervisionRules.notOver(actor, wanted.unit())
                .or(() -> Refusal.when(directory.unit(wanted.unit().unit())
                        .filter(unit -> unit.path().equals(wanted.unit()))
                        .isEmpty(), "没有这个单位，请重新选择。"))
                .or(() -> tooLong("标题", PlainText.line(wanted.title()), 1, 100))
                .or(() -> tooLong("督办事项", wanted.matter(), 1, 5000))
                .or(() -> tooLong("办理要求", wanted.requirement(), 1, 2000))
                .or(() -> tooLong("依据", wanted.basis(), 0, 500))
                .or(() -> tooLong("领导批示", wanted.instruction(), 0, 2000))
                .or(() -> Refusal.when(wanted.term() instanceof OwnTerm.Until until
                        && until.day().isBefore(clock.today()), "办结日期不能早于今天。"))
                .or(() -> Refusal.when(wanted.reportEvery() < 0 || wanted.reportEvery() > 60, "填报进展的间隔为 1 到 60 个工作日。"))
                .or(() -> Refusal.when(wanted.cases().size() > MOST_CASES, "一份督办单最多列 " + MOST_CASES + " 件办件。"))
                .or(() -> Refusal.when(
                        about(actor, wanted.cases()).size() != wanted.cases().stream().distinct().count(),
                        "选的办件里有您不能查看的，或者是不能写进督办单的保密件，请重新选择。"))
                .or(() -> ofOthers(actor, wanted))
                .or(() -> Optional.ofNullable(wanted.finding()).flatMap(id -> finding(actor, id, wanted.unit())));
    }

    private Optional<Refusal> ofOthers(Actor actor, NewOrder wanted) {
        List<CaseView> others = wanted.ofOthers() ? List.of() : ofOthers(about(actor, wanted.cases()), wanted.unit());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(others.stream()
                        .map(view -> view.number() + "由" + name(view.lead()) + "承办")
                        .collect(Collectors.joining("，")) + "，不归" + name(wanted.unit())
                        + "办。请核对下达给哪个单位；确实要这样督办的，请勾选“仍下达给这个单位”。"));
    }

    private String name(@Nullable UnitPath unit) {
        return unit == null ? "" : directory.unit(unit.unit()).map(Unit::name).orElse("");
    }

    private Optional<Refusal> finding(Actor actor, long id, UnitPath unit) {
        Optional<Finding> found = checks.finding(id);
        return Refusal.when(!SupervisionRules.maySee(actor) || found.isEmpty(), "没有这条督查发现的问题，可能已被删除。")
                .or(() -> Refusal.when(!found.orElseThrow().unit().equals(unit), "这条问题是其他单位的，督办单应下达给被查的单位。"))
                .or(() -> Refusal.when(rows.isOrdered(id), "这条问题已经下过督办单。"));
    }

    private static Optional<Refusal> tooLong(String what, String text, int least, int most) {
        int length = PlainText.length(text.strip());
        return Refusal.when(length < least, "请填写" + what + "。")
                .or(() -> Refusal.when(length > most, what + "最多 " + most + " 字，请精简。"));
    }

    @Transactional(readOnly = true)
    public Optional<OrderSheet> sheet(CaseId id) {
        return rows.find(id);
    }

    /** The order as a case, if this person may see it. */
    @Transactional(readOnly = true)
    public Optional<CaseView> find(Actor actor, CaseId id) {
        return cases.find(id)
                .filter(view -> view.kind().equals(OrderKind.CODE) && oracle.sight(actor, view).isAny());
    }

    /** Says what is to be thought of the result, and with it the order ends. */
    public CaseDesk.Result close(Actor actor, CaseId id, @Nullable Integer seen, @Nullable OrderResult result,
            String words) {
        if (rows.find(id).isEmpty()) {
            return new CaseDesk.Result.Refused(new Refusal("没有这份督办单，或不在您可以查看的范围内。"));
        }
        if (result == null) {
            return new CaseDesk.Result.Refused(new Refusal("请选择对办理结果的评价。"));
        }
        Optional<Refusal> refusal = tooLong("评价意见", words, result == OrderResult.DONE ? 0 : 1, 1000);
        if (refusal.isPresent()) {
            return new CaseDesk.Result.Refused(refusal.get());
        }
        rows.evaluate(id, result, words.strip(), actor.ref().id(), clock.now());
        CaseDesk.Result closed = desk.act(actor, id, new CaseAct.Confirm(result.label() + (words.isBlank()
                ? ""
                : "：" + words.strip())), seen);
        switch (closed) {
            case CaseDesk.Result.Done _ -> journal.record(actor.ref(), SupervisionAct.ORDER_EVALUATED, id.ref(),
                    Map.of("result", result.name()));
            case CaseDesk.Result.Refused _ -> TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return closed;
    }
}
