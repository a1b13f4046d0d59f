package org.yizhan.content.web;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.Topic;
import org.yizhan.content.TopicDesk;
import org.yizhan.files.FileReceipt;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.search.SearchResults;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** The topics of the portal at the desk: one form, and a search for what belongs in. */
@Controller
@Needs(ContentPermissions.TOPICS)
class TopicController {
    private static final String ONE = "/desk/topics/{id:[0-9]{1,18}}";
    private static final int FOUND = 20;

    private final TopicDesk topics;
    private final UnitChoice units;
    private final Search search;
    private final CountyClock clock;

    TopicController(TopicDesk topics, UnitChoice units, Search search, CountyClock clock) {
        this.topics = topics;
        this.units = units;
        this.search = search;
        this.clock = clock;
    }

    @GetMapping("/desk/topics")
    String list(Actor actor, @RequestParam(required = false) @Nullable String before, Model model) {
        var page = topics.list(actor, before);
        model.addAttribute("topics", page);
        model.addAttribute("today", clock.today());
        model.addAttribute("names", units.names(page.items().stream().map(Topic::unit).toList()));
        return "content/topics";
    }

    @GetMapping("/desk/topics/new")
    String begin(Actor actor, Model model) {
        Map<String, String> mine = units.of(actor, ContentPermissions.TOPICS);
        UnitPath own = actor.unit();
        String unit = own != null && mine.containsKey(own.value())
                ? own.value()
                : mine.keySet().stream().findFirst().orElse("");
        return form(actor, model, null, TopicForm.empty(unit, clock.today()), FormErrors.NONE);
    }

    @PostMapping("/desk/topics")
    String make(Actor actor, @ModelAttribute("typed") TopicForm form,
            @RequestParam(defaultValue = "") String act, @RequestParam(required = false) @Nullable MultipartFile file,
            Model model, RedirectAttributes notes) throws IOException {
        return save(actor, null, form, act, file, model, notes);
    }

    @GetMapping(ONE)
    String edit(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<Topic> found = topics.find(actor, id);
        if (found.isEmpty()) {
            return gone(notes);
        }
        return form(actor, model, found.get(), TopicForm.of(found.get(), topics.columnNames()), FormErrors.NONE);
    }

    @PostMapping(ONE)
    String change(Actor actor, @PathVariable long id, @ModelAttribute("typed") TopicForm form,
            @RequestParam(defaultValue = "") String act, @RequestParam(required = false) @Nullable MultipartFile file,
            Model model, RedirectAttributes notes) throws IOException {
        Optional<Topic> found = topics.find(actor, id);
        return found.isEmpty() ? gone(notes) : save(actor, found.get(), form, act, file, model, notes);
    }

    private static String gone(RedirectAttributes notes) {
        notes.addFlashAttribute("refusal", new Refusal("这个专题不存在，或不归您管理。"));
        return "redirect:/desk/topics";
    }

    private String save(Actor actor, @Nullable Topic before, TopicForm typed, String act, @Nullable MultipartFile file,
            Model model, RedirectAttributes notes) throws IOException {
        if (!WordForm.isUnit(typed.text(typed.unit()))) {
            return form(actor, model, before, typed, FormErrors.of("unit", "请选择由哪个单位负责更新。"));
        }
        UnitPath unit = new UnitPath(typed.text(typed.unit()));
        TopicForm form = typed;
        if (act.equals("plain")) {
            form = form.with(null);
        } else if (file != null && !file.isEmpty()) {
            switch (take(actor, unit, file)) {
                case FileReceipt.Refused refused -> {
                    return form(actor, model, before, form, FormErrors.of("file", refused.why().text()));
                }
                case FileReceipt.Taken taken -> form = form.with(taken.file().id().value());
            }
        }
        LocalDate first = SiteFaceController.date(form.text(form.from()));
        LocalDate last = SiteFaceController.date(form.text(form.until()));
        if (first == null || last == null && !form.text(form.until()).isEmpty()) {
            return form(actor, model, before, form, FormErrors.of(first == null ? "from" : "until",
                    "日期看不懂，请按 2026-12-01 的样子填写。"));
        }
        boolean published = act.equals("publish") || before != null && before.published() && !act.equals("keep");
        TopicDesk.Typed meant = form.toTyped(unit, first, last, published);
        Optional<Refusal> refusal;
        long id = before == null ? 0 : before.id();
        if (before == null) {
            switch (topics.make(actor, meant)) {
                case Made.Refused refused -> refusal = Optional.of(refused.why());
                case Made.Done done -> {
                    refusal = Optional.empty();
                    id = done.id();
                }
            }
        } else {
            refusal = topics.change(actor, id, form.versionSeen(), meant);
        }
        if (refusal.isPresent()) {
            return form(actor, model, before, form, FormErrors.of(refusal.get()));
        }
        notes.addFlashAttribute("notice", !published
                ? "已保存，还没有公开。可以先看预览，再发布。"
                : first.isAfter(clock.today())
                        ? "已保存，到第一天自动公开。"
                        : "已保存，网站上马上更新。");
        return "redirect:/desk/topics/" + id;
    }

    private FileReceipt take(Actor actor, UnitPath unit, MultipartFile file) throws IOException {
        String name = file.getOriginalFilename() == null ? "picture" : file.getOriginalFilename();
        try (InputStream bytes = file.getInputStream()) {
            return topics.picture(actor, unit, bytes, name);
        }
    }

    private String form(Actor actor, Model model, @Nullable Topic topic, TopicForm typed, FormErrors errors) {
        if (topic != null) {
            model.addAttribute("topic", topic);
            model.addAttribute("state", topic.state(clock.today()));
            model.addAttribute("picked", topics.titles(topic));
        }
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("units", units.of(actor, ContentPermissions.TOPICS));
        model.addAttribute("columns", List.copyOf(topics.columnNames().values()));
        return "content/topic";
    }

    /** Articles that are public, to be put into a section picked by hand. */
    @GetMapping(ONE + "/find")
    String find(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String q, Model model,
            RedirectAttributes notes) {
        Optional<Topic> found = topics.find(actor, id);
        if (found.isEmpty()) {
            return gone(notes);
        }
        String words = PlainText.line(q);
        List<SearchResults.Hit> hits = words.isEmpty()
                ? List.of()
                : search.find(new SearchQuery(words, "public", null, null, null, null, null,
                        SearchQuery.Order.RELEVANCE, null, FOUND, null, "article")).hits();
        var sections = new LinkedHashMap<String, String>();
        for (int i = 0; i < found.get().sections().size(); i++) {
            if (found.get().sections().get(i).columnIds().isEmpty()) {
                sections.put(Integer.toString(i), found.get().sections().get(i).title());
            }
        }
        model.addAttribute("topic", found.get());
        model.addAttribute("words", words);
        model.addAttribute("hits", hits);
        model.addAttribute("sections", sections);
        return "content/topic-find";
    }

    @PostMapping(ONE + "/picks")
    String pick(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "-1") int section,
            @RequestParam(required = false) @Nullable List<Long> document, RedirectAttributes notes) {
        return SiteFaceController.after(topics.pick(actor, id, section, document == null ? List.of() : document),
                "已放进板块的最后，可以在这里调整顺序。", "/desk/topics/" + id, notes);
    }

    @PostMapping(ONE + "/archive")
    String archive(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return SiteFaceController.after(topics.archive(actor, id), "已归档：列入往期专题，内容保留，不再更新。", "/desk/topics/" + id,
                notes);
    }

    @PostMapping(ONE + "/resume")
    String resume(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return SiteFaceController.after(topics.resume(actor, id), "已恢复更新，又是正在进行的专题。", "/desk/topics/" + id, notes);
    }

    @PostMapping(ONE + "/show")
    String show(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return SiteFaceController.after(topics.show(actor, id, true), "专题已公开；还没到第一天的，到时自动公开。",
                "/desk/topics/" + id, notes);
    }

    @PostMapping(ONE + "/hide")
    String hide(Actor actor, @PathVariable long id, RedirectAttributes notes) {
        return SiteFaceController.after(topics.show(actor, id, false), "专题已撤下，网站上马上看不到；内容还在，可以再发布。",
                "/desk/topics/" + id, notes);
    }
}
