package org.yizhan.requests;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
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
        return cases.page(rows.ofMember(member.ref(), key, size));
    }
}
