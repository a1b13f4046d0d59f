package org.yizhan.disclosure.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.disclosure.AnnualReports;
import org.yizhan.disclosure.Axis;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Catalogue;
import org.yizhan.disclosure.Filings;
import org.yizhan.disclosure.Guides;
import org.yizhan.disclosure.Question;
import org.yizhan.disclosure.Section;
import org.yizhan.disclosure.Term;
import org.yizhan.disclosure.Terms;
import org.yizhan.disclosure.Validity;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * The disclosure pages of the county and of each body (信息公开专栏): guide, system documents, statutory content, annual reports,
 * kept apart from news; and the catalogue across all bodies.
 */
@Controller
@Open
class DisclosurePages {
    private static final int PAGE = 20;
    private static final int SHORT = 8;
    private static final String BODY_TOKEN = "disclosure:body:";
    private static final String BODY = "/disclosure/{body:[a-z][a-z0-9-]{1,30}}";

    private final Bodies bodies;
    private final Guides guides;
    private final Catalogue catalogue;
    private final Terms terms;
    private final Filings filings;
    private final AnnualReports reports;
    private final CountyClock clock;

    DisclosurePages(Bodies bodies, Guides guides, Catalogue catalogue, Terms terms, Filings filings,
            AnnualReports reports, CountyClock clock) {
        this.bodies = bodies;
        this.guides = guides;
        this.catalogue = catalogue;
        this.terms = terms;
        this.filings = filings;
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping({"/disclosure", "/disclosure/", BODY, BODY + "/"})
    String home(@PathVariable(required = false) @Nullable String body, HttpServletRequest request, Model model) {
        Body whose = whose(body);
        KeptPage.of(request).on(BODY_TOKEN + whose.id());
        // The county's page leads to what all bodies disclose: a citizen does not ask which of them it is.
        Question statutory = Question.of(whose.id(), Section.STATUTORY).withBody(whose.county() ? null : whose.id());
        if (whose.county()) {
            KeptPage.of(request).on("disclosure:catalogue");
        }
        var tally = catalogue.tally(statutory);
        Map<String, Long> counts = tally.terms().getOrDefault(Axis.STATUTORY, Map.of());
        model.addAttribute("body", whose);
        model.addAttribute("kinds", terms.of(Axis.STATUTORY)
                .stream()
                .filter(term -> term.open() || counts.containsKey(term.code()))
                .map(term -> new Facet.Choice(term.name(), statutory.with(Axis.STATUTORY, term.code()).href(),
                        counts.getOrDefault(term.code(), 0L)))
                .toList());
        model.addAttribute("all", statutory.href());
        model.addAttribute("newest", catalogue.list(statutory, null, SHORT).items());
        model.addAttribute("rules", catalogue.list(Question.of(whose.id(), Section.SYSTEM), null, SHORT).items());
        model.addAttribute("reports", catalogue.list(Question.of(whose.id(), Section.REPORT), null, SHORT).items());
        model.addAttribute("bodies",
                whose.county() ? bodies.open().stream().filter(b -> !b.county()).toList() : List.of());
        model.addAttribute("hasGuide", guides.of(whose.id()).isPresent());
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs(whose, null));
        return "disclosure/home";
    }

    @GetMapping({"/disclosure/guide", BODY + "/guide"})
    String guide(@PathVariable(required = false) @Nullable String body, HttpServletRequest request, Model model) {
        Body whose = whose(body);
        KeptPage.of(request).on(BODY_TOKEN + whose.id());
        model.addAttribute("body", whose);
        model.addAttribute("guide", guides.of(whose.id()).orElse(null));
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs(whose, "政府信息公开指南"));
        return "disclosure/guide";
    }

    @GetMapping({"/disclosure/apply", BODY + "/apply"})
    String apply(@PathVariable(required = false) @Nullable String body, HttpServletRequest request, Model model) {
        Body whose = whose(body);
        KeptPage.of(request).on(BODY_TOKEN + whose.id());
        model.addAttribute("body", whose);
        model.addAttribute("guide", guides.of(whose.id()).orElse(null));
        model.addAttribute("bodies",
                whose.county() ? bodies.open().stream().filter(b -> !b.county()).toList() : List.of());
        model.addAttribute("crumbs", crumbs(whose, "依申请公开"));
        return "disclosure/apply";
    }

    @GetMapping({"/disclosure/rules", BODY + "/rules"})
    String rules(@PathVariable(required = false) @Nullable String body,
            @RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        return section(whose(body), Section.SYSTEM, key, request, model);
    }

    /** The county shows the reports of all bodies on one year together. */
    @GetMapping("/disclosure/reports")
    String allReports(@RequestParam(defaultValue = "") String year, HttpServletRequest request, Model model) {
        KeptPage.of(request).on("disclosure:reports").until(midnight());
        List<Integer> years = reports.years();
        int chosen = years.stream()
                .filter(one -> one.toString().equals(year))
                .findFirst()
                .orElse(clock.today().getYear() - 1);
        model.addAttribute("years", years);
        model.addAttribute("year", chosen);
        model.addAttribute("lines", reports.of(chosen));
        model.addAttribute("today", clock.today());
        model.addAttribute("crumbs", crumbs(null, Section.REPORT.label()));
        return "disclosure/reports";
    }

    @GetMapping(BODY + "/reports")
    String reports(@PathVariable String body, @RequestParam(required = false) @Nullable String key,
            HttpServletRequest request, Model model) {
        return section(whose(body), Section.REPORT, key, request, model);
    }

    @GetMapping({"/disclosure/content", BODY + "/content"})
    String content(@PathVariable(required = false) @Nullable String body,
            @RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        return section(whose(body), Section.STATUTORY, key, request, model);
    }

    private String section(Body whose, Section section, @Nullable String key, HttpServletRequest request,
            Model model) {
        return list(Question.of(whose.id(), section), key, section.label(), whose.name() + section.label(),
                crumbs(whose, section.label()), request, model);
    }

    @GetMapping("/disclosure/catalogue")
    String catalogue(@RequestParam Map<String, String> asked, HttpServletRequest request, Model model) {
        return list(question(asked, Question.ALL), asked.get("key"), "政府信息公开目录", "按主体、主题、体裁、服务对象、法定类别和年份查找。",
                crumbs(null, "政府信息公开目录"), request, model);
    }

    @GetMapping("/disclosure/library")
    String library(@RequestParam Map<String, String> asked, HttpServletRequest request, Model model) {
        return list(question(asked, Question.LIBRARY), asked.get("key"), "政策文件库", "现行有效的文件排在前面；已修改、废止、失效的文件注明现行文本。",
                crumbs(null, "政策文件库"), request, model);
    }

    @GetMapping({"/disclosure/filings", BODY + "/filings"})
    String filings(@PathVariable(required = false) @Nullable String body,
            @RequestParam(required = false) @Nullable String key, HttpServletRequest request, Model model) {
        Body whose = whose(body);
        KeptPage.of(request).on("disclosure:filings");
        model.addAttribute("body", whose);
        model.addAttribute("page", filings.list(whose.county() ? null : whose.id(), key, PAGE));
        model.addAttribute("zone", clock.zone());
        model.addAttribute("crumbs", crumbs(whose, "变更、撤下和终止公示"));
        return "disclosure/filings";
    }

    /** Whether a document holds is said for the day. */
    private Instant midnight() {
        return clock.today().plusDays(1).atStartOfDay(clock.zone()).toInstant();
    }

    private Body whose(@Nullable String slug) {
        Optional<Body> body = slug == null ? bodies.county() : bodies.bySlug(slug);
        return body.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static List<NavEntry> crumbs(@Nullable Body body, @Nullable String here) {
        var crumbs = new ArrayList<NavEntry>();
        crumbs.add(new NavEntry("首页", "/"));
        crumbs.add(new NavEntry("政府信息公开", "/disclosure/"));
        if (body != null && !body.county()) {
            crumbs.add(new NavEntry(body.name(), body.href()));
        }
        if (here != null) {
            crumbs.add(new NavEntry(here, ""));
        }
        return crumbs;
    }

    private Question question(Map<String, String> asked, Question from) {
        String body = asked.getOrDefault("body", "");
        String year = asked.getOrDefault("year", "");
        Question question = from.withBody(body.matches("\\d{1,18}") ? Long.valueOf(body) : null)
                .withYear(year.matches("[12]\\d{3}") ? Integer.valueOf(year) : null)
                .withSection(Arrays.stream(Section.values())
                        .filter(section -> section.address().equals(asked.get("section")))
                        .findFirst()
                        .orElse(null))
                .withValidity(Arrays.stream(Validity.values())
                        .filter(validity -> validity.name().equals(asked.get("validity")))
                        .findFirst()
                        .orElse(null));
        for (Axis axis : Axis.values()) {
            String code = asked.getOrDefault(axis.name().toLowerCase(java.util.Locale.ROOT), "");
            question = question.with(axis, code.matches("[0-9A-Za-z]{1,6}") ? code : null);
        }
        return question;
    }

    private String list(Question question, @Nullable String key, String title, String lead, List<NavEntry> crumbs,
            HttpServletRequest request, Model model) {
        Long only = question.body();
        KeptPage.of(request).on(only == null ? "disclosure:catalogue" : BODY_TOKEN + only).until(midnight());
        Catalogue.Tally tally = catalogue.tally(question);
        var names = new LinkedHashMap<Long, String>();
        bodies.all().forEach(body -> names.put(body.id(), body.name()));
        List<Term> words = terms.all();
        var chosen = new ArrayList<Facet.Choice>();
        var facets = new ArrayList<Facet>();
        if (question.section() != null) {
            chosen.add(new Facet.Choice(question.section().label(), question.withSection(null).href(), 0));
        }
        if (question.body() != null) {
            chosen.add(
                    new Facet.Choice(names.getOrDefault(question.body(), "公开主体"), question.withBody(null).href(), 0));
        } else {
            facets.add(new Facet("按公开主体", names.entrySet()
                    .stream()
                    .filter(body -> tally.bodies().containsKey(body.getKey()))
                    .map(body -> new Facet.Choice(body.getValue(), question.withBody(body.getKey()).href(),
                            tally.bodies().getOrDefault(body.getKey(), 0L)))
                    .toList()));
        }
        if (question.library()) {
            if (question.validity() != null) {
                chosen.add(new Facet.Choice(question.validity().label(), question.withValidity(null).href(), 0));
            } else {
                facets.add(new Facet("按时效", tally.validity()
                        .entrySet()
                        .stream()
                        .map(one -> new Facet.Choice(one.getKey().label(), question.withValidity(one.getKey()).href(),
                                one.getValue()))
                        .toList()));
            }
        }
        for (Axis axis : List.of(Axis.STATUTORY, Axis.SUBJECT, Axis.GENRE, Axis.AUDIENCE)) {
            String code = question.of(axis);
            Map<String, Long> counts = tally.terms().getOrDefault(axis, Map.of());
            if (code != null) {
                chosen.add(new Facet.Choice(words.stream()
                        .filter(term -> term.axis() == axis && term.code().equals(code))
                        .map(Term::name)
                        .findFirst()
                        .orElse(code), question.with(axis, null).href(), 0));
            } else {
                facets.add(new Facet("按" + axis.label(), words.stream()
                        .filter(term -> term.axis() == axis && counts.containsKey(term.code()))
                        .map(term -> new Facet.Choice(term.name(), question.with(axis, term.code()).href(),
                                counts.getOrDefault(term.code(), 0L)))
                        .toList()));
            }
        }
        if (question.year() != null) {
            chosen.add(new Facet.Choice(question.year() + "年", question.withYear(null).href(), 0));
        } else {
            facets.add(new Facet("按年份", tally.years()
                    .entrySet()
                    .stream()
                    .map(year -> new Facet.Choice(year.getKey() + "年", question.withYear(year.getKey()).href(),
                            year.getValue()))
                    .toList()));
        }
        model.addAttribute("page", new CataloguePage(title, lead, question, catalogue.list(question, key, PAGE),
                tally.total(), chosen, facets.stream().filter(facet -> facet.choices().size() > 1).toList(), names,
                clock.today(), crumbs));
        return "disclosure/catalogue";
    }
}
