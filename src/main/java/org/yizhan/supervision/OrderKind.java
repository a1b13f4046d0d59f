package org.yizhan.supervision;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.Limit;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLabels;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.CountedBy;
import org.yizhan.casework.LimitNature;
import org.yizhan.casework.LimitRule;
import org.yizhan.casework.LimitWarning;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Power;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Supervision orders (督办单) as a kind of case: a unit owes what it was ordered, by a date that the order itself says. */
@Component
class OrderKind implements CaseKind {
    static final String CODE = "order";
    static final String OF_CASES = "cases";
    static final String OF_CHECK = "check";
    static final String OF_OTHERS = "others";
    /** The limit whose term is the order's own. */
    private static final String FINISH = "finish";
    /** The limit with which each report of progress begins anew. */
    private static final String REPORT = "report";

    /** The outcome of a draft that was thrown away. */
    private static final String VOID = "void";

    private final OrderRows rows;
    private final TodoList todos;
    private final Directory directory;

    OrderKind(OrderRows rows, TodoList todos, Directory directory) {
        this.rows = rows;
        this.todos = todos;
        this.directory = directory;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "督办单";
    }

    @Override
    public String word(CaseAction action) {
        return switch (action) {
            case DISPATCH -> "下达";
            case ACCEPT -> "核定";
            case END -> "作废";
            default -> action.label();
        };
    }

    @Override
    public String stateWord(CaseView view) {
        return VOID.equals(view.outcome()) ? "作废" : stateWord(view.state());
    }

    @Override
    public String stateWord(CaseState state) {
        return switch (state) {
            case SUBMITTED -> "待下达";
            case ACCEPTED -> "已核定待下达";
            default -> state.label();
        };
    }

    /** Nobody answers an order with a reply, refuses it or takes it back. */
    @Override
    public Set<CaseState> states() {
        return EnumSet.of(CaseState.SUBMITTED, CaseState.ACCEPTED, CaseState.HANDLING, CaseState.CLOSED);
    }

    /** A draft has its number already: it is not deleted, it stays as one that was never issued, with the reason. */
    @Override
    public List<String> endings(CaseView view) {
        return isDraft(view) ? List.of(VOID) : List.of();
    }

    @Override
    public String beginningWord() {
        return "拟出";
    }

    /** A draft is nobody's yet and has no date; an order is carried out, not merged into another; what is void stays so. */
    @Override
    public boolean takes(CaseAction action, CaseView view) {
        return switch (action) {
            case MERGE -> false;
            case URGE, GIVE_DATE, INSTRUCT, MOVE -> !isDraft(view);
            case REOPEN, PUBLISH, CORRECT -> !VOID.equals(view.outcome());
            default -> true;
        };
    }

    private static boolean isDraft(CaseView view) {
        return view.state() == CaseState.SUBMITTED || view.state() == CaseState.ACCEPTED;
    }

    @Override
    public String prefix() {
        return "DB";
    }

    @Override
    public String permission(Power power) {
        return switch (power) {
            case PUBLISH, GUARDED -> SupervisionPermissions.OFFICE;
            case SEE, OFFICE, HANDLE, LEAD, WRITER -> "supervision." + power.name().toLowerCase(Locale.ROOT);
        };
    }

    @Override
    public CaseLabels labels() {
        var classes = new LinkedHashMap<String, String>();
        classes.put(OF_CASES, "办件督办");
        classes.put(OF_CHECK, "督查整改");
        classes.put(OF_OTHERS, "其他事项");
        return new CaseLabels(classes, Map.of(), Map.of(), Map.of("office", "督查室立项"));
    }

    @Override
    public CaseFace face(CaseView view, CaseOracle.Sight sight) {
        return rows.find(view.id()).map(sheet -> face(view, sheet)).orElse(CaseFace.NONE);
    }

    private CaseFace face(CaseView view, OrderSheet sheet) {
        var lines = new ArrayList<CaseFace.Line>();
        lines.add(new CaseFace.Line("下达给", directory.unit(sheet.unit().unit()).map(Unit::name).orElse("")));
        OwnTerm.words(view.facts()).ifPresent(words -> lines.add(new CaseFace.Line("办结期限", words)));
        OwnTerm.reports(view.facts()).ifPresent(every -> lines.add(new CaseFace.Line("填报进展", "每" + every.words())));
        if (!sheet.basis().isEmpty()) {
            lines.add(new CaseFace.Line("依据", sheet.basis()));
        }
        if (sheet.result() != null) {
            lines.add(new CaseFace.Line("办结评价", sheet.result().label()));
        }
        var passages = new ArrayList<CaseFace.Passage>();
        passages.add(new CaseFace.Passage("督办事项", sheet.matter()));
        passages.add(new CaseFace.Passage("办理要求", sheet.requirement()));
        if (!sheet.instruction().isEmpty()) {
            passages.add(new CaseFace.Passage("领导批示", sheet.instruction()));
        }
        if (!sheet.evaluation().isEmpty()) {
            passages.add(new CaseFace.Passage("评价意见", sheet.evaluation()));
        }
        return new CaseFace(lines, passages);
    }

    @Override
    public List<Suggestion> suggestUnits(CaseView view) {
        return rows.find(view.id())
                .map(sheet -> List.of(new Suggestion(sheet.unit(), "督办单上写明", true)))
                .orElse(List.of());
    }

    @Override
    public @Nullable String pageFor(CaseAction action, CaseView view) {
        return action == CaseAction.CONFIRM ? "/desk/supervision/orders/" + view.id().value() + "/close" : null;
    }

    /** In the bulletin of the month in which it was issued. */
    @Override
    public CountedBy countedBy() {
        return CountedBy.GIVEN;
    }

    @Override
    public Vocabulary vocabulary() {
        return CommonWords.with("督查室", List.of(), Map.of("done", "办结", VOID, "作废"), Map.of(), Map.of());
    }

    @Override
    public String reopensAt() {
        return "handle";
    }

    @Override
    public Optional<Limit> term(CaseView view, LimitRule rule, LocalDate from) {
        return switch (rule.code()) {
            case FINISH -> Optional.of(OwnTerm.limit(view.facts(), from).orElse(rule.term()));
            case REPORT -> OwnTerm.reports(view.facts());
            default -> Optional.of(rule.term());
        };
    }

    @Override
    public List<Refusal> objections(CaseView view, CaseAct act) {
        return switch (act) {
            case CaseAct.Confirm _ when rows.find(view.id()).map(OrderSheet::result).isEmpty() ->
                List.of(new Refusal("请先评价办理结果，再确认办结。"));
            case CaseAct.Dispatch to when rows.find(view.id())
                    .filter(sheet -> !sheet.unit().equals(to.lead()))
                    .isPresent() ->
                List.of(new Refusal("督办单写明了下达给哪个单位，请按单下达；要换单位，请另拟一份。"));
            default -> List.of();
        };
    }

    @Override
    public void acted(CaseView view, List<PastEvent> events) {
        for (PastEvent past : events) {
            switch (past.event()) {
                case CaseEvent.Reported _ -> todos.done(key(view, REPORT), past.who());
                case CaseEvent.Reopened _ -> rows.forgetEvaluation(view.id());
                case CaseEvent.Closed closed when closed.outcome().equals(VOID) -> rows.releaseFinding(view.id());
                default -> {
                }
            }
        }
    }

    /** The unit is reminded of its report; what is late is told to who supervises. */
    @Override
    public void warned(CaseView view, LimitWarning warning) {
        UnitPath lead = view.lead();
        if (warning.rule().code().equals(REPORT) && lead != null) {
            todos.add(new NewTodo(key(view, REPORT), "填报督办进展：" + view.title(), "督办单 " + view.number() + " 要求定期填报进展",
                    warning.due(), href(view), List.of(new NewTodo.Audience.Holders(SupervisionPermissions.HANDLE,
                            lead.value()))));
        }
        if (warning.isLate()) {
            String unit = lead == null ? "" : directory.unit(lead.unit()).map(Unit::shortName).orElse("") + "：";
            todos.add(new NewTodo(key(view, "late:" + warning.rule().code()), "督办单超期：" + view.title(),
                    unit + warning.rule().name() + "已过", warning.due(), href(view),
                    List.of(new NewTodo.Audience.Holders(SupervisionPermissions.OFFICE, view.home().value())), true));
        }
    }

    private static String key(CaseView view, String what) {
        return "case:" + view.id().value() + ":" + what;
    }

    private static String href(CaseView view) {
        return "/desk/cases/" + view.id().value();
    }

    @Override
    public Shipped shipped() {
        return new Shipped(List.of(
                rule("sign", "签收期限", LimitNature.STEP, "ASSIGNED", "SIGNED_FOR,DECIDED:finish", "1wd", 0,
                        List.of(0), "下达后一个工作日内签收"),
                rule(FINISH, "督办期限", LimitNature.PROMISED, "ASSIGNED,REOPENED", "DECIDED:finish", "10wd", 10,
                        List.of(-2, -1, 0, 3), "督办单要求的期限；没有写明的，十个工作日"),
                rule("redo", "重办期限", LimitNature.PROMISED, "DECIDED:sendBack", "DECIDED:finish", "5wd", 0,
                        List.of(-1, 0), "退回重办的，五个工作日内重新报告"),
                rule(REPORT, "填报进展期限", LimitNature.STEP, "ASSIGNED,REPORTED,DECIDED:sendBack",
                        "REPORTED,DECIDED:finish", "5wd", 0, List.of(-1), "督办单要求定期填报的，每次填报后重新计算"),
                rule("verify", "核查期限", LimitNature.STEP, "DECIDED:finish", "DECIDED:confirm,DECIDED:sendBack", "5wd", 0,
                        List.of(0), "报告办结后五个工作日内核查"),
                rule("given", "限定期限", LimitNature.GIVEN, "DATE_GIVEN", "DECIDED:finish", "0d", 0, List.of(-1, 0),
                        "领导限定的日期")),
                List.of(), "processes/orders/order.bpmn");
    }

    private static NewLimitRule rule(String code, String name, LimitNature nature, String begins, String ends,
            String term, int extensionMost, List<Integer> warnings, String basis) {
        return new NewLimitRule(code, name, nature, "", begins, ends, term, false, extensionMost > 0 ? 1 : 0,
                extensionMost, warnings, basis);
    }
}
