package org.yizhan.letters.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.Subject;
import org.yizhan.letters.SubjectTree;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What letters are about. */
@Controller
@Needs(LetterPermissions.RULES)
class SubjectController {
    private static final String HOME = "/desk/letter-rules/subjects";
    private static final String SUBJECT = HOME + "/{id:[0-9]{1,18}}";

    private final SubjectTree subjects;

    SubjectController(SubjectTree subjects) {
        this.subjects = subjects;
    }

    @GetMapping(HOME)
    String list(Model model) {
        model.addAttribute("branches", subjects.branchesWithRetired());
        return "letters/subjects";
    }

    @GetMapping(HOME + "/new")
    String begin(Model model) {
        return form(model, 0, SubjectForm.empty(), FormErrors.NONE);
    }

    @PostMapping(HOME)
    String add(Actor actor, @ModelAttribute("typed") SubjectForm form, Model model, RedirectAttributes notes) {
        var refusal = subjects.add(actor, form.toSubject());
        if (refusal.isPresent()) {
            return form(model, 0, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.text(form.name()) + "”已增加，现在起可以选用。");
        return "redirect:" + HOME;
    }

    @GetMapping(SUBJECT)
    String edit(@PathVariable long id, Model model, RedirectAttributes notes) {
        var subject = subjects.find(id);
        if (subject.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这个分类。"));
            return "redirect:" + HOME;
        }
        return form(model, id, SubjectForm.of(subject.get()), FormErrors.NONE);
    }

    @PostMapping(SUBJECT)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") SubjectForm form, Model model,
            RedirectAttributes notes) {
        var refusal = subjects.change(actor, id, form.versionSeen(), form.toSubject());
        if (refusal.isPresent()) {
            return form(model, id, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.text(form.name()) + "”已更新。");
        return "redirect:" + HOME;
    }

    @PostMapping(SUBJECT + "/retire")
    String retire(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(actor, id, true, "已停用，新来信不能再选它；以前的来信不变。", notes);
    }

    @PostMapping(SUBJECT + "/restore")
    String restore(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return after(actor, id, false, "已重新启用。", notes);
    }

    private String after(Actor actor, long id, boolean retired, String done, RedirectAttributes notes) {
        subjects.retire(actor, id, retired)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + HOME;
    }

    private String form(Model model, long id, SubjectForm form, FormErrors errors) {
        model.addAttribute("id", id);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        model.addAttribute("tops", tops(id));
        return "letters/subject";
    }

    private Map<String, String> tops(long self) {
        var tops = new LinkedHashMap<String, String>();
        for (Subject.Branch branch : subjects.branches()) {
            if (branch.top().id() != self) {
                tops.put(Long.toString(branch.top().id()), branch.top().name());
            }
        }
        return tops;
    }
}
