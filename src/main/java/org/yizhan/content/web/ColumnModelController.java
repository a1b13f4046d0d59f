package org.yizhan.content.web;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.Columns;
import org.yizhan.content.ContentModels;
import org.yizhan.content.ContentPermissions;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** Which kinds of texts a column takes. */
@Controller
@Needs(ContentPermissions.COLUMNS)
class ColumnModelController {
    private final Columns columns;
    private final ContentModels models;

    ColumnModelController(Columns columns, ContentModels models) {
        this.columns = columns;
        this.models = models;
    }

    @GetMapping("/desk/columns/{id:[0-9]{1,18}}/models")
    String choose(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        var sheet = columns.find(actor, id).filter(Columns.Sheet::mine);
        if (sheet.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("这个栏目不存在，或不归您管理。"));
            return "redirect:/desk/columns";
        }
        model.addAttribute("column", sheet.get().column());
        model.addAttribute("models", models.all().stream().filter(one -> !one.retired()).toList());
        model.addAttribute("chosen", models.chosenFor(id));
        return "content/column-models";
    }

    @PostMapping("/desk/columns/{id:[0-9]{1,18}}/models")
    String allow(Actor actor, @PathVariable long id, @RequestParam(required = false) @Nullable List<String> model,
            RedirectAttributes notes) {
        models.allow(actor, id, model == null ? List.of() : model)
                .ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                        () -> notes.addFlashAttribute("notice", model == null || model.isEmpty()
                                ? "这个栏目现在可以写任何类型的稿件。"
                                : "已保存，这个栏目以后只收选定的类型；已有的稿件不受影响。"));
        return "redirect:/desk/columns/" + id + "/models";
    }
}
