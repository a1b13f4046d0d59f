package org.yizhan.casework.web;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseShelf;
import org.yizhan.casework.StandardReplies;
import org.yizhan.casework.StandardReplies.Line;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.StaffOnly;

/** The answers that a unit keeps ready; who may keep them is asked behind it, of the unit. */
@Controller
@StaffOnly
class StandardReplyController {
    private final StandardReplies standard;
    private final CaseShelf shelf;

    StandardReplyController(StandardReplies standard, CaseShelf shelf) {
        this.standard = standard;
        this.shelf = shelf;
    }

    @GetMapping("/desk/cases/standard-replies")
    String list(Actor actor, @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable Long edit,
            Model model) {
        Optional<Line> edited = edit == null
                ? Optional.empty()
                : standard.find(edit).filter(line -> standard.mayKeep(actor, line.kind(), line.unit()));
        return page(actor, kind, edited.orElse(null), model);
    }

    private String page(Actor actor, String kind, @Nullable Line typed, Model model) {
        List<CaseKind> kinds = shelf.kinds(actor);
        model.addAttribute("kinds", kinds);
        if (kinds.isEmpty()) {
            return "casework/none";
        }
        CaseKind chosen = kinds.stream().filter(one -> one.code().equals(kind)).findFirst().orElse(kinds.getFirst());
        model.addAttribute("kind", chosen);
        List<Line> lines = standard.of(actor, chosen.code());
        model.addAttribute("lines", lines);
        model.addAttribute("mine", lines.stream()
                .filter(line -> standard.mayKeep(actor, line.kind(), line.unit()))
                .map(Line::id)
                .toList());
        model.addAttribute("mayAdd", actor.unit() != null && standard.mayKeep(actor, chosen.code(), actor.unit()));
        model.addAttribute("typed", typed);
        return "casework/standard-replies";
    }

    @PostMapping("/desk/cases/standard-replies")
    String keep(Actor actor, @RequestParam(defaultValue = "") String kind, @RequestParam(defaultValue = "") String id,
            @RequestParam(defaultValue = "") String version, @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String text, Model model,
            RedirectAttributes notes) {
        Optional<Line> old = id.matches("\\d{1,18}") ? standard.find(Long.parseLong(id)) : Optional.empty();
        Optional<CaseKind> known = shelf.kinds(actor).stream().filter(one -> one.code().equals(kind)).findFirst();
        if (known.isEmpty() || actor.unit() == null) {
            return "redirect:/desk/cases/standard-replies";
        }
        var wanted = new Line(old.map(Line::id).orElse(0L), kind, old.map(Line::unit).orElse(actor.unit()), subject,
                title, text, 0, CaseForm.number(version).orElse(0));
        Optional<Refusal> refusal = id.isEmpty() || old.isPresent()
                ? standard.keep(actor, wanted, old.isEmpty())
                : Optional.of(new Refusal("这条标准答复已被删除；您写的内容还在，可以另存一条。"));
        if (refusal.isPresent()) {
            model.addAttribute("refusal", refusal.get());
            return page(actor, kind, wanted, model);
        }
        notes.addFlashAttribute("notice", "标准答复已保存，写答复时可以直接放进去。");
        return "redirect:/desk/cases/standard-replies?kind=" + known.get().code();
    }

    @PostMapping("/desk/cases/standard-replies/{id:[0-9]{1,18}}/drop")
    String drop(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        Optional<Line> line = standard.find(id);
        standard.drop(actor, id)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", "已删去这条标准答复。"));
        return "redirect:/desk/cases/standard-replies" + line.map(one -> "?kind=" + one.kind()).orElse("");
    }
}
