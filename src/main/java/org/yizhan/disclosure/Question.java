package org.yizhan.disclosure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the catalogue: any of its axes, together.
 *
 * @param library only documents that have a validity, those in force on top
 */
public record Question(@Nullable Long body, @Nullable Section section, @Nullable String subject, @Nullable String genre,
        @Nullable String audience, @Nullable String statutory, @Nullable Integer year, boolean library,
        @Nullable Validity validity) {
    public static final Question ALL = new Question(null, null, null, null, null, null, null, false, null);
    public static final Question LIBRARY = new Question(null, null, null, null, null, null, null, true, null);

    public static Question of(long body, Section section) {
        return new Question(body, section, null, null, null, null, null, false, null);
    }

    public @Nullable String of(Axis axis) {
        return switch (axis) {
            case SUBJECT -> subject;
            case GENRE -> genre;
            case AUDIENCE -> audience;
            case STATUTORY -> statutory;
        };
    }

    public Question with(Axis axis, @Nullable String code) {
        return new Question(body, section, axis == Axis.SUBJECT ? code : subject, axis == Axis.GENRE ? code : genre,
                axis == Axis.AUDIENCE ? code : audience, axis == Axis.STATUTORY ? code : statutory, year, library,
                validity);
    }

    public Question withBody(@Nullable Long other) {
        return new Question(other, section, subject, genre, audience, statutory, year, library, validity);
    }

    public Question withSection(@Nullable Section other) {
        return new Question(body, other, subject, genre, audience, statutory, year, library, validity);
    }

    public Question withYear(@Nullable Integer other) {
        return new Question(body, section, subject, genre, audience, statutory, other, library, validity);
    }

    public Question withValidity(@Nullable Validity other) {
        return new Question(body, section, subject, genre, audience, statutory, year, library, other);
    }

    /** The address of its first page; a key may be put behind. */
    public String href() {
        var parts = new ArrayList<String>();
        add(parts, "body", body);
        add(parts, "section", section == null ? null : section.address());
        add(parts, "statutory", statutory);
        add(parts, "subject", subject);
        add(parts, "genre", genre);
        add(parts, "audience", audience);
        add(parts, "year", year);
        add(parts, "validity", validity == null ? null : validity.name());
        String path = library ? "/disclosure/library" : "/disclosure/catalogue";
        return parts.isEmpty() ? path : path + "?" + String.join("&", parts);
    }

    /** The address up to a key. */
    public String hrefToKey() {
        String href = href();
        return href + (href.indexOf('?') < 0 ? "?key=" : "&key=");
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(name + "=" + value);
        }
    }
}
