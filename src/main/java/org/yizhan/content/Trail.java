package org.yizhan.content;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.NewTodo.Audience;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;

/** What every act on an article leaves behind: a line in its timeline, one in the journal, and whose turn it is now. */
@Component
class Trail {
    private final Editions editions;
    private final Journal journal;
    private final TodoList todos;
    private final Directory directory;

    Trail(Editions editions, Journal journal, TodoList todos, Directory directory) {
        this.editions = editions;
        this.journal = journal;
        this.todos = todos;
        this.directory = directory;
    }

    /** @param words what the actor said; it stays with the article and does not enter the journal */
    void leave(Actor actor, ContentAct act, Edition after, Instant now, String words) {
        editions.remember(after.documentId(), after.number(), act, actor.ref().id(), now, after.version(), words);
        var facts = new HashMap<String, String>();
        facts.put("edition", Integer.toString(after.number()));
        facts.put("version", Integer.toString(after.version()));
        facts.put("state", after.state().name());
        facts.put("column", Long.toString(after.columnId()));
        facts.put("digest", after.digest());
        journal.record(actor.ref(), act, new ObjectRef("article", after.documentId()), Map.copyOf(facts));
    }

    /** The name of who acted last on the edition's document. */
    String lastHand(Actor reader, Edition edition) {
        return editions.history(edition.documentId())
                .stream()
                .findFirst()
                .flatMap(last -> last.person() == reader.ref().id()
                        ? Optional.of("您自己在另一个窗口")
                        : directory.person(new PersonId(last.person())).map(Person::name))
                .orElse("另一位同志");
    }

    /** Closes whatever was to be done about the article, and says whose turn it is now. */
    void turn(Actor actor, Edition after, Standing standing, String remark) {
        String key = key(after);
        over(actor, after);
        String what = switch (after.state()) {
            case REVIEW -> "审核：";
            case SECRECY -> "保密审查：";
            case READY -> "发布：";
            case RETURNED -> "修改退回的稿件：";
            default -> "";
        } + shortened(after.title());
        switch (after.state()) {
            case REVIEW -> standing.open()
                    .ifPresent(line -> todos.add(new NewTodo(key, what,
                            "“" + after.columnName() + "”栏目 · " + line.name(), null, href(after),
                            List.of(new Audience.Holders(line.permission(), line.unit().value(), standing.barred())))));
            case SECRECY -> todos.add(new NewTodo(key, what, "“" + after.columnName() + "”栏目 · 公开前须经领导保密审查",
                    null, href(after), deciders(ContentPermissions.SECRECY, after, standing)));
            case READY -> todos.add(new NewTodo(key, what, "“" + after.columnName() + "”栏目 · 审核和保密审查已通过",
                    null, href(after), deciders(ContentPermissions.PUBLISH, after, standing)));
            case RETURNED -> todos.add(new NewTodo(key, what, remark.isBlank() ? "审核人退回修改" : shortened(remark),
                    null, href(after), authorOrColleagues(after)));
            case DRAFT, LIVE, SUPERSEDED, WITHDRAWN, DROPPED -> {
            }
        }
    }

    /** Nothing is to be done about the article. */
    void over(Actor actor, Edition edition) {
        todos.done(key(edition), actor.ref());
    }

    private static String key(Edition edition) {
        return "article:" + edition.documentId();
    }

    private List<Audience> authorOrColleagues(Edition edition) {
        Long author = edition.submittedBy();
        if (author != null && directory.person(new PersonId(author)).filter(Person::active).isPresent()) {
            return List.of(new Audience.OnePerson(author));
        }
        return List.of(new Audience.Holders(ContentPermissions.WRITE, edition.unit().value()));
    }

    private static List<Audience> deciders(String permission, Edition edition, Standing standing) {
        return List.of(new Audience.Holders(permission, edition.unit().value(), standing.barred()));
    }

    static String href(Edition edition) {
        return "/desk/articles/" + edition.documentId();
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= 60
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 59)) + "…";
    }
}
