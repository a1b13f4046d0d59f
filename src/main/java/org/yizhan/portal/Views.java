package org.yizhan.portal;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;

/**
 * How often pages are looked at (浏览量): counted by the kept pages themselves, without cookies and without a write per view, and
 * added up in the database every half minute. Stops before the database does, so that little is lost.
 */
@Component
public class Views implements SmartLifecycle {
    private final PageCache cache;
    private final GonePages gone;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final CountyClock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    Views(PageCache cache, GonePages gone, JdbcClient sql, TransactionTemplate transaction, CountyClock clock) {
        this.cache = cache;
        this.gone = gone;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Views of pages that have left the cache and are not written yet. */
    static final class GonePages {
        private final Map<Subject, Long> views = new ConcurrentHashMap<>();

        void take(Page page) {
            Viewed viewed = page.viewed();
            if (viewed != null) {
                long seen = viewed.views().sumThenReset();
                if (seen > 0) {
                    views.merge(new Subject(viewed.site(), viewed.column(), viewed.article()), seen, Long::sum);
                }
            }
        }
    }

    private record Subject(long site, long column, long article) {}

    @Scheduled(fixedDelay = 30_000, initialDelay = 30_000)
    void write() {
        cache.all().forEach(gone::take);
        var sites = new HashMap<Long, Long>();
        var columns = new HashMap<Long, Long>();
        var articles = new HashMap<Long, Long>();
        for (Subject subject : gone.views.keySet()) {
            Long seen = gone.views.remove(subject);
            if (seen != null) {
                sites.merge(subject.site(), seen, Long::sum);
                columns.merge(subject.column(), seen, Long::sum);
                articles.merge(subject.article(), seen, Long::sum);
            }
        }
        columns.remove(0L);
        articles.remove(0L);
        if (!sites.isEmpty()) {
            transaction.executeWithoutResult(status -> {
                byDay("insert into portal.site_views as v (site_id, day, views)", "(site_id, day)", sites);
                byDay("insert into portal.column_views as v (column_id, day, views)", "(column_id, day)", columns);
                ofArticles(articles);
            });
        }
    }

    private void byDay(String insert, String key, Map<Long, Long> seen) {
        LocalDate today = clock.today();
        sql.sql(insert
                + """

                        select one.id, :day, one.views from unnest(:ids::bigint[], :views::bigint[]) one (id, views) order by one.id
                        on conflict\s"""
                + key + " do update set views = v.views + excluded.views")
                .param("day", today)
                .param("ids", seen.keySet().toArray(Long[]::new))
                .param("views", seen.values().toArray(Long[]::new))
                .update();
    }

    private void ofArticles(Map<Long, Long> seen) {
        sql.sql("""
                insert into portal.article_views as v (article_id, views)
                select one.id, one.views from unnest(:ids::bigint[], :views::bigint[]) one (id, views) order by one.id
                on conflict (article_id) do update set views = v.views + excluded.views""")
                .param("ids", seen.keySet().toArray(Long[]::new))
                .param("views", seen.values().toArray(Long[]::new))
                .update();
    }

    /** As written so far. */
    public long ofArticle(long id) {
        return sql.sql("select coalesce((select views from portal.article_views where article_id = :id), 0)")
                .param("id", id)
                .query(Long.class)
                .single();
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop() {
        if (running.getAndSet(false)) {
            write();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }
}
