package org.yizhan.content.proofreading;

import java.time.LocalDate;
import java.util.List;

/**
 * What a text is compared with.
 *
 * @param day when it is or was made public
 * @param speaker names of the unit that speaks, in full and short; empty when unknown
 */
public record Knowledge(LocalDate day, Roster leaders, UnitNames units, List<String> speaker) {
    public Knowledge {
        speaker = List.copyOf(speaker);
    }

    /** Of a county that has told nothing of itself yet. */
    public static Knowledge of(LocalDate day) {
        return new Knowledge(day, Roster.EMPTY, UnitNames.NONE, List.of());
    }
}
