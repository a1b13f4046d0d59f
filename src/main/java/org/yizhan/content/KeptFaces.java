package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Kept;

/**
 * What home pages are arranged of, kept in memory: few sites have blocks or slots of their own, and a page of one that has none
 * need not ask for them.
 */
@Component
class KeptFaces {
    private final SiteFaceRows rows;
    private final Kept<Map<Long, List<SiteBlock>>> blocks;
    private final Kept<Set<Long>> slotted;

    KeptFaces(SiteFaceRows rows) {
        this.rows = rows;
        this.blocks = new Kept<>(rows::allBlocks);
        this.slotted = new Kept<>(rows::sitesWithSlots);
    }

    /** Those that were arranged; empty when nobody has. */
    List<SiteBlock> blocks(long siteId) {
        return blocks.now().getOrDefault(siteId, List.of());
    }

    /** Asked for each time where there are any, because they come and go with the time and with the articles they lead to. */
    List<SiteSlot> slots(long siteId, Instant now) {
        return slotted.now().contains(siteId) ? rows.publicSlots(siteId, now) : List.of();
    }

    boolean isShown(long fileId) {
        return rows.isShown(fileId);
    }

    /** Before the pages are told, which must not be made of what was before. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void changed(PublicChange change) {
        if (change.tokens().stream().anyMatch(token -> token.startsWith("site:") || token.equals("all"))) {
            blocks.changed();
            slotted.changed();
        }
    }
}
