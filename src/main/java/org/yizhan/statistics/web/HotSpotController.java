package org.yizhan.statistics.web;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.statistics.Analysis;
import org.yizhan.statistics.AnalysisQuery;
import org.yizhan.statistics.CountyMap;
import org.yizhan.statistics.HotSpots;
import org.yizhan.statistics.StatisticsPermissions;
import org.yizhan.statistics.Surge;
import org.yizhan.statistics.Surges;

/** Where cases come from, on the county's own map, and surges. */
@Controller
class HotSpotController {
    private static final String SURGE = "/desk/analysis/surges/{id:[0-9]{1,18}}";
    private static final String SURGES = "/desk/analysis/surges";

    private final Analysis analysis;
    private final HotSpots spots;
    private final CountyMap map;
    private final Surges surges;
    private final CountyClock clock;

    HotSpotController(Analysis analysis, HotSpots spots, CountyMap map, Surges surges, CountyClock clock) {
        this.analysis = analysis;
        this.spots = spots;
        this.map = map;
        this.surges = surges;
        this.clock = clock;
    }

    @GetMapping(Analysis.MAP)
    @Needs(StatisticsPermissions.ANALYSIS)
    String spots(Actor actor, @RequestParam Map<String, String> typed, Model model) {
        AnalysisQuery query = AnalysisQuery.read(typed, clock.today());
        Optional<HotSpots.Screen> screen = spots.screen(actor, query);
        if (screen.isEmpty()) {
            return "statistics/analysis-none";
        }
        model.addAttribute("screen", screen.get());
        model.addAttribute("head", analysis.head(actor, query, Analysis.MAP, null));
        model.addAttribute("hasMap", map.isThere());
        model.addAttribute("mayChange", actor.mayEverywhere(StatisticsPermissions.MATERIAL));
        return "statistics/map";
    }

    @GetMapping("/desk/analysis/map.json")
    @Needs(StatisticsPermissions.ANALYSIS)
    ResponseEntity<String> shapes() {
        return map.shapes()
                .map(shapes -> ResponseEntity.ok()
                        .contentType(MediaType.APPLICATION_JSON)
                        .cacheControl(CacheControl.noCache())
                        .body(shapes))
                .orElse(ResponseEntity.notFound().build());
    }

    @PostMapping(Analysis.MAP)
    @Needs(StatisticsPermissions.MATERIAL)
    String replace(Actor actor, @RequestParam(required = false) @Nullable MultipartFile file, RedirectAttributes notes)
            throws IOException {
        return after(map.replace(actor, file == null ? new byte[0] : file.getBytes()), "地图已更换。名字和地区名称一样的地方才会着色。",
                Analysis.MAP, notes);
    }

    @GetMapping(SURGES)
    @Needs(StatisticsPermissions.ANALYSIS)
    String surges(Actor actor, @RequestParam(required = false) @Nullable String key, Model model) {
        model.addAttribute("page", surges.list(actor, key));
        model.addAttribute("rules", Surges.maySettle(actor) ? surges.rules() : List.of());
        model.addAttribute("maySettle", Surges.maySettle(actor));
        return "statistics/surges";
    }

    @PostMapping(SURGES + "/rules/{id:[0-9]{1,18}}")
    @Needs(StatisticsPermissions.MATERIAL)
    String rule(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String least,
            @RequestParam(defaultValue = "") String times, @RequestParam(defaultValue = "") String active,
            @RequestParam(defaultValue = "0") int version, RedirectAttributes notes) {
        return after(
                surges.change(actor,
                        new Surge.Rule(id, 1, number(least), number(times), !active.isEmpty(), version)),
                "标准已修改，下一次查看就按新的。", SURGES, notes);
    }

    private static int number(String typed) {
        return typed.strip().matches("\\d{1,6}") ? Integer.parseInt(typed.strip()) : 0;
    }

    @GetMapping(SURGE)
    @Needs(StatisticsPermissions.ANALYSIS)
    String surge(Actor actor, @PathVariable long id, Model model, RedirectAttributes notes) {
        Optional<Surge> found = surges.find(actor, id);
        if (found.isEmpty()) {
            notes.addFlashAttribute("refusal", new Refusal("没有这一条提醒，或者您不能查看。"));
            return "redirect:" + SURGES;
        }
        return show(actor, found.get(), "", FormErrors.NONE, model);
    }

    private String show(Actor actor, Surge surge, String words, FormErrors errors, Model model) {
        model.addAttribute("surge", surge);
        model.addAttribute("maySettle", Surges.maySettle(actor));
        model.addAttribute("words", words);
        model.addAttribute("errors", errors);
        return "statistics/surge";
    }

    @PostMapping(SURGE)
    @Needs(StatisticsPermissions.MATERIAL)
    String settle(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String real,
            @RequestParam(defaultValue = "") String words, Model model, RedirectAttributes notes) {
        Optional<Refusal> refusal = surges.settle(actor, id, real.equals("yes"), words);
        Optional<Surge> found = surges.find(actor, id);
        if (refusal.isPresent() && found.isPresent() && found.get().state() == Surge.State.OPEN) {
            return show(actor, found.get(), words, FormErrors.of(refusal.get()), model);
        }
        return after(refusal, "已记下，待办也办结了。", SURGES, notes);
    }

    private static String after(Optional<Refusal> refusal, String done, String to, RedirectAttributes notes) {
        refusal.ifPresentOrElse(why -> notes.addFlashAttribute("refusal", why),
                () -> notes.addFlashAttribute("notice", done));
        return "redirect:" + to;
    }
}
