package org.yizhan.content;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Looks at the short texts that the public sees outside articles (notices, introductions, titles of sections) for the words that
 * the county has its articles checked for. Nobody hands these in with a reason, so a word that blocks an article is refused here.
 */
@Component
public class Wording {
    private final CheckWordRows words;

    Wording(CheckWordRows words) {
        this.words = words;
    }

    /** @param place what the text is called on its form */
    public Optional<Refusal> refusal(String place, String text, UnitPath unit) {
        return words.inForce()
                .find(text)
                .stream()
                .filter(hit -> hit.word().unit().contains(unit)
                        && hit.word().level().weight() != Finding.Weight.SUGGESTION)
                .findFirst()
                .map(hit -> new Refusal(place + "里的“" + text.substring(hit.from(), hit.to()) + "”："
                        + hit.word().advice()));
    }
}
