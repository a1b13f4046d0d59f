package org.yizhan.disclosure;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;

/** What the county has agreed on for its disclosure (信息公开的约定): limits, due days, the sections of the gazette. */
@Service
@Transactional
public class Settings {
    private static final TimeLimit USUAL_INTERPRETATION = TimeLimit.workingDays(3);
    /** Article 49 of the regulation: departments until 31 January, a county's government until 31 March. */
    private static final MonthDay DEPARTMENTS = MonthDay.of(1, 31);
    private static final MonthDay GOVERNMENT = MonthDay.of(3, 31);
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})-(\\d{1,2})");
    private static final int MOST_SECTIONS = 20;
    private static final int LONGEST_SECTION = 20;
    private static final int MOST_DAYS = 60;

    private final JdbcClient sql;
    private final Journal journal;
    private final Announcer announcer;

    Settings(JdbcClient sql, Journal journal, Announcer announcer) {
        this.sql = sql;
        this.journal = journal;
        this.announcer = announcer;
    }

    /** As it stands in the form, each by the name of its field. */
    public record Typed(String interpretationDays, String interpretationUnit, String reportDue, String countyReportDue,
            String gazetteSections) {}

    @Transactional(readOnly = true)
    public Typed now() {
        TimeLimit limit = interpretationLimit();
        return new Typed(Integer.toString(limit.days()), limit.unit() == TimeLimit.Unit.WORKING_DAYS ? "wd" : "d",
                written(reportDue(false)), written(reportDue(true)), String.join("\n", gazetteSections()));
    }

    /** How long after its policy an interpretation may come at the usual latest. */
    @Transactional(readOnly = true)
    public TimeLimit interpretationLimit() {
        return value("interpretation-limit").flatMap(TimeLimit::parse).orElse(USUAL_INTERPRETATION);
    }

    /** The last day for the report on the year before. */
    @Transactional(readOnly = true)
    public MonthDay reportDue(boolean county) {
        return value(county ? "report-due-county" : "report-due").flatMap(Settings::monthDay)
                .orElse(county ? GOVERNMENT : DEPARTMENTS);
    }

    @Transactional(readOnly = true)
    public List<String> gazetteSections() {
        return value("gazette-sections").map(Settings::lines).orElse(List.of());
    }

    /** What is wrong, by field; empty when it was kept. A problem of the whole has the empty name. */
    public Map<String, String> put(Actor actor, Typed typed) {
        var wrong = new LinkedHashMap<String, String>();
        DisclosureRules.ofCounty(actor).ifPresent(why -> wrong.put("", why.text()));
        if (!wrong.isEmpty()) {
            return wrong;
        }
        String days = typed.interpretationDays().strip();
        if (!days.matches("\\d{1,2}") || Integer.parseInt(days) < 1 || Integer.parseInt(days) > MOST_DAYS) {
            wrong.put("interpretationDays", "请填写天数，1到" + MOST_DAYS + "之间。");
        }
        if (!typed.interpretationUnit().equals("wd") && !typed.interpretationUnit().equals("d")) {
            wrong.put("interpretationUnit", "请选择按工作日还是自然日计算。");
        }
        Optional<MonthDay> due = monthDay(typed.reportDue());
        Optional<MonthDay> countyDue = monthDay(typed.countyReportDue());
        if (due.isEmpty()) {
            wrong.put("reportDue", "请写成“月-日”的样子，例如 1-31。");
        }
        if (countyDue.isEmpty()) {
            wrong.put("countyReportDue", "请写成“月-日”的样子，例如 3-31。");
        }
        List<String> sections = lines(PlainText.lines(typed.gazetteSections()));
        if (sections.isEmpty() || sections.size() > MOST_SECTIONS) {
            wrong.put("gazetteSections", "请填写1到" + MOST_SECTIONS + "个栏目，一行一个。");
        } else if (sections.stream().anyMatch(one -> PlainText.length(one) > LONGEST_SECTION)) {
            wrong.put("gazetteSections", "栏目名称最多" + LONGEST_SECTION + "个字。");
        } else if (new HashSet<>(sections).size() < sections.size()) {
            wrong.put("gazetteSections", "栏目名称有重复，请检查。");
        }
        if (!wrong.isEmpty()) {
            return wrong;
        }
        keep("interpretation-limit", Integer.parseInt(days) + typed.interpretationUnit());
        keep("report-due", written(due.orElseThrow()));
        keep("report-due-county", written(countyDue.orElseThrow()));
        keep("gazette-sections", String.join("\n", sections));
        announcer.say(AnnualReports.TOKEN, Gazettes.TOKEN);
        journal.record(actor.ref(), DisclosureAct.SETTINGS_CHANGED, new ObjectRef("disclosure-settings", 1), Map.of());
        return wrong;
    }

    private Optional<String> value(String name) {
        return sql.sql("select value from disclosure.setting where name = :name")
                .param("name", name)
                .query(String.class)
                .optional();
    }

    private void keep(String name, String value) {
        sql.sql("""
                insert into disclosure.setting (name, value) values (:name, :value)
                on conflict (name) do update set value = excluded.value""")
                .param("name", name)
                .param("value", value)
                .update();
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static Optional<MonthDay> monthDay(String typed) {
        var found = DAY.matcher(typed.strip());
        if (!found.matches()) {
            return Optional.empty();
        }
        try {
            var day = MonthDay.of(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
            return day.equals(MonthDay.of(2, 29)) ? Optional.empty() : Optional.of(day);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String written(MonthDay day) {
        return day.getMonthValue() + "-" + day.getDayOfMonth();
    }

    /** The last day in the year after {@code year}. */
    LocalDate reportDue(boolean county, int year) {
        return reportDue(county).atYear(year + 1);
    }
}
