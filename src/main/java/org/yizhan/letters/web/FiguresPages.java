package org.yizhan.letters.web;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.letters.PublicFigures;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** Each unit's figures for everybody: a year, and month after month; kept, and never older than a minute. */
@Controller
@Open
class FiguresPages {
    private static final String HERE = "/letters/figures";
    private static final Duration KEPT = Duration.ofSeconds(45);
    private static final int EARLIEST = 2000;

    private final PublicFigures figures;
    private final CountyClock clock;

    FiguresPages(PublicFigures figures, CountyClock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    @GetMapping({HERE, HERE + "/"})
    String now(HttpServletRequest request, Model model) {
        return year(clock.today().getYear(), null, request, model);
    }

    @GetMapping(HERE + "/{year:[0-9]{4}}")
    String year(@PathVariable int year, HttpServletRequest request, Model model) {
        return year(year, year + "年", request, model);
    }

    private String year(int year, @Nullable String crumb, HttpServletRequest request, Model model) {
        int thisYear = clock.today().getYear();
        if (year < EARLIEST || year > thisYear) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        PublicFigures.Sheet sheet = figures.ofYear(year);
        model.addAttribute("older", sheet.earlier() ? HERE + "/" + (year - 1) : "");
        model.addAttribute("newer", year < thisYear ? HERE + "/" + (year + 1) : "");
        return page(year + "年", sheet, crumb, request, model);
    }

    @GetMapping(HERE + "/{month:[0-9]{4}-(?:0[1-9]|1[0-2])}")
    String month(@PathVariable String month, HttpServletRequest request, Model model) {
        YearMonth chosen = YearMonth.parse(month);
        YearMonth current = YearMonth.from(clock.today());
        if (chosen.getYear() < EARLIEST || chosen.isAfter(current)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        PublicFigures.Sheet sheet = figures.ofMonth(chosen);
        model.addAttribute("older", sheet.earlier() ? HERE + "/" + chosen.minusMonths(1) : "");
        model.addAttribute("newer", chosen.isBefore(current) ? HERE + "/" + chosen.plusMonths(1) : "");
        String words = chosen.getYear() + "年" + chosen.getMonthValue() + "月";
        return page(words, sheet, words, request, model);
    }

    private String page(String when, PublicFigures.Sheet sheet, @Nullable String crumb, HttpServletRequest request,
            Model model) {
        KeptPage.of(request).on("letters:figures").until(clock.now().plus(KEPT));
        model.addAttribute("when", when);
        model.addAttribute("sheet", sheet);
        var path = new ArrayList<>(List.of(new NavEntry("首页", "/"), new NavEntry("县长信箱", "/letters/")));
        path.add(new NavEntry("办理情况", crumb == null ? "" : HERE));
        if (crumb != null) {
            path.add(new NavEntry(crumb, ""));
        }
        model.addAttribute("crumbs", path);
        model.addAttribute("asOf", org.yizhan.shared.web.Dates.minute(clock.local(clock.now())));
        return "letters/figures";
    }
}
