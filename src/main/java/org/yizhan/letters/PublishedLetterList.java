package org.yizhan.letters;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.evaluation.PublishedOutside;

/** An inspection asks for a column of letters and answers; the program has a list of its own. */
@Component
class PublishedLetterList implements PublishedOutside {
    private final PublishedLetters letters;

    PublishedLetterList(PublishedLetters letters) {
        this.letters = letters;
    }

    @Override
    public Set<String> names() {
        return Set.of("留言公开", "信件选登");
    }

    @Override
    public Optional<LocalDate> last() {
        return letters.list(PublishedLetters.Narrowed.NOT, null, 1)
                .items()
                .stream()
                .map(PublishedLetter::answeredOn)
                .findFirst();
    }
}
