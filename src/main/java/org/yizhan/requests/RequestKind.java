package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.Limit;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLabels;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.LimitNature;
import org.yizhan.casework.LimitRule;
import org.yizhan.casework.LimitWarning;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Power;
import org.yizhan.casework.WriterCourse;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;

/** Requests for information (政府信息公开申请) as a kind of case. */
@Component
class RequestKind implements CaseKind {
    static final String CODE = "request";
    /** A fact of the case: by which regulation it is handled. */
    static final String PROFILE = "profile";
    static final String NEWEST = "2019";
    static final String ANSWERED = "answered";
    static final String THIRD_PARTY = "征求第三方意见";
    static final String CO_BODY = "征求共同制作机关意见";
    static final String FEE = "等待缴纳信息处理费";
    /** Limits of the wait for an opinion, for a fee and for the correction. */
    static final String OPINION = "opinion";
    private static final String PAY = "pay";
    private static final String SUPPLEMENT = "supplement";
    static final String ANSWER = "answer";

    private final RequestRows rows;
    private final Charges charges;
    private final RequestStory story;
    private final RequestCourse course;
    private final Articles articles;
    private final CaseReading cases;
    private final Directory directory;
    private final TodoList todos;
    private final CountyClock clock;

    RequestKind(RequestRows rows, Charges charges, @Lazy RequestStory story, @Lazy RequestCourse course,
            Articles articles, @Lazy CaseReading cases, Directory directory, TodoList todos,
            CountyClock clock) {
        this.rows = rows;
        this.charges = charges;
        this.story = story;
        this.course = course;
        this.articles = articles;
        this.cases = cases;
        this.directory = directory;
        this.todos = todos;
        this.clock = clock;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "公开申请";
    }

    @Override
    public String writerWord() {
        return "申请人";
    }

    @Override
    public String prefix() {
        return "GK";
    }

    @Override
    public String permission(Power power) {
        return power == Power.GUARDED
                ? RequestPermissions.OFFICE
                : "requests." + power.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Vocabulary vocabulary() {
        var outcomes = new LinkedHashMap<String, String>();
        outcomes.put(ANSWERED, "已答复");
        Stream.of(Outcome.values())
                .filter(one -> !one.isAnswered())
                .forEach(one -> outcomes.put(one.name(), one.label()));
        return CommonWords.with(List.of(), outcomes, Map.of(),
                Map.of("confirm", "确认收到期限", "screen", "审核分办期限", "assist", "协办期限", "check", "审核答复期限"));
    }

    @Override
    public String reopensAt() {
        return "handle";
    }

    @Override
    public CaseLabels labels() {
        var classes = new LinkedHashMap<String, String>();
        Stream.of(ApplicantClass.values()).forEach(one -> classes.put(one.code(), one.label()));
        var channels = new LinkedHashMap<String, String>();
        Stream.of(RequestChannel.values()).forEach(one -> channels.put(one.code(), one.label()));
        return new CaseLabels(classes, Map.of(), Map.of(), channels);
    }

    /** A rule whose code ends with a profile's is for that profile alone and takes the place of the one without. */
    @Override
    public Optional<Limit> term(CaseView view, LimitRule rule, LocalDate from) {
        String profile = view.facts().getOrDefault(PROFILE, NEWEST);
        int dash = rule.code().lastIndexOf('-');
        boolean mine = dash < 0
                ? isWithout(view, rule.code() + "-" + profile)
                : rule.code().substring(dash + 1).equals(profile);
        if (!mine) {
            return Optional.empty();
        }
        return switch (stem(rule)) {
            case "confirm" -> Optional.of(view.channel().equals(RequestChannel.ORDINARY.code())
                    ? TimeLimit.naturalDays(0)
                    : rule.term());
            case "askSupplement" -> Optional.of(rule.term()).filter(_ -> profile.equals(NEWEST));
            case OPINION -> Optional.of(rule.term()).filter(_ -> charges.open(view.id()).isEmpty());
            case PAY -> Optional.of(rule.term()).filter(_ -> charges.open(view.id()).isPresent());
            default -> Optional.of(rule.term());
        };
    }

    /** What a rule is about, whichever regulation it is of. */
    static String stem(LimitRule rule) {
        int dash = rule.code().lastIndexOf('-');
        return dash < 0 ? rule.code() : rule.code().substring(0, dash);
    }

    private boolean isWithout(CaseView view, String code) {
        return cases.rule(CODE, view.clazz(), code, clock.local(view.receivedAt()).toLocalDate()).isEmpty();
    }

    /** Counted from the day of receipt, whenever it was entered, or from the day on which it was taken up again; an opinion from when the one who is asked received the letter. */
    @Override
    public Instant countsFrom(CaseView view, LimitRule rule, Instant now) {
        LocalDate day = rule.begins().contains("ACCEPTED") && view.reopenings() == 0
                ? rows.find(view.id())
                        .map(Request::receivedOn)
                        .filter(received -> received.isBefore(clock.local(now).toLocalDate()))
                        .orElse(null)
                : stem(rule).equals(OPINION) ? story.askedSince(view.id()).orElse(null) : null;
        return day == null || day.equals(clock.local(now).toLocalDate())
                ? now
                : day.atStartOfDay(clock.zone()).toInstant();
    }

    /** Once the fee is paid the answer's time begins anew; an opinion that has come only lets it go on. */
    @Override
    public boolean countsAnew(CaseView suspended) {
        return cases.events(suspended.id())
                .reversed()
                .stream()
                .flatMap(past -> past.event() instanceof CaseEvent.Suspended one
                        ? Stream.of(one.ground())
                        : Stream.empty())
                .findFirst()
                .filter(FEE::equals)
                .isPresent();
    }

    @Override
    public boolean takes(CaseAction action, CaseView view) {
        return action != CaseAction.PUBLISH || rows.find(view.id()).filter(Request::mayBecomePublic).isPresent();
    }

    @Override
    public List<String> endings(CaseView view) {
        var endings = new ArrayList<String>();
        if (view.waits() == CaseView.Wait.SUPPLEMENT && story.supplementUntil(view)
                .filter(until -> until.isBefore(clock.today()))
                .isPresent()) {
            endings.add(Outcome.E1.name());
        }
        if (charges.open(view.id()).filter(charge -> charge.isOver(clock.today())).isPresent()) {
            endings.add(Outcome.E2.name());
        }
        endings.add(Outcome.E3.name());
        return endings;
    }

    @Override
    public List<Refusal> objections(CaseView view, CaseAct act) {
        Request it = rows.find(view.id()).orElse(null);
        if (it == null) {
            return List.of();
        }
        Optional<Refusal> refusal = switch (act) {
            case CaseAct.Accept _ -> Refusal.when(!it.isConfirmed(), "请先确认收到日：答复期限从这一天算起。");
            case CaseAct.DraftReply _ -> Refusal.when(it.drafted() == null, "请先选择处理结果，再写答复书。");
            case CaseAct.ApproveReply _ -> Refusal.when(it.drafted() == null, "请先选择处理结果，再写答复书。");
            case CaseAct.AskSupplement _ -> Refusal.when(!it.isOld()
                    && story.supplementUntil(view).isPresent(), "补正只能要求一次（条例第三十条）。补正以后内容仍不明确的，请按“无法提供”答复。");
            case CaseAct.Suspend suspend ->
                Refusal.when(!mayWait(view, suspend.ground()), "请从“征求意见”或“收费”页面办理，登记是向谁征求、收多少。");
            case CaseAct.Resume _ -> Refusal.when(charges.open(view.id()).isPresent(),
                    "还没有登记缴费。已经缴费的，请在“收费”页面登记；逾期不缴的，请用“直接办结”。");
            case CaseAct.UrgeAsWriter _ -> charges.open(view.id())
                    .map(charge -> new Refusal(charge.isOver(clock.today())
                            ? charge.over() + "。已经缴纳的，请把缴费凭证交给受理机关，登记以后才能催办。"
                            : "正在等您缴纳信息处理费 " + charge.amount() + " 元，缴费以后才能催办。"));
            case CaseAct.GiveDate _ -> Refusal.when(it.excess() != Request.Excess.REASONABLE,
                    "只有申请数量、频次明显超过合理范围而理由合理的，才能确定延迟答复的日期（条例第三十五条）。请先在“数量频次”页面认定。");
            case CaseAct.Publish _ -> Refusal.when(!story.isPublished(view.id()), "请先在“公开”页面确认遮盖后的内容。");
            case CaseAct.AskAgain _ -> Optional.of(new Refusal(
                    "对答复不服的，可以依照答复书写明的途径申请行政复议或者提起行政诉讼；需要其他信息的，请另提一件申请。"));
            case CaseAct.Rate _ -> Optional.of(new Refusal("公开申请不作满意度评价。"));
            default -> Optional.empty();
        };
        return refusal.stream().toList();
    }

    private boolean mayWait(CaseView view, String ground) {
        return ground.equals(FEE)
                ? charges.open(view.id()).isPresent()
                : story.asksOpinion(view.id());
    }

    @Override
    public @Nullable String pageFor(CaseAction action, CaseView view) {
        String here = "/desk/requests/" + view.id().value();
        return switch (action) {
            case ACCEPT -> here + "/confirm";
            case DRAFT_REPLY -> here + "/answer";
            case END -> here + "/end";
            case SUSPEND -> here + "/opinion";
            case GIVE_DATE -> here + "/excess";
            case PUBLISH -> here + "/publish";
            case RESUME -> charges.open(view.id()).isPresent() ? here + "/fee" : here + "/opinion";
            default -> null;
        };
    }

    @Override
    public CaseFace face(CaseView view, CaseOracle.Sight sight) {
        return rows.find(view.id()).map(it -> face(view, it)).orElse(CaseFace.NONE);
    }

    private CaseFace face(CaseView view, Request it) {
        var lines = new ArrayList<CaseFace.Line>();
        lines.add(new CaseFace.Line("被申请机关", body(it)));
        lines.add(new CaseFace.Line("收到日", RequestWords.received(it)));
        add(lines, "文号", it.documentNumber());
        lines.add(new CaseFace.Line("怎样提供", RequestWords.delivery(it)));
        if (it.isOld()) {
            rows.profiles()
                    .stream()
                    .filter(one -> one.code().equals(it.profile()))
                    .forEach(one -> lines.add(new CaseFace.Line("适用规定", one.name())));
        }
        if (it.excess() != null) {
            lines.add(new CaseFace.Line("数量频次", it.excess().label()));
        } else if (view.state().isOpen() && it.receivedOn() != null) {
            int month = rows.inMonth(it, it.receivedOn());
            if (Fees.of(charges.table(Fees.Basis.REQUESTS, it.receivedOn()), month) > 0) {
                lines.add(new CaseFace.Line("数量频次", "这是申请人当月向本机关提出的第 " + month + " 件，超过了免费的件数"));
            }
        }
        charges.find(view.id())
                .ifPresent(charge -> lines.add(new CaseFace.Line("信息处理费", charge.amount() + " 元，"
                        + (charge.paidOn() == null ? "还没有缴" : "已缴"))));
        Optional.ofNullable(it.outcome() == null ? it.drafted() : it.outcome())
                .flatMap(Outcome::find)
                .ifPresent(one -> lines.add(new CaseFace.Line("处理结果", one.label()
                        + (it.outcome() == null ? "（拟）" : ""))));
        rows.disputes(view.id())
                .forEach(one -> lines.add(new CaseFace.Line("复议和诉讼", one.kind().label() + "，"
                        + Dates.day(one.begunOn()) + "受理，" + one.result().label())));
        var passages = new ArrayList<CaseFace.Passage>();
        passages.add(new CaseFace.Passage("申请的信息", it.description()));
        if (!it.purpose().isEmpty()) {
            passages.add(new CaseFace.Passage("用途", it.purpose()));
        }
        return new CaseFace(lines, passages);
    }

    private static void add(List<CaseFace.Line> lines, String label, String value) {
        if (!value.isBlank()) {
            lines.add(new CaseFace.Line(label, value));
        }
    }

    private String body(Request it) {
        return directory.unit(it.bodyPath().unit()).map(Unit::name).orElse("");
    }

    @Override
    public boolean hidesWriterFromWatchers() {
        return true;
    }

    @Override
    public List<CaseFace.Line> writer(CaseView view) {
        Applicant one = rows.applicant(view.id());
        var lines = new ArrayList<CaseFace.Line>();
        add(lines, view.clazz().equals(ApplicantClass.PERSON.code()) ? "申请人" : "申请单位", one.name());
        add(lines, "身份证明", (one.paper() + " " + one.paperNumber()).strip());
        add(lines, "法定代表人", one.representative());
        add(lines, "联系人", one.contact());
        add(lines, "电话", one.phone());
        add(lines, "电子邮箱", one.email());
        add(lines, "通信地址", (one.address() + " " + one.postcode()).strip());
        add(lines, "代理人", one.agent());
        return List.copyOf(lines);
    }

    /** The body itself, when nothing says otherwise. */
    @Override
    public List<Suggestion> suggestUnits(CaseView view) {
        return List.of(new Suggestion(view.home(), "被申请的机关自己办理"));
    }

    @Override
    public List<ReplyFinding> check(CaseView view, String reply) {
        var found = new ArrayList<ReplyFinding>();
        Request it = rows.find(view.id()).orElse(null);
        Outcome outcome = it == null || it.drafted() == null ? null : Outcome.find(it.drafted()).orElse(null);
        String basis = it == null || outcome == null ? "" : articles.of(it).cite(outcome.name());
        if (reply.contains("【请填写")) {
            found.add(new ReplyFinding("BLANK", true, "答复书里还有“【请填写…】”没有填。"));
        }
        if (!basis.isEmpty() && !reply.contains("条例")) {
            found.add(new ReplyFinding("NO_BASIS", true, "没有写依据哪一条，应为" + basis + "。"));
        }
        if (outcome != null && !(reply.contains("行政复议") && reply.contains("日内"))) {
            found.add(new ReplyFinding("NO_REMEDY", true, "没有写明申请行政复议或者提起行政诉讼的途径和期限。"));
        }
        if (outcome != null && outcome.isReviewFirst() && !reply.contains("先")) {
            found.add(new ReplyFinding("REVIEW_FIRST", false, "不公开的，须先申请行政复议再提起诉讼，请写明先后（行政复议法第二十三条）。"));
        }
        return found;
    }

    @Override
    public boolean isWriter(ActorRef who, CaseView view) {
        return rows.member(view.id()).filter(who::equals).isPresent();
    }

    @Override
    public String asked(CaseView view) {
        return rows.find(view.id())
                .map(it -> it.description() + (it.documentNumber().isEmpty() ? "" : "\n文号：" + it.documentNumber()))
                .orElse("");
    }

    /** Which day is owed next and from which it is counted, or why none is. */
    @Override
    public Optional<String> standing(CaseView view) {
        Request it = rows.find(view.id()).orElse(null);
        if (it == null) {
            return Optional.empty();
        }
        if (view.waits() == CaseView.Wait.SUPPLEMENT) {
            return story.supplementUntil(view)
                    .map(until -> until.isBefore(clock.today())
                            ? "补正的最后一天 " + Dates.day(until) + " 已经过了" + (it.isOld()
                                    ? "，请尽快补正"
                                    : "，没有正当理由的视为放弃申请，由受理机关办结；有正当理由的，请马上补正并说明")
                            : "等您在 " + Dates.day(until) + " 前补正；补正以后答复期限重新计算"
                                    + (it.isOld() ? "" : "，没有正当理由逾期不补正的视为放弃申请"));
        }
        if (view.waits() == CaseView.Wait.SUSPENDED) {
            return Optional.of(charges.open(view.id())
                    .map(charge -> charge.isOver(clock.today())
                            ? charge.over() + "，没有缴纳的视为放弃申请，由受理机关办结；已经缴纳的，请马上告诉受理机关"
                            : "等您在" + charge.when() + "缴纳信息处理费 " + charge.amount()
                                    + " 元；缴费以后答复期限重新计算，逾期不缴的视为放弃申请")
                    .orElse("正在征求其他方面的意见，这段时间不计入答复期限；意见收到以后继续计算"));
        }
        String received = it.receivedOn() == null ? "" : "收到日是 " + Dates.day(it.receivedOn());
        return Optional.ofNullable(switch (view.state()) {
            case SUBMITTED -> "已经提交，等受理机关与您确认收到；答复期限从与您确认之日的第二天起计算";
            case ACCEPTED -> "已经确认收到，" + received + "，正在审核";
            case HANDLING -> "正在办理，" + received;
            case CLOSED, ANSWERED -> Optional.ofNullable(it.outcome())
                    .flatMap(Outcome::find)
                    .filter(outcome -> !outcome.isAnswered())
                    .map(outcome -> "办理结束（" + outcome.label() + "）")
                    .orElse(null);
            case REFUSED, WITHDRAWN -> null;
        });
    }

    @Override
    public WriterCourse course(CaseView view) {
        return course.of(view);
    }

    @Override
    public List<WriterPaper> papers(CaseView view) {
        return story.forApplicant(view.id())
                .stream()
                .map(paper -> new WriterPaper(paper.id(), paper.title(), paper.number(), paper.madeOn()))
                .toList();
    }

    @Override
    public Optional<byte[]> printed(CaseView view, long paper) {
        return story.forApplicant(view.id())
                .stream()
                .filter(one -> one.id() == paper)
                .findFirst()
                .map(story::pdf);
    }

    @Override
    public void acted(CaseView view, List<PastEvent> events) {
        story.acted(view, events);
    }

    @Override
    public void warned(CaseView view, LimitWarning warning) {
        if (!warning.isLate()) {
            return;
        }
        rows.stands(view);
        if (stem(warning.rule()).equals(OPINION)) {
            story.opinionsOver(view, warning);
        }
        String todo = switch (stem(warning.rule())) {
            case SUPPLEMENT -> "申请人逾期没有补正";
            case PAY -> "申请人逾期没有缴费";
            default -> "";
        };
        if (!todo.isEmpty()) {
            todos.add(new NewTodo("case:" + view.id().value() + ":" + stem(warning.rule()),
                    todo + "：" + view.title(), "公开申请 " + view.number() + "，" + warning.rule().basis(), warning.due(),
                    "/desk/cases/" + view.id().value(),
                    List.of(new NewTodo.Audience.Holders(RequestPermissions.OFFICE, view.home().value()))));
        }
    }

    @Override
    public Shipped shipped() {
        String answered = "REPLY_SENT,DATE_GIVEN";
        return new Shipped(List.of(
                step("confirm", "确认收到期限", "", "", "1wd", "条例第三十一条：平常信函当天确认；网上提交的及时与申请人确认"),
                step("confirm-2008", "确认收到期限", "", "", "1wd", "2008年条例第二十四条：答复期限自收到申请之日起算，收到当天登记"),
                step("screen", "审核分办期限", "", "", "3wd", "收到后三个工作日内审核、分办"),
                new NewLimitRule("askSupplement", "补正告知期限", LimitNature.WINDOW, "", "ACCEPTED", "SUPPLEMENT_ASKED",
                        "7wd",
                        false, 0, 0, List.of(0), "条例第三十条：自收到申请之日起七个工作日内一次性告知补正"),
                step(SUPPLEMENT, "补正期限", "SUPPLEMENT_ASKED", "SUPPLEMENT_RECEIVED", "15wd",
                        "条例第三十条：无正当理由逾期不补正的，视为放弃申请"),
                step("supplement-2008", "补正期限", "SUPPLEMENT_ASKED", "SUPPLEMENT_RECEIVED", "15wd",
                        "2008年条例第二十一条第（四）项：申请内容不明确的，告知申请人更改、补充；没有规定逾期的后果"),
                step("opinion-2008", "征求意见期限", "SUSPENDED", "RESUMED,RESTARTED", "15wd",
                        "2008年条例第二十三条、第二十四条：书面征求第三方意见，所需时间不计算在答复期限内；天数由本机关确定"),
                step(OPINION, "征求意见期限", "SUSPENDED", "RESUMED,RESTARTED", "15wd",
                        "条例第三十二条、第三十四条：自收到征求意见书之日起十五个工作日内提出意见"),
                step(PAY, "缴费期限", "SUSPENDED", "RESUMED,RESTARTED", "20wd", "收到收费通知次日起二十个工作日内缴纳，逾期视为放弃申请"),
                step("check", "审核答复期限", "", "", "2wd", "提交后两个工作日内完成合法性和保密审查"),
                new NewLimitRule("assist", "协办期限", LimitNature.ASSISTING, "", "", "", "3wd", true, 0, 0, List.of(-1),
                        "协办单位应在三个工作日内提出意见"),
                answer(ANSWER, "20wd", 20, answered, "《政府信息公开条例》第三十三条：自收到申请之日起二十个工作日内答复，可延长二十个工作日"),
                answer("answer-2008", "15wd", 15, answered, "2008年《政府信息公开条例》第二十四条：自收到申请之日起十五个工作日内答复，可延长十五个工作日"),
                new NewLimitRule("delayed", "延迟答复期限", LimitNature.GIVEN, "", "DATE_GIVEN", "REPLY_SENT", "0d", false,
                        0, 0, List.of(-3, -1, 0), "条例第三十五条：申请理由合理但无法按期答复的，确定合理的延迟期限")),
                List.of(new Ground(Ground.Purpose.RETURN, "不属于本单位职责", ""),
                        new Ground(Ground.Purpose.RETURN, "本单位没有制作或者保存这项信息", ""),
                        new Ground(Ground.Purpose.SUSPEND, THIRD_PARTY, "条例第三十二条；2008年条例第二十三条、第二十四条"),
                        new Ground(Ground.Purpose.SUSPEND, CO_BODY, "条例第三十四条；2008年条例没有规定"),
                        new Ground(Ground.Purpose.SUSPEND, FEE, "国办函〔2020〕109号")),
                "processes/requests/request.bpmn");
    }

    private static NewLimitRule step(String code, String name, String begins, String ends, String term, String basis) {
        return new NewLimitRule(code, name, LimitNature.STEP, "", begins, ends, term, false, 0, 0, List.of(-1, 0),
                basis);
    }

    private static NewLimitRule answer(String code, String term, int more, String ends, String basis) {
        return new NewLimitRule(code, "答复期限", LimitNature.LEGAL, "", "ACCEPTED,REOPENED", ends, term, true, 1, more,
                List.of(-5, -3, -1, 0), basis);
    }
}
