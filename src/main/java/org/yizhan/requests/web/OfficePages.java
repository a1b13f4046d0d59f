package org.yizhan.requests.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.requests.Dispute;
import org.yizhan.requests.Disputes;
import org.yizhan.requests.Fees;
import org.yizhan.requests.LetterPrinter;
import org.yizhan.requests.Opinion;
import org.yizhan.requests.Outcome;
import org.yizhan.requests.Paper;
import org.yizhan.requests.PaperKind;
import org.yizhan.requests.Request;
import org.yizhan.requests.RequestOffice;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.StaffOnly;

/** What is done with one request beyond what every case has; who may is asked behind each page, of the request itself. */
@Controller
@StaffOnly
class OfficePages {
    private static final String REQUEST = "/desk/requests/{id:[0-9]{1,18}}";

    private final RequestOffice office;
    private final Disputes disputes;
    private final LetterPrinter printer;
    private final CountyClock clock;

    OfficePages(RequestOffice office, Disputes disputes, LetterPrinter printer, CountyClock clock) {
        this.office = office;
        this.disputes = disputes;
        this.printer = printer;
        this.clock = clock;
    }

    private RequestOffice.Seen seen(Actor actor, long id, Model model) {
        RequestOffice.Seen seen = office.find(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("view", seen.view());
        model.addAttribute("it", seen.it());
        return seen;
    }

    /** The request, for a page that does nothing but ask what to do. */
    private RequestOffice.Seen worked(Actor actor, long id, Model model) {
        RequestOffice.Seen seen = seen(actor, id, model);
        if (!office.mayWork(actor, seen.view())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return seen;
    }

    private static @Nullable Integer version(String typed) {
        return typed.matches("\\d{1,9}") ? Integer.valueOf(typed) : null;
    }

    /** Back to the page with what was typed, or on to where it goes when it was done. */
    private static String done(Optional<Refusal> refusal, String to, String said, RedirectAttributes notes,
            Supplier<String> again, Model model) {
        if (refusal.isPresent()) {
            model.addAttribute("errors", FormErrors.of("", refusal.get().text()));
            return again.get();
        }
        notes.addFlashAttribute("notice", said);
        return "redirect:" + to;
    }

    private static String caseOf(long id) {
        return "/desk/cases/" + id;
    }

    private static String here(long id, String page) {
        return "/desk/requests/" + id + "/" + page;
    }

    private static void noErrors(Model model) {
        if (!model.containsAttribute("errors")) {
            model.addAttribute("errors", FormErrors.NONE);
        }
    }

    // The answer

    @GetMapping(REQUEST + "/answer")
    String answer(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String outcome, Model model) {
        RequestOffice.Seen seen = worked(actor, id, model);
        Optional<Outcome> chosen = Outcome.find(outcome).filter(Outcome::isAnswered);
        return answer(seen, chosen.map(Outcome::name).orElse(""),
                chosen.map(one -> office.proposeAnswer(seen, one)).orElse(""), List.of(), List.of(), "", model);
    }

    private String answer(RequestOffice.Seen seen, String outcome, String words, List<CaseKind.ReplyFinding> findings,
            List<String> overridden,
            String why, Model model) {
        noErrors(model);
        model.addAttribute("outcomes", office.outcomes(seen.it()));
        model.addAttribute("outcome", outcome);
        model.addAttribute("words", words);
        model.addAttribute("findings", findings);
        model.addAttribute("overridden", overridden);
        model.addAttribute("why", why);
        return "requests/answer";
    }

    @PostMapping(REQUEST + "/answer")
    String answer(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String version,
            @RequestParam(required = false) @Nullable List<String> overridden,
            @RequestParam(defaultValue = "") String why, Model model, RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        List<String> passed = overridden == null ? List.of() : overridden;
        Optional<Outcome> chosen = Outcome.find(outcome);
        Optional<Refusal> refusal = words.length() > 20_000
                ? Optional.of(new Refusal("答复最多 20000 个字，请精简。"))
                : office.draftAnswer(actor, new CaseId(id), version(version), chosen.orElse(null), words, passed,
                        shortened(why));
        return done(refusal, caseOf(id), "答复书已提交审核。", notes, () -> answer(seen, outcome, words,
                chosen.map(one -> office.check(seen.view(), words)).orElse(List.of()), passed, why, model), model);
    }

    private static String shortened(String text) {
        return text.length() > 300 ? text.substring(0, 300) : text;
    }

    private static String notYet(RequestOffice.Seen seen) {
        return RequestOffice.whyNotWait(seen.view()).map(Refusal::text).orElse("");
    }

    // Opinions

    @GetMapping(REQUEST + "/opinion")
    String opinion(Actor actor, @PathVariable long id, Model model) {
        RequestOffice.Seen seen = seen(actor, id, model);
        office.reads(actor, seen.view(), "opinion");
        return opinion(actor, seen, "", "", 0, "", "", model);
    }

    /** @param answering the opinion whose answer was being entered, with what was typed */
    private String opinion(Actor actor, RequestOffice.Seen seen, String side, String whom, long answering,
            String answer, String words, Model model) {
        noErrors(model);
        model.addAttribute("notYet", notYet(seen));
        model.addAttribute("opinions", office.opinions(seen.view().id()));
        model.addAttribute("days", office.opinionDays(seen.view()));
        model.addAttribute("today", clock.today());
        model.addAttribute("works", office.mayWork(actor, seen.view()));
        model.addAttribute("answering", answering);
        model.addAttribute("answer", answer);
        model.addAttribute("side", side);
        model.addAttribute("whom", whom);
        model.addAttribute("words", words);
        return "requests/opinion";
    }

    @PostMapping(REQUEST + "/opinion")
    String opinion(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String side,
            @RequestParam(defaultValue = "") String whom, @RequestParam(defaultValue = "") String version, Model model,
            RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        return done(office.askOpinion(actor, new CaseId(id), version(version), Opinion.Side.find(side).orElse(null),
                whom), here(id, "opinion"), "已登记征求意见，征求意见书和给申请人的告知书已生成；这段时间不计入答复期限。", notes,
                () -> opinion(actor, seen, side, whom, 0, "", "", model), model);
    }

    @PostMapping(REQUEST + "/opinion/{opinion:[0-9]{1,18}}")
    String answered(Actor actor, @PathVariable long id, @PathVariable long opinion,
            @RequestParam(defaultValue = "") String answer, @RequestParam(defaultValue = "") String words, Model model,
            RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        Optional<Refusal> refusal = office.answerOpinion(actor, new CaseId(id), opinion,
                Opinion.Answer.find(answer).orElse(null), words);
        boolean more = office.opinions(new CaseId(id)).stream().anyMatch(one -> one.answer() == null);
        return done(refusal, more ? here(id, "opinion") : caseOf(id),
                more ? "意见已登记。还有没有收到的意见，收齐以后继续计算期限。" : "意见已经收齐，答复期限继续计算。", notes,
                () -> opinion(actor, seen, "", "", opinion, answer, words, model), model);
    }

    // Too many

    @GetMapping(REQUEST + "/excess")
    String excess(Actor actor, @PathVariable long id, Model model) {
        return excess(actor, seen(actor, id, model), "", "", model);
    }

    private String excess(Actor actor, RequestOffice.Seen seen, String found, String until, Model model) {
        noErrors(model);
        model.addAttribute("works", office.isOffice(actor, seen.view()));
        model.addAttribute("month", office.inMonth(seen.it()));
        model.addAttribute("found", found);
        model.addAttribute("until", until);
        return "requests/excess";
    }

    @PostMapping(REQUEST + "/excess")
    String excess(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String found,
            @RequestParam(defaultValue = "") String until, @RequestParam(defaultValue = "") String version, Model model,
            RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        var day = TypedDay.of(until).orElse(null);
        Optional<Refusal> refusal = found.equals("ASKED")
                ? office.askReasons(actor, new CaseId(id), day)
                : office.judgeReasons(actor, new CaseId(id), version(version), excess(found), day);
        return done(refusal, found.equals("ASKED") ? here(id, "papers") : caseOf(id),
                found.equals("ASKED") ? "说明理由告知书已生成，请送达申请人。" : "已认定。", notes,
                () -> excess(actor, seen, found, until, model), model);
    }

    private static Request.@Nullable Excess excess(String name) {
        return Stream.of(Request.Excess.values()).filter(one -> one.name().equals(name)).findFirst().orElse(null);
    }

    // Fees

    @GetMapping(REQUEST + "/fee")
    String fee(Actor actor, @PathVariable long id, Model model) {
        return fee(actor, seen(actor, id, model), "", "", model);
    }

    private String fee(Actor actor, RequestOffice.Seen seen, String basis, String pages, Model model) {
        noErrors(model);
        model.addAttribute("works", office.mayWork(actor, seen.view()));
        model.addAttribute("notYet", RequestOffice.noFee(seen.it()).map(Refusal::text).orElseGet(() -> notYet(seen)));
        model.addAttribute("charge", office.charge(seen.view().id()).orElse(null));
        int month = Math.max(1, office.inMonth(seen.it()));
        model.addAttribute("month", month);
        model.addAttribute("byRequest", office.price(seen.it(), Fees.Basis.REQUESTS, month));
        model.addAttribute("basis", basis);
        model.addAttribute("pages", pages);
        return "requests/fee";
    }

    @PostMapping(REQUEST + "/fee")
    String fee(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String basis,
            @RequestParam(defaultValue = "") String pages, @RequestParam(defaultValue = "") String version, Model model,
            RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        Fees.Basis chosen = Stream.of(Fees.Basis.values())
                .filter(one -> one.name().equals(basis))
                .findFirst()
                .orElse(null);
        return done(office.charge(actor, new CaseId(id), version(version), chosen,
                pages.strip().matches("\\d{1,6}") ? Integer.parseInt(pages.strip()) : 0), here(id, "papers"),
                "收费通知书已生成，请送达申请人；缴费前不计时。", notes, () -> fee(actor, seen, basis, pages, model), model);
    }

    @PostMapping(REQUEST + "/fee/paid")
    String paid(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        return done(office.paid(actor, new CaseId(id)), caseOf(id), "已登记缴费，答复期限重新计算。", notes,
                () -> fee(actor, seen, "", "", model), model);
    }

    // Ending without an answer

    @GetMapping(REQUEST + "/end")
    String end(Actor actor, @PathVariable long id, Model model) {
        return end(worked(actor, id, model), "", "", model);
    }

    private String end(RequestOffice.Seen seen, String outcome, String words, Model model) {
        noErrors(model);
        var ways = new LinkedHashMap<String, String>();
        office.endings(seen.view()).forEach(one -> ways.put(one.name(), one.label()));
        model.addAttribute("ways", ways);
        model.addAttribute("outcome", outcome);
        model.addAttribute("words", words);
        return "requests/end";
    }

    @PostMapping(REQUEST + "/end")
    String end(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "") String words, @RequestParam(defaultValue = "") String version, Model model,
            RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        Optional<Refusal> refusal = words.length() > 1000
                ? Optional.of(new Refusal("原因最多 1000 个字，请精简。"))
                : office.end(actor, new CaseId(id), version(version), Outcome.find(outcome).orElse(null), words);
        return done(refusal, caseOf(id), "已办结，也已告知申请人。", notes, () -> end(seen, outcome, words, model), model);
    }

    // Papers

    @GetMapping(REQUEST + "/papers")
    String papers(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String kind, Model model) {
        RequestOffice.Seen seen = seen(actor, id, model);
        office.reads(actor, seen.view(), "papers");
        Optional<PaperKind> chosen = PaperKind.find(kind).filter(PaperKind.byHand()::contains);
        return papers(actor, seen, chosen.map(PaperKind::name).orElse(""), "",
                chosen.map(one -> office.proposePaper(seen, one)).orElse(""), model);
    }

    private String papers(Actor actor, RequestOffice.Seen seen, String kind, String addressee, String text,
            Model model) {
        noErrors(model);
        var kinds = new LinkedHashMap<String, String>();
        PaperKind.byHand()
                .stream()
                .filter(one -> one != PaperKind.REASONS || !seen.it().isOld())
                .forEach(one -> kinds.put(one.name(), one.label()));
        var ways = new LinkedHashMap<String, String>();
        RequestOffice.WAYS.forEach(one -> ways.put(one, one));
        model.addAttribute("papers", office.papers(seen.view().id()));
        model.addAttribute("kinds", kinds);
        model.addAttribute("ways", ways);
        model.addAttribute("kind", kind);
        model.addAttribute("addressee", addressee);
        model.addAttribute("text", text);
        model.addAttribute("works", office.mayWork(actor, seen.view()));
        if (!model.containsAttribute("delivering")) {
            model.addAttribute("delivering", Delivering.NONE);
        }
        return "requests/papers";
    }

    @PostMapping(REQUEST + "/papers")
    String makePaper(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String addressee, @RequestParam(defaultValue = "") String text,
            Model model, RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        return done(office.makePaper(actor, new CaseId(id), PaperKind.find(kind).orElse(null), addressee, text),
                here(id, "papers"), "文书已制发。", notes, () -> papers(actor, seen, kind, addressee, text, model), model);
    }

    @PostMapping(REQUEST + "/papers/{paper:[0-9]{1,18}}/delivered")
    String delivered(Actor actor, @PathVariable long id, @PathVariable long paper,
            @RequestParam(defaultValue = "") String how, @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String note, Model model, RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        return done(office.delivered(actor, new CaseId(id), paper, how, TypedDay.of(on).orElse(null), note),
                here(id, "papers"), "送达已登记。", notes,
                () -> papers(actor, seen, "", "", "", model.addAttribute("delivering",
                        new Delivering(paper, how, on, note))),
                model);
    }

    @GetMapping(REQUEST + "/papers/{paper:[0-9]{1,18}}.{type:pdf|docx}")
    void paper(Actor actor, @PathVariable long id, @PathVariable long paper, @PathVariable String type,
            HttpServletResponse response) throws IOException {
        Optional<Paper> found = office.paper(actor, new CaseId(id), paper);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        office.find(actor, new CaseId(id)).ifPresent(seen -> office.reads(actor, seen.view(), "paper"));
        send(found.get(), type, printer, response);
    }

    static void send(Paper paper, String type, LetterPrinter printer, HttpServletResponse response)
            throws IOException {
        byte[] bytes = type.equals("pdf") ? printer.pdf(paper) : printer.word(paper);
        response.setContentType(type.equals("pdf")
                ? "application/pdf"
                : "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        response.setContentLength(bytes.length);
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Disposition", ContentDisposition.attachment()
                .filename(paper.title() + (paper.number().isEmpty() ? "" : " " + paper.number()) + "." + type,
                        StandardCharsets.UTF_8)
                .build()
                .toString());
        response.getOutputStream().write(bytes);
    }

    // Reviews and lawsuits

    @GetMapping(REQUEST + "/disputes")
    String disputes(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") String dispute,
            Model model) {
        RequestOffice.Seen seen = seen(actor, id, model);
        DisputeForm typed = disputes.of(seen.view().id())
                .stream()
                .filter(one -> Long.toString(one.id()).equals(dispute))
                .findFirst()
                .map(DisputeForm::of)
                .orElse(DisputeForm.NONE);
        return disputes(actor, seen, typed, model);
    }

    private String disputes(Actor actor, RequestOffice.Seen seen, DisputeForm typed, Model model) {
        noErrors(model);
        model.addAttribute("disputes", disputes.of(seen.view().id()));
        model.addAttribute("typed", typed);
        var kinds = new LinkedHashMap<String, String>();
        Stream.of(Dispute.Kind.values()).forEach(one -> kinds.put(one.name(), one.label()));
        var results = new LinkedHashMap<String, String>();
        Stream.of(Dispute.Result.values()).forEach(one -> results.put(one.name(), one.label()));
        model.addAttribute("kinds", kinds);
        model.addAttribute("results", results);
        model.addAttribute("works", office.isOffice(actor, seen.view()));
        return "requests/disputes";
    }

    @PostMapping(REQUEST + "/disputes")
    String dispute(Actor actor, @PathVariable long id, DisputeForm typed, Model model, RedirectAttributes notes) {
        RequestOffice.Seen seen = seen(actor, id, model);
        return done(disputes.put(actor, new CaseId(id), typed.number(), typed.typed()), here(id, "disputes"),
                "复议诉讼情况已登记。", notes, () -> disputes(actor, seen, typed, model), model);
    }
}
