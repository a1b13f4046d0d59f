package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.DocumentCard;
import org.yizhan.content.DocumentCards;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.disclosure.Axis;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Carriers;
import org.yizhan.disclosure.ClassificationDesk;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.disclosure.Documents;
import org.yizhan.disclosure.Filing;
import org.yizhan.disclosure.Filings;
import org.yizhan.disclosure.LinkKind;
import org.yizhan.disclosure.Validity;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Needs;

/** The desk of disclosure: what is to be confirmed, and everything about one document beside its article. */
@Controller
@Needs({DisclosurePermissions.CLASSIFY, DisclosurePermissions.MANAGE})
class DisclosureDesk {
    private static final int PAGE = 30;
    private static final int MOST_NAMED = 5;
    private static final String SHEET = "/desk/disclosure/{id:[0-9]{1,18}}";

    private final ClassificationDesk classification;
    private final Documents documents;
    private final DocumentCards cards;
    private final Filings filings;
    private final Carriers carriers;
    private final Bodies bodies;
    private final Choices choices;
    private final Directory directory;
    private final CountyClock clock;

    DisclosureDesk(ClassificationDesk classification, Documents documents, DocumentCards cards, Filings filings,
            Carriers carriers, Bodies bodies, Choices choices, Directory directory, CountyClock clock) {
        this.classification = classification;
        this.documents = documents;
        this.cards = cards;
        this.filings = filings;
        this.carriers = carriers;
        this.bodies = bodies;
        this.choices = choices;
        this.directory = directory;
        this.clock = clock;
    }

    @GetMapping("/desk/disclosure")
    String home(Actor actor, Model model) {
        model.addAttribute("bodies", bodies.of(actor));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        model.addAttribute("manages", actor.mayAnywhere(DisclosurePermissions.MANAGE));
        return "disclosure/desk";
    }

    /** What the program alone has classified, to be confirmed many at once. */
    @GetMapping("/desk/disclosure/unconfirmed")
    String unconfirmed(Actor actor, @RequestParam(defaultValue = "") String body,
            @RequestParam(required = false) @Nullable String key, Model model) {
        Map<String, String> mine = choices.bodiesOf(actor);
        String chosen = mine.containsKey(body) ? body : mine.keySet().stream().findFirst().orElse("0");
        model.addAttribute("bodies", mine);
        model.addAttribute("chosen", chosen);
        model.addAttribute("page", classification.unconfirmed(actor, Long.parseLong(chosen), key, PAGE));
        model.addAttribute("terms", choices.terms());
        return "disclosure/unconfirmed";
    }

    @PostMapping("/desk/disclosure/unconfirmed")
    String confirm(Actor actor, @RequestParam(defaultValue = "") String body,
            @RequestParam(required = false) @Nullable List<Long> document, @RequestParam(defaultValue = "") String then,
            RedirectAttributes notes) {
        String back = "redirect:/desk/disclosure/unconfirmed?body=" + (body.matches("\\d{1,18}") ? body : "0");
        if (document == null || document.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("请先勾选要处理的稿件。"));
            return back;
        }
        List<ClassificationDesk.Result> results;
        if (then.equals("confirm")) {
            results = classification.confirmAll(actor, document);
        } else {
            String[] parts = then.split(":", 2);
            Axis axis = Arrays.stream(Axis.values()).filter(a -> a.name().equals(parts[0])).findFirst().orElse(null);
            if (axis == null || parts.length < 2) {
                notes.addFlashAttribute("refusal", new Refusal("请选择怎样处理勾选的稿件。"));
                return back;
            }
            results = classification.classifyAll(actor, document, axis, parts[1]);
        }
        long done = results.stream().filter(result -> result.refusal().isEmpty()).count();
        if (done > 0) {
            notes.addFlashAttribute("notice", "已确认" + done + "篇的目录分类，公开目录马上更新。");
        }
        if (done < results.size()) {
            notes.addFlashAttribute("refusal", new Refusal((results.size() - done) + "篇没有办成：" + results.stream()
                    .filter(result -> result.refusal().isPresent())
                    .limit(MOST_NAMED)
                    .map(result -> "《" + (result.title().isEmpty() ? "编号" + result.document() : result.title()) + "》"
                            + result.refusal().map(Refusal::text).orElse(""))
                    .collect(Collectors.joining(" ")) + (results.size() - done > MOST_NAMED ? " ……" : "")));
        }
        return back;
    }

    @GetMapping(SHEET)
    String sheet(Actor actor, @PathVariable long id, Model model, HttpServletResponse response) {
        var sheet = classification.sheet(actor, id);
        if (sheet.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            model.addAttribute("refusal", new Refusal("这篇稿件不存在，或不归您管理。"));
            return home(actor, model);
        }
        var links = new ArrayList<DisclosureSheet.LinkLine>();
        for (Documents.Link link : documents.links(id)) {
            boolean target = link.to() == id;
            DocumentCard card = cards.current(target ? link.from() : link.to()).orElse(null);
            if (card != null) {
                links.add(new DisclosureSheet.LinkLine(link, target ? link.kind().onTarget() : link.kind().onSource(),
                        card.title(),
                        card.live(), card.documentId()));
            }
        }
        model.addAttribute("sheet", sheet.get());
        model.addAttribute("choices", choices.terms());
        model.addAttribute("bodies", choices.bodies());
        model.addAttribute("links", links);
        model.addAttribute("people", people(sheet.get().card()));
        model.addAttribute("promise", documents.promise(id).orElse(null));
        model.addAttribute("usualDay", documents.usualDay().toString());
        model.addAttribute("file", documents.file(id));
        model.addAttribute("manages", documents.whyNotManage(actor, id).isEmpty());
        model.addAttribute("explained", documents.isExplained(id));
        model.addAttribute("releases", carriers.of(id));
        var names = new LinkedHashMap<String, String>();
        carriers.all().stream().filter(Carriers.Carrier::open).forEach(one -> names.put(one.code(), one.name()));
        model.addAttribute("carriers", names);
        model.addAttribute("zone", clock.zone());
        return "disclosure/sheet";
    }

    private Map<String, String> people(DocumentCard card) {
        var people = new LinkedHashMap<String, String>();
        for (Person person : directory.holders(DisclosurePermissions.CLASSIFY, card.unit())) {
            people.put(Long.toString(person.id().value()), person.name());
        }
        return people;
    }

    @PostMapping(SHEET)
    String classify(Actor actor, @PathVariable long id, SheetForm form, RedirectAttributes notes) {
        return after(classification.classify(actor, id, form.toClassification()), id, "目录分类已保存。", notes);
    }

    @PostMapping(SHEET + "/standing")
    String stand(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String validity,
            @RequestParam(defaultValue = "") String effective, @RequestParam(defaultValue = "") String expires,
            @RequestParam(defaultValue = "") String policy, @RequestParam(defaultValue = "false") boolean normative,
            RedirectAttributes notes) {
        LocalDate from = SheetForm.day(effective);
        LocalDate until = SheetForm.day(expires);
        if (from == null && !effective.isBlank() || until == null && !expires.isBlank()) {
            return after(Optional.of(new Refusal("日期请写成 2026-11-26 的样子。")), id, "", notes);
        }
        var standing = new Documents.Standing(Arrays.stream(Validity.values())
                .filter(one -> one.name().equals(validity))
                .findFirst()
                .orElse(null), from, until, policy.isEmpty() ? null : policy.equals("yes"), normative);
        return after(documents.stand(actor, id, standing), id, "时效已保存，网页和文件库马上更新。", notes);
    }

    @PostMapping(SHEET + "/links")
    String link(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String other,
            @RequestParam(defaultValue = "") String kind, RedirectAttributes notes) {
        Long document = number(other);
        if (document == null) {
            return after(Optional.of(new Refusal("请填写另一篇稿件的网址或编号，例如 /zcwj/202611/123.html 或 123。")), id, "", notes);
        }
        int at = kind.lastIndexOf('-');
        LinkKind found = Arrays.stream(LinkKind.values())
                .filter(one -> at > 0 && one.name().equals(kind.substring(0, at)))
                .findFirst()
                .orElse(null);
        if (found == null) {
            return after(Optional.of(new Refusal("请选择两篇稿件的关系。")), id, "", notes);
        }
        boolean to = kind.endsWith("-to");
        return after(documents.link(actor, to ? document : id, to ? id : document, found), id, "已关联，两边的网页都会显示。",
                notes);
    }

    @PostMapping(SHEET + "/unlink")
    String unlink(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "0") long to, @RequestParam(defaultValue = "") String kind,
            RedirectAttributes notes) {
        LinkKind found = Arrays.stream(LinkKind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .orElse(null);
        if (found == null || from != id && to != id) {
            return after(Optional.of(new Refusal("没有这条关联，请刷新页面。")), id, "", notes);
        }
        return after(documents.unlink(actor, from, to, found), id, "已解除关联。", notes);
    }

    @PostMapping(SHEET + "/promise")
    String promise(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String person,
            @RequestParam(defaultValue = "") String due, RedirectAttributes notes) {
        LocalDate day = SheetForm.day(due);
        if (day == null || !person.matches("\\d{1,18}")) {
            return after(Optional.of(new Refusal("请选择负责解读的人和完成日期。")), id, "", notes);
        }
        return after(documents.promise(actor, id, new PersonId(Long.parseLong(person)), day), id,
                "已约定解读，负责人会看到待办。文件现在可以发布。", notes);
    }

    @PostMapping(SHEET + "/releases")
    String release(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String carrier,
            @RequestParam(defaultValue = "") String day, @RequestParam(defaultValue = "") String note,
            RedirectAttributes notes) {
        LocalDate on = SheetForm.day(day);
        if (on == null) {
            return after(Optional.of(new Refusal("请填写发布日期。")), id, "", notes);
        }
        return after(carriers.release(actor, id, carrier, on, note), id, "已登记。", notes);
    }

    @PostMapping(SHEET + "/filing")
    String file(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String reason, RedirectAttributes notes) {
        Filing.Kind found = kind.equals("TERMINATED") ? Filing.Kind.TERMINATED : Filing.Kind.CHANGED;
        return after(filings.announce(actor, id, found, reason), id, "已在公示页公布。", notes);
    }

    private static String after(Optional<Refusal> refusal, long id, String done, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:/desk/disclosure/" + id;
    }

    /** The number of a document out of what people copy: its public address, its address on the desk, or the number itself. */
    static @Nullable Long number(String typed) {
        var found = java.util.regex.Pattern.compile("(?:.*/)?(\\d{1,18})(?:\\.html)?/?").matcher(typed.strip());
        return found.matches() ? Long.valueOf(found.group(1)) : null;
    }

}
