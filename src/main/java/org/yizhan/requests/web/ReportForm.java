package org.yizhan.requests.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.requests.YearReports;

/** What is typed of an annual report; {@code two} holds the numbers of table two by their codes. */
public record ReportForm(String version, String general, String problems, String other, Map<String, String> two) {
    public ReportForm {
        version = filled(version);
        general = filled(general);
        problems = filled(problems);
        other = filled(other);
        two = two == null ? Map.of() : two;
    }

    private static String filled(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    int seen() {
        return version.matches("\\d{1,9}") ? Integer.parseInt(version) : -1;
    }

    YearReports.Typed typed() {
        var numbers = new LinkedHashMap<String, String>();
        YearReports.TABLE_TWO.keySet().forEach(code -> {
            String typed = two.get(code);
            numbers.put(code, typed == null ? "" : typed.strip());
        });
        return new YearReports.Typed(general, problems, other, numbers);
    }
}
