package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * A topic (专题) as its editors see it.
 *
 * @param unit who keeps it up
 * @param pictureFileId a banner of its own; null shows the drawing
 * @param endsOn the last day on which it is kept up; null when that is open
 * @param archivedOn the day from which it was put by, when that was before its end
 */
public record Topic(long id, int version, UnitPath unit, String slug, String name, String intro, TopicBanner banner,
        @Nullable Long pictureFileId, String alt, LocalDate startsOn, @Nullable LocalDate endsOn, boolean published,
        @Nullable LocalDate archivedOn, List<TopicSection> sections) {
    public Topic {
        sections = List.copyOf(sections);
    }

    public TopicState state(LocalDate today) {
        if (!published) {
            return TopicState.DRAFT;
        }
        if (today.isBefore(startsOn)) {
            return TopicState.WAITING;
        }
        return today.isBefore(archivedFrom()) ? TopicState.OPEN : TopicState.ARCHIVED;
    }

    /** The first day on which nothing is added any more. */
    LocalDate archivedFrom() {
        LocalDate afterEnd = endsOn == null ? LocalDate.MAX : endsOn.plusDays(1);
        return archivedOn == null || afterEnd.isBefore(archivedOn) ? afterEnd : archivedOn;
    }

    public String href() {
        return "/topics/" + slug + "/";
    }
}
