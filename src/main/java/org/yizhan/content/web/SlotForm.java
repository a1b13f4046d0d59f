package org.yizhan.content.web;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.SiteSlot;
import org.yizhan.content.SlotPlace;

/** The form of a slot as it was typed. */
public record SlotForm(@Nullable SlotPlace place, @Nullable String words, @Nullable String alt,
        @Nullable String picture, @Nullable String href, @Nullable String from, @Nullable String until,
        @Nullable Integer position) {
    static SlotForm empty(LocalDateTime now) {
        return new SlotForm(SlotPlace.CAROUSEL, "", "", "", "", now.truncatedTo(ChronoUnit.MINUTES).toString(), "", 0);
    }

    static SlotForm of(SiteSlot slot, Function<Instant, LocalDateTime> local) {
        return new SlotForm(slot.place(), slot.text(), slot.alt(),
                slot.pictureFileId() == null ? "" : slot.pictureFileId().toString(), slot.href(),
                local.apply(slot.from()).truncatedTo(ChronoUnit.MINUTES).toString(),
                slot.until() == null ? "" : local.apply(slot.until()).truncatedTo(ChronoUnit.MINUTES).toString(),
                slot.position());
    }

    SlotForm with(@Nullable Long pictureId) {
        return new SlotForm(place, words, alt, pictureId == null ? "" : pictureId.toString(), href, from, until,
                position);
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString().strip();
    }
}
