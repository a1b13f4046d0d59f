package org.yizhan.requests;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

/** What a signed-in citizen or enterprise has asked for (我的公开申请). */
@Component
public class OwnRequests {
    private final RequestRows rows;
    private final CaseReading cases;

    OwnRequests(RequestRows rows, CaseReading cases) {
        this.rows = rows;
        this.cases = cases;
    }

    /** The newest first. */
    @Transactional(readOnly = true)
    public KeyPage<CaseView> of(Actor member, @Nullable String key, int size) {
        KeyPage<CaseId> ids = rows.ofMember(member.ref(), key, size);
        Map<CaseId, CaseView> views = cases.find(ids.items().stream().map(CaseId::value).toList())
                .stream()
                .collect(Collectors.toMap(CaseView::id, Function.identity()));
        return new KeyPage<>(ids.items().stream().map(views::get).filter(Objects::nonNull).toList(), ids.older(),
                ids.newer());
    }
}
