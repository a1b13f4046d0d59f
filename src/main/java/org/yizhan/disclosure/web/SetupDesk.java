package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ColumnCard;
import org.yizhan.content.ColumnCards;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Carriers;
import org.yizhan.disclosure.Classification;
import org.yizhan.disclosure.ClassificationDesk;
import org.yizhan.disclosure.DataLists;
import org.yizhan.disclosure.DisclosurePermissions;
import org.yizhan.disclosure.KeyAreas;
import org.yizhan.disclosure.ListKind;
import org.yizhan.disclosure.Section;
import org.yizhan.disclosure.Settings;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;

/** What the office sets up once: what columns hold, kinds of lists, key areas, carriers, and what was agreed on. */
@Controller
@Needs(DisclosurePermissions.MANAGE)
class SetupDesk {
    private static final int PAGE = 30;
    private static final int NEW_COLUMNS = 5;
    private static final int NEW_AREA_COLUMNS = 3;
    private static final String COLUMNS = "/desk/disclosure/columns";
    private static final String COLUMN = COLUMNS + "/{id:[0-9]{1,18}}";
    private static final String LISTS = "/desk/disclosure/lists";
    private static final String AREAS = "/desk/disclosure/areas";
    private static final String AREA = AREAS + "/{id:[0-9]{1,18}}";
    private static final String CARRIERS = "/desk/disclosure/carriers";
    private static final String SETTINGS = "/desk/disclosure/settings";

    private final ClassificationDesk classification;
    private final ColumnCards columns;
    private final PublishedContent content;
    private final DataLists lists;
    private final KeyAreas areas;
    private final Carriers carriers;
    private final Settings settings;
    private final Bodies bodies;
    private final Choices choices;
    private final CountyClock clock;

    SetupDesk(ClassificationDesk classification, ColumnCards columns, PublishedContent content, DataLists lists,
            KeyAreas areas, Carriers carriers, Settings settings, Bodies bodies, Choices choices, CountyClock clock) {
        this.classification = classification;
        this.columns = columns;
        this.content = content;
        this.lists = lists;
        this.areas = areas;
        this.carriers = carriers;
        this.settings = settings;
        this.bodies = bodies;
        this.choices = choices;
        this.clock = clock;
    }

    @GetMapping(COLUMNS)
    String columns(Actor actor, @RequestParam(defaultValue = "") String site, Model model) {
        Map<String, String> sites = sites();
        String chosen = sites.containsKey(site) ? site : sites.keySet().stream().findFirst().orElse("0");
        Map<Long, Classification> rules = classification.rules();
        Map<String, Map<String, String>> terms = choices.terms();
        Map<String, String> names = choices.bodies();
        var lines = new ArrayList<ColumnLine>();
        for (ColumnCard column : columns.ofSite(Long.parseLong(chosen))) {
            if (column.disclosure()) {
                lines.add(new ColumnLine(column, holds(rules.get(column.id()), terms, names),
                        classification.mayRule(actor, column)));
            }
        }
        model.addAttribute("sites", sites);
        model.addAttribute("chosen", chosen);
        model.addAttribute("lines", lines);
        return "disclosure/columns";
    }

    private static String holds(@Nullable Classification rule, Map<String, Map<String, String>> terms,
            Map<String, String> names) {
        if (rule == null) {
            return "";
        }
        var words = new ArrayList<String>();
        if (rule.body() != null) {
            words.add(names.getOrDefault(rule.body().toString(), ""));
        }
        words.add(rule.section().label());
        terms.forEach((axis, all) -> {
            String code = rule.of(org.yizhan.disclosure.Axis.valueOf(axis));
            if (code != null) {
                words.add(all.getOrDefault(code, ""));
            }
        });
        words.removeIf(String::isEmpty);
        return String.join("，", words);
    }

    private Map<String, String> sites() {
        var sites = new LinkedHashMap<String, String>();
        SiteView portal = content.portal();
        sites.put(Long.toString(portal.id()), portal.name());
        content.unitSites().forEach(site -> sites.put(Long.toString(site.id()), site.name()));
        return sites;
    }

    @GetMapping(COLUMN)
    String column(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<ColumnCard> column = columns.find(id);
        if (column.isEmpty() || !classification.mayRule(actor, column.get())) {
            notes.addFlashAttribute("refusal", new Refusal("没有这个栏目，或不归您管理。"));
            return "redirect:" + COLUMNS;
        }
        Classification none = new Classification(null, Section.STATUTORY, null, null, null, null);
        return column(actor, column.get(), classification.rules().getOrDefault(id, none), FormErrors.NONE, model);
    }

    private String column(Actor actor, ColumnCard column, Classification typed, FormErrors errors, Model model) {
        model.addAttribute("column", column);
        model.addAttribute("rule", typed);
        model.addAttribute("bodies", choices.bodiesOf(actor));
        model.addAttribute("choices", choices.terms());
        model.addAttribute("errors", errors);
        return "disclosure/column";
    }

    @PostMapping(COLUMN)
    String rule(Actor actor, @PathVariable long id, SheetForm form, Model model, RedirectAttributes notes) {
        Optional<ColumnCard> column = columns.find(id);
        Optional<Refusal> refusal = classification.rule(actor, id, form.toClassification());
        if (refusal.isPresent() && column.filter(one -> classification.mayRule(actor, one)).isPresent()) {
            return column(actor, column.get(), form.toClassification(), FormErrors.of(refusal.get()), model);
        }
        return after(refusal, "已保存。从下一篇稿件起，按这里的设定拟分类；已经公开的稿件不变。",
                COLUMNS + column.map(one -> "?site=" + one.siteId()).orElse(""), notes);
    }

    @GetMapping(LISTS + "/new")
    String newKind(Model model) {
        return kind(new ListKind("", "", "", true, List.of()), true, Map.of(), FormErrors.NONE, model);
    }

    @GetMapping(LISTS + "/{kind:[a-z][a-z0-9-]{1,30}}/kind")
    String kind(@PathVariable String kind, Model model, RedirectAttributes notes) {
        Optional<ListKind> found = lists.kind(kind);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这种名录。"));
            return "redirect:" + LISTS;
        }
        return kind(found.get(), false, Map.of(), FormErrors.NONE, model);
    }

    private String kind(ListKind kind, boolean fresh, Map<String, String> typed, FormErrors errors, Model model) {
        model.addAttribute("kind", kind);
        model.addAttribute("fresh", fresh);
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("more", NEW_COLUMNS);
        var others = new LinkedHashMap<String, String>();
        lists.kinds()
                .stream()
                .filter(one -> !one.code().equals(kind.code()))
                .forEach(one -> others.put(one.code(), one.name()));
        model.addAttribute("others", others);
        return "disclosure/kind";
    }

    @PostMapping(LISTS + "/new")
    String addKind(Actor actor, @RequestParam Map<String, String> typed, Model model, RedirectAttributes notes) {
        String code = BodyForm.text(typed.get("code"));
        ListKind wanted = typed(new ListKind(code, "", "", true, List.of()), typed);
        if (lists.kind(code).isPresent()) {
            return kind(wanted.with(List.of()), true, typed,
                    FormErrors.of("code", "这个网址名已被别的名录使用，请换一个。"), model);
        }
        Optional<Refusal> refusal = lists.putKind(actor, wanted);
        if (refusal.isPresent()) {
            return kind(wanted.with(List.of()), true, typed, FormErrors.of(refusal.get()), model);
        }
        return after(refusal, "名录已建好，可以导入数据了。", LISTS + "/" + code, notes);
    }

    @PostMapping(LISTS + "/{kind:[a-z][a-z0-9-]{1,30}}/kind")
    String changeKind(Actor actor, @PathVariable String kind, @RequestParam Map<String, String> typed, Model model,
            RedirectAttributes notes) {
        Optional<ListKind> before = lists.kind(kind);
        if (before.isEmpty()) {
            return after(Optional.of(new Refusal("没有这种名录。")), "", LISTS, notes);
        }
        ListKind wanted = typed(before.get(), typed);
        Optional<Refusal> refusal = lists.putKind(actor, wanted);
        if (refusal.isPresent()) {
            return kind(wanted.with(before.get().columns()), false, typed, FormErrors.of(refusal.get()), model);
        }
        return after(refusal, "名录的设定已保存。", LISTS + "/" + kind, notes);
    }

    /** The columns there are, and behind them those that were typed. */
    private static ListKind typed(ListKind before, Map<String, String> typed) {
        var all = new ArrayList<>(before.columns());
        for (int i = 1; i <= NEW_COLUMNS; i++) {
            String name = BodyForm.text(typed.get("name" + i));
            if (!name.isEmpty()) {
                String type = BodyForm.text(typed.get("type" + i));
                all.add(new ListKind.Column(all.size() + 1, name, java.util.Arrays.stream(ListKind.Type.values())
                        .filter(one -> one.name().equals(type))
                        .findFirst()
                        .orElse(ListKind.Type.TEXT), "true".equals(typed.get("required" + i)),
                        "true".equals(typed.get("key" + i)), ceiling(all, BodyForm.text(typed.get("most" + i)))));
            }
        }
        String against = BodyForm.text(typed.get("against"));
        return new ListKind(before.code(), BodyForm.text(typed.get("name")), BodyForm.text(typed.get("note")),
                "true".equals(typed.get("open")), against.isEmpty() ? null : against, all);
    }

    /** The place of the column with this name, none for no name, and a place that cannot be for a name nobody has. */
    private static @Nullable Integer ceiling(List<ListKind.Column> columns, String name) {
        return name.isEmpty()
                ? null
                : Integer.valueOf(columns.stream()
                        .filter(one -> one.name().equals(name))
                        .mapToInt(ListKind.Column::place)
                        .findFirst()
                        .orElse(0));
    }

    @GetMapping(AREAS + "/new")
    String newArea(Actor actor, @RequestParam(defaultValue = "") String site, Model model) {
        return area(actor, new KeyAreas.Area(0, "", false, null, null, 0, true, List.of()), site, FormErrors.NONE,
                model);
    }

    @GetMapping(AREA)
    String area(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String site, Model model,
            RedirectAttributes notes) {
        Optional<KeyAreas.Area> area = areas.find(id);
        if (area.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这个重点领域。"));
            return "redirect:" + AREAS;
        }
        return area(actor, area.get(), site, FormErrors.NONE, model);
    }

    private String area(Actor actor, KeyAreas.Area area, String site, FormErrors errors, Model model) {
        Map<String, String> sites = sites();
        String chosen = sites.containsKey(site) ? site : sites.keySet().stream().findFirst().orElse("0");
        var offered = new LinkedHashMap<String, String>();
        columns.ofSite(Long.parseLong(chosen))
                .stream()
                .filter(column -> column.open() && !area.columns().contains(column.id()))
                .forEach(column -> offered.put(Long.toString(column.id()), column.name()));
        model.addAttribute("area", area);
        model.addAttribute("shown", columns.of(area.columns()));
        model.addAttribute("sites", sites);
        model.addAttribute("chosen", chosen);
        model.addAttribute("offered", offered);
        model.addAttribute("more", NEW_AREA_COLUMNS);
        model.addAttribute("bodies", choices.bodies());
        model.addAttribute("county", bodies.mayManageCounty(actor));
        model.addAttribute("errors", errors);
        return "disclosure/area-desk";
    }

    @PostMapping({AREAS + "/new", AREA})
    String area(Actor actor, @PathVariable(required = false) @Nullable Long id, @RequestParam Map<String, String> typed,
            @RequestParam(required = false) @Nullable List<@Nullable Long> column, Model model,
            RedirectAttributes notes) {
        var wanted = new LinkedHashSet<Long>();
        for (Long known : column == null ? List.<@Nullable Long>of() : column) {
            if (known != null) {
                wanted.add(known);
            }
        }
        for (int i = 1; i <= NEW_AREA_COLUMNS; i++) {
            String added = BodyForm.text(typed.get("add" + i));
            if (added.matches("\\d{1,18}")) {
                wanted.add(Long.valueOf(added));
            }
        }
        String body = BodyForm.text(typed.get("body"));
        long area = id == null ? 0 : id;
        boolean pilot = "true".equals(typed.get("pilot"));
        boolean open = "true".equals(typed.get("open"));
        Long owner = body.matches("\\d{1,18}") ? Long.valueOf(body) : null;
        String name = BodyForm.text(typed.get("name"));
        Optional<Refusal> refusal = areas.put(actor, area, name, pilot, owner, open, wanted);
        if (refusal.isPresent()) {
            return area(actor, new KeyAreas.Area(area, name, pilot, owner, null, 0, open, List.copyOf(wanted)),
                    BodyForm.text(typed.get("site")), FormErrors.of(refusal.get()), model);
        }
        return after(refusal, "“" + name + "”已保存。", AREAS, notes);
    }

    @GetMapping(CARRIERS)
    String carriers(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        LocalDate year = clock.today().withDayOfYear(1);
        model.addAttribute("carriers", carriers.all());
        model.addAttribute("counts", carriers.countSince(year));
        model.addAttribute("page", carriers.latest(key, PAGE));
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/carriers";
    }

    @PostMapping(CARRIERS)
    String carrier(Actor actor, @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String name, @RequestParam(defaultValue = "false") boolean open,
            RedirectAttributes notes) {
        return after(carriers.put(actor, code, name, open), "“" + name + "”已保存。", CARRIERS, notes);
    }

    @GetMapping(SETTINGS)
    String settings(Actor actor, Model model) {
        return settings(actor, settings.now(), FormErrors.NONE, model);
    }

    private String settings(Actor actor, Settings.Typed typed, FormErrors errors, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("errors", errors);
        model.addAttribute("county", bodies.mayManageCounty(actor));
        return "disclosure/settings";
    }

    @PostMapping(SETTINGS)
    String put(Actor actor, @RequestParam Map<String, String> fields, Model model, RedirectAttributes notes) {
        var typed = new Settings.Typed(fields.getOrDefault("interpretationDays", ""),
                fields.getOrDefault("interpretationUnit", ""), fields.getOrDefault("reportDue", ""),
                fields.getOrDefault("countyReportDue", ""), fields.getOrDefault("gazetteSections", ""));
        Map<String, String> wrong = settings.put(actor, typed);
        if (!wrong.isEmpty()) {
            return settings(actor, typed, new FormErrors(wrong), model);
        }
        notes.addFlashAttribute("notice", "已保存，从现在起按新的约定办理。");
        return "redirect:" + SETTINGS;
    }

    private static String after(Optional<Refusal> refusal, String done, String to, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + to;
    }
}
