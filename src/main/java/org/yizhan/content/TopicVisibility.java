package org.yizhan.content;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.search.Visibility;

/** Tells the search which topics may be read today. */
@Component
class TopicVisibility implements Visibility {
    private final TopicRows rows;
    private final CountyClock clock;

    TopicVisibility(TopicRows rows, CountyClock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return TopicDesk.KIND;
    }

    @Override
    public Set<Long> visible(Collection<Long> ids, String audience) {
        return ids.isEmpty() || !audience.equals("public")
                ? Set.of()
                : new HashSet<>(rows.visible(ids, clock.today()));
    }
}
