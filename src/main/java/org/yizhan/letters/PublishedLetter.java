package org.yizhan.letters;

import java.time.LocalDate;

/**
 * A question and its answer as the public reads them (公开的来信): personal data was taken out by a human.
 *
 * @param region code of a township; empty when none is known
 * @param unit id of the unit that answered
 */
public record PublishedLetter(long id, String title, String question, String answer, String clazz, String subject,
        String region, long mailbox, long unit, LocalDate askedOn, LocalDate answeredOn) {
    public String href() {
        return "/letters/replies/" + id;
    }

    public String classLabel() {
        return LetterClass.of(clazz).map(LetterClass::label).orElse("来信");
    }
}
