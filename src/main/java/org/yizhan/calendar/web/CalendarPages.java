package org.yizhan.calendar.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.yizhan.calendar.CalendarDesk;
import org.yizhan.calendar.CalendarEdit;
import org.yizhan.calendar.CalendarPermissions;
import org.yizhan.calendar.CalendarVersion;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.OfficeHours;
import org.yizhan.calendar.OfficeSeason;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.journal.ReadableNames;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.StaffOnly;

/** The working calendar at the desk: a year at a glance, due dates explained, the table and its history. */
@Controller
class CalendarPages {
    private final CalendarDesk desk;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final ReadableNames names;

    CalendarPages(CalendarDesk desk, WorkingCalendar calendar, CountyClock clock, ReadableNames names) {
        this.desk = desk;
        this.calendar = calendar;
        this.clock = clock;
        this.names = names;
    }

    @StaffOnly
    @GetMapping("/desk/calendar")
    String year(Actor actor, @RequestParam(defaultValue = "") String year, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String limit, @RequestParam(defaultValue = "") String unit, Model model) {
        int shown = number(year, clock.today().getYear());
        model.addAttribute("year", shown);
        model.addAttribute("calendar", desk.year(shown).orElse(null));
        model.addAttribute("version", desk.version(shown, "", null).orElse(null));
        model.addAttribute("years", desk.loadedYears());
        model.addAttribute("mayEdit", desk.mayEdit(actor));
        model.addAttribute("question", question(from, limit, unit));
        return "calendar/year";
    }

    private CalendarQuestion question(String from, String limit, String unit) {
        if (from.isBlank() && limit.isBlank()) {
            return CalendarQuestion.typed(clock.today().toString(), "10", unit);
        }
        CalendarQuestion question = CalendarQuestion.typed(from, limit, unit);
        var errors = FormErrors.NONE;
        Optional<LocalDate> start = date(from);
        if (start.isEmpty()) {
            errors = errors.and("from", "起算日期应为2000至2100年间确实存在的日期。");
        }
        Optional<TimeLimit> wanted = TimeLimit.parse(question.written());
        if (wanted.isEmpty()) {
            errors = errors.and("limit", "期限应填天数，例如10，最多3660。");
        }
        if (start.isEmpty() || wanted.isEmpty()) {
            return question.with(errors);
        }
        try {
            return question.answered(calendar.due(start.get(), wanted.get()), wanted.get().words());
        } catch (YearNotLoaded e) {
            return question.with(FormErrors.of("from", e.words()));
        }
    }

    @Needs(CalendarPermissions.EDIT)
    @GetMapping("/desk/calendar/edit")
    String edit(@RequestParam(defaultValue = "") String year, @RequestParam(defaultValue = "") String region,
            Model model) {
        int edited = number(year, clock.today().getYear() + 1);
        Optional<CalendarVersion> now = desk.version(edited, region, null);
        return form(new CalendarEdit(edited, region, now.map(CalendarVersion::version).orElse(0),
                now.map(desk::text).orElse(""), "", ""), FormErrors.NONE, model);
    }

    @Needs(CalendarPermissions.EDIT)
    @PostMapping("/desk/calendar/edit")
    String change(Actor actor, @RequestParam(defaultValue = "") String year,
            @RequestParam(defaultValue = "") String region, @RequestParam(defaultValue = "") String version,
            @RequestParam(defaultValue = "") String text, @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String notice, Model model, RedirectAttributes notes) {
        var edit = new CalendarEdit(number(year, 0), region, number(version, 0), text, reason, notice);
        Optional<Refusal> refusal = desk.change(actor, edit);
        if (refusal.isPresent()) {
            return form(edit, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", edit.year() + "年的安排已更新，期限从现在起按新的安排推算。");
        return "redirect:/desk/calendar?year=" + edit.year();
    }

    private static String form(CalendarEdit edit, FormErrors errors, Model model) {
        model.addAttribute("edit", edit);
        model.addAttribute("errors", errors);
        return "calendar/edit";
    }

    @StaffOnly
    @GetMapping("/desk/calendar/versions")
    String versions(@RequestParam(defaultValue = "") String year, @RequestParam(defaultValue = "") String region,
            @RequestParam(defaultValue = "") String version, Model model) {
        int shown = number(year, clock.today().getYear());
        List<CalendarVersion> versions = desk.versions(shown, region);
        CalendarVersion one = desk
                .version(shown, region, version.isEmpty() ? null : Integer.valueOf(number(version, -1)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("year", shown);
        model.addAttribute("region", region);
        model.addAttribute("versions", versions);
        model.addAttribute("one", one);
        model.addAttribute("text", desk.text(one));
        model.addAttribute("differences", desk.differences(one));
        model.addAttribute("names", names.of(versions.stream().map(CalendarVersion::madeBy).toList()));
        model.addAttribute("clock", clock);
        return "calendar/versions";
    }

    @StaffOnly
    @GetMapping("/desk/calendar/hours")
    String hours(Actor actor, Model model) {
        return hours(actor, HoursForm.of(desk.officeHours(clock.today())), FormErrors.NONE, model);
    }

    private String hours(Actor actor, HoursForm form, FormErrors errors, Model model) {
        List<OfficeSeason> seasons = desk.officeSeasons();
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("seasons", seasons);
        model.addAttribute("now", desk.officeHours(clock.today()));
        model.addAttribute("names", names.of(seasons.stream().map(OfficeSeason::madeBy).toList()));
        model.addAttribute("clock", clock);
        model.addAttribute("mayEdit", desk.mayEdit(actor));
        return "calendar/hours";
    }

    @Needs(CalendarPermissions.EDIT)
    @PostMapping("/desk/calendar/hours")
    String changeHours(Actor actor, HoursForm form, Model model, RedirectAttributes notes) {
        Optional<LocalDate> since = date(form.since());
        Optional<OfficeHours> hours = form.read();
        if (since.isEmpty() || hours.isEmpty()) {
            FormErrors errors = since.isEmpty()
                    ? FormErrors.of("since", "请填写从哪一天起，应为2000至2100年间确实存在的日期。")
                    : FormErrors.of("opens", "请检查上下班时间：先上班后下班，下午在上午之后；只上半天班的，另外两格留空。");
            return hours(actor, form, errors, model);
        }
        Optional<Refusal> refusal = desk.changeHours(actor, since.get(), hours.get(), form.reason());
        if (refusal.isPresent()) {
            return hours(actor, form, FormErrors.of(refusal.get()), model);
        }
        notes.addFlashAttribute("notice", "办公时间已更新，按工作时计算的期限从现在起按新的时间推算。");
        return "redirect:/desk/calendar/hours";
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : otherwise;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text.strip())).filter(d -> d.getYear() >= 2000 && d.getYear() <= 2100);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
