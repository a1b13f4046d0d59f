package org.yizhan.content;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * All that the rules need to know of an edition: where it stands and who has done what before.
 *
 * @param authors everyone who has saved a text of it
 * @param sheet the signing sheet of the present round, in order of the steps
 * @param secrecyBegun whether a secrecy review of this round is in the archive already
 * @param consulted units that were asked about it, and so may read it
 * @param archived whether its site has ended and is kept as it was
 */
record Standing(EditionState state, UnitPath unit, Set<Long> authors, @Nullable Long submittedBy, List<Line> sheet,
        boolean secrecyBegun, Set<UnitPath> consulted, boolean archived) {
    /** One step of the signing sheet (审签单). */
    record Line(int step, String name, String permission, UnitPath unit, @Nullable Long signedBy) {}

    Standing {
        authors = Set.copyOf(authors);
        sheet = List.copyOf(sheet);
        consulted = Set.copyOf(consulted);
    }

    Standing(EditionState state, UnitPath unit, Set<Long> authors, @Nullable Long submittedBy, List<Line> sheet,
            boolean secrecyBegun) {
        this(state, unit, authors, submittedBy, sheet, secrecyBegun, Set.of(), false);
    }

    /** The step whose turn it is. */
    Optional<Line> open() {
        return sheet.stream().filter(line -> line.signedBy == null).findFirst();
    }

    /** A right that somebody needs to decide what comes next. */
    record Decider(String permission, UnitPath unit) {}

    /** Whose decision it waits for; empty when it waits for nobody but its author, or for nothing. */
    Optional<Decider> decider() {
        return switch (state) {
            case REVIEW -> open().map(line -> new Decider(line.permission(), line.unit()));
            case SECRECY -> Optional.of(new Decider(ContentPermissions.SECRECY, unit));
            case READY -> Optional.of(new Decider(ContentPermissions.PUBLISH, unit));
            case DRAFT, RETURNED, LIVE, SUPERSEDED, WITHDRAWN, DROPPED -> Optional.empty();
        };
    }

    boolean anythingSigned() {
        return secrecyBegun || sheet.stream().anyMatch(line -> line.signedBy != null);
    }

    boolean isWorkOf(long person) {
        return authors.contains(person) || submittedBy != null && submittedBy == person;
    }

    /**
     * Who may not decide now, whatever rights they hold: whoever wrote or submitted it, and in review whoever has signed an
     * earlier step.
     */
    Set<Long> barred() {
        var barred = new HashSet<>(authors);
        if (submittedBy != null) {
            barred.add(submittedBy);
        }
        if (state == EditionState.REVIEW) {
            sheet.stream().map(Line::signedBy).filter(Objects::nonNull).forEach(barred::add);
        }
        return barred;
    }

    boolean hasSigned(long person) {
        return sheet.stream().anyMatch(line -> line.signedBy != null && line.signedBy == person);
    }
}
