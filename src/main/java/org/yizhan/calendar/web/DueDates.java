package org.yizhan.calendar.web;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.shared.web.Open;

/** Due dates for everyone, explained day by day. */
@RestController
class DueDates {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd")
            .withResolverStyle(ResolverStyle.STRICT);

    private final WorkingCalendar calendar;

    DueDates(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    @Open
    @GetMapping("/api/calendar/due")
    ResponseEntity<?> due(@RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String limit) {
        Optional<LocalDate> start = date(from);
        if (start.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "日期有误", "from 应为 2000 至 2100 年间确实存在的日期，写成 2026-09-30 的样子。");
        }
        Optional<TimeLimit> wanted = Optional.ofNullable(limit).flatMap(TimeLimit::parse);
        if (wanted.isEmpty()) {
            return problem(HttpStatus.BAD_REQUEST, "期限有误", "limit 应写成 10wd（10 个工作日）或 30d（30 日），最多 3660 日。");
        }
        try {
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(calendar.due(start.get(), wanted.get()));
        } catch (YearNotLoaded e) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, e.year() + "年的日历未录入", e.words());
        }
    }

    private static Optional<LocalDate> date(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text, DATE)).filter(d -> d.getYear() >= 2000 && d.getYear() <= 2100);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String title, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(problem);
    }
}
