package org.yizhan.letters;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

/** What a signed-in citizen or enterprise has written (我的来信). */
@Component
public class OwnLetters {
    private final LetterRows rows;
    private final CaseReading cases;

    OwnLetters(LetterRows rows, CaseReading cases) {
        this.rows = rows;
        this.cases = cases;
    }

    /** The newest first. */
    public KeyPage<CaseView> of(Actor member, @Nullable String key, int size) {
        return cases.page(rows.ofMember(member.ref(), key, size));
    }
}
