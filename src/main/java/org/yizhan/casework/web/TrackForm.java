package org.yizhan.casework.web;

import java.util.List;

import org.yizhan.casework.Enclosures;

/**
 * What was typed into one of the forms on a writer's page, when it could not be done.
 *
 * @param form which of them
 */
public record TrackForm(String form, String words, String solved, String satisfaction,
        List<Enclosures.Enclosure> enclosures) {
    static final TrackForm NOTHING = new TrackForm("", "", "", "", List.of());

    public TrackForm {
        enclosures = List.copyOf(enclosures);
    }

    public String words(String asked) {
        return form.equals(asked) ? words : "";
    }
}
