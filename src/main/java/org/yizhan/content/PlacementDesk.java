package org.yizhan.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Shows an article of one site in columns of others (推荐与推送). A unit recommends to a site above it, whose reviewer decides; the
 * county hands down to the sites of its units at once. The article stays one, with one address: lists of other columns hold a line of it,
 * so a new edition or a withdrawal is there in the same act.
 */
@Service
@Transactional
public class PlacementDesk {
    static final int MOST_COLUMNS = 500;

    private final Editions editions;
    private final ColumnShelf columns;
    private final Placements placements;
    private final PublicSide publicSide;
    private final PublishingRules rules;
    private final Acts acts;
    private final TodoList todos;
    private final Journal journal;
    private final CountyClock clock;

    PlacementDesk(Editions editions, ColumnShelf columns, Placements placements, PublicSide publicSide,
            PublishingRules rules, Acts acts, TodoList todos, Journal journal, CountyClock clock) {
        this.editions = editions;
        this.columns = columns;
        this.placements = placements;
        this.publicSide = publicSide;
        this.rules = rules;
        this.acts = acts;
        this.todos = todos;
        this.journal = journal;
        this.clock = clock;
    }

    /** What became of one column. */
    public record Outcome(String column, Optional<Refusal> why) {}

    /** Asks the column's reviewer to show the article there. */
    public Optional<Refusal> recommend(Actor actor, long documentId, long columnId, String words) {
        Optional<Edition> found = live(documentId);
        if (found.isEmpty()) {
            return Acts.refuse("只有已在网站上发布的稿件可以推荐。");
        }
        Edition live = found.get();
        var refusal = ContentRules.recommending(actor, live.unit());
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<ColumnRecord> column = columns.open(columnId).filter(c -> isAbove(c, live));
        if (column.isEmpty()) {
            return Acts.refuse("请选择县门户或上级站点的一个栏目，已关闭的栏目不能选。");
        }
        Optional<Placement> present = placements.present(documentId, columnId);
        if (present.isPresent()) {
            return Refusal.when(present.get().askedBy() != actor.ref().id(),
                    "这篇稿件在“" + column.get().name() + "”栏目" + present.get().state().label() + "，不用再推荐。");
        }
        Instant now = clock.now();
        String said = Acts.words(words);
        long id = placements.add(documentId, column.get(), Placement.Kind.RECOMMENDED, true, actor.ref().id(), now,
                said);
        note(actor, ContentAct.RECOMMENDED, live, now, column.get(), said);
        todos.add(new NewTodo(todo(id), "决定是否采用推荐的稿件：" + Trail.shortened(live.title()),
                live.siteName() + "推荐到“" + column.get().name() + "”栏目" + (said.isEmpty()
                        ? ""
                        : "：" + Trail.shortened(said)),
                null, "/desk/placements/" + id, receivers(column.get().unit(), actor.ref().id())));
        return Optional.empty();
    }

    /** The column's reviewer takes it, or does not and says why. */
    public Optional<Refusal> decide(Actor actor, long id, boolean accept, String reason) {
        var found = placements.find(id);
        if (found.isEmpty() || !editions.lock(found.get().documentId())) {
            return Acts.refuse("这条推荐不存在。");
        }
        Placement it = placements.find(id).orElseThrow();
        Placement.State wanted = accept ? Placement.State.LISTED : Placement.State.DECLINED;
        if (it.state() != Placement.State.ASKED) {
            boolean same = it.state() == wanted && it.decidedBy() != null && it.decidedBy() == actor.ref().id();
            return Refusal.when(!same, "这条推荐" + it.state().label() + "，不用再决定。");
        }
        String why = Acts.words(reason);
        Optional<Edition> live = editions.live(it.documentId());
        var refusal = ContentRules.receiving(actor, it.unit())
                .or(() -> Refusal.when(it.askedBy() == actor.ref().id(), "您推荐的稿件，须由另一位同志决定是否采用。"))
                .or(() -> Refusal.when(!accept && why.isEmpty(), "请写明不采用的原因，让推荐的单位知道。"))
                .or(() -> Refusal.when(accept && live.isEmpty(), "这篇稿件已不在网站上，不能采用。"))
                .or(() -> Refusal.when(accept && columns.open(it.columnId()).isEmpty(), "这个栏目已关闭，不能采用。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Instant now = clock.now();
        placements.decide(id, wanted, actor.ref().id(), now, why);
        todos.done(todo(id), actor.ref());
        if (accept) {
            publicSide.relist(live.orElseThrow());
        } else {
            tell(it, actor, "推荐没有被采用：", why);
        }
        Edition edition = live.or(() -> editions.current(it.documentId())).orElseThrow();
        note(actor, accept ? ContentAct.PLACEMENT_ACCEPTED : ContentAct.PLACEMENT_DECLINED, edition, now, it, why);
        return Optional.empty();
    }

    /** Shows the article in all these columns of other sites, in one act; says for each column whether and why not. */
    public List<Outcome> push(Actor actor, long documentId, List<Long> columnIds) {
        Optional<Edition> found = live(documentId);
        var refusal = found.isEmpty()
                ? Acts.refuse("只有已在网站上发布的稿件可以推送。")
                : ContentRules.pushing(actor, found.get().unit())
                        .or(() -> Refusal.when(columnIds.size() > MOST_COLUMNS, "一次最多推送到" + MOST_COLUMNS + "个栏目。"));
        if (refusal.isPresent()) {
            return List.of(new Outcome("", refusal));
        }
        Edition live = found.orElseThrow();
        boolean declinable = rules.now().pushMayDecline();
        Instant now = clock.now();
        var outcomes = new ArrayList<Outcome>();
        int pushed = 0;
        for (long columnId : new LinkedHashSet<>(columnIds)) {
            Optional<ColumnRecord> column = columns.open(columnId);
            String name = column.map(this::name).orElse("编号" + columnId + "的栏目");
            Optional<Refusal> why = column.isEmpty()
                    ? Acts.refuse("栏目不存在或已关闭。")
                    : column.get().siteId() == live.siteId()
                            ? Acts.refuse("是稿件自己的站点，不用推送。")
                            : ContentRules.pushing(actor, column.get().unit());
            Optional<Placement> present = placements.present(documentId, columnId);
            if (why.isEmpty() && present.filter(p -> p.state() == Placement.State.ASKED).isPresent()) {
                placements.decide(present.get().id(), Placement.State.LISTED, actor.ref().id(), now, "");
                todos.done(todo(present.get().id()), actor.ref());
                pushed++;
            } else if (why.isEmpty() && present.isEmpty()) {
                placements.add(documentId, column.orElseThrow(), Placement.Kind.PUSHED, declinable, actor.ref().id(),
                        now, "");
                pushed++;
            }
            outcomes.add(new Outcome(name, why));
        }
        if (pushed > 0) {
            publicSide.relist(live);
            acts.note(actor, ContentAct.PUSHED, live, now, "推送到" + pushed + "个栏目");
        }
        return outcomes;
    }

    /** Takes it out of the other column, which either end may do; the article itself stays where it is. */
    public Optional<Refusal> remove(Actor actor, long id, String reason) {
        var found = placements.find(id);
        if (found.isEmpty() || !editions.lock(found.get().documentId())) {
            return Acts.refuse("这条推荐不存在。");
        }
        Placement it = placements.find(id).orElseThrow();
        if (it.state() == Placement.State.REMOVED) {
            return Optional.empty();
        }
        if (it.state() == Placement.State.DECLINED) {
            return Acts.refuse("这条推荐没有被采用，不用移出。");
        }
        Edition edition = editions.live(it.documentId())
                .or(() -> editions.current(it.documentId()))
                .orElseThrow();
        String why = Acts.words(reason);
        var refusal = ContentRules.removing(actor, it, edition.unit())
                .or(() -> Refusal.when(why.isEmpty(), "请写明移出的原因。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Instant now = clock.now();
        placements.decide(id, Placement.State.REMOVED, actor.ref().id(), now, why);
        todos.done(todo(id), actor.ref());
        if (edition.state() == EditionState.LIVE) {
            publicSide.relist(edition);
        }
        if (it.askedBy() != actor.ref().id()) {
            tell(it, actor, "已移出“" + it.columnName() + "”：", why);
        }
        note(actor, ContentAct.PLACEMENT_REMOVED, edition, now, it, why);
        return Optional.empty();
    }

    /** Whether this column belongs to a site above the article's: the county portal, or that of a unit above. */
    private boolean isAbove(ColumnRecord column, Edition live) {
        if (column.siteId() == live.siteId()) {
            return false;
        }
        SiteRecord to = columns.site(column.siteId()).orElseThrow();
        UnitPath from = columns.site(live.siteId()).orElseThrow().unit();
        return to.open() && (to.slug().isEmpty() || to.unit().contains(from) && !to.unit().equals(from));
    }

    private String name(ColumnRecord column) {
        return columns.site(column.siteId()).map(SiteRecord::name).orElse("") + " › " + column.name();
    }

    private Optional<Edition> live(long documentId) {
        return editions.lock(documentId) ? editions.live(documentId) : Optional.empty();
    }

    private void note(Actor actor, ContentAct act, Edition edition, Instant now, Placement it, String words) {
        note(actor, act, edition, now, it.columnId(), it.siteName() + " › " + it.columnName(), words);
    }

    private void note(Actor actor, ContentAct act, Edition edition, Instant now, ColumnRecord column, String words) {
        note(actor, act, edition, now, column.id(), name(column), words);
    }

    private void note(Actor actor, ContentAct act, Edition edition, Instant now, long columnId, String column,
            String words) {
        acts.note(actor, act, edition, now, column + (words.isEmpty() ? "" : "：" + words));
        journal.record(actor.ref(), act, new ObjectRef("column", columnId),
                Map.of("article", Long.toString(edition.documentId())));
    }

    private void tell(Placement it, Actor actor, String what, String why) {
        todos.add(new NewTodo(todo(it.id()), what + Trail.shortened(it.title()), actor.name() + "：" + Trail.shortened(
                why), null, "/desk/articles/" + it.documentId(), List.of(new NewTodo.Audience.OnePerson(it.askedBy())),
                true));
    }

    private static List<NewTodo.Audience> receivers(UnitPath unit, long asker) {
        var but = new HashSet<>(List.of(asker));
        return List.of(new NewTodo.Audience.Holders(ContentPermissions.REVIEW, unit.value(), but),
                new NewTodo.Audience.Holders(ContentPermissions.PUBLISH, unit.value(), but));
    }

    private static String todo(long placement) {
        return "placement:" + placement;
    }
}
