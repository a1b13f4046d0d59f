package org.yizhan.content;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A topic as the public sees it (专题).
 *
 * @param until the last day on which it was or will be kept up; null when that is open
 * @param archived whether it is kept as it is
 * @param keeper the unit that keeps it up
 * @param tokens what its sections depend on
 */
public record TopicView(long id, String slug, String name, String intro, TopicBanner banner,
        @Nullable Long pictureFileId, String alt, LocalDate from, @Nullable LocalDate until, boolean archived,
        String keeper, List<Section> sections, Set<String> tokens) {
    /** @param columnId the only column that fills it, so that there is more to see there; null otherwise */
    public record Section(String title, TopicStyle style, List<ArticleLine> lines, @Nullable Long columnId) {}

    /** A topic in a list. */
    public record Card(long id, String slug, String name, String intro, TopicBanner banner,
            @Nullable Long pictureFileId, LocalDate from, @Nullable LocalDate until, boolean archived) {
        public String href() {
            return "/topics/" + slug + "/";
        }
    }

    public String href() {
        return "/topics/" + slug + "/";
    }
}
