package org.yizhan.requests;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.WriterCourse;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

/** What a signed-in citizen or enterprise has asked for (我的公开申请). */
@Component
public class OwnRequests {
    private final RequestRows rows;
    private final CaseReading cases;
    private final RequestCourse course;

    OwnRequests(RequestRows rows, CaseReading cases, RequestCourse course) {
        this.rows = rows;
        this.cases = cases;
        this.course = course;
    }

    /** @param now of what is open, by when it is owed and why, or what is waited for; null once it has ended */
    public record Own(CaseView view, WriterCourse.@Nullable Step now) {}

    /** The newest first. */
    @Transactional(readOnly = true)
    public KeyPage<Own> of(Actor member, @Nullable String key, int size) {
        KeyPage<CaseView> page = cases.page(rows.ofMember(member.ref(), key, size));
        Map<CaseId, WriterCourse.Step> now = course.now(page.items());
        return new KeyPage<>(page.items().stream().map(view -> new Own(view, now.get(view.id()))).toList(),
                page.older(), page.newer());
    }
}
