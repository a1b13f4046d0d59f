package org.yizhan.letters.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.LimitClass;
import org.yizhan.letters.Subject;

/** What is typed about a subject. */
public record SubjectForm(@Nullable String parent, @Nullable String name, @Nullable String limit,
        @Nullable String unit, @Nullable String ordering, @Nullable String version) {
    static SubjectForm empty() {
        return new SubjectForm("", "", LimitClass.ORDINARY.name(), "", "500", "0");
    }

    static SubjectForm of(Subject subject) {
        Long parent = subject.parent();
        return new SubjectForm(parent == null ? "" : parent.toString(), subject.name(), subject.limit().name(),
                subject.unit(), Integer.toString(subject.ordering()), Integer.toString(subject.version()));
    }

    Subject.Typed toSubject() {
        LimitClass chosen = Arrays.stream(LimitClass.values())
                .filter(one -> one.name().equals(text(limit)))
                .findFirst()
                .orElse(null);
        Long above = text(parent).isEmpty() ? null : number(parent, 18);
        return new Subject.Typed(above, text(name), chosen, text(unit), (int) number(ordering, 4));
    }

    int versionSeen() {
        return (int) number(version, 9);
    }

    private static long number(@Nullable String typed, int most) {
        String digits = typed == null ? "" : typed.strip();
        return digits.matches("\\d{1," + most + "}") ? Long.parseLong(digits) : 0;
    }

    public Map<String, String> limits() {
        var limits = new LinkedHashMap<String, String>();
        for (LimitClass one : LimitClass.values()) {
            limits.put(one.name(), one.label());
        }
        return limits;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
