package org.yizhan.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.directory.UnitKind;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * The units' sites, made from the list of units under the five unities (五统一): the same program and templates, the column
 * standard of the kind of unit, one rule for addresses, the users of the directory. Making is repeatable: only what is missing is
 * made, so a unit that comes later gets its site by the same act.
 */
@Service
@Transactional
public class SiteGroup {
    private static final int HUE = 211;

    private final Sites sites;
    private final ColumnShelf shelf;
    private final StandardShelf standards;
    private final Directory directory;
    private final Journal journal;
    private final PublicSide publicSide;
    private final ModelRows models;

    SiteGroup(Sites sites, ColumnShelf shelf, StandardShelf standards, Directory directory, Journal journal,
            PublicSide publicSide, ModelRows models) {
        this.sites = sites;
        this.shelf = shelf;
        this.standards = standards;
        this.directory = directory;
        this.journal = journal;
        this.publicSide = publicSide;
        this.models = models;
    }

    /**
     * A site as it is wanted for a unit.
     *
     * @param host the host name of its own; null when it is an area of the portal alone
     * @param standard the kind of unit whose columns it gets
     */
    public record Wanted(UnitPath unit, String slug, @Nullable String host, String name, UnitKind standard) {}

    /**
     * What making would do for one unit.
     *
     * @param siteId the site that the unit has already; null when it would be made
     * @param hostByRule the host name that the domain rule gives
     * @param columns names of the columns that would be made
     * @param conflict why it cannot be made as it is wanted
     */
    public record Proposal(Wanted wanted, String unitName, @Nullable Long siteId, String hostByRule,
            List<String> columns, Optional<Refusal> conflict) {
        public boolean isComplete() {
            return siteId != null && columns.isEmpty() && conflict.isEmpty();
        }
    }

    /** What was made for one unit; refused units are left as they were. */
    public record Result(Wanted wanted, @Nullable Long siteId, boolean siteMade, List<String> columns,
            Optional<Refusal> refusal) {}

    /** What the program proposes for every unit that has a column standard, in the county's order. */
    @Transactional(readOnly = true)
    public List<Proposal> proposals(Actor actor) {
        return preview(actor, wantedOfAll());
    }

    /** The same for what somebody has edited. */
    @Transactional(readOnly = true)
    public List<Proposal> preview(Actor actor, List<Wanted> wanted) {
        Plan plan = new Plan();
        var refusal = ContentRules.group(actor);
        return wanted.stream()
                .map(one -> plan.proposal(one, refusal.or(() -> plan.conflict(one))))
                .toList();
    }

    /** Makes for each unit what it lacks. One that is refused does not hold up the others. */
    public List<Result> make(Actor actor, List<Wanted> wanted) {
        var refusal = ContentRules.group(actor);
        if (refusal.isPresent()) {
            return wanted.stream().map(one -> new Result(one, null, false, List.of(), refusal)).toList();
        }
        Plan plan = new Plan();
        var results = new ArrayList<Result>();
        for (Wanted one : wanted) {
            results.add(make(actor, plan, one));
        }
        if (results.stream().anyMatch(one -> one.siteMade() || !one.columns().isEmpty())) {
            publicSide.announceStructure();
        }
        return results;
    }

    /** {@link #make} for every unit of the list that the county has not decided otherwise about. */
    public List<Result> makeAll(Actor actor) {
        return make(actor, wantedOfAll());
    }

    private Result make(Actor actor, Plan plan, Wanted wanted) {
        var conflict = plan.conflict(wanted);
        if (conflict.isPresent()) {
            return new Result(wanted, null, false, List.of(), conflict);
        }
        SiteRecord site = plan.siteOf(wanted.unit());
        boolean made = site == null;
        long id;
        if (site == null) {
            switch (sites.create(actor, newSite(plan, wanted), SiteKind.UNIT, wanted.standard())) {
                case Made.Refused refused -> {
                    return new Result(wanted, null, false, List.of(), Optional.of(refused.why()));
                }
                case Made.Done done -> id = done.id();
            }
            plan.taken(wanted);
        } else {
            id = site.id();
            shelf.kind(id, SiteKind.UNIT, wanted.standard());
        }
        shelf.lockSite(id);
        var columns = new ArrayList<String>();
        Map<String, ColumnRecord> there = bySlug(id);
        for (StandardColumn standard : plan.standard(wanted.standard())) {
            ColumnRecord column = there.get(standard.slug());
            if (column == null) {
                shelf.adopt(restricted(shelf.insert(newColumn(id, wanted.unit(), plan, standard), 1), standard, models),
                        standard.id());
                columns.add(standard.name());
            } else if (column.standard() == null) {
                shelf.adopt(column.id(), standard.id());
            }
        }
        if (made || !columns.isEmpty()) {
            journal.record(actor.ref(), ContentAct.GROUP_MADE, new ObjectRef("site", id),
                    Map.of("unit", wanted.unit().value(), "standard", wanted.standard().name(), "columns",
                            Integer.toString(columns.size())));
        }
        return new Result(wanted, id, made, columns, Optional.empty());
    }

    private Map<String, ColumnRecord> bySlug(long siteId) {
        return shelf.columns(siteId).stream().collect(Collectors.toMap(ColumnRecord::slug, column -> column));
    }

    private NewSite newSite(Plan plan, Wanted wanted) {
        SiteRecord portal = plan.portal;
        return new NewSite(wanted.slug(), wanted.host(), wanted.name(), "", portal == null ? "" : portal.idCode(),
                wanted.name(), portal == null ? "" : portal.contact(), portal == null ? "" : portal.icp(),
                portal == null ? null : portal.policeRecord(), portal == null ? HUE : portal.hue(), wanted.unit(),
                plan.position(wanted.unit()));
    }

    /** A column of plain texts takes everything; one of a model with elements of its own takes nothing else. */
    static long restricted(long columnId, StandardColumn standard, ModelRows models) {
        if (!standard.model().equals(NewColumn.PLAIN)
                && models.find(standard.model()).filter(model -> !model.retired()).isPresent()) {
            models.allow(columnId, List.of(standard.model()));
            models.changed();
        }
        return columnId;
    }

    static NewColumn newColumn(long siteId, UnitPath unit, UnitPath county, String unitName, StandardColumn standard) {
        return new NewColumn(siteId, null, standard.slug(), standard.name(),
                standard.description().replace("{unit}", unitName), standard.name() + "；" + unitName, standard.type(),
                unit, null, standard.duty(), standard.updateEveryDays(), standard.disclosure(),
                standard.needsIssuingBody(), standard.position(), standard.model(), standard.chain().of(unit, county));
    }

    private NewColumn newColumn(long siteId, UnitPath unit, Plan plan, StandardColumn standard) {
        return newColumn(siteId, unit, plan.county.orElseThrow(), plan.shortName(unit), standard);
    }

    private List<Wanted> wantedOfAll() {
        Plan plan = new Plan();
        var slugs = new HashSet<String>();
        var wanted = new ArrayList<Wanted>();
        for (Unit unit : plan.units) {
            UnitKind kind = plan.kinds.get(unit.id());
            if (kind == null || plan.standard(kind).isEmpty() || unit.path().isRoot()) {
                continue;
            }
            SiteRecord site = plan.siteOf(unit.path());
            if (site == null) {
                wanted.add(new Wanted(unit.path(), plan.freeSlug(SlugProposal.of(unit.shortName()), slugs), null,
                        unit.name(), kind));
            } else {
                wanted.add(new Wanted(unit.path(), site.slug(), site.host(), site.name(),
                        site.standard() == null ? kind : site.standard()));
            }
        }
        return wanted;
    }

    /** Everything that has to be known, read once. */
    private final class Plan {
        private final List<Unit> units = directory.units();
        private final Map<org.yizhan.shared.UnitId, UnitKind> kinds = directory.kinds();
        private final Optional<UnitPath> county = directory.root().map(Unit::path);
        private final GroupRule rule = standards.rule();
        private final Map<UnitKind, List<StandardColumn>> standard = standards.all()
                .stream()
                .filter(column -> !column.retired())
                .sorted(Comparator.comparing(StandardColumn::position))
                .collect(Collectors.groupingBy(StandardColumn::kind));
        private final Map<String, SiteRecord> unitSites = new HashMap<>();
        private final Set<String> slugs = new HashSet<>();
        private final Set<String> hosts = new HashSet<>();
        private final Map<Long, Set<String>> columns = new HashMap<>();
        private @Nullable SiteRecord portal;

        Plan() {
            for (SiteRecord site : shelf.sites()) {
                if (site.kind() == SiteKind.PORTAL) {
                    portal = site;
                } else if (site.kind() == SiteKind.UNIT) {
                    unitSites.put(site.unit().value(), site);
                }
                slugs.add(site.slug());
                if (site.host() != null) {
                    hosts.add(site.host());
                }
            }
            for (ColumnRecord column : shelf.all()) {
                columns.computeIfAbsent(column.siteId(), id -> new HashSet<>()).add(column.slug());
            }
        }

        void taken(Wanted wanted) {
            slugs.add(wanted.slug());
            if (wanted.host() != null) {
                hosts.add(wanted.host());
            }
        }

        @Nullable
        SiteRecord siteOf(UnitPath unit) {
            return unitSites.get(unit.value());
        }

        List<StandardColumn> standard(UnitKind kind) {
            return standard.getOrDefault(kind, List.of());
        }

        String shortName(UnitPath unit) {
            return unit(unit).map(Unit::shortName).orElse("");
        }

        private Optional<Unit> unit(UnitPath path) {
            return units.stream().filter(unit -> unit.path().equals(path)).findFirst();
        }

        int position(UnitPath unit) {
            for (int i = 0; i < units.size(); i++) {
                if (units.get(i).path().equals(unit)) {
                    return (i + 1) * 10;
                }
            }
            return 0;
        }

        /** A number behind a slug that another has. */
        String freeSlug(String slug, Set<String> proposed) {
            String free = slug;
            for (int n = 2; !slug.isEmpty() && (isTaken(free) || proposed.contains(free)); n++) {
                free = slug + n;
            }
            proposed.add(free);
            return free;
        }

        private boolean isTaken(String slug) {
            return slugs.contains(slug)
                    || ReservedSlugs.contains(slug)
                    || portal != null && columns.getOrDefault(portal.id(), Set.of()).contains(slug);
        }

        Optional<Refusal> conflict(Wanted wanted) {
            if (unit(wanted.unit()).isEmpty()) {
                return Optional.of(new Refusal("这个单位不存在或已撤销。"));
            }
            if (standard(wanted.standard()).isEmpty()) {
                return Optional.of(new Refusal("“" + wanted.standard().label() + "”还没有栏目标准，请先在“栏目标准”里建立。"));
            }
            SiteRecord site = siteOf(wanted.unit());
            if (site != null) {
                return Refusal.when(!site.open(), "这个单位的站点已关闭归档，不能再建栏目。");
            }
            if (wanted.slug().isEmpty()) {
                return Optional.of(new Refusal("请填写网址名，例如 slj。"));
            }
            return Slugs.refusal(wanted.slug())
                    .or(() -> Refusal.when(isTaken(wanted.slug()),
                            "网址名“" + wanted.slug() + "”已被别的站点或县门户网站的栏目使用。"))
                    .or(() -> Refusal.when(wanted.host() != null && hosts.contains(wanted.host()),
                            "域名“" + wanted.host() + "”已被别的站点使用。"));
        }

        Proposal proposal(Wanted wanted, Optional<Refusal> conflict) {
            SiteRecord site = siteOf(wanted.unit());
            if (site == null && conflict.isEmpty()) {
                taken(wanted);
            }
            Set<String> there = site == null ? Set.of() : columns.getOrDefault(site.id(), Set.of());
            return new Proposal(wanted, shortName(wanted.unit()), site == null ? null : site.id(),
                    rule.host(wanted.slug(), portal == null ? "" : portal.domain()),
                    standard(wanted.standard()).stream()
                            .filter(column -> !there.contains(column.slug()))
                            .map(StandardColumn::name)
                            .toList(),
                    conflict);
        }
    }
}
