package org.yizhan.content.web;

import java.util.LinkedHashMap;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.content.ContentModel;
import org.yizhan.content.ContentModels;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.ElementKind;
import org.yizhan.content.ModelElement;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The kinds of texts and their places, for those who keep them. */
@Controller
@Needs(ContentPermissions.MODELS)
class ModelController {
    private static final String CODE = "/desk/models/{code:[a-z][a-z0-9-]{0,39}}";
    private static final String ELEMENT = CODE + "/elements/{element:[a-z][a-z0-9-]{0,39}}";

    private final ContentModels models;

    ModelController(ContentModels models) {
        this.models = models;
    }

    @GetMapping("/desk/models")
    String list(Actor actor, Model model) {
        model.addAttribute("models", models.all());
        model.addAttribute("mine", models.mayChange(actor));
        return "content/models";
    }

    @GetMapping("/desk/new-model")
    String begin(Model model) {
        return form(model, null, new ModelForm("", "", ContentModel.PictureRule.SUGGESTION.name(), 500, 0),
                FormErrors.NONE);
    }

    @PostMapping("/desk/models")
    String add(Actor actor, @ModelAttribute("typed") ModelForm form, Model model, RedirectAttributes notes) {
        var refusal = models.add(actor, form.toWanted());
        if (refusal.isPresent()) {
            return form(model, null, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.toWanted().name() + "”已增加，请接着给它加上要素。");
        return "redirect:/desk/models";
    }

    @GetMapping(CODE)
    String edit(Actor actor, @PathVariable String code, Model model, RedirectAttributes notes) {
        var found = models.find(code);
        return found.isEmpty()
                ? gone(notes)
                : form(model, found.get(), ModelForm.of(found.get()), FormErrors.NONE);
    }

    @PostMapping(CODE)
    String change(Actor actor, @PathVariable String code, @ModelAttribute("typed") ModelForm form, Model model,
            RedirectAttributes notes) {
        var found = models.find(code);
        if (found.isEmpty()) {
            return gone(notes);
        }
        var refusal = models.change(actor, code, form.versionSeen(), form.toWanted());
        if (refusal.isPresent()) {
            return form(model, found.get(), form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "“" + form.toWanted().name() + "”已更新，写稿页面现在就按新的来。");
        return "redirect:/desk/models/" + code;
    }

    @PostMapping(CODE + "/retire")
    String retire(Actor actor, @PathVariable String code, RedirectAttributes notes) {
        return after(models.retire(actor, code, true), "已停用，写稿时不再出现；已有的稿件不受影响。", "/desk/models/" + code, notes);
    }

    @PostMapping(CODE + "/restore")
    String restore(Actor actor, @PathVariable String code, RedirectAttributes notes) {
        return after(models.retire(actor, code, false), "已重新启用。", "/desk/models/" + code, notes);
    }

    @GetMapping(CODE + "/new-element")
    String beginElement(@PathVariable String code, Model model, RedirectAttributes notes) {
        var found = models.find(code);
        return found.isEmpty()
                ? gone(notes)
                : elementForm(model, found.get(), null, ElementForm.empty(found.get()), FormErrors.NONE);
    }

    @PostMapping(CODE + "/elements")
    String addElement(Actor actor, @PathVariable String code, @ModelAttribute("typed") ElementForm form, Model model,
            RedirectAttributes notes) {
        var found = models.find(code);
        if (found.isEmpty()) {
            return gone(notes);
        }
        var wanted = form.toElement("new");
        if (wanted.isEmpty()) {
            return elementForm(model, found.get(), null, form, FormErrors.of("kind", "请选择这项要素填写什么。"));
        }
        var refusal = models.addElement(actor, code, wanted.get());
        if (refusal.isPresent()) {
            return elementForm(model, found.get(), null, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "要素“" + wanted.get().label() + "”已增加" + (wanted.get().required()
                ? "，提交前必填。"
                : "。"));
        return "redirect:/desk/models/" + code;
    }

    @GetMapping(ELEMENT)
    String editElement(@PathVariable String code, @PathVariable String element, Model model,
            RedirectAttributes notes) {
        var found = models.find(code);
        var place = found.flatMap(one -> one.element(element));
        return place.isEmpty()
                ? gone(notes)
                : elementForm(model, found.get(), place.get(), ElementForm.of(place.get()), FormErrors.NONE);
    }

    @PostMapping(ELEMENT)
    String changeElement(Actor actor, @PathVariable String code, @PathVariable String element,
            @ModelAttribute("typed") ElementForm form, Model model, RedirectAttributes notes) {
        var found = models.find(code);
        var place = found.flatMap(one -> one.element(element));
        if (place.isEmpty()) {
            return gone(notes);
        }
        var refusal = models.changeElement(actor, code,
                form.withKind(place.get().kind()).toElement(element).orElseThrow());
        if (refusal.isPresent()) {
            return elementForm(model, found.get(), place.get(), form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", "要素“" + ArticleForm.text(form.label()) + "”已更新。");
        return "redirect:/desk/models/" + code;
    }

    @PostMapping(ELEMENT + "/retire")
    String retireElement(Actor actor, @PathVariable String code, @PathVariable String element,
            RedirectAttributes notes) {
        return after(models.retireElement(actor, code, element, true), "这项要素已停用，写稿时不再问；已经写的仍会显示。",
                "/desk/models/" + code, notes);
    }

    @PostMapping(ELEMENT + "/restore")
    String restoreElement(Actor actor, @PathVariable String code, @PathVariable String element,
            RedirectAttributes notes) {
        return after(models.retireElement(actor, code, element, false), "这项要素已重新启用。", "/desk/models/" + code, notes);
    }

    private static String after(Optional<Refusal> refusal, String done, String where, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + where;
    }

    private static String gone(RedirectAttributes notes) {
        notes.addFlashAttribute("refusal", new Refusal("这种内容模型或要素不存在，请从下面选择。"));
        return "redirect:/desk/models";
    }

    private static String form(Model model, @Nullable ContentModel found, ModelForm form, FormErrors errors) {
        model.addAttribute("found", found);
        model.addAttribute("typed", form);
        model.addAttribute("errors", errors);
        return "content/model";
    }

    private static String elementForm(Model model, ContentModel of, @Nullable ModelElement place, ElementForm form,
            FormErrors errors) {
        var kinds = new LinkedHashMap<String, String>();
        for (ElementKind kind : ElementKind.values()) {
            kinds.put(kind.name(), kind.label());
        }
        model.addAttribute("of", of);
        model.addAttribute("place", place);
        model.addAttribute("typed", form);
        model.addAttribute("kinds", kinds);
        model.addAttribute("errors", errors);
        return "content/element";
    }
}
