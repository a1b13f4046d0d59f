package org.yizhan.hotline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLabels;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.LimitNature;
import org.yizhan.casework.Matters;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Power;
import org.yizhan.casework.Replies;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.masking.Masking;
import org.yizhan.shared.AfterCommit;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Tickets of the hotline (热线工单) as a kind of case. */
@Component
class TicketKind implements CaseKind {
    static final String CODE = "ticket";
    /** The fact of a case from which its first limits know how urgent it is; afterwards its own row says so. */
    static final String URGENCY = "urgency";

    private final TicketRows rows;
    private final TicketReading reading;
    private final OpenTickets open;
    private final Matters matters;
    private final TicketNotices notices;
    private final OutsideNews outside;
    private final KeptLists lists;
    /** Asked for when needed: it needs the desk, which needs the kinds. */
    private final ObjectProvider<CallBacks> callBacks;

    TicketKind(TicketRows rows, @Lazy TicketReading reading, OpenTickets open, @Lazy Matters matters,
            @Lazy TicketNotices notices, @Lazy OutsideNews outside, KeptLists lists,
            ObjectProvider<CallBacks> callBacks) {
        this.rows = rows;
        this.reading = reading;
        this.open = open;
        this.matters = matters;
        this.notices = notices;
        this.outside = outside;
        this.lists = lists;
        this.callBacks = callBacks;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "热线工单";
    }

    @Override
    public String writerWord() {
        return "来电人";
    }

    @Override
    public String prefix() {
        return "RX";
    }

    @Override
    public String permission(Power power) {
        return power == Power.PUBLISH ? HotlinePermissions.OFFICE : "hotline." + power.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Vocabulary vocabulary() {
        return CommonWords.with(List.of(), Map.of("answered", "已答复", "refused", "不予受理", "transferred", "转其他渠道"),
                Map.of(), Map.of("screen", "派单期限", "assist", "协办期限", "check", "审核答复期限"));
    }

    @Override
    public String reopensAt() {
        return "handle";
    }

    @Override
    public int daysBetweenUrges() {
        return 1;
    }

    /** Urgent and difficult ones have limits of their own, whatever is wanted. */
    @Override
    public String limitClass(CaseView view) {
        LimitClass urgency = rows.find(view.id())
                .map(Ticket::urgency)
                .orElseGet(() -> LimitClass.valueOf(view.facts()
                        .getOrDefault(URGENCY, LimitClass.ORDINARY.name())));
        return urgency == LimitClass.ORDINARY ? view.clazz() : code(urgency);
    }

    @Override
    public Map<String, String> limitClasses() {
        var classes = new LinkedHashMap<String, String>();
        Stream.of(LimitClass.values())
                .filter(one -> one != LimitClass.ORDINARY)
                .forEach(one -> classes.put(code(one), one.label()));
        Stream.of(TicketClass.values()).forEach(one -> classes.put(one.code(), "一般" + one.label()));
        return classes;
    }

    private static String code(LimitClass urgency) {
        return urgency.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean bringsBack(CaseView view, CaseEvent.Rated rated) {
        return Boolean.FALSE.equals(rated.solved()) && callBacks.getObject().mayBeHandledAgain(view);
    }

    /** A ticket does not become public; what was answered goes into the knowledge base. */
    @Override
    public boolean takes(CaseAction action, CaseView view) {
        return action != CaseAction.PUBLISH;
    }

    @Override
    public List<Refusal> objections(CaseView view, CaseAct act) {
        return switch (act) {
            case CaseAct.Dispatch to -> reported(view, Stream.concat(Stream.of(to.lead()), to.assisting().stream())
                    .toList());
            case CaseAct.AddAssisting add -> reported(view, List.of(add.unit()));
            case CaseAct.DraftReply _ when rows.find(view.id()).map(Ticket::result).isEmpty() ->
                List.of(new Refusal("请先选择办结类型，再提交答复。"));
            case CaseAct.Split split -> HotlineDesk.matter(split.title(), split.words());
            default -> List.of();
        };
    }

    /** A report never reaches the unit that it is about (信访工作条例第三十条). */
    private List<Refusal> reported(CaseView view, List<UnitPath> units) {
        return rows.find(view.id())
                .map(Ticket::reported)
                .filter(reported -> units.stream().anyMatch(unit -> reported.contains(unit) || unit.equals(reported)))
                .map(_ -> List.of(new Refusal("这是举报件，不能交给被举报单位或它的下属单位办理。")))
                .orElse(List.of());
    }

    @Override
    public void acted(CaseView view, List<PastEvent> events) {
        for (PastEvent past : events) {
            switch (past.event()) {
                case CaseEvent.Assigned to -> matters.given(view.id(), to.lead(), reading.text(view));
                case CaseEvent.Arbitrated to -> matters.given(view.id(), to.lead(), reading.text(view));
                case CaseEvent.Corrected corrected when corrected.field() == CaseEvent.Corrected.Field.SUBJECT ->
                    matters.about(view.id(), corrected.after(), reading.text(view));
                case CaseEvent.ReplySent _ -> callBacks.getObject().due(view, past.at());
                case CaseEvent.Rated rated -> callBacks.getObject().rated(view, rated, past);
                case CaseEvent.Reopened _ -> {
                    callBacks.getObject().overtaken(view);
                    rows.result(view.id(), null);
                    open.add(view.id(), reading.about(view));
                }
                default -> {
                }
            }
        }
        if (!view.state().isOpen()) {
            open.remove(view.id());
        }
        notices.acted(view, events);
        outside.acted(view, events);
        AfterCommit.run(lists::forget);
    }

    @Override
    public CaseLabels labels() {
        var classes = new LinkedHashMap<String, String>();
        Stream.of(TicketClass.values()).forEach(one -> classes.put(one.code(), one.label()));
        var channels = new LinkedHashMap<String, String>();
        Stream.of(TicketChannel.values()).forEach(one -> channels.put(one.code(), one.label()));
        return new CaseLabels(classes, matters.subjectNames(), matters.regions(), channels);
    }

    @Override
    public CaseFace face(CaseView view, CaseOracle.Sight sight) {
        return reading.face(view);
    }

    @Override
    public List<CaseFace.Line> writer(CaseView view) {
        Caller caller = rows.caller(view.id());
        var lines = new ArrayList<CaseFace.Line>();
        TicketReading.add(lines, "姓名", caller.name());
        TicketReading.add(lines, "电话", caller.phone());
        TicketReading.add(lines, "联系地址", caller.address());
        return lines;
    }

    @Override
    public List<Suggestion> suggestUnits(CaseView view) {
        return matters.units(reading.text(view));
    }

    @Override
    public Optional<String> suggestSubject(CaseView view) {
        return matters.subject(reading.text(view));
    }

    /** What a unit writes is checked; what an agent has just said on the telephone is not. */
    @Override
    public List<ReplyFinding> check(CaseView view, String reply) {
        return view.lead() == null
                ? List.of()
                : matters.check(view, reading.text(view), rows.caller(view.id()).name(), reply);
    }

    @Override
    public @Nullable String pageFor(CaseAction action, CaseView view) {
        return action == CaseAction.DRAFT_REPLY ? "/desk/hotline/tickets/" + view.id().value() + "/finish" : null;
    }

    @Override
    public String masked(CaseView view, String text) {
        return Masking.mask(text, known(view)).text();
    }

    private Masking.Known known(CaseView view) {
        Caller caller = rows.caller(view.id());
        return new Masking.Known(view.clazz().equals(TicketClass.REPORT.code()),
                caller.name().isEmpty() ? Set.of() : Set.of(caller.name()),
                caller.phone().isEmpty() ? Set.of() : Set.of(caller.phone()), Set.of(), Set.of());
    }

    @Override
    public String shared(CaseView view, String answer) {
        return Masking.maskAnswer(answer, reading.text(view), known(view)).text();
    }

    @Override
    public String asked(CaseView view) {
        return rows.find(view.id()).map(Ticket::text).orElse("");
    }

    @Override
    public void answeredWith(CaseView merged, CaseView main, Replies.Reply reply) {
        notices.answeredWith(merged, main, reply);
        outside.answeredWith(merged, main, reply, shared(main, reply.text()));
    }

    @Override
    public boolean canBeSplit() {
        return true;
    }

    @Override
    public void takenOut(CaseView from, CaseView made, String matter) {
        rows.takeOut(from.id(), made.id(), matter, made.receivedAt());
        open.add(made.id(), reading.about(made));
        notices.received(made, rows.caller(made.id()));
    }

    @Override
    public Shipped shipped() {
        String given = "ASSIGNED,ARBITRATED,REOPENED";
        String answered = "REPLY_SENT,RETURNED,TRANSFERRED";
        var limits = new ArrayList<NewLimitRule>();
        rules(limits, "screen", "派单期限", "", "", "登记后派给承办单位",
                Map.of("urgent", "10m", "prompt", "30m", "hard", "1wd", "", "1wd"));
        rules(limits, "sign", "签收期限", "ASSIGNED,ARBITRATED", "SIGNED_FOR,RETURNED,REPLY_DRAFTED", "派单后签收",
                Map.of("urgent", "30m", "prompt", "2h", "hard", "1wd", "", "1wd"));
        rules(limits, "contact", "首次联系期限", given, "CONTACTED,RETURNED,REPLY_DRAFTED", "派单后与来电人联系",
                Map.of("urgent", "1h", "prompt", "4h", "hard", "1wd", "", "1wd"));
        Map.of("urgent", "4oh", "prompt", "4oh", "hard", "1wd", "", "1wd")
                .forEach((clazz, term) -> limits.add(new NewLimitRule("return", "退单期限", LimitNature.WINDOW, clazz,
                        "ASSIGNED", "RETURNED", term, false, 0, 0, List.of(), "本县热线办理规定：不属于本单位职责的，在期限内提出")));
        rules(limits, "check", "审核答复期限", "", "", "提交后审核", Map.of("urgent", "2h", "prompt", "4h", "", "1wd"));
        limits.add(new NewLimitRule("assist", "协办期限", LimitNature.ASSISTING, "", "", "", "3wd", true, 0, 0,
                List.of(-1), "协办单位应在三个工作日内提出意见"));
        limits.add(new NewLimitRule("assist", "协办期限", LimitNature.ASSISTING, "urgent", "", "", "12h", true, 0, 0,
                List.of(-1), "特急工单的协办单位应在十二小时内提出意见"));
        finish(limits, "urgent", "24h", given, answered, 1, 1440);
        finish(limits, "prompt", "2wd", given, answered, 1, 2);
        finish(limits, "hard", "15wd", given, answered, 2, 15);
        finish(limits, TicketClass.CONSULT.code(), "3wd", given, answered, 1, 3);
        finish(limits, "", "7wd", given, answered, 1, 7);
        limits.add(new NewLimitRule("given", "限定期限", LimitNature.GIVEN, "", "DATE_GIVEN", "REPLY_SENT", "0d", false, 0,
                0, List.of(-1, 0), "上级机关或领导限定的日期"));
        return new Shipped(limits, grounds(), "processes/hotline/ticket.bpmn");
    }

    private static void rules(List<NewLimitRule> limits, String code, String name, String begins, String ends,
            String basis, Map<String, String> terms) {
        terms.forEach((clazz, term) -> limits.add(new NewLimitRule(code, name, LimitNature.STEP, clazz, begins, ends,
                term, false, 0, 0, term.endsWith("d") ? List.of(0) : List.of(), "本县热线办理规定：" + basis)));
    }

    private static void finish(List<NewLimitRule> limits, String clazz, String term, String begins, String ends,
            int extensions, int most) {
        limits.add(new NewLimitRule("finish", "办结期限", LimitNature.PROMISED, clazz, begins, ends, term, true, extensions,
                most, List.of(-1, 0, 3), "本县热线办理规定，自派单起计算"));
    }

    private static List<Ground> grounds() {
        return List.of(new Ground(Ground.Purpose.REFUSE, "已经或者依法应当通过诉讼、仲裁、行政复议解决", ""),
                new Ground(Ground.Purpose.REFUSE, "已由信访机构受理或者已经办结的信访事项", ""),
                new Ground(Ground.Purpose.REFUSE, "属于纪检监察机关的职权", ""),
                new Ground(Ground.Purpose.REFUSE, "政府信息公开申请，请另行提出", ""),
                new Ground(Ground.Purpose.REFUSE, "涉及国家秘密、商业秘密或者他人隐私", ""),
                new Ground(Ground.Purpose.REFUSE, "同一事项已经依法解决，没有新的事实和理由", ""),
                new Ground(Ground.Purpose.REFUSE, "没有具体内容，也无法联系来电人", ""),
                new Ground(Ground.Purpose.REFUSE, "不属于政府职责范围", ""),
                new Ground(Ground.Purpose.RETURN, "不属于本单位职责", ""),
                new Ground(Ground.Purpose.RETURN, "应由其他单位主办，本单位协办", ""),
                new Ground(Ground.Purpose.RETURN, "事项发生地不在本辖区", ""),
                new Ground(Ground.Purpose.RETURN, "内容不清，无法办理也联系不上来电人", ""),
                new Ground(Ground.Purpose.SUSPEND, "需要鉴定、检测、评审或者听证", ""),
                new Ground(Ground.Purpose.SUSPEND, "需要等待司法机关或者上级机关的结论", ""),
                new Ground(Ground.Purpose.SUSPEND, "因不可抗力不能办理", ""),
                new Ground(Ground.Purpose.TRANSFER, "信访", "《信访工作条例》"),
                new Ground(Ground.Purpose.TRANSFER, "纪检监察机关", ""),
                new Ground(Ground.Purpose.TRANSFER, "政府信息公开申请", "《政府信息公开条例》"),
                new Ground(Ground.Purpose.TRANSFER, "行政复议机构", ""),
                new Ground(Ground.Purpose.TRANSFER, "110 公安报警", ""),
                new Ground(Ground.Purpose.TRANSFER, "市 12345 热线", ""));
    }
}
