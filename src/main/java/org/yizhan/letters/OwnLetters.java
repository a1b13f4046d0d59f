package org.yizhan.letters;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseId;
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
        KeyPage<CaseId> ids = rows.ofMember(member.ref(), key, size);
        Map<CaseId, CaseView> views = cases.find(ids.items().stream().map(CaseId::value).toList())
                .stream()
                .collect(Collectors.toMap(CaseView::id, Function.identity()));
        return new KeyPage<>(ids.items().stream().map(views::get).filter(Objects::nonNull).toList(), ids.older(),
                ids.newer());
    }
}
