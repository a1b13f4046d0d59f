package org.yizhan.requests;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.LimitRule;
import org.yizhan.casework.Power;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;

/**
 * What the office and the units do with a request beyond what is done with every case: opinions, too many requests, fees, the answer with
 * its outcome, papers and their delivery. Each is written together with the act on the case that goes with it, or not at all.
 */
@Component
public class RequestOffice {
    /** A place in templates. */
    private static final String THIRD_PARTIES = "征求第三方意见的情况";
    private static final String NONE = "没有这件申请，或不在您可以查看的范围内。";

    private final RequestRows rows;
    private final Opinions opinions;
    private final Charges charges;
    private final Papers papers;
    private final Articles articles;
    private final CaseDesk desk;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final RequestKind kind;
    private final RequestStory story;
    private final Journal journal;
    private final CountyClock clock;

    RequestOffice(RequestRows rows, Opinions opinions, Charges charges, Papers papers, Articles articles,
            CaseDesk desk, CaseReading cases, CaseOracle oracle, RequestKind kind, RequestStory story,
            Journal journal,
            CountyClock clock) {
        this.rows = rows;
        this.opinions = opinions;
        this.charges = charges;
        this.papers = papers;
        this.articles = articles;
        this.desk = desk;
        this.cases = cases;
        this.oracle = oracle;
        this.kind = kind;
        this.story = story;
        this.journal = journal;
        this.clock = clock;
    }

    /** A request with its case, for who sees it. */
    public record Seen(CaseView view, Request it) {}

    @Transactional(readOnly = true)
    public Optional<Seen> find(Actor actor, CaseId id) {
        return cases.find(id)
                .filter(view -> view.kind().equals(RequestKind.CODE) && oracle.sight(actor, view).isAny())
                .flatMap(view -> rows.find(id).map(it -> new Seen(view, it)));
    }

    /** Whether this person works on the request: in the office that received it, or in the unit that answers. */
    public boolean mayWork(Actor actor, CaseView view) {
        return oracle.has(actor, Power.OFFICE, view) || oracle.has(actor, Power.HANDLE, view);
    }

    public boolean isOffice(Actor actor, CaseView view) {
        return oracle.has(actor, Power.OFFICE, view);
    }

    /** Whoever does not work on a request and reads in it who asks, or whose opinion was asked, is written down. */
    @Transactional
    public void reads(Actor actor, CaseView view, String what) {
        if (!oracle.worksOn(actor, view)) {
            journal.record(actor.ref(), RequestAct.READ, view.id().ref(), Map.of("what", what));
        }
    }

    /** The act on the case, after what only the kind keeps was written; all of it is taken back when the case refuses. */
    private Optional<Refusal> with(Actor actor, CaseId id, @Nullable Integer seen, CaseAct act) {
        Optional<Refusal> refused = desk.act(actor, id, act, seen).refusal();
        if (refused.isPresent()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        }
        return refused;
    }

    private static Optional<Refusal> needed(String what, String text, int most) {
        int length = PlainText.length(text.strip());
        return Refusal.when(length == 0, "请填写" + what + "。")
                .or(() -> Refusal.when(length > most, what + "最多 " + most + " 个字，请精简。"));
    }

    /** Whether the answer's time may stand still now; for whoever is about to ask for an opinion or a fee. */
    public static Optional<Refusal> whyNotWait(CaseView view) {
        return Refusal.when(!view.state().isOpen(), "这件申请已经办结。")
                .or(() -> Refusal.when(view.waits() == CaseView.Wait.SUPPLEMENT, "正在等申请人补正，补正以后再办这一步。"))
                .or(() -> Refusal.when(view.state() != CaseState.HANDLING,
                        "还没有转办。请先转办给承办单位（本机关自己办的就选本机关），再办这一步。"));
    }

    // Opinions (条例第三十二条、第三十四条)

    @Transactional(readOnly = true)
    public List<Opinion> opinions(CaseId id) {
        return opinions.of(id);
    }

    /** While it is waited for, time is not counted. */
    @Transactional
    public Optional<Refusal> askOpinion(Actor actor, CaseId id, @Nullable Integer seen, Opinion.@Nullable Side side,
            String typedWhom) {
        Seen found = find(actor, id).orElse(null);
        String whom = PlainText.line(typedWhom).strip();
        Optional<Refusal> refusal = Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(found != null && !mayWork(actor, found.view()), "您没有办理这件申请的权限。"))
                .or(() -> found == null ? Optional.empty() : whyNotWait(found.view()))
                .or(() -> Refusal.when(charges.open(id).isPresent(), "正在等待缴费，缴费以后再征求意见。"))
                .or(() -> Refusal.when(side == null, "请选择向谁征求意见。"))
                .or(() -> needed("被征求意见的个人或者单位", whom, 100));
        if (refusal.isPresent() || found == null || side == null) {
            return refusal;
        }
        opinions.ask(id, side, whom, clock.today(), null, actor.ref());
        boolean third = side == Opinion.Side.THIRD;
        CaseView view = found.view();
        paper(actor, view, found.it(), third ? PaperKind.THIRD_ASK : PaperKind.COBODY_ASK, whom, Map.of());
        paper(actor, view, found.it(), third ? PaperKind.THIRD_TELL : PaperKind.COBODY_TELL,
                rows.applicant(id).name(), Map.of());
        journal.record(actor.ref(), RequestAct.OPINION, id.ref(), Map.of("side", side.name()));
        if (view.waits() != CaseView.Wait.SUSPENDED) {
            return with(actor, id, seen, new CaseAct.Suspend(side.ground(), ""));
        }
        desk.recount(actor.ref(), id, RequestKind.OPINION, "又向" + side.label() + "征求意见");
        return Optional.empty();
    }

    /** The last day for each opinion that is still asked. */
    @Transactional(readOnly = true)
    public Map<Long, LocalDate> opinionDays(CaseView view) {
        var days = new HashMap<Long, LocalDate>();
        opinions.of(view.id()).forEach(one -> story.until(view, one).ifPresent(day -> days.put(one.id(), day)));
        return days;
    }

    /** When the last that was asked has answered, or has let the time pass, time goes on. */
    @Transactional
    public Optional<Refusal> answerOpinion(Actor actor, CaseId id, long opinion, Opinion.@Nullable Answer answer,
            String words) {
        Seen found = find(actor, id).orElse(null);
        Opinion one = opinions.of(id)
                .stream()
                .filter(each -> each.id() == opinion && each.answer() == null)
                .findFirst()
                .orElse(null);
        Optional<Refusal> refusal = Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(found != null && !mayWork(actor, found.view()), "您没有办理这件申请的权限。"))
                .or(() -> Refusal.when(one == null, "没有这条征求意见，或者已经登记过。"))
                .or(() -> Refusal.when(answer == null, "请选择对方的意见。"))
                .or(() -> answer == Opinion.Answer.SILENT && found != null && one != null
                        ? story.until(found.view(), one)
                                .filter(until -> !until.isBefore(clock.today()))
                                .map(until -> new Refusal("对方可以在 " + Dates.day(until) + " 前提出意见；到期没有提出的，会自动登记并恢复计时。"))
                        : Optional.empty())
                .or(() -> Refusal.when(answer == Opinion.Answer.DISAGREES && words.isBlank(), "不同意公开的，请写明对方的理由。"))
                .or(() -> Refusal.when(PlainText.length(words.strip()) > 1000, "理由最多 1000 个字，请精简。"));
        if (refusal.isPresent() || found == null || answer == null) {
            return refusal;
        }
        opinions.answer(id, opinion, answer, PlainText.lines(words).strip(), clock.today());
        boolean last = opinions.of(id).stream().noneMatch(each -> each.answer() == null);
        return last && found.view().waits() == CaseView.Wait.SUSPENDED
                ? with(actor, id, null, new CaseAct.Resume(answer.label()))
                : Optional.empty();
    }

    // Too many (条例第三十五条)

    /** How many this applicant asked of this body in the month in which it was received. */
    @Transactional(readOnly = true)
    public int inMonth(Request it) {
        return it.receivedOn() == null ? 0 : rows.inMonth(it, it.receivedOn());
    }

    @Transactional
    public Optional<Refusal> askReasons(Actor actor, CaseId id, @Nullable LocalDate until) {
        Seen found = find(actor, id).orElse(null);
        Optional<Refusal> refusal = excess(actor, found)
                .or(() -> Refusal.when(found != null && found.it().excess() != null, "已经要求过说明理由。"))
                .or(() -> Refusal.when(until == null || !until.isAfter(clock.today()), "请填写说明理由的截止日期，应在今天以后。"));
        if (refusal.isPresent() || found == null || until == null) {
            return refusal;
        }
        rows.excess(id, Request.Excess.ASKED);
        paper(actor, found.view(), found.it(), PaperKind.REASONS, rows.applicant(id).name(),
                Map.of("说明理由截止", Dates.day(until)));
        journal.record(actor.ref(), RequestAct.EXCESS, id.ref(), Map.of("found", "ASKED"));
        return Optional.empty();
    }

    /** An old request costs nothing that could be asked for here. */
    public static Optional<Refusal> noFee(Request it) {
        return Refusal.when(it.isOld(), "2008 年的条例只收检索、复制、邮寄的成本费，没有信息处理费。");
    }

    private Optional<Refusal> excess(Actor actor, @Nullable Seen found) {
        return Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(found != null && !isOffice(actor, found.view()), "由受理办公室认定。"))
                .or(() -> Refusal.when(found != null && !found.view().state().isOpen(), "这件申请已经办结。"))
                .or(() -> Refusal.when(found != null && found.it().isOld(), "2008 年的条例没有说明理由的规定。"));
    }

    /** What is thought of the reasons; reasonable ones lead to a day that the body sets and the applicant is told. */
    @Transactional
    public Optional<Refusal> judgeReasons(Actor actor, CaseId id, @Nullable Integer seen,
            Request.@Nullable Excess found, @Nullable LocalDate until) {
        Seen request = find(actor, id).orElse(null);
        Optional<Refusal> refusal = excess(actor, request)
                .or(() -> Refusal.when(request != null && request.it().excess() != Request.Excess.ASKED,
                        "请先要求申请人说明理由；已经认定过的不能再改。"))
                .or(() -> Refusal.when(found == null || found == Request.Excess.ASKED, "请选择理由是否合理。"))
                .or(() -> Refusal.when(found == Request.Excess.REASONABLE && until != null
                        && !until.isAfter(clock.today()), "延迟答复的日期应在今天以后。"));
        if (refusal.isPresent() || found == null) {
            return refusal;
        }
        rows.excess(id, found);
        journal.record(actor.ref(), RequestAct.EXCESS, id.ref(), Map.of("found", found.name()));
        return found == Request.Excess.REASONABLE && until != null
                ? with(actor, id, seen, new CaseAct.GiveDate(until, "申请理由合理，确定延迟答复的日期"))
                : Optional.empty();
    }

    // Fees (条例第四十二条)

    @Transactional(readOnly = true)
    public Optional<Charge> charge(CaseId id) {
        return charges.find(id);
    }

    /** What it would cost by the table of the day of receipt. */
    @Transactional(readOnly = true)
    public int price(Request it, Fees.Basis basis, int pieces) {
        List<Fees.Row> table = charges.table(basis, it.receivedOn() == null ? clock.today() : it.receivedOn());
        return basis == Fees.Basis.PAGES ? Fees.total(table, pieces) : Fees.of(table, pieces);
    }

    /** The fee is asked for; until it is paid time is not counted, and then begins anew. */
    @Transactional
    public Optional<Refusal> charge(Actor actor, CaseId id, @Nullable Integer seen, Fees.@Nullable Basis basis,
            int pages) {
        Seen found = find(actor, id).orElse(null);
        Optional<Refusal> refusal = Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(charges.find(id).isPresent(), "这件申请已经发过收费通知。"))
                .or(() -> found == null ? Optional.empty() : whyNotWait(found.view()))
                .or(() -> found == null ? Optional.empty() : noFee(found.it()))
                .or(() -> Refusal.when(basis == null, "请选择按件还是按量计收。"))
                .or(() -> Refusal.when(basis == Fees.Basis.PAGES && (pages < 1 || pages > 100_000),
                        "请填写页数，1 到 100000。"));
        if (refusal.isPresent() || found == null || basis == null) {
            return refusal;
        }
        Request it = found.it();
        int pieces = basis == Fees.Basis.PAGES ? pages : Math.max(1, inMonth(it));
        int amount = price(it, basis, pieces);
        if (amount == 0) {
            return Optional.of(new Refusal(basis == Fees.Basis.PAGES
                    ? pages + " 页没有超过免费的页数，不收费。"
                    : "这是申请人本月向本机关提出的第 " + pieces + " 件，没有超过免费的件数，不收费。"));
        }
        TimeLimit term = payTerm(found.view());
        charges.ask(id, basis, pieces, amount, clock.today(), term, charges.due(clock.today(), term), actor.ref());
        paper(actor, found.view(), it, PaperKind.FEE, rows.applicant(id).name(),
                Map.of("计收方式", basis == Fees.Basis.PAGES
                        ? "按量计收，共" + pieces + "页"
                        : "按件计收，这是您本月的第" + pieces + "件申请"));
        journal.record(actor.ref(), RequestAct.CHARGED, id.ref(), Map.of("amount", Integer.toString(amount)));
        return with(actor, id, seen, new CaseAct.Suspend(RequestKind.FEE, ""));
    }

    private TimeLimit payTerm(CaseView view) {
        return cases.rule(RequestKind.CODE, view.clazz(), "pay", clock.local(view.receivedAt()).toLocalDate())
                .map(LimitRule::term)
                .filter(TimeLimit.class::isInstance)
                .map(TimeLimit.class::cast)
                .orElse(TimeLimit.workingDays(20));
    }

    @Transactional
    public Optional<Refusal> paid(Actor actor, CaseId id) {
        Seen found = find(actor, id).orElse(null);
        Optional<Refusal> refusal = Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(found != null && !mayWork(actor, found.view()), "您没有登记缴费的权限。"))
                .or(() -> Refusal.when(charges.open(id).isEmpty(), "没有等待缴纳的费用，可能已经登记过。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        charges.paid(id, clock.today(), actor.ref());
        journal.record(actor.ref(), RequestAct.CHARGED, id.ref(), Map.of("paid", clock.today().toString()));
        return with(actor, id, null, new CaseAct.Resume("申请人已缴纳信息处理费"));
    }

    // The answer

    /** How it can be answered, each with the article on which that rests. */
    @Transactional(readOnly = true)
    public Map<String, String> outcomes(Request it) {
        var all = new LinkedHashMap<String, String>();
        Articles.Regulation law = articles.of(it);
        for (Outcome one : Outcome.answered()) {
            if (one == Outcome.D4 && it.isOld()) {
                continue;
            }
            String article = law.articles().getOrDefault(one.name(), "");
            all.put(one.name(), one.label() + (article.isEmpty() ? "" : "（条例" + article + "）"));
        }
        return all;
    }

    /** The text that is proposed for an answer with this outcome. */
    @Transactional(readOnly = true)
    public String proposeAnswer(Seen seen, Outcome outcome) {
        return papers.propose(seen.view(), seen.it(), outcome.name(), thirdParties(seen.view().id())).text();
    }

    /** What third parties said, where they all said the same; otherwise the officer puts it into words. */
    private Map<String, String> thirdParties(CaseId id) {
        List<Opinion> asked = opinions.of(id).stream().filter(one -> one.side() == Opinion.Side.THIRD).toList();
        String who = "本机关书面征求了第三方的意见，第三方" + (asked.size() > 1 ? "都" : "");
        return said(asked, Opinion.Answer.DISAGREES)
                ? Map.of(THIRD_PARTIES, who + "不同意公开")
                : said(asked, Opinion.Answer.SILENT)
                        ? Map.of(THIRD_PARTIES, who + "没有在规定的期限内提出意见")
                        : Map.of();
    }

    private static boolean said(List<Opinion> asked, Opinion.Answer answer) {
        return !asked.isEmpty() && asked.stream().allMatch(one -> one.answer() == answer);
    }

    /** The answer is handed in with the outcome by which it will be counted. */
    @Transactional
    public Optional<Refusal> draftAnswer(Actor actor, CaseId id, @Nullable Integer seen, @Nullable Outcome outcome,
            String words, List<String> overridden, String why) {
        Seen found = find(actor, id).orElse(null);
        Optional<Refusal> refusal = Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(outcome == null || !outcome.isAnswered(), "请选择处理结果。"))
                .or(() -> fits(found, outcome));
        if (refusal.isPresent() || outcome == null) {
            return refusal;
        }
        rows.draft(id, outcome);
        return with(actor, id, seen, new CaseAct.DraftReply(PlainText.lines(words), overridden, PlainText.line(why)));
    }

    /** Outcomes that rest on an earlier step are not given without it. */
    private Optional<Refusal> fits(@Nullable Seen found, @Nullable Outcome outcome) {
        if (found == null || outcome == null) {
            return Optional.empty();
        }
        return switch (outcome) {
            case C3 -> Refusal.when(story.supplementUntil(found.view()).isEmpty(),
                    "“补正后仍不明确”须先请申请人补正过。");
            case D4 -> Refusal.when(found.it().excess() != Request.Excess.UNREASONABLE,
                    "“大量反复申请”须先要求说明理由并认定理由不合理。");
            case B4 -> Refusal.when(opinions.of(found.view().id())
                    .stream()
                    .noneMatch(one -> one.side() == Opinion.Side.THIRD), "因第三方权益不公开的，须先书面征求第三方的意见。");
            default -> Optional.empty();
        };
    }

    /** What speaks against the text, to be mended or let pass with a reason. */
    @Transactional(readOnly = true)
    public List<org.yizhan.casework.CaseKind.ReplyFinding> check(CaseView view, String words) {
        return kind.check(view, words);
    }

    /** The ways in which it can be ended now without an answer. */
    @Transactional(readOnly = true)
    public List<Outcome> endings(CaseView view) {
        return kind.endings(view).stream().flatMap(code -> Outcome.find(code).stream()).toList();
    }

    @Transactional
    public Optional<Refusal> end(Actor actor, CaseId id, @Nullable Integer seen, @Nullable Outcome outcome,
            String words) {
        if (outcome == null) {
            return Optional.of(new Refusal("请选择怎样办结。"));
        }
        return Refusal.when(words.isBlank(), "请写明原因，申请人会看到。")
                .or(() -> with(actor, id, seen, new CaseAct.End(outcome.name(), PlainText.lines(words))));
    }

    // Papers (文书)

    @Transactional(readOnly = true)
    public List<Paper> papers(CaseId id) {
        return papers.of(id);
    }

    @Transactional(readOnly = true)
    public Optional<Paper> paper(Actor actor, CaseId id, long paper) {
        return find(actor, id).flatMap(seen -> papers.find(paper)).filter(one -> one.request().equals(id));
    }

    /** What is proposed for a paper that an officer makes by hand. */
    @Transactional(readOnly = true)
    public String proposePaper(Seen seen, PaperKind which) {
        return papers.propose(seen.view(), seen.it(), which.name(), Map.of()).text();
    }

    @Transactional
    public Optional<Refusal> makePaper(Actor actor, CaseId id, @Nullable PaperKind which, String addressee,
            String text) {
        Seen found = find(actor, id).orElse(null);
        String to = PlainText.line(addressee).strip();
        Optional<Refusal> refusal = Refusal.when(found == null, NONE)
                .or(() -> Refusal.when(found != null && !mayWork(actor, found.view()), "您没有制发文书的权限。"))
                .or(() -> Refusal.when(which == null || !PaperKind.byHand().contains(which), "请选择文书的种类。"))
                .or(() -> needed("文书发给谁", to, 100))
                .or(() -> needed("正文", text, PaperTemplates.LONGEST))
                .or(() -> Refusal.when(text.contains("【请填写"), "正文里还有“【请填写…】”没有填。"));
        if (refusal.isPresent() || found == null || which == null) {
            return refusal;
        }
        String title = papers.propose(found.view(), found.it(), which.name(), Map.of()).title();
        papers.make(found.view(), found.it(), which, title, to, text, actor.ref(), clock.now());
        journal.record(actor.ref(), RequestAct.PAPER_MADE, id.ref(), Map.of("kind", which.name()));
        return Optional.empty();
    }

    private void paper(Actor actor, CaseView view, Request it, PaperKind which, String addressee,
            Map<String, String> more) {
        Papers.Proposed text = papers.propose(view, it, which.name(), more);
        papers.make(view, it, which, text.title(), addressee, text.text(), actor.ref(), clock.now());
    }

    /** How papers are delivered. */
    public static final List<String> WAYS = List.of("直接送达", "邮寄送达", "电子送达", "留置送达", "委托送达", "公告送达");

    /** An opinion's days count from receipt of the letter that asks for it. */
    private void asked(Actor actor, Paper letter, LocalDate on) {
        for (Opinion.Side side : Opinion.Side.values()) {
            if (letter.kind() == side.letter()) {
                opinions.delivered(letter.request(), side, letter.addressee(), on);
                desk.recount(actor.ref(), letter.request(), RequestKind.OPINION, "征求意见书已于 " + Dates.day(on) + " 送达");
            }
        }
    }

    /** The proof of delivery (送达回证). */
    @Transactional
    public Optional<Refusal> delivered(Actor actor, CaseId id, long paper, String how, @Nullable LocalDate on,
            String note) {
        Seen found = find(actor, id).orElse(null);
        Paper one = paper(actor, id, paper).orElse(null);
        String proof = PlainText.line(note).strip();
        Optional<Refusal> refusal = Refusal.when(found == null || one == null, "没有这份文书，或不在您可以查看的范围内。")
                .or(() -> Refusal.when(found != null && !mayWork(actor, found.view()), "您没有登记送达的权限。"))
                .or(() -> Refusal.when(!WAYS.contains(how), "请选择送达方式。"))
                .or(() -> Refusal.when(on == null || on.isAfter(clock.today())
                        || one != null && on.isBefore(one.madeOn()), "送达日期应在文书日期到今天之间。"))
                .or(() -> needed("送达的凭证，例如签收人、邮件号", proof, 200));
        if (refusal.isPresent() || on == null || one == null) {
            return refusal;
        }
        papers.delivered(paper, how, on, proof, actor.ref());
        asked(actor, one, on);
        journal.record(actor.ref(), RequestAct.DELIVERED, id.ref(), Map.of("paper", Long.toString(paper)));
        return Optional.empty();
    }
}
