package org.yizhan.disclosure.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.disclosure.Entry;
import org.yizhan.disclosure.Question;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * What the page of the catalogue or of the library shows.
 *
 * @param chosen what the list is narrowed by, with the address without it
 * @param bodies what bodies are called, by id
 */
public record CataloguePage(String title, String lead, Question question, KeyPage<Entry> list, long total,
        List<Facet.Choice> chosen, List<Facet> facets, Map<Long, String> bodies, LocalDate today,
        List<NavEntry> crumbs) {
    public @Nullable String validity(Entry entry) {
        var now = entry.validityOn(today);
        return now == null ? null : now.label();
    }

    public boolean inForce(Entry entry) {
        var now = entry.validityOn(today);
        return now != null && now.inForce();
    }

    public String body(Entry entry) {
        Long body = entry.where().body();
        return body == null ? "" : bodies.getOrDefault(body, "");
    }
}
