package org.yizhan.statistics;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Made;
import org.yizhan.content.Saved;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.evaluation.EvaluationPermissions;
import org.yizhan.evaluation.Period;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Makes, words, issues and sends on bulletins (编印通报). */
@Service
@Transactional
public class Bulletins {
    private static final int LONGEST_WORDS = 5000;
    private static final int PAGE = 30;

    private final BulletinRows rows;
    private final BulletinFigures bulletinFigures;
    private final PaperArticles articles;
    private final Directory directory;
    private final TodoList todos;
    private final Journal journal;
    private final CountyClock clock;

    Bulletins(BulletinRows rows, BulletinFigures bulletinFigures, PaperArticles articles, Directory directory,
            TodoList todos, Journal journal, CountyClock clock) {
        this.rows = rows;
        this.bulletinFigures = bulletinFigures;
        this.articles = articles;
        this.directory = directory;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
    }

    /** The column and the document that a bulletin became. */
    public record Sent(long columnId, long documentId) {}

    private static boolean mayMake(Actor actor, UnitPath unit) {
        return actor.isStaff() && actor.may(StatisticsPermissions.BULLETINS, unit);
    }

    /** Who makes it sees the draft; what is issued is seen by everybody who keeps columns, as bulletins are meant to be. */
    private static boolean maySee(Actor actor, Bulletin it) {
        return mayMake(actor, it.unit())
                || it.isIssued() && (actor.mayAnywhere(EvaluationPermissions.VIEW)
                        || actor.mayAnywhere(StatisticsPermissions.BULLETINS));
    }

    private static Optional<Refusal> notMine(Actor actor, UnitPath unit) {
        return Refusal.when(!mayMake(actor, unit), "这份通报由其他单位编印，您没有这个权限。");
    }

    /** The kinds that this person can make: the county's only with the right for the whole county. */
    public Map<String, String> kinds(Actor actor) {
        var kinds = new LinkedHashMap<String, String>();
        boolean county = actor.mayEverywhere(StatisticsPermissions.BULLETINS);
        for (BulletinKind kind : BulletinKind.values()) {
            if (county || !kind.isOfCounty()) {
                kinds.put(kind.name(), kind.label() + "：" + kind.about());
            }
        }
        return kinds;
    }

    /** The units for which this person makes bulletins, as path and name. */
    @Transactional(readOnly = true)
    public Map<String, String> units(Actor actor) {
        var units = new LinkedHashMap<String, String>();
        for (Unit unit : directory.units()) {
            if (mayMake(actor, unit.path())) {
                units.put(unit.path().value(), unit.name());
            }
        }
        return units;
    }

    /** A draft with the figures of the period that contains the day. */
    public Made make(Actor actor, BulletinKind kind, @Nullable UnitPath unit, Period period, LocalDate day) {
        Optional<UnitPath> of = kind.isOfCounty() ? directory.root().map(Unit::path) : Optional.ofNullable(unit);
        if (of.isEmpty()) {
            return new Made.Refused(new Refusal("请选择是哪个单位的通报。"));
        }
        var refusal = notMine(actor, of.get());
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        if (period != Period.MONTH && period != Period.QUARTER) {
            return new Made.Refused(new Refusal("通报按月或者按季度编印。"));
        }
        if (period.first(day).isAfter(clock.today())) {
            return new Made.Refused(new Refusal("这个时期还没有开始。"));
        }
        var made = bulletinFigures.make(kind, of.get(), period, day);
        return new Made.Done(insert(actor, kind, of.get(), period, day, made));
    }

    private long insert(Actor actor, BulletinKind kind, UnitPath unit, Period period, LocalDate day,
            BulletinFigures.Made made) {
        long id = rows.insert(new Bulletin(0, kind, unit, period, period.first(day), period.last(day), made.title(),
                made.words(), made.words(), made.heading(), made.rows(), made.links(), day.getYear(), null,
                actor.ref().id(), null,
                null, 0), clock.now());
        record(actor, StatisticsAct.BULLETIN_MADE, id);
        return id;
    }

    /** By the program itself, once for each period of which there is something to tell; whoever makes bulletins has to review it. */
    void drawUp(BulletinKind kind, Period period, LocalDate day) {
        Optional<UnitPath> county = directory.root().map(Unit::path);
        if (county.isEmpty() || !rows.drawsUp(kind, period.first(day), clock.now())) {
            return;
        }
        var made = bulletinFigures.make(kind, county.get(), period, day);
        if (made.rows().isEmpty()) {
            return;
        }
        long id = insert(Actor.PROGRAM, kind, county.get(), period, day, made);
        todos.add(new NewTodo(todo(id), "审核印发：" + made.title(), kind.label() + "已自动拟制，请核对文字后印发", null,
                "/desk/bulletins/" + id,
                List.of(new NewTodo.Audience.Holders(StatisticsPermissions.BULLETINS, county.get().value()))));
    }

    private static String todo(long id) {
        return "bulletin:" + id;
    }

    @Transactional(readOnly = true)
    public Optional<Bulletin> find(Actor actor, long id) {
        return rows.find(id).filter(it -> maySee(actor, it));
    }

    public boolean mayChange(Actor actor, Bulletin it) {
        return mayMake(actor, it.unit());
    }

    /** The bulletins of a year, newest first; drafts of others are left out. */
    @Transactional(readOnly = true)
    public KeyPage<Bulletin> ofYear(Actor actor, int year, @Nullable String key) {
        var page = rows.ofYear(year, key, PAGE);
        return new KeyPage<>(page.items().stream().filter(it -> maySee(actor, it)).toList(), page.older(),
                page.newer());
    }

    /** The years in which there are bulletins, this year always. */
    @Transactional(readOnly = true)
    public List<Integer> years() {
        var years = new java.util.TreeSet<>(java.util.Comparator.<Integer>reverseOrder());
        years.add(clock.today().getYear());
        years.addAll(rows.years());
        return List.copyOf(years);
    }

    public Optional<Refusal> word(Actor actor, long id, int version, String title, String words) {
        return onDraft(actor, id, it -> {
            if (PlainText.line(title).isEmpty() || PlainText.length(title) > 100) {
                return refuse("请填写标题，最多100个字。");
            }
            if (PlainText.lines(words).isEmpty() || PlainText.length(words) > LONGEST_WORDS) {
                return refuse("请填写通报的文字，最多" + LONGEST_WORDS + "个字。");
            }
            if (!rows.update(id, version, PlainText.line(title), PlainText.lines(words))) {
                return refuse("这份通报刚被别人改过，请看过最新的文字再改。您写的还在下面。");
            }
            record(actor, StatisticsAct.BULLETIN_CHANGED, id);
            return Optional.empty();
        });
    }

    /** Takes the figures anew; words that somebody has edited stay. */
    public Optional<Refusal> recount(Actor actor, long id) {
        return onDraft(actor, id, it -> {
            var made = bulletinFigures.make(it.kind(), it.unit(), it.period(), it.from());
            rows.replace(id, made.words(), made.heading(), made.rows(), made.links());
            record(actor, StatisticsAct.BULLETIN_CHANGED, id);
            return Optional.empty();
        });
    }

    public Optional<Refusal> drop(Actor actor, long id) {
        return onDraft(actor, id, it -> {
            rows.drop(id);
            todos.done(todo(id), actor.ref());
            record(actor, StatisticsAct.BULLETIN_DROPPED, id);
            return Optional.empty();
        });
    }

    /** Gives it its number; from now on nothing in it changes. */
    public Optional<Refusal> issue(Actor actor, long id, int version) {
        var found = rows.find(id);
        if (found.isPresent() && found.get().isIssued() && notMine(actor, found.get().unit()).isEmpty()) {
            return Optional.empty();
        }
        return onDraft(actor, id, it -> {
            if (it.version() != version || !rows.issue(it, actor.ref().id(), clock.now())) {
                return refuse("这份通报刚被改过，请看过最新的内容再印发。");
            }
            todos.done(todo(id), actor.ref());
            record(actor, StatisticsAct.BULLETIN_ISSUED, id);
            return Optional.empty();
        });
    }

    /** The columns into which this person can send it, as id and name. */
    @Transactional(readOnly = true)
    public Map<String, String> columns(Actor actor) {
        return articles.columns(actor);
    }

    /** Makes it a draft article of the column; from there it goes the way of every article. */
    public Saved sendOn(Actor actor, long id, long columnId) {
        var found = rows.find(id);
        if (found.isEmpty() || !maySee(actor, found.get())) {
            return new Saved.Refused(new Refusal("没有这份通报。"));
        }
        Bulletin it = found.get();
        if (!it.isIssued()) {
            return new Saved.Refused(new Refusal("通报印发后才能转为稿件。"));
        }
        var already = rows.sent(id).stream().filter(sent -> sent.columnId() == columnId).findFirst();
        if (already.isPresent()) {
            return new Saved.Refused(new Refusal("这份通报已转到这个栏目，稿件编号" + already.get().documentId() + "。"));
        }
        String source = directory.unit(it.unit().unit()).map(Unit::name).orElse("");
        Saved saved = articles.draft(actor, columnId, it.title() + it.numberWords(), it.paper(), source);
        if (saved instanceof Saved.Done done) {
            rows.sentOn(id, columnId, done.turn().documentId(), actor.ref().id(), clock.now());
            record(actor, StatisticsAct.BULLETIN_SENT_ON, id);
        }
        return saved;
    }

    /** Where it was sent on to. */
    @Transactional(readOnly = true)
    public List<Sent> sent(long id) {
        return rows.sent(id);
    }

    private interface Deed {
        Optional<Refusal> on(Bulletin it);
    }

    private Optional<Refusal> onDraft(Actor actor, long id, Deed deed) {
        var found = rows.find(id);
        if (found.isEmpty() || !maySee(actor, found.get())) {
            return refuse("没有这份通报，可能已被作废。");
        }
        var refusal = notMine(actor, found.get().unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        return found.get().isIssued() ? refuse("通报已经印发，不能再改。需要更正的，另编一份。") : deed.on(found.get());
    }

    private void record(Actor actor, StatisticsAct act, long id) {
        journal.record(actor.ref(), act, new ObjectRef("bulletin", id), Map.of());
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
