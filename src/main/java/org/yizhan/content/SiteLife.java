package org.yizhan.content;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/**
 * How a site rests for some days (临时关停) and how it ends (关停、迁移). A rest is limited in number and length and ends by itself. An
 * end is announced first; then columns move to another site with their articles, or stay as an archive. No address is ever lost.
 */
@Service
@Transactional
public class SiteLife {
    private final SiteLifeRows rows;
    private final ColumnShelf shelf;
    private final ColumnMoves moves;
    private final StandardShelf standards;
    private final Journal journal;
    private final PublicSide publicSide;
    private final CountyClock clock;

    SiteLife(SiteLifeRows rows, ColumnShelf shelf, ColumnMoves moves, StandardShelf standards, Journal journal,
            PublicSide publicSide, CountyClock clock) {
        this.rows = rows;
        this.shelf = shelf;
        this.moves = moves;
        this.standards = standards;
        this.journal = journal;
        this.publicSide = publicSide;
        this.clock = clock;
    }

    /**
     * A rest of a site.
     *
     * @param ended it was opened again before its last day
     */
    public record Rest(long id, LocalDate from, LocalDate until, String reason, String approval, boolean ended) {}

    /**
     * The end of a site.
     *
     * @param moving which columns move into which, by id
     */
    public record End(LocalDate on, String reason, String approval, String goTo, String goToName,
            Map<Long, Long> moving, boolean done) {}

    /**
     * What an end is announced with.
     *
     * @param approval who approved it, with the number of the paper
     * @param goTo address where readers go; empty for nowhere
     * @param moving column of this site to the column of another that takes its articles in
     */
    public record NewEnd(LocalDate on, String reason, String approval, String goTo, String goToName,
            Map<Long, Long> moving) {
        public NewEnd {
            moving = Map.copyOf(moving);
        }
    }

    @Transactional(readOnly = true)
    public List<Rest> rests(long siteId) {
        return rows.rests(siteId)
                .stream()
                .map(rest -> new Rest(rest.id(), rest.startsOn(), rest.endsOn(), rest.reason(), rest.approval(),
                        rest.endedAt() != null))
                .toList();
    }

    @Transactional(readOnly = true)
    public Optional<End> end(long siteId) {
        return rows.end(siteId)
                .map(end -> new End(end.closesOn(), end.reason(), end.approval(), end.goTo(), end.goToName(),
                        rows.merges(end.id()), end.done()));
    }

    /**
     * For each column of a site that may move, the one of the other site that has its name, or else alone is of its type. What
     * has none is not there.
     */
    @Transactional(readOnly = true)
    public Map<Long, Long> alike(long siteId, long intoSiteId) {
        List<ColumnRecord> there = shelf.columns(intoSiteId).stream().filter(ColumnRecord::open).toList();
        var alike = new LinkedHashMap<Long, Long>();
        for (ColumnRecord column : shelf.columns(siteId)) {
            if (column.parentId() == null) {
                there.stream()
                        .filter(other -> other.name().equals(column.name()))
                        .findFirst()
                        .or(() -> alone(there, column.type()))
                        .filter(other -> moves.refusal(siteId, column.id(), other.id()).isEmpty())
                        .ifPresent(other -> alike.put(column.id(), other.id()));
            }
        }
        return alike;
    }

    private static Optional<ColumnRecord> alone(List<ColumnRecord> columns, String type) {
        List<ColumnRecord> found = columns.stream()
                .filter(column -> !type.isEmpty() && column.type().equals(type))
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The site rests from the first day to the last; its pages say so and come back by themselves. */
    public Optional<Refusal> rest(Actor actor, long siteId, LocalDate from, LocalDate until, String reason,
            String approval) {
        var refusal = living(actor, siteId, true);
        if (refusal.isPresent()) {
            return refusal;
        }
        shelf.lockSite(siteId);
        LocalDate today = clock.today();
        GroupRule rule = standards.rule();
        if (from.isBefore(today) || until.isBefore(from)) {
            return refuse("关停应从今天或以后开始，结束日期不能早于开始日期。");
        }
        long days = ChronoUnit.DAYS.between(from, until) + 1;
        if (days > rule.shutdownDays()) {
            return refuse("临时关停每次最多" + rule.shutdownDays() + "天，您填的是" + days + "天。");
        }
        List<SiteLifeRows.Rest> earlier = rows.rests(siteId);
        for (int year = from.getYear(); year <= until.getYear(); year++) {
            int of = year;
            long inYear = earlier.stream().filter(rest -> touches(rest, of)).count();
            if (inYear >= rule.shutdownsAYear()) {
                return refuse(year + "年这个站点已临时关停" + inYear + "次，每年最多" + rule.shutdownsAYear() + "次。");
            }
        }
        if (earlier.stream()
                .anyMatch(rest -> rest.endedAt() == null && !rest.startsOn().isAfter(until)
                        && !rest.endsOn().isBefore(from))) {
            return refuse("这段时间已经安排了临时关停。");
        }
        var words = words(reason, approval);
        if (words.isPresent()) {
            return words;
        }
        rows.insertRest(siteId, from, until, Acts.words(reason), PlainText.line(approval), actor.ref().id(),
                clock.now());
        journal.record(actor.ref(), ContentAct.SITE_RESTS, new ObjectRef("site", siteId),
                Map.of("from", from.toString(), "until", until.toString()));
        publicSide.announceStructure();
        return Optional.empty();
    }

    private static boolean touches(SiteLifeRows.Rest rest, int year) {
        return rest.startsOn().getYear() <= year && rest.endsOn().getYear() >= year;
    }

    /** Opens the site again before the last day, or calls the rest off before the first. */
    public Optional<Refusal> wake(Actor actor, long siteId, long restId) {
        var refusal = living(actor, siteId, true);
        if (refusal.isPresent()) {
            return refusal;
        }
        var rest = rows.rest(restId).filter(found -> found.siteId() == siteId);
        if (rest.isEmpty() || rest.get().endedAt() != null || rest.get().endsOn().isBefore(clock.today())) {
            return refuse("这次临时关停已经结束。");
        }
        if (rest.get().startsOn().isAfter(clock.today())) {
            rows.forgetRest(restId);
        } else {
            rows.endRest(restId, clock.now());
        }
        journal.record(actor.ref(), ContentAct.SITE_WAKES, new ObjectRef("site", siteId), Map.of());
        publicSide.announceStructure();
        return Optional.empty();
    }

    /** Announces the end; from now until the day the pages of the site say when it ends and where to go. */
    public Optional<Refusal> announceEnd(Actor actor, long siteId, NewEnd end) {
        var refusal = living(actor, siteId, false).or(() -> words(end.reason(), end.approval()));
        if (refusal.isPresent()) {
            return refusal;
        }
        shelf.lockSite(siteId);
        if (rows.end(siteId).isPresent()) {
            return refuse("这个站点的关停已经公告。要更改，请先撤销公告。");
        }
        LocalDate earliest = clock.today().plusDays(standards.rule().closingNoticeDays());
        if (end.on().isBefore(earliest)) {
            return refuse("关停前要公告" + standards.rule().closingNoticeDays() + "天，最早可在" + earliest + "关停。");
        }
        if (!end.goTo().strip().matches("(|/(?!/)[^\\s\"<>\\\\]{0,300}|https?://[^\\s\"<>\\\\]{3,300})")) {
            return refuse("读者改去的地址应以“/”或“https://”开头，例如 /slj/。");
        }
        if (!end.goTo().isBlank() && PlainText.line(end.goToName()).isEmpty()
                || PlainText.length(end.goToName()) > 60) {
            return refuse("请填写读者改去的网站名称，最多60个字。");
        }
        for (var move : end.moving().entrySet()) {
            var unfit = moves.refusal(siteId, move.getKey(), move.getValue());
            if (unfit.isPresent()) {
                return unfit;
            }
        }
        long id = rows.insertEnd(siteId, Acts.words(end.reason()), PlainText.line(end.approval()), end.on(),
                end.goTo().strip(), PlainText.line(end.goToName()), actor.ref().id(), clock.now());
        rows.merge(id, end.moving());
        journal.record(actor.ref(), ContentAct.SITE_END_ANNOUNCED, new ObjectRef("site", siteId),
                Map.of("on", end.on().toString(), "moving", Integer.toString(end.moving().size())));
        publicSide.announceStructure();
        endDue(actor);
        return Optional.empty();
    }

    public Optional<Refusal> cancelEnd(Actor actor, long siteId) {
        var refusal = living(actor, siteId, false);
        if (refusal.isPresent()) {
            return refusal;
        }
        var end = rows.end(siteId).filter(found -> !found.done());
        if (end.isEmpty()) {
            return refuse("这个站点没有公告中的关停。");
        }
        rows.cancelEnd(end.get().id(), clock.now());
        journal.record(actor.ref(), ContentAct.SITE_END_CANCELLED, new ObjectRef("site", siteId), Map.of());
        publicSide.announceStructure();
        return Optional.empty();
    }

    /**
     * Ends the sites whose day has come: moves the columns that were to move, and makes the rest an archive. A column that cannot move
     * any more, since its target has closed meanwhile, stays in the archive.
     *
     * @return names of the sites that ended
     */
    public List<String> endDue(Actor actor) {
        var ended = new ArrayList<String>();
        for (SiteLifeRows.End end : rows.due(clock.today())) {
            shelf.lockSite(end.siteId());
            SiteRecord site = shelf.site(end.siteId()).orElseThrow();
            rows.merges(end.id())
                    .entrySet()
                    .stream()
                    .filter(move -> moves.refusal(site.id(), move.getKey(), move.getValue()).isEmpty())
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(move -> moves.move(actor, site, move.getKey(), move.getValue()));
            rows.close(end, clock.now());
            journal.record(actor.ref(), ContentAct.SITE_CLOSED, new ObjectRef("site", site.id()),
                    Map.of("on", end.closesOn().toString()));
            ended.add(site.name());
        }
        if (!ended.isEmpty()) {
            publicSide.announceStructure();
        }
        return ended;
    }

    /** Whether a rest begins on this day or ended on the day before: then pages are out of date. */
    @Transactional(readOnly = true)
    public boolean turnsOn(LocalDate day) {
        return rows.turnsOn(day);
    }

    /** @param alsoPortal whether this may be done with the portal, which rests like any other site and never ends */
    private Optional<Refusal> living(Actor actor, long siteId, boolean alsoPortal) {
        var refusal = ContentRules.group(actor);
        if (refusal.isPresent()) {
            return refusal;
        }
        SiteRecord site = shelf.site(siteId).orElse(null);
        if (site == null) {
            return refuse("这个站点不存在。");
        }
        if (site.kind() == SiteKind.PORTAL && !alsoPortal) {
            return refuse("县门户网站只能临时关停，不能关停归档。");
        }
        return Refusal.when(!site.open(), "这个站点已关停归档。");
    }

    private static Optional<Refusal> words(String reason, String approval) {
        if (Acts.words(reason).isEmpty() || PlainText.length(reason) > 300) {
            return refuse("请写明原因，最多300个字；网站上会照此公告。");
        }
        return Refusal.when(PlainText.line(approval).isEmpty() || PlainText.length(approval) > 100,
                "请写明由谁批准、批准文号，最多100个字。");
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
