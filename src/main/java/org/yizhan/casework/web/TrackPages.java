package org.yizhan.casework.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseFiles;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Enclosures;
import org.yizhan.casework.Tracking;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.identity.Caller;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.ElderLinks;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Open;

/**
 * Where a writer follows a case of any kind (查进度). The code is typed once: for half an hour the session opens that case, so that the
 * code stands in no address. Without it every number is answered alike.
 */
@Controller
@Open
class TrackPages {
    private static final String NUMBER = "/track/{number:[A-Z]{1,6}[0-9]{8}-[0-9]{1,9}}";

    private final Tracking tracking;
    private final CaseDesk desk;
    private final Enclosures enclosures;
    private final Files files;
    private final CountyClock clock;

    TrackPages(Tracking tracking, CaseDesk desk, Enclosures enclosures, Files files, CountyClock clock) {
        this.tracking = tracking;
        this.desk = desk;
        this.enclosures = enclosures;
        this.files = files;
        this.clock = clock;
    }

    @GetMapping({"/track", "/track/"})
    String ask(@RequestParam(defaultValue = "") String number, Model model) {
        return ask(number.length() > 40 ? "" : number, FormErrors.NONE, model);
    }

    private static String ask(String number, FormErrors errors, Model model) {
        model.addAttribute("number", number);
        model.addAttribute("errors", errors);
        return "casework/track";
    }

    @PostMapping("/track")
    String look(@RequestParam(defaultValue = "") String number, @RequestParam(defaultValue = "") String code,
            HttpServletRequest request, Model model) {
        FormErrors missing = FormErrors.NONE;
        if (number.isBlank()) {
            missing = missing.and("number", "请填写编号，例如 XJ20261127-0042。");
        }
        if (code.isBlank()) {
            missing = missing.and("code", "请填写 12 位查询码。");
        }
        if (!missing.isEmpty()) {
            return ask(number, missing, model);
        }
        return switch (tracking.look(number, code, Caller.of(request))) {
            case Tracking.Look.Refused refused -> ask(number, FormErrors.of("number", refused.why().text()), model);
            case Tracking.Look.Found found -> {
                Tracked.open(request, found.view().id(), clock.now());
                yield "redirect:" + page(found.view().number(), model);
            }
        };
    }

    /** On a computer that others use too. */
    @PostMapping("/track/leave")
    String leave(HttpServletRequest request, Model model, RedirectAttributes notes) {
        Tracked.close(request);
        notes.addFlashAttribute("notice", "已经离开，再看要重新输入查询码。");
        return "redirect:" + ElderLinks.address("/track", model.getAttribute("mode"));
    }

    @GetMapping(NUMBER)
    String one(@PathVariable String number, Actor actor, HttpServletRequest request, Model model) {
        return opened(number, actor, request).map(view -> show(view, FormErrors.NONE, TrackForm.NOTHING, model))
                .orElseGet(() -> again(number, model));
    }

    private String show(CaseView view, FormErrors errors, TrackForm typed, Model model) {
        model.addAttribute("found", tracking.view(view));
        model.addAttribute("errors", errors);
        model.addAttribute("typed", typed);
        return "casework/tracked";
    }

    private Optional<CaseView> opened(String number, Actor actor, HttpServletRequest request) {
        return Tracked.of(request, clock.now())
                .stream()
                .flatMap(id -> tracking.find(id).stream())
                .filter(view -> view.number().equals(number))
                .findFirst()
                .or(() -> isMember(actor) ? tracking.own(actor.ref(), number) : Optional.empty());
    }

    private static boolean isMember(Actor actor) {
        return actor.ref().kind() == ActorRef.Kind.CITIZEN || actor.ref().kind() == ActorRef.Kind.ENTERPRISE;
    }

    @PostMapping(NUMBER + "/material")
    String add(@PathVariable String number, @RequestParam(name = "material-words", defaultValue = "") String words,
            @RequestParam(required = false) @Nullable List<String> kept,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            @RequestParam(required = false) @Nullable List<MultipartFile> voice, Actor actor,
            HttpServletRequest request, Model model, RedirectAttributes notes) {
        return opened(number, actor, request).map(view -> {
            Enclosures.Taken taken = enclosures.take(kept == null ? List.of() : kept, uploads(files, voice),
                    writer(actor), Caller.of(request));
            var typed = new TrackForm("material", words, "", "", taken.enclosures());
            if (!taken.problems().isEmpty()) {
                return show(view, FormErrors.of("files", joined(taken.problems())), typed, model);
            }
            if (words.length() > MOST_WORDS) {
                return show(view, FormErrors.of("material-words", TOO_LONG), typed, model);
            }
            return act(view, new CaseAct.AddMaterial(words, taken.attached()), typed, "已经收到您补充的内容，承办单位会看到。", actor,
                    model, notes);
        }).orElseGet(() -> again(number, model));
    }

    private static final int MOST_WORDS = 5000;
    private static final String TOO_LONG = "最多 5000 个字，请精简，或作为附件上传。";

    private static List<Enclosures.Upload> uploads(@Nullable List<MultipartFile> files,
            @Nullable List<MultipartFile> voice) {
        return Stream.of(files, voice)
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(file -> new Enclosures.Upload(Objects.requireNonNullElse(file.getOriginalFilename(), ""),
                        file.getSize(), file))
                .toList();
    }

    private static String joined(List<Refusal> problems) {
        return String.join("", problems.stream().map(Refusal::text).toList());
    }

    @PostMapping(NUMBER + "/urge")
    String urge(@PathVariable String number, Actor actor, HttpServletRequest request, Model model,
            RedirectAttributes notes) {
        return opened(number, actor, request).map(view -> act(view, new CaseAct.UrgeAsWriter(), TrackForm.NOTHING,
                "已经提醒承办单位和受理办公室。", actor, model, notes)).orElseGet(() -> again(number, model));
    }

    @PostMapping(NUMBER + "/withdraw")
    String withdraw(@PathVariable String number, @RequestParam(name = "withdraw-words", defaultValue = "") String words,
            @RequestParam(defaultValue = "false") boolean sure, Actor actor, HttpServletRequest request, Model model,
            RedirectAttributes notes) {
        return opened(number, actor, request).map(view -> {
            var typed = new TrackForm("withdraw", words, "", "", List.of());
            return sure
                    ? act(view, new CaseAct.Withdraw(shortened(words)), typed, "已经撤回，不再办理，也不会再答复。", actor, model, notes)
                    : show(view, FormErrors.of("sure", "请勾选“我确认撤回”。撤回以后不能恢复。"), typed, model);
        }).orElseGet(() -> again(number, model));
    }

    @PostMapping(NUMBER + "/rate")
    String rate(@PathVariable String number, @RequestParam(defaultValue = "") String solved,
            @RequestParam(defaultValue = "") String satisfaction,
            @RequestParam(name = "rate-words", defaultValue = "") String words,
            Actor actor, HttpServletRequest request, Model model, RedirectAttributes notes) {
        return opened(number, actor, request).map(view -> {
            var typed = new TrackForm("rate", words, solved, satisfaction, List.of());
            FormErrors errors = FormErrors.NONE;
            if (!solved.matches("yes|no")) {
                errors = errors.and("solved", "请选择问题是否已经解决。");
            }
            if (!satisfaction.matches("[1-5]")) {
                errors = errors.and("satisfaction", "请选择满意程度。");
            }
            if (words.length() > MOST_WORDS) {
                errors = errors.and("rate-words", TOO_LONG);
            }
            return errors.isEmpty()
                    ? act(view, new CaseAct.Rate(solved.equals("yes"), Integer.parseInt(satisfaction), words), typed,
                            "谢谢您的评价。", actor, model, notes)
                    : show(view, errors, typed, model);
        }).orElseGet(() -> again(number, model));
    }

    @PostMapping(NUMBER + "/ask")
    String askAgain(@PathVariable String number, @RequestParam(name = "ask-words", defaultValue = "") String words,
            Actor actor,
            HttpServletRequest request, Model model, RedirectAttributes notes) {
        return opened(number, actor, request).map(view -> {
            var typed = new TrackForm("ask", words, "", "", List.of());
            return words.length() > MOST_WORDS
                    ? show(view, FormErrors.of("ask-words", TOO_LONG), typed, model)
                    : act(view, new CaseAct.AskAgain(words), typed, "已经转给承办单位重新办理，期限重新计算。", actor, model, notes);
        }).orElseGet(() -> again(number, model));
    }

    private static String shortened(String words) {
        return words.length() > MOST_WORDS ? words.substring(0, MOST_WORDS) : words;
    }

    private String act(CaseView view, CaseAct act, TrackForm typed, String said, Actor actor, Model model,
            RedirectAttributes notes) {
        return switch (desk.actAsWriter(writer(actor), view.id(), act)) {
            case CaseDesk.Result.Refused refused -> {
                String field = switch (act.action()) {
                    case ADD_MATERIAL -> "material-words";
                    case ASK_AGAIN -> "ask-words";
                    default -> "";
                };
                yield show(tracking.find(view.id()).orElseThrow(), FormErrors.of(field, refused.why().text()), typed,
                        model);
            }
            case CaseDesk.Result.Done done -> {
                boolean back = act.action() == CaseAction.RATE && done.view().reopenings() > view.reopenings();
                boolean nobodys = act.action() == CaseAction.ASK_AGAIN && done.view().lead() == null;
                notes.addFlashAttribute("notice",
                        nobodys ? "已经收到，受理单位会重新审核、办理。" : back ? "谢谢您的评价。您不满意这次答复，已经退回承办单位重新办理，期限重新计算。" : said);
                yield "redirect:" + page(view.number(), model);
            }
        };
    }

    private static ActorRef writer(Actor actor) {
        return isMember(actor) ? actor.ref() : ActorRef.VISITOR;
    }

    private static String again(String number, Model model) {
        return "redirect:" + ElderLinks.address("/track?number=" + number, model.getAttribute("mode"));
    }

    private static String page(String number, Model model) {
        return ElderLinks.address("/track/" + number, model.getAttribute("mode"));
    }

    /** Always as a download: what people send is not shown inside our pages. */
    @GetMapping(NUMBER + "/papers/{paper:[0-9]{1,18}}.pdf")
    void paper(@PathVariable String number, @PathVariable long paper, Actor actor, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        byte[] bytes = opened(number, actor, request).flatMap(view -> tracking.paper(view, paper))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setContentType("application/pdf");
        response.setHeader("Content-Disposition", ContentDisposition.attachment()
                .filename(number + "-" + paper + ".pdf", StandardCharsets.UTF_8)
                .build()
                .toString());
        response.setHeader("Cache-Control", "private, no-store");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    @GetMapping(NUMBER + "/files/{file:[0-9]{1,18}}")
    void file(@PathVariable String number, @PathVariable long file, Actor actor, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        CaseFiles.Line line = opened(number, actor, request).flatMap(view -> tracking.file(view.id(), file))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        StoredFile stored = files.find(new FileId(file))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        response.setContentType(stored.mediaType());
        response.setHeader("Content-Disposition",
                ContentDisposition.attachment().filename(line.name(), StandardCharsets.UTF_8).build().toString());
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setContentLengthLong(stored.size());
        try (InputStream bytes = files.open(stored.id())) {
            bytes.transferTo(response.getOutputStream());
        }
    }

}
