package org.yizhan.portal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.PublicChange;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.AfterCommit;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * Days on which pages lose their colours (灰色模式), for instance on a day of national mourning: for all sites or one, from midnight
 * to midnight. Pages kept before turn by themselves.
 */
@Component
public class GreyDays {
    private static final Logger LOG = LoggerFactory.getLogger(GreyDays.class);
    private static final int MOST = 200;
    private static final int LONGEST_REASON = 100;
    private static final int LONGEST_DAYS = 31;
    private static final long OLDEST_NANOS = 30_000_000_000L;

    private final JdbcClient sql;
    private final CountyClock clock;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private volatile @Nullable Read kept;

    GreyDays(JdbcClient sql, CountyClock clock, Journal journal, ApplicationEventPublisher events) {
        this.sql = sql;
        this.clock = clock;
        this.journal = journal;
        this.events = events;
    }

    /** @param siteId null for all sites */
    public record Days(long id, @Nullable Long siteId, LocalDate from, LocalDate until, String reason) {
        boolean contains(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(until);
        }
    }

    private record Read(List<Days> days, long at) {}

    /** Those that are not over; what another node has changed is known within half a minute. */
    private List<Days> coming() {
        Read read = kept;
        if (read == null || System.nanoTime() - read.at() > OLDEST_NANOS) {
            long at = System.nanoTime();
            read = new Read(ask(), at);
            kept = read;
        }
        return read.days();
    }

    /** A failing database leaves the colours as they were: also the page that says so asks. */
    private List<Days> ask() {
        try {
            return sql.sql(SqlLimit.of(MOST, """
                    select id, site_id, from_day, until_day, reason from portal.grey_days
                    where until_day >= :today order by until_day, id limit :rows"""))
                    .param("today", clock.today())
                    .query((row, n) -> new Days(row.getLong(1), row.getObject(2, Long.class),
                            row.getObject(3, LocalDate.class), row.getObject(4, LocalDate.class), row.getString(5)))
                    .list();
        } catch (DataAccessException e) {
            LOG.warn("the grey days cannot be read", e);
            Read before = kept;
            return before == null ? List.of() : before.days();
        }
    }

    public boolean isOn(long siteId) {
        List<Days> coming = coming();
        if (coming.isEmpty()) {
            return false;
        }
        LocalDate today = clock.today();
        return coming.stream()
                .anyMatch(days -> (days.siteId() == null || days.siteId() == siteId) && days.contains(today));
    }

    /** The next midnight at which some site turns. */
    Optional<Instant> nextChange() {
        Instant now = clock.now();
        return coming().stream()
                .flatMap(days -> Stream.of(days.from(), days.until().plusDays(1)))
                .map(day -> day.atStartOfDay(clock.zone()).toInstant())
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo);
    }

    static Optional<Refusal> check(Actor actor) {
        return Refusal.when(!actor.mayEverywhere(ContentPermissions.SITES), "灰色模式由管理全县站点的人设置，您没有这个权限。");
    }

    /** Those that are not over, for whoever may set them. */
    public List<Days> list(Actor actor) {
        return check(actor).isPresent() ? List.of() : coming();
    }

    @Transactional
    public Optional<Refusal> add(Actor actor, @Nullable Long siteId, LocalDate from, LocalDate until, String typed) {
        String reason = PlainText.line(typed);
        var refusal = check(actor)
                .or(() -> Refusal.when(until.isBefore(from), "结束日期不能早于开始日期。"))
                .or(() -> Refusal.when(until.isBefore(clock.today()), "这些日子已经过了，请改为今天或以后。"))
                .or(() -> Refusal.when(from.plusDays(LONGEST_DAYS).isBefore(until), "一次最多设置一个月。"))
                .or(() -> Refusal.when(reason.isEmpty(), "请写明原因，日后查得到是为什么。"))
                .or(() -> Refusal.when(PlainText.length(reason) > LONGEST_REASON, "原因不能超过" + LONGEST_REASON + "个字。"))
                .or(() -> Refusal.when(coming().size() >= MOST, "已设置的太多，请先删去不用的。"));
        if (refusal.isEmpty()) {
            long id = sql
                    .sql("""
                            insert into portal.grey_days (site_id, from_day, until_day, reason)
                            values (:site, :from, :until, :reason) returning id""")
                    .param("site", siteId)
                    .param("from", from)
                    .param("until", until)
                    .param("reason", reason)
                    .query(Long.class)
                    .single();
            changed(actor, PortalAct.GREY_SET, id);
        }
        return refusal;
    }

    @Transactional
    public Optional<Refusal> remove(Actor actor, long id) {
        var refusal = check(actor);
        if (refusal.isEmpty()
                && sql.sql("delete from portal.grey_days where id = :id").param("id", id).update() == 1) {
            changed(actor, PortalAct.GREY_ENDED, id);
        }
        return refusal;
    }

    private void changed(Actor actor, PortalAct act, long id) {
        journal.record(actor.ref(), act, new ObjectRef("portal.grey", id), Map.of());
        AfterCommit.run(() -> kept = null);
        events.publishEvent(new PublicChange(Set.of(CacheTags.ALL)));
    }
}
