package org.yizhan.casework.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseworkPermissions;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.ProcessDraft;
import org.yizhan.casework.ProcessVersion;
import org.yizhan.casework.Processes;
import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.casework.flow.ProcessReader;
import org.yizhan.casework.flow.Vocabulary;
import org.yizhan.journal.ReadableNames;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.StaffOnly;

import tools.jackson.databind.json.JsonMapper;

/** The desk of processes: how cases of a kind go, drawn, changed, tried out and put into force. */
@Controller
class ProcessDesk {
    private static final int PAGE = 20;
    private static final String ALL = "/desk/processes";
    private static final String KIND = ALL + "/{kind:[a-z][a-z0-9-]{0,39}}";
    private static final String DRAFT = KIND + "/draft";

    private final Kinds kinds;
    private final Processes processes;
    private final ReadableNames names;
    private final CountyClock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    ProcessDesk(Kinds kinds, Processes processes, ReadableNames names, CountyClock clock) {
        this.kinds = kinds;
        this.processes = processes;
        this.names = names;
        this.clock = clock;
    }

    @StaffOnly
    @GetMapping(ALL)
    String kinds(Model model) {
        var newest = new LinkedHashMap<CaseKind, ProcessVersion>();
        kinds.all().forEach(kind -> newest.put(kind, processes.versions(kind.code(), null, 1).items().getFirst()));
        model.addAttribute("newest", newest);
        model.addAttribute("names", names.of(newest.values().stream().map(ProcessVersion::by).toList()));
        model.addAttribute("clock", clock);
        return "casework/processes";
    }

    @StaffOnly
    @GetMapping(KIND)
    String newest(@PathVariable String kind) {
        return redirectToNewest(kind(kind));
    }

    /** At once to the version: what was done is told on the next page only. */
    private String redirectToNewest(CaseKind kind) {
        return "redirect:" + ALL + "/" + kind.code() + "/" + kinds.newestProcess(kind);
    }

    @StaffOnly
    @GetMapping(KIND + "/{version:[0-9]{1,9}}")
    String version(Actor actor, @PathVariable String kind, @PathVariable int version,
            @RequestParam(required = false) @Nullable String key, Model model) {
        CaseKind of = kind(kind);
        CaseProcess process = process(of, version);
        KeyPage<ProcessVersion> versions = processes.versions(kind, key, PAGE);
        model.addAttribute("kind", of);
        model.addAttribute("process", process);
        model.addAttribute("version", version);
        model.addAttribute("isNewest", version == kinds.newestProcess(of));
        model.addAttribute("steps", StepLine.of(process, of.vocabulary()));
        model.addAttribute("versions", versions);
        model.addAttribute("mayEdit", processes.whyNot(actor).isEmpty());
        model.addAttribute("olderRunning", processes.hasOlderRunning(of));
        model.addAttribute("names", names.of(versions.items().stream().map(ProcessVersion::by).toList()));
        model.addAttribute("clock", clock);
        return "casework/process";
    }

    /** Where one case stands in it. */
    @StaffOnly
    @GetMapping("/desk/cases/{id:[0-9]{1,18}}/process")
    String standing(Actor actor, @PathVariable long id, Model model) {
        Processes.Standing standing = processes.standing(actor, new CaseId(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        CaseKind kind = kind(standing.view().kind());
        model.addAttribute("kind", kind);
        model.addAttribute("standing", standing);
        model.addAttribute("steps", StepLine.of(standing.process(), kind.vocabulary()));
        return "casework/process-standing";
    }

    /** The file as it is drawn; the drawing of every page is made of it. */
    @StaffOnly
    @GetMapping(KIND + "/{version:[0-9]{1,9}}.bpmn")
    ResponseEntity<String> file(@PathVariable String kind, @PathVariable int version) {
        CaseProcess process = process(kind(kind), version);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_XML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + kind + "-" + version + ".bpmn\"")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .body(process.toBpmn());
    }

    @Needs(CaseworkPermissions.PROCESSES)
    @GetMapping(DRAFT)
    String draft(Actor actor, @PathVariable String kind, @RequestParam(defaultValue = "") String trial, Model model) {
        CaseKind of = kind(kind);
        return draft(of, processes.draft(actor, of), !trial.isEmpty(), FormErrors.NONE, model);
    }

    private String draft(CaseKind kind, ProcessDraft draft, boolean trial, FormErrors errors, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("draft", draft);
        model.addAttribute("newest", kinds.newestProcess(kind));
        model.addAttribute("faults", errors.isEmpty() ? processes.faults(kind, draft.bpmn()) : List.of());
        model.addAttribute("trial", trial ? processes.tryOut(kind, draft.bpmn()).orElse(null) : null);
        model.addAttribute("words", json.writeValueAsString(words(kind.vocabulary())));
        model.addAttribute("errors", errors);
        model.addAttribute("clock", clock);
        return "casework/process-draft";
    }

    @Needs(CaseworkPermissions.PROCESSES)
    @PostMapping(DRAFT)
    String keep(Actor actor, @PathVariable String kind, @RequestParam(defaultValue = "") String bpmn,
            @RequestParam(defaultValue = "") String note, @RequestParam(defaultValue = "") String basedOn,
            @RequestParam(defaultValue = "") String then, Model model, RedirectAttributes notes) {
        CaseKind of = kind(kind);
        var draft = new ProcessDraft(basedOn.matches("\\d{1,9}") ? Integer.parseInt(basedOn) : 0, bpmn, note,
                clock.now());
        Optional<Refusal> refusal = processes.keep(actor, of, draft);
        if (refusal.isPresent()) {
            return draft(of, draft, false, FormErrors.of(refusal.get()), model);
        }
        String again = "redirect:" + ALL + "/" + kind + "/draft";
        if (then.equals("try")) {
            return again + "?trial=1#trial";
        }
        if (!then.equals("force")) {
            notes.addFlashAttribute("notice", "草稿已保存。");
            return again;
        }
        Optional<Refusal> why = processes.putIntoForce(actor, of);
        if (why.isPresent()) {
            notes.addFlashAttribute("refusal", why.get());
            return again;
        }
        notes.addFlashAttribute("notice", "新流程已启用，新的" + of.label() + "按它办理，正在办理的不变。");
        return redirectToNewest(of);
    }

    @Needs(CaseworkPermissions.PROCESSES)
    @PostMapping(DRAFT + "/file")
    String upload(Actor actor, @PathVariable String kind, @RequestParam(required = false) @Nullable MultipartFile file,
            RedirectAttributes notes) throws IOException {
        CaseKind of = kind(kind);
        ProcessDraft draft = processes.draft(actor, of);
        Optional<String> text = file == null || file.getSize() > ProcessReader.MOST_BYTES
                ? Optional.empty()
                : text(file.getBytes());
        Optional<Refusal> refusal = text.isEmpty() || text.get().isBlank()
                ? Optional.of(new Refusal(
                        "请选择一个 BPMN 2.0 的流程文件，UTF-8 编码，最大" + ProcessReader.MOST_BYTES / 1024 + "KB。"))
                : processes.keep(actor, of,
                        new ProcessDraft(draft.basedOn(), text.get(), draft.note(), clock.now()));
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", "文件已读入草稿。"));
        return "redirect:" + ALL + "/" + kind + "/draft";
    }

    @Needs(CaseworkPermissions.PROCESSES)
    @PostMapping(DRAFT + "/discard")
    String discard(Actor actor, @PathVariable String kind, RedirectAttributes notes) {
        CaseKind of = kind(kind);
        processes.discard(actor, of);
        notes.addFlashAttribute("notice", "草稿已放弃，现在看到的是正在使用的流程。");
        return redirectToNewest(of);
    }

    @Needs(CaseworkPermissions.PROCESSES)
    @PostMapping(KIND + "/carry")
    String carry(Actor actor, @PathVariable String kind, @RequestParam(defaultValue = "") String after, Model model) {
        CaseKind of = kind(kind);
        model.addAttribute("kind", of);
        model.addAttribute("barred", processes.whyNot(actor).orElse(null));
        model.addAttribute("results",
                processes.carry(actor, of, after.matches("\\d{1,18}") ? Long.parseLong(after) : 0));
        model.addAttribute("most", Processes.CARRIED);
        return "casework/process-carried";
    }

    private CaseKind kind(String code) {
        return kinds.all()
                .stream()
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private CaseProcess process(CaseKind kind, int version) {
        return processes.process(kind.code(), version)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** As the drawing board reads it. */
    private static Map<String, Object> words(Vocabulary words) {
        var facts = new ArrayList<Map<String, Object>>();
        words.facts()
                .forEach(fact -> facts.add(Map.of("name", fact.name(), "label", fact.label(), "type",
                        fact.type().name(), "values", fact.values())));
        return Map.of("facts", facts, "actions", words.actions(), "outcomes", words.outcomes(), "hooks", words.hooks(),
                "limits", words.limits(), "who", words.who(), "conditions", words.conditions());
    }
}
