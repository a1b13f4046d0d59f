package org.yizhan.content.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.ImportDesk;
import org.yizhan.content.ImportEdit;
import org.yizhan.content.ImportJob;
import org.yizhan.content.Nature;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.Needs;

/** The screens of the import: hand over, wait, look over, report. */
@Controller
@RequestMapping("/desk/import")
@Needs(ContentPermissions.IMPORT)
class ImportController {
    private final ImportDesk desk;

    ImportController(ImportDesk desk) {
        this.desk = desk;
    }

    @GetMapping
    String start(Actor actor, Model model) {
        model.addAttribute("columns", desk.columnsFor(actor));
        model.addAttribute("jobs", desk.recent(actor));
        model.addAttribute("form", UUID.randomUUID().toString());
        return "content/import";
    }

    @PostMapping
    String begin(Actor actor, @RequestParam(required = false) @Nullable Long column,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> files,
            @RequestParam(name = "folder", required = false) @Nullable List<MultipartFile> folder,
            @RequestParam(defaultValue = "") String form, RedirectAttributes notes) {
        List<ImportDesk.Incoming> incoming = new ArrayList<>();
        var sending = new StringBuilder(form).append('\n').append(column);
        for (List<MultipartFile> some : List.of(files == null ? List.<MultipartFile>of() : files,
                folder == null ? List.<MultipartFile>of() : folder)) {
            for (MultipartFile file : some) {
                String name = file.getOriginalFilename();
                if (name != null && !name.isBlank()) {
                    incoming.add(new ImportDesk.Incoming(name, file::getInputStream));
                    sending.append('\n').append(file.getSize()).append(' ').append(name);
                }
            }
        }
        String digest = HexFormat.of().formatHex(Sm3.digest(sending.toString().getBytes(StandardCharsets.UTF_8)));
        ImportDesk.Begun begun = form.isEmpty()
                ? desk.begin(actor, column, incoming)
                : desk.beginOnce(actor, column, incoming, digest);
        return switch (begun) {
            case ImportDesk.Begun.Started started -> "redirect:/desk/import/" + started.jobId();
            case ImportDesk.Begun.Refused refused -> {
                notes.addFlashAttribute("refusal", refused.why());
                yield "redirect:/desk/import";
            }
        };
    }

    /** The one address of a job: progress while it is worked on, the table when it is the clerk's turn, then the report. */
    @GetMapping("/{id:\\d{1,18}}")
    String job(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable String key, Model model) {
        ImportJob job = job(actor, id);
        model.addAttribute("job", job);
        if (job.isBusy()) {
            return "content/import-progress";
        }
        Map<Long, String> columns = desk.columnsFor(actor);
        model.addAttribute("columns", columns);
        model.addAttribute("files", desk.files(actor, id, key));
        model.addAttribute("key", key == null ? "" : key);
        return job.state() == ImportJob.State.REVIEW ? "content/import-review" : "content/import-report";
    }

    /** Keeps the page's corrections and then does what the button says. */
    @PostMapping("/{id:\\d{1,18}}")
    String review(Actor actor, @PathVariable long id, @RequestParam Map<String, String> form,
            @RequestParam(name = "file", required = false) @Nullable List<Long> fileIds, RedirectAttributes notes) {
        ImportJob job = job(actor, id);
        String act = form.getOrDefault("act", "save");
        String key = form.getOrDefault("key", "");
        String here = "redirect:/desk/import/" + id + (key.matches("\\d{1,8}") ? "?key=" + key : "");
        if (act.equals("cancel")) {
            desk.cancel(actor, job.id())
                    .ifPresentOrElse(refusal -> notes.addFlashAttribute("refusal", refusal),
                            () -> notes.addFlashAttribute("notice", "导入已取消，已经导入的草稿仍然保留。"));
            return "redirect:/desk/import";
        }
        List<ImportEdit> edits = new ArrayList<>();
        Optional<Refusal> wrongDate = Optional.empty();
        for (Long file : fileIds == null ? List.<Long>of() : fileIds) {
            if (file == null) {
                continue;
            }
            String date = form.getOrDefault("date-" + file, "").strip();
            Optional<LocalDate> parsed = TypedDay.of(date);
            if (!date.isEmpty() && parsed.isEmpty()) {
                wrongDate = Optional.of(new Refusal("日期“" + date + "”不正确，没有保存，请写成 2013-05-16 这样。其他修改都已保存。"));
            }
            edits.add(new ImportEdit(file, form.containsKey("wanted-" + file), form.getOrDefault("title-" + file, ""),
                    form.getOrDefault("source-" + file, ""), form.getOrDefault("body-" + file, ""),
                    form.getOrDefault("number-" + file, ""), parsed.orElse(null),
                    number(form.getOrDefault("column-" + file, "")), nature(form.getOrDefault("nature-" + file, "")),
                    form.containsKey("checked-" + file)));
        }
        Optional<Refusal> refusal = desk.edit(actor, id, edits);
        refusal = refusal.isPresent() ? refusal : wrongDate;
        if (refusal.isEmpty() && act.equals("column")) {
            Long column = number(form.getOrDefault("all", ""));
            refusal = column == null ? Optional.of(new Refusal("请先选择栏目。")) : desk.columnForAll(actor, id, column);
        } else if (refusal.isEmpty() && act.equals("take")) {
            refusal = desk.take(actor, id);
        }
        if (refusal.isPresent()) {
            notes.addFlashAttribute("refusal", refusal.get());
        } else if (act.equals("save")) {
            notes.addFlashAttribute("notice", "本页的修改已保存，可以继续核对其他页，或导入选中的文件。");
        } else if (act.equals("column")) {
            notes.addFlashAttribute("notice", "所有文件都已改到这个栏目，请核对后导入。");
        }
        return act.equals("take") && refusal.isEmpty() ? "redirect:/desk/import/" + id : here;
    }

    @GetMapping("/{id:\\d{1,18}}/report.xlsx")
    void report(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        job(actor, id);
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader("Content-Disposition", "attachment; filename=\"import-" + id + ".xlsx\"");
        desk.report(actor, id, response.getOutputStream());
    }

    private ImportJob job(Actor actor, long id) {
        return desk.job(actor, id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static @Nullable Long number(String typed) {
        return typed.matches("\\d{1,18}") ? Long.valueOf(typed) : null;
    }

    private static Nature nature(String typed) {
        for (Nature nature : Nature.values()) {
            if (nature.name().equals(typed)) {
                return nature;
            }
        }
        return Nature.VOLUNTARY;
    }
}
