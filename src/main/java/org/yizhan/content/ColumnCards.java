package org.yizhan.content;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Columns as cards, for modules that keep rules of their own for them. Says nothing that is not public. */
@Component
public class ColumnCards {
    private final ColumnShelf shelf;

    ColumnCards(ColumnShelf shelf) {
        this.shelf = shelf;
    }

    /** All columns of the site, each after the one it hangs below. */
    public List<ColumnCard> ofSite(long siteId) {
        String site = shelf.site(siteId).map(SiteRecord::name).orElse("");
        var cards = new ArrayList<ColumnCard>();
        hang(site, shelf.columns(siteId), null, "", cards);
        return cards;
    }

    private static void hang(String site, List<ColumnRecord> all, @Nullable Long parent, String above,
            List<ColumnCard> cards) {
        for (ColumnRecord column : all) {
            if (Objects.equals(column.parentId(), parent)) {
                String name = above.isEmpty() ? column.name() : above + " › " + column.name();
                cards.add(new ColumnCard(column.id(), column.siteId(), site, name, column.unit(), column.disclosure(),
                        column.open()));
                hang(site, all, column.id(), name, cards);
            }
        }
    }

    public Optional<ColumnCard> find(long id) {
        return of(List.of(id)).stream().findFirst();
    }

    /** Those of them that exist, without the names above. */
    public List<ColumnCard> of(Collection<Long> ids) {
        Map<Long, String> sites = new HashMap<>();
        return ids.stream()
                .flatMap(id -> shelf.column(id).stream())
                .map(column -> new ColumnCard(column.id(), column.siteId(),
                        sites.computeIfAbsent(column.siteId(),
                                site -> shelf.site(site).map(SiteRecord::name).orElse("")),
                        column.name(), column.unit(), column.disclosure(), column.open()))
                .toList();
    }
}
