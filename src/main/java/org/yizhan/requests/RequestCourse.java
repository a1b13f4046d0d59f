package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseEvent;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitRule;
import org.yizhan.casework.PastEvent;
import org.yizhan.casework.WriterCourse;
import org.yizhan.shared.web.Dates;

/** Tells an applicant which day is owed and why, with the article of each step, and what can be done now (申请人的期限和途径). */
@Component
class RequestCourse {
    private static final String AGAIN = "重新办理，答复期限从这一天起重新计算";
    private static final int REVIEW_DAYS = 60;
    private static final int SUIT_MONTHS = 6;

    private final RequestRows rows;
    private final Papers papers;
    private final Opinions opinions;
    private final Charges charges;
    private final RequestStory story;
    private final Articles articles;
    private final CaseReading cases;
    private final CountyClock clock;

    RequestCourse(RequestRows rows, Papers papers, Opinions opinions, Charges charges, RequestStory story,
            Articles articles, CaseReading cases, CountyClock clock) {
        this.rows = rows;
        this.papers = papers;
        this.opinions = opinions;
        this.charges = charges;
        this.story = story;
        this.articles = articles;
        this.cases = cases;
        this.clock = clock;
    }

    /** What a course is told from. */
    private record Known(CaseView view, Request it, Articles.Regulation law, CaseReading.Course past,
            List<Opinion> opinions, @Nullable Charge charge) {}

    WriterCourse of(CaseView view) {
        return known(List.of(view)).stream()
                .findFirst()
                .map(known -> new WriterCourse(steps(known), ways(view, known.it())))
                .orElse(WriterCourse.NONE);
    }

    /** Of each that is open, by when it is owed and why, or what is waited for; of many as fast as of one. */
    Map<CaseId, WriterCourse.Step> now(List<CaseView> views) {
        var now = new HashMap<CaseId, WriterCourse.Step>();
        known(views.stream().filter(view -> view.state().isOpen()).toList())
                .forEach(known -> steps(known).stream()
                        .filter(step -> known.view().waits() != null || step.due() != null)
                        .forEach(step -> now.put(known.view().id(), step)));
        return now;
    }

    private List<Known> known(List<CaseView> views) {
        Map<CaseId, CaseView> byId = views.stream().collect(Collectors.toMap(CaseView::id, Function.identity()));
        if (byId.isEmpty()) {
            return List.of();
        }
        Map<CaseId, CaseReading.Course> past = cases.courses(byId.keySet());
        Map<CaseId, List<Opinion>> asked = opinions.of(byId.keySet());
        Map<CaseId, Charge> charged = charges.of(byId.keySet());
        var laws = new HashMap<String, Articles.Regulation>();
        return rows.find(byId.keySet())
                .stream()
                .map(it -> new Known(Objects.requireNonNull(byId.get(it.id())), it,
                        laws.computeIfAbsent(it.profile(), _ -> articles.of(it)),
                        Objects.requireNonNull(past.get(it.id())), asked.getOrDefault(it.id(), List.of()),
                        charged.get(it.id())))
                .toList();
    }

    /** @param rests code of the article on which it rests; empty for none */
    private record Said(String what, String rests) {}

    private List<WriterCourse.Step> steps(Known known) {
        Request it = known.it();
        var steps = new ArrayList<WriterCourse.Step>();
        LocalDate before = null;
        for (PastEvent past : known.past().events()) {
            LocalDate due = known.past().dues().get(past.number());
            if (past.event() instanceof CaseEvent.Accepted
                    && steps.stream().anyMatch(step -> step.what().equals(AGAIN))) {
                continue;
            }
            LocalDate on = past.event() instanceof CaseEvent.Accepted && it.receivedOn() != null
                    ? it.receivedOn()
                    : day(past.at());
            LocalDate changed = Objects.equals(due, before) ? null : due;
            said(known, past).ifPresent(said -> steps.add(new WriterCourse.Step(on, said.what(),
                    known.law().briefly(said.rests()), changed)));
            before = due;
        }
        return steps;
    }

    private Optional<Said> said(Known known, PastEvent past) {
        CaseView view = known.view();
        Request it = known.it();
        String words = Objects.requireNonNullElse(past.words(), "");
        return Optional.ofNullable(switch (past.event()) {
            case CaseEvent.Submitted _ -> new Said("提出申请：" + it.channel().label(), Articles.ASKED);
            case CaseEvent.Accepted _ when it.receivedOn() != null ->
                new Said("收到日，也就是" + it.channel().countsForApplicant()
                        + (it.confirmedHow().isEmpty() ? "" : "（" + it.confirmedHow() + "）") + "。从第二天起" + term(view, it)
                        + "内答复", PaperKind.RECEIPT.name());
            case CaseEvent.SupplementAsked asked -> new Said("请您在 " + Dates.day(asked.until())
                    + " 前补正。等待补正时不计时" + (it.isOld() ? "" : "，没有正当理由逾期不补正的视为放弃申请"),
                    PaperKind.CORRECTION.name());
            case CaseEvent.SupplementReceived _ -> new Said("收到您的补正，答复期限从这一天起重新计算",
                    PaperKind.CORRECTION.name());
            case CaseEvent.Suspended suspended -> waits(known, suspended.ground());
            case CaseEvent.Resumed _ -> new Said("继续计算答复期限" + (words.isEmpty() ? "" : "：" + words)
                    + "。从征求意见到前一天的时间不计入", Articles.RESUMED);
            case CaseEvent.Restarted _ -> new Said("您已经缴费，答复期限从这一天起重新计算", PaperKind.FEE.name());
            case CaseEvent.ExtensionGranted granted -> new Said("经信息公开工作机构负责人同意，延长 " + granted.amount()
                    + " 个工作日，只能延长一次"
                    + (known.past().dues().containsKey(past.number()) ? "" : "。具体日期要等下一年的放假安排公布以后才能推算"),
                    PaperKind.EXTENSION.name());
            case CaseEvent.DateGiven given -> new Said("申请的数量、频次较多而理由合理，延迟到 " + Dates.day(given.until()) + " 前答复",
                    PaperKind.DELAY.name());
            case CaseEvent.FellDue fell -> new Said("到 " + Dates.day(fell.due()) + " 没有答复，超过了期限", "");
            case CaseEvent.ReplySent _ -> Optional.ofNullable(it.outcome())
                    .flatMap(Outcome::find)
                    .map(outcome -> new Said("作出答复：" + outcome.label(), outcome.name()))
                    .orElse(null);
            case CaseEvent.Closed closed -> Outcome.find(closed.outcome())
                    .map(outcome -> new Said("办理结束：" + outcome.label(), outcome.name()))
                    .orElse(null);
            case CaseEvent.Reopened _ -> new Said(AGAIN, "");
            case CaseEvent.Merged _ -> new Said("与同一事项的另一件申请一并办理", "");
            case CaseEvent.Withdrawn _ -> new Said("您撤回了申请", "");
            default -> null;
        });
    }

    private String term(CaseView view, Request it) {
        return story.rule(view, it, RequestKind.ANSWER)
                .map(LimitRule::term)
                .map(term -> term.words())
                .orElse("规定的期限");
    }

    private @Nullable Said waits(Known known, String ground) {
        return switch (ground) {
            case RequestKind.FEE -> Optional.ofNullable(known.charge())
                    .map(charge -> new Said("通知您在" + charge.when() + "缴纳信息处理费 " + charge.amount()
                            + " 元。缴费以前不计时，逾期不缴的视为放弃申请", PaperKind.FEE.name()))
                    .orElse(null);
            case RequestKind.CO_BODY -> new Said("征求共同制作机关的意见" + opinionDay(known) + "。这段时间不计入答复期限"
                    + (known.it().isOld() ? "" : "；逾期没有提出的视为同意公开"), PaperKind.COBODY_TELL.name());
            default -> new Said("书面征求第三方的意见" + opinionDay(known) + "。这段时间不计入答复期限；第三方逾期没有提出的，由行政机关决定是否公开",
                    PaperKind.THIRD_TELL.name());
        };
    }

    /** By when it has to come, while it is waited for. */
    private String opinionDay(Known known) {
        return known.opinions()
                .stream()
                .filter(one -> one.answer() == null)
                .flatMap(one -> story.until(known.view(), one).stream())
                .max(Comparator.naturalOrder())
                .map(until -> "，最迟 " + Dates.day(until) + " 提出")
                .orElse("，从收到征求意见书之日起 15 个工作日内提出");
    }

    private List<WriterCourse.Way> ways(CaseView view, Request it) {
        var ways = new ArrayList<WriterCourse.Way>();
        if (view.state().isOpen()) {
            if (view.waits() == CaseView.Wait.SUPPLEMENT) {
                ways.add(new WriterCourse.Way("补正", "在下面“补充材料”里写明，也可以当面或者书面提交。确有困难的请尽早说明。",
                        story.supplementUntil(view).orElse(null), "#material"));
            }
            charges.open(view.id())
                    .ifPresent(charge -> ways.add(charge.isOver(clock.today())
                            ? new WriterCourse.Way("说明已经缴费", charge.over() + "。已经按收费通知书缴纳 " + charge.amount()
                                    + " 元的，请把缴费凭证交给受理机关。", null, "#papers")
                            : new WriterCourse.Way("缴纳信息处理费",
                                    "按收费通知书缴纳 " + charge.amount() + " 元，缴后请告诉受理机关；不缴的，申请不再处理。", charge.due(),
                                    "#papers")));
            if (view.late()) {
                late(view, it, ways);
            }
            ways.add(new WriterCourse.Way("撤回申请", "不再需要这项信息的，可以撤回。", null, "#withdraw"));
        } else {
            answered(view, it, ways);
        }
        String phone = papers.letterhead(it).phone();
        if (!phone.isEmpty()) {
            ways.add(new WriterCourse.Way("打电话问", papers.letterhead(it).signedAs() + "，" + phone, null, ""));
        }
        return ways;
    }

    /** Whoever gets no answer in time complains, or asks for review before going to court (条例第五十一条、行政复议法第二十三条). */
    private void late(CaseView view, Request it, List<WriterCourse.Way> ways) {
        ways.add(new WriterCourse.Way("投诉、举报", "超过期限没有答复的，可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（"
                + articles.of(it).briefly(Articles.COMPLAINT) + "）。", null, ""));
        cases.events(view.id())
                .stream()
                .flatMap(past -> past.event() instanceof CaseEvent.FellDue fell
                        ? Stream.of(fell.due().plusDays(REVIEW_DAYS))
                        : Stream.empty())
                .max(Comparator.naturalOrder())
                .filter(until -> !until.isBefore(clock.today()))
                .ifPresent(until -> ways.add(new WriterCourse.Way("申请行政复议",
                        "认为没有履行答复职责的，应当先向" + reviewAt(it) + "申请行政复议，对复议决定不服再起诉（行政复议法第二十三条）。", until, "")));
    }

    private void answered(CaseView view, Request it, List<WriterCourse.Way> ways) {
        Outcome outcome = Optional.ofNullable(it.outcome()).flatMap(Outcome::find).orElse(null);
        LocalDate ended = it.endedOn();
        if (outcome == null || ended == null || view.state() == CaseState.WITHDRAWN) {
            return;
        }
        Optional<LocalDate> delivered = papers.of(view.id())
                .stream()
                .filter(paper -> paper.kind() == PaperKind.ANSWER && paper.deliveredOn() != null)
                .map(paper -> Objects.requireNonNull(paper.deliveredOn()))
                .max(Comparator.naturalOrder());
        LocalDate from = delivered.orElse(ended);
        String counted = delivered.isPresent()
                ? "从收到答复书（" + Dates.day(from) + "）起算"
                : "这里从答复作出之日算起，收到得晚的相应顺延";
        LocalDate review = from.plusDays(REVIEW_DAYS);
        LocalDate suit = from.plusMonths(SUIT_MONTHS);
        if (!review.isBefore(clock.today())) {
            ways.add(new WriterCourse.Way("申请行政复议", "对答复不服的，" + (outcome.isReviewFirst() ? "应当先" : "可以")
                    + "在 60 日内向" + reviewAt(it) + "申请行政复议"
                    + (outcome.isReviewFirst()
                            ? "；对复议决定不服的，收到决定书之日起 15 日内可以起诉（行政复议法第二十条、第二十三条，行政诉讼法第四十五条）"
                            : "（行政复议法第二十条）")
                    + "。" + counted + "。", review, ""));
        }
        if (!outcome.isReviewFirst() && !suit.isBefore(clock.today())) {
            String court = papers.letterhead(it).court();
            ways.add(new WriterCourse.Way("提起行政诉讼", "也可以在 6 个月内向" + (court.isEmpty() ? "有管辖权的人民法院" : court)
                    + "提起行政诉讼（行政诉讼法第四十六条）。" + counted + "。", suit, ""));
        }
    }

    private String reviewAt(Request it) {
        String at = papers.letterhead(it).reviewAt();
        return at.isEmpty() ? "有权管辖的行政复议机关" : at;
    }

    private LocalDate day(Instant at) {
        return clock.local(at).toLocalDate();
    }
}
