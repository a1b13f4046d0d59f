package org.yizhan.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.content.Finding.Weight;
import org.yizhan.files.FileId;

/**
 * Links of a text that lead nowhere (失效链接). Links to our own pages are compared with what is published; nothing is fetched. Whether
 * pages of others are still there is only asked at night ({@link OuterLinks}).
 */
@Component
class DeadLinks {
    static final String CODE = "dead-link";
    static final String INNER = "inner-link";

    private static final int MOST = 200;

    private final JdbcClient sql;
    private final Structure structure;
    private final PublishedContent published;
    private volatile @Nullable OwnHosts own;

    /** Names under which our sites are known, as long as the sites stay what they are. */
    private record OwnHosts(Structure.Picture of, Set<String> names) {}

    DeadLinks(JdbcClient sql, Structure structure, PublishedContent published) {
        this.sql = sql;
        this.structure = structure;
        this.published = published;
    }

    List<Finding> look(Edition edition) {
        var findings = new ArrayList<Finding>();
        for (TextLink link : of(edition.bodyHtml()).stream().limit(MOST).toList()) {
            String why = switch (link) {
                case TextLink.ToArticle article when article.documentId() != edition.documentId()
                        && !isLive(article.documentId()) ->
                    "这篇文章没有发布或已经撤下";
                case TextLink.ToFile file when !edition.fileIds().contains(file.fileId())
                        && !published.isPublic(new FileId(file.fileId())) ->
                    "这个附件没有公开";
                case TextLink.ToPage page when !isPage(page.path()) -> "网站上没有这个页面";
                case TextLink.Outer outer when outer.host().isEmpty() -> "网址不完整";
                default -> "";
            };
            if (!why.isEmpty()) {
                findings.add(
                        new Finding(CODE, Weight.BLOCK, "正文", shortened(link.written()), "链接失效：" + why + "，请改正或删去。"));
            } else if (link instanceof TextLink.Outer outer && isInner(outer.host())) {
                findings.add(new Finding(INNER, Weight.BLOCK, "正文", shortened(link.written()),
                        "这个链接指向内网或本机，公众打不开，也会暴露内部地址，请改正或删去。"));
            }
        }
        return findings;
    }

    List<TextLink> of(String html) {
        return TextLink.of(html, ownHosts());
    }

    private Set<String> ownHosts() {
        Structure.Picture now = structure.now();
        OwnHosts known = own;
        if (known == null || known.of != now) {
            known = new OwnHosts(now, hosts(now));
            own = known;
        }
        return known.names;
    }

    private static Set<String> hosts(Structure.Picture now) {
        var hosts = new HashSet<String>();
        now.sites().forEach(site -> {
            hosts.add(site.domain().replaceFirst("[:/].*", ""));
            if (site.host() != null) {
                hosts.add(site.host());
            }
        });
        return Set.copyOf(hosts);
    }

    private boolean isLive(long documentId) {
        return sql.sql("select exists (select 1 from content.document where id = :id and live_edition_id is not null)")
                .param("id", documentId)
                .query(Boolean.class)
                .single();
    }

    /** Whether a site or a column answers there, or a page that the program has by itself. */
    boolean isPage(String path) {
        String[] parts = path.replaceFirst("^/", "").split("/");
        if (parts.length == 0 || parts[0].isEmpty() || ReservedSlugs.contains(parts[0].replaceFirst("\\..*", ""))) {
            return true;
        }
        Structure.Picture now = structure.now();
        SiteView site = now.sites().stream().filter(one -> one.slug().equals(parts[0])).findFirst().orElse(null);
        if (site != null && (parts.length == 1 || ReservedSlugs.contains(parts[1].replaceFirst("\\..*", "")))) {
            return true;
        }
        String slug = site == null ? parts[0] : parts[1];
        int rest = site == null ? 1 : 2;
        return parts.length == rest
                && now.columns()
                        .values()
                        .stream()
                        .anyMatch(column -> column.slug().equals(slug) && isIn(now, column, site));
    }

    private static boolean isIn(Structure.Picture now, ColumnView column,
            @Nullable SiteView site) {
        return site == null
                ? now.site(column.siteId()).filter(SiteView::isPortal).isPresent()
                : column.siteId() == site.id();
    }

    static boolean isInner(String host) {
        return host.equals("localhost")
                || host.endsWith(".local")
                || host.endsWith(".lan")
                || !host.contains(".") && !host.startsWith("[")
                || host.matches(
                        "127\\..*|10\\..*|192\\.168\\..*|172\\.(?:1[6-9]|2\\d|3[01])\\..*|169\\.254\\..*|0\\..*")
                || host.matches("\\[(?:::1|f[cde][0-9a-f]{2}:.*)]");
    }

    static String shortened(String address) {
        return address.length() <= 120 ? address : address.substring(0, 119) + "…";
    }
}
