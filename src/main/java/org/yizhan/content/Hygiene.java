package org.yizhan.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Finding.Weight;
import org.yizhan.content.HygieneRows.Found;
import org.yizhan.content.HygieneRows.Kind;
import org.yizhan.files.Files;
import org.yizhan.search.SearchIndex;

/**
 * Looks over everything published, every night (内容体检): the texts with the dictionaries of today, links, files, and whether lists and
 * search show what is live. It walks along the ids in small steps, each a transaction of its own, remembers how far it came, and rests
 * between the steps, so that the work of the day does not feel it and a restart loses nothing.
 */
@Component
class Hygiene implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Hygiene.class);
    private static final int STEP = 500;
    private static final int FROM_HOUR = 1;
    private static final int UNTIL_HOUR = 5;

    private final HygieneRows rows;
    private final Editions editions;
    private final Checks checks;
    private final DeadLinks links;
    private final OuterLinks outer;
    private final Files files;
    private final SearchIndex search;
    private final CountyClock clock;
    private final TransactionTemplate transaction;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopping;

    Hygiene(HygieneRows rows, Editions editions, Checks checks, DeadLinks links, OuterLinks outer, Files files,
            SearchIndex search, CountyClock clock, TransactionTemplate transaction) {
        this.rows = rows;
        this.editions = editions;
        this.checks = checks;
        this.links = links;
        this.outer = outer;
        this.files = files;
        this.search = search;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Goes on with what was begun; begins by itself once a night. A missed night heals with the next. */
    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void tick() {
        var last = rows.lastRun();
        boolean open = last.isPresent() && last.get().finishedAt() == null;
        var now = clock.local(clock.now());
        boolean night = now.getHour() >= FROM_HOUR && now.getHour() < UNTIL_HOUR;
        boolean doneTonight = last.isPresent()
                && clock.local(last.get().startedAt()).toLocalDate().equals(now.toLocalDate());
        if (open || night && !doneTonight && rows.begin(clock.now(), 0)) {
            inBackground();
        }
    }

    /** On a thread of its own: the other timed work must not wait for it. */
    void inBackground() {
        if (busy.compareAndSet(false, true)) {
            Thread.ofPlatform().name("hygiene").daemon().priority(Thread.MIN_PRIORITY).start(() -> {
                try {
                    while (!stopping && step()) {
                        // one step after the other, until all are done
                    }
                } catch (RuntimeException e) {
                    LOG.warn("looking over what is published stopped; it goes on within a minute", e);
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    /** @return whether there is more to do at once */
    boolean step() {
        long begun = System.nanoTime();
        boolean more = Boolean.TRUE.equals(transaction.execute(status -> rows.alone() && next()));
        if (more) {
            rest(System.nanoTime() - begun);
        }
        return more;
    }

    /** A fifth of the time it worked: of one processor it never takes more than five sixths. */
    private void rest(long workedNanos) {
        try {
            Thread.sleep(Math.min(2_000, workedNanos / 5_000_000));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private boolean next() {
        var run = rows.lastRun().filter(last -> last.finishedAt() == null);
        if (run.isEmpty()) {
            return false;
        }
        String judged = checks.mark();
        List<HygieneRows.Due> due = rows.due(run.get().place(), judged, STEP);
        boolean last = due.size() < STEP;
        long until = last ? Long.MAX_VALUE : due.getLast().document();
        List<HygieneRows.Due> changed = due.stream().filter(one -> !one.passedOver()).toList();
        int found = texts(changed, judged) + between(run.get().place(), until);
        rows.goOn(run.get().id(), last ? run.get().place() : until, changed.size(), due.size() - changed.size(), found);
        if (last) {
            rows.finish(run.get().id(), clock.now());
        }
        return !last;
    }

    private int texts(List<HygieneRows.Due> due, String judged) {
        if (due.isEmpty()) {
            return 0;
        }
        List<Long> ids = due.stream().map(HygieneRows.Due::document).toList();
        Set<Long> hadLinks = rows.withLinks(ids);
        var found = new ArrayList<Found>();
        for (Edition edition : editions.live(ids)) {
            found.addAll(look(edition));
            List<TextLink> own = links.of(edition.bodyHtml());
            if (!own.isEmpty() || hadLinks.contains(edition.documentId())) {
                rows.links(edition.documentId(), own);
            }
        }
        int added = rows.keep(Kind.TEXT, ids, found, clock.now());
        rows.mark(due, judged);
        return added;
    }

    private List<Found> look(Edition edition) {
        var seen = new HashSet<String>();
        return checks.look(edition)
                .stream()
                .filter(finding -> !finding.check().equals(DeadLinks.CODE))
                .map(finding -> new Found(edition.documentId(), edition.unit(), Kind.TEXT, finding.check(),
                        finding.place(), finding.passage(), finding.advice(), finding.weight() != Weight.SUGGESTION))
                .filter(one -> seen.add(one.code() + "\n" + one.place() + "\n" + one.passage()))
                .toList();
    }

    /** What the text itself does not tell. */
    private int between(long after, long last) {
        Set<Long> all = new HashSet<>();
        var dead = new ArrayList<Found>();
        for (HygieneRows.Dead one : rows.suspicious(after, last)) {
            if (!one.kind().equals("PAGE") || !links.isPage(one.target())) {
                dead.add(new Found(one.document(), one.unit(), Kind.LINK, DeadLinks.CODE, "正文",
                        DeadLinks.shortened(one.written()), "链接失效：" + switch (one.kind()) {
                            case "ARTICLE" -> "那篇文章没有发布或已经撤下";
                            case "FILE" -> "那个附件没有公开";
                            default -> "网站上没有那个页面";
                        } + "。请修订这篇稿件，改正或删去链接。", true));
            }
        }
        List<HygieneRows.Listed> listed = rows.listed(after, last);
        listed.forEach(one -> all.add(one.document()));
        var now = clock.now();
        rows.goneBetween(after, last).forEach(gone -> rows.forget(gone, now));
        return rows.keep(Kind.LINK, all, distinct(dead), now)
                + rows.keep(Kind.OUTER, all, distinct(outer(after, last)), now)
                + rows.keep(Kind.FILE, all, distinct(lostFiles(after, last)), now)
                + rows.keep(Kind.LIST, all, lists(after, last, listed), now);
    }

    private List<Found> outer(long after, long last) {
        return rows.outerDead(after, last)
                .stream()
                .map(one -> new Found(one.document(), one.unit(), Kind.OUTER, "outer-link", "正文",
                        DeadLinks.shortened(one.written()),
                        "外部链接连续三晚打不开（" + one.target() + "）。请点开看看，确实失效的，修订稿件改正或删去。", false))
                .toList();
    }

    private List<Found> lostFiles(long after, long last) {
        List<HygieneRows.OfFile> attached = rows.files(after, last);
        if (attached.isEmpty()) {
            return List.of();
        }
        Set<Long> missing = files
                .missing(attached.stream().map(HygieneRows.OfFile::file).collect(Collectors.toUnmodifiableSet()));
        return attached.stream()
                .filter(one -> missing.contains(one.file()))
                .map(one -> new Found(one.document(), one.unit(), Kind.FILE, "file", "附件", one.name(),
                        "文件丢失，读者下载不了。请修订稿件，重新上传这个文件；有备份的，请系统管理员恢复。", true))
                .toList();
    }

    private List<Found> lists(long after, long last, List<HygieneRows.Listed> listed) {
        Set<Long> searchable = search.between(PublicSide.KIND, after, last);
        var found = new ArrayList<Found>();
        for (HygieneRows.Listed one : listed) {
            if (!one.inSite() || !one.inColumns()) {
                found.add(list(one, "列表", "栏目或站点的列表与已发布的内容不一致。请点“重新列出”。"));
            }
            if (!searchable.remove(one.document())) {
                found.add(list(one, "搜索", "网站搜索里没有这篇文章。请点“重新列出”。"));
            }
        }
        for (long gone : rows.listedButGone(after, last)) {
            found.add(new Found(gone, rows.unitOf(gone), Kind.LIST, "list", "列表", "", "已撤下的文章还在列表里。请点“重新列出”。", true));
        }
        return found;
    }

    private static Found list(HygieneRows.Listed one, String place, String advice) {
        return new Found(one.document(), one.unit(), Kind.LIST, "list", place, "", advice, true);
    }

    private static List<Found> distinct(List<Found> found) {
        var seen = new HashSet<String>();
        return found.stream()
                .filter(one -> seen.add(one.document() + "\n" + one.place() + "\n" + one.passage()))
                .toList();
    }

    /** Once the texts are done, some links to others: they are slow, and nobody waits for them. */
    @Scheduled(initialDelay = 600_000, fixedDelay = 3_600_000)
    void askOthers() {
        int hour = clock.local(clock.now()).getHour();
        if (hour >= FROM_HOUR && hour < UNTIL_HOUR) {
            Thread.ofVirtual().start(outer::ask);
        }
    }

    /**
     * What has just been published was looked at on the way; what is mended vanishes with the act, and what somebody took upon
     * themselves when they handed the text in is asked of nobody again.
     */
    @EventListener
    void published(ArticlePublished event) {
        editions.live(event.documentId()).ifPresent(edition -> {
            rows.keep(Kind.TEXT, List.of(edition.documentId()), look(edition), clock.now());
            rows.passed(edition.documentId(), editions.overrides(edition), clock.now());
            rows.links(edition.documentId(), links.of(edition.bodyHtml()));
        });
    }

    @EventListener
    void withdrawn(ArticleWithdrawn event) {
        rows.forget(event.documentId(), clock.now());
    }

    @Override
    public void destroy() {
        stopping = true;
    }
}
