package org.yizhan.letters;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseFace;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLabels;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.LimitNature;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.Power;
import org.yizhan.casework.Replies;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.masking.Masking;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/** Letters to the county (来信) as a kind of case. */
@Component
class LetterKind implements CaseKind {
    static final String CODE = "letter";
    /** Of five degrees; two and less are a bad rating. */
    private static final int DISSATISFIED = 2;

    private final LetterRows rows;
    private final WriterNotices notices;
    private final PublishedLetters published;
    private final LetterReading reading;
    private final LetterMemory memory;
    private final Duplicates duplicates;
    private final LetterPromise promise;
    private final ObjectProvider<UpperResults> results;

    LetterKind(LetterRows rows, @Lazy WriterNotices notices, @Lazy PublishedLetters published,
            @Lazy LetterReading reading, LetterMemory memory, Duplicates duplicates, @Lazy LetterPromise promise,
            ObjectProvider<UpperResults> results) {
        this.results = results;
        this.duplicates = duplicates;
        this.promise = promise;
        this.reading = reading;
        this.memory = memory;
        this.rows = rows;
        this.notices = notices;
        this.published = published;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public String label() {
        return "来信";
    }

    @Override
    public String writerWord() {
        return "来信人";
    }

    @Override
    public String prefix() {
        return "XJ";
    }

    @Override
    public String permission(Power power) {
        return "letters." + power.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Vocabulary vocabulary() {
        return CommonWords.with(List.of(), Map.of("answered", "已答复", "refused", "不予受理", "transferred", "转其他渠道"),
                Map.of(), Map.of("screen", "审核分办期限", "assist", "协办期限", "check", "审核答复期限"));
    }

    @Override
    public String reopensAt() {
        return "handle";
    }

    @Override
    public boolean bringsBack(CaseView view, CaseEvent.Rated rated) {
        boolean bad = Boolean.FALSE.equals(rated.solved()) || rated.satisfaction() <= DISSATISFIED;
        return bad && view.lead() != null && view.reopenings() < 1;
    }

    @Override
    public List<Refusal> objections(CaseView view, CaseAct act) {
        return switch (act) {
            case CaseAct.Dispatch to -> reported(view, java.util.stream.Stream
                    .concat(java.util.stream.Stream.of(to.lead()), to.assisting().stream())
                    .toList());
            case CaseAct.AddAssisting add -> reported(view, List.of(add.unit()));
            case CaseAct.Split split -> LetterDesk.matter(split.title(), split.words());
            case CaseAct.Publish _ -> published.has(view.id())
                    ? List.of()
                    : List.of(new Refusal("请先在“公开”页面确认遮盖后的内容。"));
            default -> List.of();
        };
    }

    /** A report never reaches the unit that it is about (信访工作条例第三十条). */
    private List<Refusal> reported(CaseView view, List<UnitPath> units) {
        if (!view.guarded()) {
            return List.of();
        }
        return rows.find(view.id())
                .map(Letter::reportedUnit)
                .filter(reported -> units.stream().anyMatch(unit -> reported.contains(unit) || unit.equals(reported)))
                .map(reported -> List.of(new Refusal("这是举报件，不能交给被举报单位或它的下属单位办理。")))
                .orElse(List.of());
    }

    @Override
    public void acted(CaseView view, List<PastEvent> events) {
        if (events.stream().anyMatch(past -> past.event() instanceof CaseEvent.Unpublished)) {
            published.takeOff(view.id());
        }
        notices.acted(view, events);
        results.getObject().acted(view, events);
        for (PastEvent past : events) {
            switch (past.event()) {
                case CaseEvent.Assigned to -> learn(view, to.lead());
                case CaseEvent.Arbitrated to -> learn(view, to.lead());
                case CaseEvent.Corrected corrected when corrected.field() == CaseEvent.Corrected.Field.SUBJECT ->
                    reading.subject(corrected.after())
                            .ifPresent(subject -> memory.note(view.id().value(),
                                    new Topic(Topic.Kind.SUBJECT, subject.id()), reading.text(view)));
                default -> {
                }
            }
        }
    }

    /** Where the office sends a letter is what the suggestion of units learns from; what it is said to be about, that of subjects. */
    private void learn(CaseView view, UnitPath lead) {
        memory.note(view.id().value(), new Topic(Topic.Kind.UNIT, lead.unit().value()), reading.text(view));
    }

    @Override
    public CaseLabels labels() {
        return reading.labels();
    }

    @Override
    public CaseFace face(CaseView view, CaseOracle.Sight sight) {
        return reading.face(view);
    }

    @Override
    public List<CaseFace.Line> writer(CaseView view) {
        return reading.writer(view);
    }

    @Override
    public List<Suggestion> suggestUnits(CaseView view) {
        return reading.suggestUnits(view);
    }

    @Override
    public Optional<String> suggestSubject(CaseView view) {
        return reading.suggestSubject(view);
    }

    @Override
    public List<CaseId> alike(CaseView view, long after, int most) {
        return reading.alike(view, after, most);
    }

    @Override
    public List<ReplyFinding> check(CaseView view, String reply) {
        return reading.check(view, reply);
    }

    @Override
    public @Nullable String pageFor(CaseAction action, CaseView view) {
        return action == CaseAction.PUBLISH ? "/desk/letters/" + view.id().value() + "/publish" : null;
    }

    @Override
    public boolean isWriter(ActorRef who, CaseView view) {
        return rows.member(view.id()).filter(who::equals).isPresent();
    }

    @Override
    public Optional<LocalDate> promised(CaseView view) {
        return promise.expected(view);
    }

    /** Of what was handed on, the day until which the law lets it take; the notice named the same one. */
    @Override
    public Optional<String> standing(CaseView view) {
        return "transferred".equals(view.outcome())
                ? promise.latest(view).map(day -> "已转交其他渠道办理，最迟 " + Dates.day(day) + " 前由那里答复您")
                : Optional.empty();
    }

    @Override
    public String asked(CaseView view) {
        return rows.find(view.id()).map(Letter::text).orElse("");
    }

    @Override
    public String shared(CaseView view, String answer) {
        return Masking.maskAnswer(answer, reading.text(view), reading.known(view)).text();
    }

    @Override
    public String masked(CaseView view, String text) {
        return Masking.mask(text, reading.known(view)).text();
    }

    @Override
    public void answeredWith(CaseView merged, CaseView main, Replies.Reply reply) {
        notices.answeredWith(merged, main, reply);
    }

    @Override
    public boolean canBeSplit() {
        return true;
    }

    @Override
    public void takenOut(CaseView from, CaseView made, String matter) {
        rows.takeOut(from.id(), made.id(), matter, made.receivedAt());
        duplicates.take(made.id().value(), made.title() + "\n" + matter);
        notices.received(made, rows.sender(made.id()));
    }

    @Override
    public Shipped shipped() {
        String given = "ASSIGNED,ARBITRATED,REOPENED";
        String answered = "REPLY_SENT,RETURNED,TRANSFERRED";
        return new Shipped(List.of(
                step("screen", "审核分办期限", "", "", "1wd", "收到后一个工作日内审核、转办"),
                step("sign", "签收期限", "ASSIGNED,ARBITRATED", "SIGNED_FOR,RETURNED,REPLY_DRAFTED", "1wd", "转办后一个工作日内签收"),
                new NewLimitRule("return", "退办期限", LimitNature.WINDOW, "", "ASSIGNED", "RETURNED", "1wd", false, 0, 0,
                        List.of(), "不属于本单位职责的，一个工作日内提出"),
                step("check", "审核答复期限", "", "", "1wd", "提交后一个工作日内审核"),
                new NewLimitRule("assist", "协办期限", LimitNature.ASSISTING, "", "", "", "3wd", true, 0, 0, List.of(-1),
                        "协办单位应在三个工作日内提出意见"),
                answer("", "10wd", given, answered),
                answer(LetterClass.CONSULT.code(), "5wd", given, answered),
                answer(LetterClass.HELP.code(), "7wd", given, answered),
                answer(LetterClass.SUGGEST.code(), "7wd", given, answered),
                answer(LetterClass.COMPLAINT.code(), "15wd", given, answered),
                answer(LetterClass.REPORT.code(), "15wd", given, answered),
                new NewLimitRule("legal", "法定期限", LimitNature.LEGAL, "", "ACCEPTED", "REPLY_SENT,TRANSFERRED", "60d",
                        true, 1,
                        30, List.of(-10, -3, 0), "《信访工作条例》第三十四条：自受理之日起六十日内办结，可延长三十日"),
                new NewLimitRule("given", "限定期限", LimitNature.GIVEN, "", "DATE_GIVEN", "REPLY_SENT", "0d", false, 0, 0,
                        List.of(-1, 0), "上级机关或领导限定的日期")),
                List.of(new Ground(Ground.Purpose.REFUSE, "已经或者依法应当通过诉讼、仲裁、行政复议解决", ""),
                        new Ground(Ground.Purpose.REFUSE, "已由信访机构受理或者已经办结的信访事项", ""),
                        new Ground(Ground.Purpose.REFUSE, "属于其他机关的职权", ""),
                        new Ground(Ground.Purpose.REFUSE, "没有具体内容，也无法联系来信人", ""),
                        new Ground(Ground.Purpose.REFUSE, "商业广告或者恶意攻击", ""),
                        new Ground(Ground.Purpose.REFUSE, "同一事项已经答复，没有新的事实和理由", ""),
                        new Ground(Ground.Purpose.RETURN, "不属于本单位职责", ""),
                        new Ground(Ground.Purpose.RETURN, "应由其他单位主办，本单位协办", ""),
                        new Ground(Ground.Purpose.RETURN, "事项发生地不在本辖区", ""),
                        new Ground(Ground.Purpose.SUSPEND, "需要鉴定、检测、评审或者听证", "《信访工作条例》第三十六条"),
                        new Ground(Ground.Purpose.SUSPEND, "需要等待司法机关或者上级机关的结论", ""),
                        new Ground(Ground.Purpose.SUSPEND, "因不可抗力不能办理", ""),
                        new Ground(Ground.Purpose.TRANSFER, "信访", "《信访工作条例》"),
                        new Ground(Ground.Purpose.TRANSFER, "12345 政务服务便民热线", ""),
                        new Ground(Ground.Purpose.TRANSFER, "纪检监察机关", ""),
                        new Ground(Ground.Purpose.TRANSFER, "政府信息公开申请", "《政府信息公开条例》"),
                        new Ground(Ground.Purpose.TRANSFER, "行政复议机构", "")),
                "processes/letters/letter.bpmn");
    }

    private static NewLimitRule step(String code, String name, String begins, String ends, String term, String basis) {
        return new NewLimitRule(code, name, LimitNature.STEP, "", begins, ends, term, false, 0, 0, List.of(0), basis);
    }

    private static NewLimitRule answer(String clazz, String term, String begins, String ends) {
        return new NewLimitRule("answer", "答复期限", LimitNature.PROMISED, clazz, begins, ends, term, true, 1, 15,
                List.of(-2, -1, 0, 3), "本县信箱办理承诺，自转办之日起计算");
    }
}
