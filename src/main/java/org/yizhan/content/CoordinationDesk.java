package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;

/**
 * Asks the units that a text concerns before it goes public (发布协调). Who is asked may read the text; an agreement holds for that
 * text alone, and nothing goes public against an objection unless the asking unit says why it no longer asks.
 */
@Service
@Transactional
public class CoordinationDesk {
    static final int MOST_UNITS = 20;

    private final Editions editions;
    private final CoordinationRows rows;
    private final Acts acts;
    private final TodoList todos;
    private final Directory directory;
    private final CountyClock clock;

    CoordinationDesk(Editions editions, CoordinationRows rows, Acts acts, TodoList todos, Directory directory,
            CountyClock clock) {
        this.editions = editions;
        this.rows = rows;
        this.acts = acts;
        this.todos = todos;
        this.directory = directory;
        this.clock = clock;
    }

    /** @param holds whether the agreement is about the text as it is now */
    public record Line(Coordination it, String unit, String askedBy, String answeredBy, boolean holds,
            boolean mayAnswer, boolean mayCallOff) {}

    /** What the page of an article shows of it. Nothing for whoever may not read the article. */
    public record Sheet(List<Line> lines, List<Unit> choices) {
        static final Sheet NONE = new Sheet(List.of(), List.of());

        public boolean isEmpty() {
            return lines.isEmpty() && choices.isEmpty();
        }
    }

    @Transactional(readOnly = true)
    public Sheet of(Actor actor, long documentId) {
        Optional<Edition> found = editions.current(documentId);
        if (found.isEmpty()) {
            return Sheet.NONE;
        }
        Edition edition = found.get();
        Standing standing = editions.standing(edition);
        if (ContentRules.refusal(ContentAction.READ, actor, standing).isPresent()) {
            return Sheet.NONE;
        }
        boolean mayAsk = ContentRules.coordinating(actor, standing).isEmpty();
        List<Line> lines = rows.of(documentId)
                .stream()
                .map(one -> new Line(one, unit(one), name(one.askedBy()), name(one.answeredBy()),
                        one.holdsFor(edition),
                        one.state() == Coordination.State.ASKED
                                && ContentRules.answering(actor, one, standing).isEmpty(),
                        mayAsk && one.state() != Coordination.State.CALLED_OFF))
                .toList();
        return new Sheet(lines, mayAsk
                ? directory.units().stream().filter(unit -> !unit.path().contains(edition.unit())).toList()
                : List.of());
    }

    /** Asks the unit, or asks again after an answer. */
    public Optional<Refusal> ask(Actor actor, long documentId, @Nullable UnitId asked, String said) {
        if (!editions.lock(documentId)) {
            return Acts.refuse("没有这篇稿件。");
        }
        Edition edition = editions.current(documentId).orElseThrow();
        Standing standing = editions.standing(edition);
        Optional<Unit> unit = asked == null ? Optional.empty() : directory.unit(asked);
        var refusal = ContentRules.coordinating(actor, standing)
                .or(() -> Refusal.when(unit.isEmpty(), "请选择涉及哪个单位。"))
                .or(() -> Refusal.when(unit.orElseThrow().path().contains(edition.unit()), "这是稿件自己的单位或上级单位，不用征求意见。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Unit it = unit.orElseThrow();
        List<Coordination> present = rows.of(documentId)
                .stream()
                .filter(one -> one.state() != Coordination.State.CALLED_OFF)
                .toList();
        Optional<Coordination> same = present.stream().filter(one -> one.unit().equals(it.path())).findFirst();
        if (same.filter(one -> one.state() == Coordination.State.ASKED || one.holdsFor(edition)).isPresent()) {
            return Refusal.when(same.orElseThrow().askedBy() != actor.ref().id(),
                    it.shortName() + "已征求过意见（" + same.orElseThrow().state().label() + "），不用再征求。");
        }
        if (same.isEmpty() && present.size() >= MOST_UNITS) {
            return Acts.refuse("一篇稿件最多征求" + MOST_UNITS + "个单位的意见。");
        }
        Instant now = clock.now();
        String words = Acts.words(said);
        long id = rows.ask(documentId, it.path(), actor.ref().id(), now, words);
        acts.note(actor, ContentAct.COORDINATION_ASKED, edition, now,
                it.shortName() + (words.isEmpty() ? "" : "：" + words));
        todos.add(new NewTodo(todo(id), "发布协调：" + Trail.shortened(edition.title()),
                edition.siteName() + "准备公开的内容涉及您单位" + (words.isEmpty() ? "" : "：" + Trail.shortened(words)), null,
                "/desk/articles/" + documentId, List.of(new NewTodo.Audience.Holders(ContentPermissions.REVIEW,
                        it.path().value(), Set.of(actor.ref().id())))));
        return Optional.empty();
    }

    /**
     * The asked unit agrees, or objects and says why.
     *
     * @param digest of the text that the person saw
     */
    public Optional<Refusal> answer(Actor actor, long id, boolean agrees, String digest, String said) {
        Optional<Coordination> found = locked(id);
        if (found.isEmpty()) {
            return notThere();
        }
        Coordination it = found.get();
        Edition edition = editions.current(it.documentId()).orElseThrow();
        Coordination.State wanted = agrees ? Coordination.State.AGREED : Coordination.State.OBJECTED;
        var refusal = ContentRules.answering(actor, it, editions.standing(edition));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (it.state() != Coordination.State.ASKED) {
            boolean again = it.state() == wanted && it.answeredBy() != null && it.answeredBy() == actor.ref().id();
            return Refusal.when(!again, "这次协调" + it.state().label() + "，不用再答复。");
        }
        String words = Acts.words(said);
        refusal = Refusal.when(!agrees && words.isEmpty(), "请写明有什么不同意见，让对方知道怎样修改。")
                .or(() -> Refusal.when(!edition.digest().equals(digest), "稿件刚有改动，请看过现在的内容再答复。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Instant now = clock.now();
        rows.answer(id, wanted, actor.ref().id(), now, words, agrees ? edition.digest() : null);
        acts.note(actor, agrees ? ContentAct.COORDINATION_AGREED : ContentAct.COORDINATION_OBJECTED, edition, now,
                unit(it) + (words.isEmpty() ? "" : "：" + words));
        todos.done(todo(id), actor.ref());
        todos.add(new NewTodo(todo(id), unit(it) + (agrees ? "同意发布：" : "对发布有不同意见：")
                + Trail.shortened(edition.title()), words.isEmpty() ? "可以继续办理" : Trail.shortened(words), null,
                "/desk/articles/" + it.documentId(), List.of(new NewTodo.Audience.OnePerson(it.askedBy())), true));
        return Optional.empty();
    }

    /** The asking unit no longer asks, and says why; that stays on record. */
    public Optional<Refusal> callOff(Actor actor, long id, String said) {
        Optional<Coordination> found = locked(id);
        if (found.isEmpty()) {
            return notThere();
        }
        Coordination it = found.get();
        if (it.state() == Coordination.State.CALLED_OFF) {
            return Optional.empty();
        }
        Edition edition = editions.current(it.documentId()).orElseThrow();
        String words = Acts.words(said);
        var refusal = ContentRules.coordinating(actor, editions.standing(edition))
                .or(() -> Refusal.when(words.isEmpty(), "请写明为什么不再征求这个单位的意见。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Instant now = clock.now();
        rows.answer(id, Coordination.State.CALLED_OFF, actor.ref().id(), now, words, null);
        acts.note(actor, ContentAct.COORDINATION_CALLED_OFF, edition, now, unit(it) + "：" + words);
        todos.done(todo(id), actor.ref());
        return Optional.empty();
    }

    /** The article that it is about. */
    @Transactional(readOnly = true)
    public Optional<Long> documentOf(long id) {
        return rows.find(id).map(Coordination::documentId);
    }

    private Optional<Coordination> locked(long id) {
        return rows.find(id).filter(one -> editions.lock(one.documentId())).flatMap(one -> rows.find(id));
    }

    private static Optional<Refusal> notThere() {
        return Acts.refuse("没有这次协调。");
    }

    private String unit(Coordination one) {
        return directory.unit(one.unit().unit()).map(Unit::shortName).orElse("（已撤销的单位）");
    }

    private String name(@Nullable Long person) {
        return person == null ? "" : directory.person(new PersonId(person)).map(Person::name).orElse("（已不在册）");
    }

    private static String todo(long id) {
        return "coordination:" + id;
    }
}
