package org.yizhan.portal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteFacts;
import org.yizhan.content.SiteView;
import org.yizhan.content.TraditionalWords;
import org.yizhan.shared.web.PublicFrame;

/**
 * The sites and their column trees in memory, so that a page costs no query for its frame and an unknown address costs none
 * at all. Dropped whenever a site or column changes.
 */
@Component
public class PublicSites {
    private static final Logger LOG = LoggerFactory.getLogger(PublicSites.class);
    private static final int LONGEST_NAVIGATION = 7;

    /** Stands for the portal until one has been set up. */
    private static final SiteView NONE_YET = new SiteView(0, "", null, "政府门户网站", "localhost", "", "", "", "", null, 211,
            List.of());

    private final PublishedContent content;
    private final TraditionalWords traditional;
    private final AtomicLong version = new AtomicLong();
    private volatile @Nullable Snapshot kept;
    private volatile @Nullable Snapshot lastGood;

    PublicSites(PublishedContent content, TraditionalWords traditional) {
        this.content = content;
        this.traditional = traditional;
    }

    /** Everything as it was at one moment. */
    public static final class Snapshot {
        private final SiteView portal;
        private final List<SiteView> units;
        private final List<TraditionalWords.Word> words;
        private final Map<String, SiteView> bySlug = new HashMap<>();
        private final Map<Long, SiteView> byId = new HashMap<>();
        private final Map<String, String> slugByHost = new HashMap<>();
        private final Map<Long, Map<String, ColumnView>> columns = new HashMap<>();
        private final Map<Long, ColumnView> columnById = new HashMap<>();
        private final Map<Long, PublicFrame> frames = new HashMap<>();
        private final Set<String> hosts = new HashSet<>();

        /** @param archives sites that have ended: under their addresses for ever, and in no navigation */
        private Snapshot(SiteView portal, List<SiteView> units, List<SiteView> archives,
                List<TraditionalWords.Word> words) {
            this.words = List.copyOf(words);
            this.portal = portal;
            this.units = List.copyOf(units);
            add(portal);
            units.forEach(this::add);
            archives.forEach(this::add);
        }

        private void add(SiteView site) {
            bySlug.put(site.slug(), site);
            hosts.add(Addresses.host(site));
            byId.put(site.id(), site);
            if (site.host() != null && !site.isPortal()) {
                slugByHost.put(site.host(), site.slug());
            }
            var tree = new HashMap<String, ColumnView>();
            site.columns().forEach(column -> add(tree, column));
            columns.put(site.id(), tree);
            frames.put(site.id(), frame(site));
        }

        private void add(Map<String, ColumnView> tree, ColumnView column) {
            tree.put(column.slug(), column);
            columnById.put(column.id(), column);
            column.children().forEach(child -> add(tree, child));
        }

        private PublicFrame frame(SiteView site) {
            return PublicSites.frame(site, portal, units, words);
        }

        public SiteView portal() {
            return portal;
        }

        public List<SiteView> units() {
            return units;
        }

        public Optional<SiteView> unit(String slug) {
            return Optional.ofNullable(bySlug.get(slug)).filter(site -> !site.isPortal());
        }

        public Optional<SiteView> byId(long id) {
            return Optional.ofNullable(byId.get(id));
        }

        public Optional<ColumnView> column(SiteView site, String slug) {
            return Optional.ofNullable(columns.getOrDefault(site.id(), Map.of()).get(slug));
        }

        public Optional<ColumnView> columnById(long id) {
            return Optional.ofNullable(columnById.get(id));
        }

        /** Host names under which our own sites are known; not to be changed. */
        public Set<String> hosts() {
            return hosts;
        }

        /** From the top column down to this one. */
        public List<ColumnView> way(ColumnView column) {
            var way = new ArrayList<ColumnView>();
            ColumnView at = column;
            while (at != null && !way.contains(at)) {
                way.addFirst(at);
                at = at.parentId() == null ? null : columnById.get(at.parentId());
            }
            return way;
        }

        PublicFrame frameOf(SiteView site) {
            PublicFrame frame = frames.get(site.id());
            return frame == null ? frame(site) : frame;
        }

        /** The site that an address below this host belongs to. */
        public SiteView siteAt(String path, String host) {
            return siteOf(path, host);
        }

        /** The site that an address belongs to: whose slug begins it, otherwise whose own host it is, otherwise the portal. */
        SiteView siteOf(String path, @Nullable String host) {
            int end = path.indexOf('/', 1);
            String first = end < 0 ? path.substring(Math.min(1, path.length())) : path.substring(1, end);
            return unit(first).or(() -> Optional.ofNullable(host).map(slugByHost::get).flatMap(this::unit))
                    .orElse(portal);
        }
    }

    public Snapshot now() {
        Snapshot snapshot = kept;
        if (snapshot != null) {
            return snapshot;
        }
        long before = version.get();
        snapshot = new Snapshot(content.siteBySlug("").orElse(NONE_YET), content.unitSites(),
                content.archivedSites(), traditional.list());
        synchronized (version) {
            if (version.get() == before) {
                kept = snapshot;
                lastGood = snapshot;
            }
        }
        return snapshot;
    }

    boolean areAtHand() {
        return kept != null;
    }

    /** Slug of the site that has this host name of its own. A failing database does not send its visitors elsewhere. */
    @Nullable
    String slugOfHost(String host) {
        Snapshot snapshot = nowOrLastGood();
        return snapshot == null ? null : snapshot.slugByHost.get(host);
    }

    /**
     * The frame around any page, also around one that says that something failed.
     *
     * @param host what was asked for, in lower case; only a site's own is known
     */
    public PublicFrame frameFor(String path, @Nullable String host) {
        Snapshot snapshot = nowOrLastGood();
        return snapshot == null
                ? frame(NONE_YET, NONE_YET, List.of(), List.of())
                : snapshot.frameOf(snapshot.siteOf(path, host));
    }

    public PublicFrame frameOf(SiteView site) {
        return now().frameOf(site);
    }

    private @Nullable Snapshot nowOrLastGood() {
        try {
            return now();
        } catch (RuntimeException e) {
            LOG.warn("the sites cannot be read", e);
            return lastGood;
        }
    }

    private static PublicFrame frame(SiteView site, SiteView portal, List<SiteView> units,
            List<TraditionalWords.Word> words) {
        var navigation = new ArrayList<PublicFrame.NavEntry>();
        site.columns()
                .stream()
                .limit(LONGEST_NAVIGATION)
                .forEach(c -> navigation.add(new PublicFrame.NavEntry(c.name(), Addresses.of(site, c))));
        return new PublicFrame(site.id(), site.name(), site.basePath(), site.domain(), site.idCode(),
                site.organizer(), site.contact(), site.icp(), site.policeRecord(), site.hue(),
                List.copyOf(navigation), site.isPortal() ? null : homeOfGroup(site, portal), site.facts().logoFileId(),
                facts(site), SiteNotices.of(site, units),
                words.stream()
                        .map(word -> new PublicFrame.Script(word.simplified(), word.traditional()))
                        .toList());
    }

    private static List<PublicFrame.Fact> facts(SiteView site) {
        var facts = new ArrayList<PublicFrame.Fact>();
        SiteFacts all = site.facts();
        if (!all.partyMark().isEmpty()) {
            facts.add(new PublicFrame.Fact("党政机关网站标识", all.partyMark()));
        }
        if (!all.securityNumber().isEmpty()) {
            facts.add(new PublicFrame.Fact("网络安全等级保护" + all.securityGrade() + "备案", all.securityNumber()));
        }
        return List.copyOf(facts);
    }

    /** Below a site's own host the first page is the site's own. */
    private static PublicFrame.NavEntry homeOfGroup(SiteView site, SiteView portal) {
        return new PublicFrame.NavEntry(portal.name(), site.host() == null ? "/" : Addresses.full(portal, "/"));
    }

    void drop() {
        synchronized (version) {
            version.incrementAndGet();
            kept = null;
        }
    }
}
