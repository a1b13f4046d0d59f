package org.yizhan.requests.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.yizhan.requests.YearReports;
import org.yizhan.shared.PlainText;

/** What is typed of an annual report; {@code two} holds the numbers of table two by their codes. */
public record ReportForm(String version, String general, String problems, String other, Map<String, String> two) {
    public ReportForm {
        version = PlainText.orEmpty(version);
        general = PlainText.orEmpty(general);
        problems = PlainText.orEmpty(problems);
        other = PlainText.orEmpty(other);
        two = two == null ? Map.of() : two;
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
