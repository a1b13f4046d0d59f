package org.yizhan.content.web;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
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

    /** Steps of the style sheet, each with the contrast that the rules ask for. */
    static final Map<String, String> HUES = hues();

    private static Map<String, String> hues() {
        var hues = new LinkedHashMap<String, String>();
        hues.put("210", "深蓝（默认）");
        hues.put("230", "靛蓝");
        hues.put("190", "青蓝");
        hues.put("170", "青绿");
        hues.put("150", "松绿");
        hues.put("130", "草绿");
        hues.put("260", "蓝紫");
        hues.put("290", "紫");
        hues.put("30", "褐");
        return Collections.unmodifiableMap(hues);
    }

    /** The nearest step, as a key of {@link #HUES}. */
    public String hueStep() {
        int wanted = hue == null ? 210 : hue;
        return HUES.keySet()
                .stream()
                .min(Comparator.comparingInt(step -> Math.abs(Integer.parseInt(step) - wanted)))
                .orElse("210");
    }

    /** What a unit's own manager may change; the rest stays as the county has decided. */
    NewSite toSite(SiteRecord before) {
        return new NewSite(before.slug(), before.host(), before.name(), before.domain(), before.idCode(),
                text(organizer), text(contact), text(icp), blank(policeRecord), hue == null ? 210 : hue, before.unit(),
                before.position());
    }

    Optional<NewSite> toSite(String fixedSlug) {
        if (unit == null || !unit.matches("/(\\d{1,18}/)+")) {
            return Optional.empty();
        }
        return Optional.of(new NewSite(fixedSlug, blank(host), text(name), text(domain), text(idCode), text(organizer),
                text(contact), text(icp), blank(policeRecord), hue == null ? 210 : hue, new UnitPath(unit),
                position == null ? 0 : position));
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString().strip();
    }

    private @Nullable String blank(@Nullable String typed) {
        return text(typed).isEmpty() ? null : text(typed);
    }
}
