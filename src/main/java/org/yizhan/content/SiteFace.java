package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a site's home page is made at one moment (首页编排).
 *
 * @param blocks in their order, never empty
 * @param slots those that show now or later
 */
public record SiteFace(List<SiteBlock> blocks, List<SiteSlot> slots) {
    public SiteFace {
        blocks = List.copyOf(blocks);
        slots = List.copyOf(slots);
    }

    /** What shows in this place now, in order. */
    public List<SiteSlot> in(SlotPlace place, Instant now) {
        return slots.stream().filter(slot -> slot.place() == place && slot.isShownAt(now)).toList();
    }

    /** When the next slot appears or disappears: until then a page made now is right. */
    public Optional<Instant> until(Instant now) {
        return slots.stream()
                .flatMap(slot -> Stream.of(Optional.of(slot.from()), Optional.ofNullable(slot.until())))
                .flatMap(Optional::stream)
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo);
    }
}
