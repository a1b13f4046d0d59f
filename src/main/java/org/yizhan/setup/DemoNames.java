package org.yizhan.setup;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** Finds units, people and columns of the demonstration by the names that its tables use. */
@Component
class DemoNames {
    private final Directory directory;
    private final PublishedContent published;
    private final Map<String, Long> columns = new ConcurrentHashMap<>();
    private final Map<String, PersonId> people = new ConcurrentHashMap<>();
    private final Map<String, UnitPath> paths = new ConcurrentHashMap<>();

    DemoNames(Directory directory, PublishedContent published) {
        this.directory = directory;
        this.published = published;
    }

    Unit county() {
        return directory.root().orElseThrow();
    }

    UnitId unit(String shortName) {
        return directory.units()
                .stream()
                .filter(u -> u.shortName().equals(shortName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no unit " + shortName))
                .id();
    }

    UnitPath path(String shortName) {
        return paths.computeIfAbsent(shortName, key -> directory.unit(unit(key)).orElseThrow().path());
    }

    PersonId person(String account) {
        return people.computeIfAbsent(account, key -> directory.personByAccount(key)
                .orElseThrow(() -> new IllegalStateException("no " + key))
                .id());
    }

    /** The column of a site, of the portal when the site is empty. */
    long column(String site, String slug) {
        return columns.computeIfAbsent(site + "/" + slug, key -> {
            SiteView view = site.isEmpty() ? published.portal() : published.siteBySlug(site).orElseThrow();
            return published.column(view.id(), slug)
                    .orElseThrow(() -> new IllegalStateException("no column " + key))
                    .id();
        });
    }
}
