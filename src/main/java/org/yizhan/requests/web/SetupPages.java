package org.yizhan.requests.web;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.requests.Articles;
import org.yizhan.requests.Fees;
import org.yizhan.requests.PaperTemplates;
import org.yizhan.requests.RequestPermissions;
import org.yizhan.requests.RequestSetup;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.TypedDay;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** Where an office edits the texts of papers, their numbers, and what asking too much costs. */
@Controller("requestSetupPages")
@Needs(RequestPermissions.SETUP)
class SetupPages {
    private static final String SETUP = "/desk/requests/setup";
    private static final String ARTICLES = SETUP + "/articles/{profile:[0-9]{4}}";

    private final RequestSetup setup;
    private final PaperTemplates templates;
    private final Articles articles;

    SetupPages(RequestSetup setup, PaperTemplates templates, Articles articles) {
        this.setup = setup;
        this.templates = templates;
        this.articles = articles;
    }

    @GetMapping(SETUP)
    String page(Actor actor, Model model) {
        return page(actor, null, "", "", FormErrors.NONE, model);
    }

    private String page(Actor actor, RequestSetup.@Nullable Head typed, String from, String written,
            FormErrors errors, Model model) {
        model.addAttribute("heads", setup.heads(actor)
                .stream()
                .map(head -> typed != null && typed.body() == head.body()
                        ? new RequestSetup.Head(head.body(), head.name(), typed.pattern(), typed.signedAs(),
                                typed.phone(), typed.reviewAt(), typed.court())
                        : head)
                .toList());
        model.addAttribute("names", templates.names());
        model.addAttribute("regulations", articles.names());
        var fees = new java.util.LinkedHashMap<String, String>();
        setup.fees().forEach((basis, rows) -> fees.put(basis.name(), lines(rows)));
        model.addAttribute("fees", fees);
        model.addAttribute("from", from);
        model.addAttribute("written", written);
        model.addAttribute("errors", errors);
        return "requests/setup";
    }

    static String lines(java.util.List<Fees.Row> rows) {
        return rows.stream()
                .map(row -> row.first() + " " + row.price()
                        + (row.step() == 0 ? "" : " " + row.step() + " " + row.rise()))
                .collect(Collectors.joining("\n"));
    }

    @PostMapping(SETUP + "/heads/{body:[0-9]{1,18}}")
    String head(Actor actor, @PathVariable long body, @RequestParam(defaultValue = "") String pattern,
            @RequestParam(defaultValue = "") String signed, @RequestParam(defaultValue = "") String phone,
            @RequestParam(defaultValue = "") String review, @RequestParam(defaultValue = "") String court, Model model,
            RedirectAttributes notes) {
        var typed = new RequestSetup.Head(body, "", pattern, signed, phone, review, court);
        return setup.put(actor, typed)
                .map(why -> page(actor, typed, "", "", FormErrors.of("", why.text()), model))
                .orElseGet(() -> {
                    notes.addFlashAttribute("notice", "文号和落款已保存，新的文书按它编排。");
                    return "redirect:" + SETUP;
                });
    }

    @PostMapping(SETUP + "/fees")
    String fees(Actor actor, @RequestParam(defaultValue = "") String basis,
            @RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String rows, Model model,
            RedirectAttributes notes) {
        Fees.Basis chosen = Stream.of(Fees.Basis.values())
                .filter(one -> one.name().equals(basis))
                .findFirst()
                .orElse(null);
        return setup.putFees(actor, chosen, TypedDay.of(from).orElse(null), rows)
                .map(why -> page(actor, null, from, rows, FormErrors.of("", why.text()), model))
                .orElseGet(() -> {
                    notes.addFlashAttribute("notice", "收费标准已保存，到那一天起执行。");
                    return "redirect:" + SETUP;
                });
    }

    @GetMapping(ARTICLES)
    String articles(@PathVariable String profile, Model model) {
        return articles(profile, Map.of(), FormErrors.NONE, model);
    }

    /** @param typed what was typed, by code, when it could not be saved */
    private String articles(String profile, Map<String, String> typed, FormErrors errors, Model model) {
        model.addAttribute("sheet", articles.sheet(profile)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        return "requests/articles";
    }

    @PostMapping(ARTICLES)
    String articles(Actor actor, @PathVariable String profile, @RequestParam(defaultValue = "") String version,
            @RequestParam Map<String, String> typed, Model model, RedirectAttributes notes) {
        int seen = version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
        return articles.edit(actor, profile, seen, typed)
                .map(why -> articles(profile, typed, FormErrors.of("", why.text()), model))
                .orElseGet(() -> {
                    notes.addFlashAttribute("notice", "条款已保存，以后的文书按它引用；已经发出的不变。");
                    return "redirect:" + SETUP;
                });
    }

    @GetMapping(SETUP + "/templates/{code:[A-Z0-9_]{1,20}}")
    String template(@PathVariable String code, Model model) {
        PaperTemplates.Template one = templates.find(code)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return template(one, one.version(), one.title(), one.text(), "", FormErrors.NONE, model);
    }

    private String template(PaperTemplates.Template one, int version, String title, String text, String note,
            FormErrors errors, Model model) {
        model.addAttribute("template", one);
        model.addAttribute("name", templates.names().getOrDefault(one.code(), one.title()));
        model.addAttribute("version", version);
        model.addAttribute("text", text);
        model.addAttribute("heading", title);
        model.addAttribute("note", note);
        model.addAttribute("unknown", PaperTemplates.unknown(text));
        model.addAttribute("errors", errors);
        return "requests/template";
    }

    @PostMapping(SETUP + "/templates/{code:[A-Z0-9_]{1,20}}")
    String edit(Actor actor, @PathVariable String code, @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String title, @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String note, Model model, RedirectAttributes notes) {
        PaperTemplates.Template one = templates.find(code)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        int seen = version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
        var refusal = templates.edit(actor, code, seen, title, text, note);
        if (refusal.isPresent()) {
            Refusal why = refusal.get();
            return template(one, one.version(), title, text, note, FormErrors.of("", why.text()), model);
        }
        notes.addFlashAttribute("notice", "模板已保存，以后的文书用新的文字；已经发出的不变。");
        return "redirect:" + SETUP;
    }
}
