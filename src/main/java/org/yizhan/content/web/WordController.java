package org.yizhan.content.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.CheckWords;
import org.yizhan.content.CheckWords.Shelf;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The words that texts are checked for: a list, a form, and tables in and out. */
@Controller
@Needs(ContentPermissions.WORDS)
class WordController {
    private static final String WORD = "/desk/words/{id:[0-9]{1,18}}";

    private final CheckWords words;
    private final UnitChoice units;

    WordController(CheckWords words, UnitChoice units) {
        this.words = words;
        this.units = units;
    }

    @GetMapping("/desk/words")
    String list(Actor actor, @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "OWN") String shelf, @RequestParam(required = false) @Nullable String key,
            Model model) {
        Shelf shown = Arrays.stream(Shelf.values()).filter(s -> s.name().equals(shelf)).findFirst().orElse(Shelf.OWN);
        var page = words.list(actor, q, shown, key);
        model.addAttribute("page", page);
        model.addAttribute("words", q);
        model.addAttribute("shelf", shown);
        model.addAttribute("names", units.names(page.items().stream().map(line -> line.word().unit()).toList()));
        return "content/words";
    }

    @GetMapping("/desk/words/new")
    String begin(Actor actor, Model model) {
        return form(actor, model, 0, WordForm.empty(actor.unit()), FormErrors.NONE);
    }

    @PostMapping("/desk/words")
    String add(Actor actor, @ModelAttribute("typed") WordForm form, Model model, RedirectAttributes notes) {
        var word = form.toWord();
        if (word.isEmpty()) {
            return form(actor, model, 0, form, FormErrors.of("unit", "请选择由哪个单位管理。"));
        }
        return switch (words.add(actor, word.get())) {
            case Made.Refused refused -> form(actor, model, 0, form, FormErrors.of(refused.why()));
            case Made.Done ignored -> {
                notes.addFlashAttribute("notice", "“" + word.get().word() + "”已加入词表，现在起保存和提交的稿件都会检查它。");
                yield "redirect:/desk/words";
            }
        };
    }

    @GetMapping(WORD)
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var word = words.find(actor, id);
        if (word.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个词不在词表里，或不归您管理。"));
            return "redirect:/desk/words";
        }
        model.addAttribute("retired", word.get().retired());
        return form(actor, model, id, WordForm.of(word.get()), FormErrors.NONE);
    }

    @PostMapping(WORD)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") WordForm form, Model model,
            RedirectAttributes notes) {
        var word = form.toWord();
        if (word.isEmpty()) {
            return form(actor, model, id, form, FormErrors.of("unit", "请选择由哪个单位管理。"));
        }
        var refusal = words.change(actor, id, form.versionSeen(), word.get());
        if (refusal.isPresent()) {
            return form(actor, model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + word.get().word() + "”已更新，现在起按新的检查。");
        return "redirect:/desk/words";
    }

    @PostMapping(WORD + "/retire")
    String retire(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(words.retire(actor, id, true), "这个词已停用，不再检查；在“已停用”里可以重新启用。", notes);
    }

    @PostMapping(WORD + "/restore")
    String restore(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(words.retire(actor, id, false), "这个词已重新启用。", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/words";
    }

    @GetMapping("/desk/words/import")
    String importPage(Actor actor, Model model) {
        return importPage(actor, model, "", List.of());
    }

    @PostMapping("/desk/words/import")
    String take(Actor actor, @RequestParam(defaultValue = "") String unit,
            @RequestParam(required = false) @Nullable MultipartFile file, Model model, RedirectAttributes notes)
            throws IOException {
        if (!WordForm.isUnit(unit)) {
            return importPage(actor, model, unit, List.of("请选择由哪个单位管理。"));
        }
        if (file == null || file.isEmpty()) {
            return importPage(actor, model, unit, List.of("请选择要导入的文件。"));
        }
        return switch (words.take(actor, new UnitPath(unit), file.getBytes())) {
            case CheckWords.Taken.Refused refused -> importPage(actor, model, unit, refused.problems());
            case CheckWords.Taken.Done done -> {
                notes.addFlashAttribute("notice",
                        "导入完成：新增" + done.added() + "个词，更新" + done.changed() + "个词，现在起检查。");
                yield "redirect:/desk/words";
            }
        };
    }

    @GetMapping("/desk/words/words.xlsx")
    void workbook(HttpServletResponse response) throws IOException {
        response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition("检查用词.xlsx"));
        words.workbook(response.getOutputStream());
    }

    @GetMapping("/desk/words/words.txt")
    ResponseEntity<String> text() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition("检查用词.txt"))
                .body(words.text());
    }

    private static String disposition(String name) {
        return ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString();
    }

    private String form(Actor actor, Model model, long id, WordForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("units", units.of(actor, ContentPermissions.WORDS));
        return "content/word";
    }

    private String importPage(Actor actor, Model model, String unit, List<String> problems) {
        model.addAttribute("unit", unit);
        model.addAttribute("problems", problems);
        model.addAttribute("units", units.of(actor, ContentPermissions.WORDS));
        return "content/words-import";
    }
}
