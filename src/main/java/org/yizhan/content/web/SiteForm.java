package org.yizhan.content.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.NewSite;
import org.yizhan.content.SiteRecord;
import org.yizhan.shared.UnitPath;

/** The form of a site as it was typed. */
public record SiteForm(@Nullable String slug, @Nullable String host, @Nullable String name, @Nullable String domain,
        @Nullable String idCode, @Nullable String organizer, @Nullable String contact, @Nullable String icp,
        @Nullable String policeRecord, @Nullable Integer hue, @Nullable String unit, @Nullable Integer position) {
    static SiteForm of(SiteRecord site) {
        return new SiteForm(site.slug(), site.host(), site.name(), site.domain(), site.idCode(), site.organizer(),
                site.contact(), site.icp(), site.policeRecord(), site.hue(), site.unit().value(), site.position());
    }

    Optional<NewSite> toSite(String fixedSlug) {
        if (unit == null || !unit.matches("/(\\d{1,18}/)+")) {
            return Optional.empty();
        }
        return Optional.of(new NewSite(fixedSlug, blank(host), text(name), text(domain), text(idCode), text(organizer),
                text(contact), text(icp), blank(policeRecord), hue == null ? 211 : hue, new UnitPath(unit),
                position == null ? 0 : position));
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString().strip();
    }

    private @Nullable String blank(@Nullable String typed) {
        return text(typed).isEmpty() ? null : text(typed);
    }
}
