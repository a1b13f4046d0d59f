package org.yizhan.search.web;

import java.time.LocalDate;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.search.Promoted;
import org.yizhan.search.SearchDesk;
import org.yizhan.search.SearchPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What visitors do not find, and what editors do about it. */
@Controller
@Needs(SearchPermissions.TUNE)
class SearchWordsController {
    private static final String HOME = "/desk/search-words";

    private final SearchDesk desk;

    SearchWordsController(SearchDesk desk) {
        this.desk = desk;
    }

    @GetMapping(HOME)
    String inVain(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", desk.inVain(actor, key));
        return "search/in-vain";
    }

    @PostMapping(HOME + "/settle")
    String settle(Actor actor, @RequestParam(defaultValue = "") String words, RedirectAttributes notes) {
        return after(desk.settle(actor, words), "“" + words + "”已处理。再有人搜不到它时，会重新出现在这里。", HOME, notes);
    }

    @GetMapping(HOME + "/promoted")
    String promoted(Actor actor, @RequestParam(defaultValue = "") String words, Model model) {
        return promoted(actor, new PromotedForm(words, "", "", "", ""), FormErrors.NONE, model);
    }

    private String promoted(Actor actor, PromotedForm form, FormErrors errors, Model model) {
        model.addAttribute("promoted", desk.promoted(actor));
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        return "search/promoted";
    }

    @PostMapping(HOME + "/promoted")
    String promote(Actor actor, @ModelAttribute("typed") PromotedForm form, Model model, RedirectAttributes notes) {
        LocalDate until = null;
        if (!form.text(form.until()).isBlank()) {
            until = TypedDay.of(form.until()).orElse(null);
            if (until == null) {
                return promoted(actor, form, FormErrors.of("until", "请选择日期，例如 2026-12-31。"), model);
            }
        }
        Optional<Refusal> refusal = desk.promote(actor, new Promoted(0, form.text(form.words()),
                form.text(form.title()), form.text(form.href()), form.text(form.note()), until));
        if (refusal.isPresent()) {
            return promoted(actor, form, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "已增加，现在起搜这些词，最上方就是“" + form.text(form.title()) + "”。");
        return "redirect:" + HOME + "/promoted";
    }

    @PostMapping(HOME + "/promoted/{id:[0-9]{1,18}}/remove")
    String demote(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.demote(actor, id), "已取消，不再排在最上方。", HOME + "/promoted", notes);
    }

    @GetMapping(HOME + "/synonyms")
    String synonyms(Actor actor, @RequestParam(defaultValue = "") String words, Model model) {
        return synonyms(actor, words, FormErrors.NONE, model);
    }

    private String synonyms(Actor actor, String words, FormErrors errors, Model model) {
        model.addAttribute("groups", desk.groups(actor));
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        return "search/synonyms";
    }

    @PostMapping(HOME + "/synonyms")
    String addGroup(Actor actor, @RequestParam(defaultValue = "") String words, Model model,
            RedirectAttributes notes) {
        Optional<Refusal> refusal = desk.addGroup(actor, words);
        if (refusal.isPresent()) {
            return synonyms(actor, words, FormErrors.of("words", refusal.get().text()), model);
        }
        notes.addFlashAttribute("notice", "已增加，现在起搜其中一个词，也会找到用另外几个词写的内容。");
        return "redirect:" + HOME + "/synonyms";
    }

    @PostMapping(HOME + "/synonyms/{id:[0-9]{1,18}}/remove")
    String removeGroup(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(desk.removeGroup(actor, id), "这组同义词已删除。", HOME + "/synonyms", notes);
    }

    private static String after(Optional<Refusal> refusal, String done, String back, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + back;
    }
}
