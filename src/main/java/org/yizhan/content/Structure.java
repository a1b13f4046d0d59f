package org.yizhan.content;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Kept;

/** Sites and columns as the public sees them, kept in memory: every page needs them and they change once a week. */
@Component
class Structure {
    private final ColumnShelf shelf;
    private final SiteLifeRows life;
    private final CountyClock clock;
    private final Kept<Picture> kept = new Kept<>(this::read);

    Structure(ColumnShelf shelf, SiteLifeRows life, CountyClock clock) {
        this.shelf = shelf;
        this.life = life;
        this.clock = clock;
    }

    /**
     * Everything at one moment.
     *
     * @param sites open ones
     * @param archives sites that have ended and stay to be read
     * @param columns open ones
     * @param closed columns that have no page of their own any more, while their articles keep their addresses; without a tree
     */
    record Picture(List<SiteView> sites, List<SiteView> archives, Map<Long, ColumnView> columns,
            Map<Long, ColumnView> closed,
            Map<Long, SiteView> siteById) {
        Optional<SiteView> site(long id) {
            return Optional.ofNullable(siteById.get(id));
        }

        Optional<ColumnView> column(long id) {
            return Optional.ofNullable(columns.get(id));
        }

        /** The column of a public article, which may have been closed. */
        Optional<ColumnView> columnOrClosed(long id) {
            return column(id).or(() -> Optional.ofNullable(closed.get(id)));
        }
    }

    Picture now() {
        return kept.now();
    }

    /** First of all who listen: a page that is made anew after a change must not be made of the old tree. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void changed(PublicChange change) {
        if (change.tokens().contains("all")) {
            kept.changed();
        }
    }

    private Picture read() {
        var bySite = new HashMap<Long, List<ColumnRecord>>();
        var closed = new HashMap<Long, ColumnView>();
        for (ColumnRecord row : shelf.all()) {
            if (row.open()) {
                bySite.computeIfAbsent(row.siteId(), id -> new ArrayList<>()).add(row);
            } else {
                closed.put(row.id(), view(row, List.of()));
            }
        }
        var columns = new HashMap<Long, ColumnView>();
        var sites = new LinkedHashMap<Long, SiteView>();
        var archives = new ArrayList<SiteView>();
        List<SiteRecord> records = shelf.sites();
        Map<Long, SiteFacts> facts = life.facts(records, clock.today());
        String portal = records.stream()
                .filter(site -> site.slug().isEmpty())
                .map(SiteRecord::domain)
                .findFirst()
                .orElse("");
        for (SiteRecord site : records) {
            List<ColumnView> tree = tree(bySite.getOrDefault(site.id(), List.of()), null, columns);
            SiteView view = new SiteView(site.id(), site.slug(), site.host(), site.name(), domain(site, portal),
                    site.idCode(), site.organizer(), site.contact(), site.icp(), site.policeRecord(), site.hue(),
                    tree, Objects.requireNonNull(facts.get(site.id())));
            sites.put(site.id(), view);
            if (!site.open()) {
                archives.add(view);
            }
        }
        return new Picture(sites.values().stream().filter(site -> !site.facts().isArchive()).toList(),
                List.copyOf(archives), Map.copyOf(columns), Map.copyOf(closed), Map.copyOf(sites));
    }

    /** An area of the portal is known by the portal's name and its path; a site of its own by its host. */
    private static String domain(SiteRecord site, String portal) {
        if (site.host() != null) {
            return site.host();
        }
        return site.domain().isEmpty() && !site.slug().isEmpty() ? portal + '/' + site.slug() : site.domain();
    }

    private static List<ColumnView> tree(List<ColumnRecord> rows, @Nullable Long parent,
            Map<Long, ColumnView> all) {
        var views = new ArrayList<ColumnView>();
        for (ColumnRecord row : rows) {
            if (Objects.equals(row.parentId(), parent)) {
                ColumnView view = view(row, tree(rows, row.id(), all));
                views.add(view);
                all.put(view.id(), view);
            }
        }
        return List.copyOf(views);
    }

    private static ColumnView view(ColumnRecord row, List<ColumnView> children) {
        return new ColumnView(row.id(), row.siteId(), row.slug(), row.name(), row.description(), row.keywords(),
                row.type(), row.parentId(), children);
    }
}
