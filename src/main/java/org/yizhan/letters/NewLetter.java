package org.yizhan.letters;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseFiles;
import org.yizhan.shared.UnitPath;

/**
 * A letter as it was typed.
 *
 * @param once what makes a form that is sent twice one letter; long and random
 * @param clazz a code of {@link LetterClass}
 * @param guarded whether the writer is to stay hidden, whatever the mailbox
 */
public record NewLetter(String once, String clazz, String title, String text, String subject, String region,
        String place,
        @Nullable BigDecimal latitude, @Nullable BigDecimal longitude, boolean wantsPublic, boolean guarded,
        @Nullable UnitPath reportedUnit, Writer writer, @Nullable Long member, List<CaseFiles.Attached> files,
        @Nullable Above above) {
    public NewLetter {
        files = List.copyOf(files);
    }

    /** The same, handed down from above. */
    public NewLetter from(Above body) {
        return new NewLetter(once, clazz, title, text, subject, region, place, latitude, longitude, wantsPublic,
                guarded,
                reportedUnit, writer, member, files, body);
    }

    /** From whom above it comes, under which number there, and by when they want to know. */
    public record Above(String body, String number, @Nullable LocalDate due) {}
}
