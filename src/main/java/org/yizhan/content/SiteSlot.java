package org.yizhan.content;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A place on the home page that an editor fills for a time (推荐位): a picture of the carousel or a line of notice.
 *
 * @param alt what the picture says to those who do not see it
 * @param href an address of this site or a checked one outside; empty for none
 * @param from when it appears
 * @param until when it disappears; null: it stays
 */
public record SiteSlot(long id, SlotPlace place, String text, String alt, @Nullable Long pictureFileId, String href,
        Instant from, @Nullable Instant until, int position) {
    public boolean isShownAt(Instant moment) {
        return !from.isAfter(moment) && (until == null || until.isAfter(moment));
    }
}
