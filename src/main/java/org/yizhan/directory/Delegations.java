package org.yizhan.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.directory.DirectoryRules.Holding;
import org.yizhan.directory.Outcome.Done;
import org.yizhan.directory.Outcome.Problem;
import org.yizhan.directory.Outcome.Refused;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

/**
 * Lets one person act for another while that one is away (代办). What is lent is what the posts carry while the delegation is
 * in force; it cannot be lent on, and the three administrators neither lend nor borrow.
 */
@Component
@Transactional
public class Delegations {
    static final int LONGEST_DAYS = 366;

    private final People people;
    private final Posts posts;
    private final DelegationRows rows;
    private final RightsStamp stamp;
    private final Journal journal;
    private final TodoList todos;
    private final CountyClock clock;

    Delegations(People people, Posts posts, DelegationRows rows, RightsStamp stamp, Journal journal, TodoList todos,
            CountyClock clock) {
        this.people = people;
        this.posts = posts;
        this.rows = rows;
        this.stamp = stamp;
        this.journal = journal;
        this.todos = todos;
        this.clock = clock;
    }

    /** Those of the person and for the person, the latest first; both see them. */
    public List<Delegation> about(PersonId person) {
        return rows.about(person);
    }

    public Outcome<Delegation> delegate(Actor actor, NewDelegation wanted) {
        stamp.hold();
        Optional<Person> from = people.byId(wanted.from());
        Optional<Person> to = people.byId(wanted.to());
        if (from.isEmpty() || to.isEmpty()) {
            return new Refused<>(List.of(new Problem("to", "没有找到代办人，请重新选择。")));
        }
        boolean own = actor.ref().equals(ActorRef.staff(wanted.from().value()));
        List<Post> held = posts.heldBy(wanted.from());
        List<Post> lent = held.stream().filter(post -> wanted.posts().contains(post.id())).toList();
        var checks = new ArrayList<Optional<Refusal>>();
        if (!own) {
            checks.add(DirectoryRules.check(actor, Action.DELEGATE_FOR_OTHERS, from.get().unit()));
            lent.forEach(post -> checks.add(DirectoryRules.check(actor, Action.DELEGATE_FOR_OTHERS, post.scope())));
            checks.add(DirectoryRules.notOneself(actor, wanted.to()));
        }
        checks.add(Refusal.when(!from.get().active(), from.get().name() + "已经离岗。"));
        Optional<Refusal> refusal = DirectoryRules.first(checks);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        List<Problem> problems = problems(wanted, to.get(), held, lent);
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        List<PostId> ids = lent.stream().map(Post::id).toList();
        long id = rows.insert(wanted.from(), wanted.to(), wanted.fromDay(), wanted.toDay(), ids, clock.now());
        stamp.change();
        journal.record(actor.ref(), DirectoryAct.DELEGATED, new ObjectRef("delegation", id),
                Map.of("from", String.valueOf(wanted.from().value()), "to", String.valueOf(wanted.to().value()),
                        "first", wanted.fromDay().toString(), "last", wanted.toDay().toString(), "posts",
                        ids.stream().limit(15).map(p -> String.valueOf(p.value())).collect(Collectors.joining(","))));
        todos.add(new NewTodo(key(id), "知悉：" + from.get().name() + "请您代办",
                "自" + words(wanted.fromDay()) + "至" + words(wanted.toDay()) + "，由您代为办理", null, "/desk/delegations",
                List.of(new NewTodo.Audience.OnePerson(wanted.to().value())), true));
        return new Done<>(rows.byId(id).orElseThrow());
    }

    private List<Problem> problems(NewDelegation wanted, Person to, List<Post> held, List<Post> lent) {
        var problems = new ArrayList<Problem>();
        LocalDate today = clock.today();
        if (!to.active()) {
            problems.add(new Problem("to", to.name() + "已经离岗，请另选代办人。"));
        } else if (wanted.from().equals(wanted.to())) {
            problems.add(new Problem("to", "代办人不能是自己，请另选一人。"));
        } else if (!administratorOf(posts.heldBy(wanted.to())).isEmpty()) {
            problems.add(
                    new Problem("to", to.name() + "是" + administratorOf(posts.heldBy(wanted.to())) + "，管理员不能代办他人的业务。"));
        }
        if (wanted.fromDay().isBefore(today)) {
            problems.add(new Problem("fromDay", "开始日期不能早于今天。"));
        }
        if (wanted.toDay().isBefore(wanted.fromDay())) {
            problems.add(new Problem("toDay", "结束日期不能早于开始日期。"));
        } else if (wanted.toDay().isAfter(wanted.fromDay().plusDays(LONGEST_DAYS - 1L))) {
            problems.add(new Problem("toDay", "一次代办最长一年，请缩短。"));
        }
        if (lent.isEmpty() || lent.size() != wanted.posts().size()) {
            problems.add(new Problem("posts", "请选择要委托代办的岗位。"));
        }
        if (!administratorOf(held).isEmpty()) {
            problems.add(new Problem("posts", administratorOf(held) + "的岗位不能委托他人代办。"));
        }
        boolean twice = rows.from(wanted.from(), wanted.fromDay())
                .stream()
                .anyMatch(old -> old.to().equals(wanted.to()) && !old.fromDay().isAfter(wanted.toDay())
                        && old.posts().stream().anyMatch(wanted.posts()::contains));
        if (twice) {
            problems.add(new Problem("to", "这段时间已经请" + to.name() + "代办，不需要重复设置。"));
        }
        return problems;
    }

    /** The one lent from, the one lent to and the security administrator can end it. */
    public Optional<Refusal> revoke(Actor actor, long id) {
        stamp.hold();
        Optional<Delegation> found = rows.byId(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("没有找到这项代办。"));
        }
        Delegation delegation = found.get();
        boolean own = actor.ref().equals(ActorRef.staff(delegation.from().value()))
                || actor.ref().equals(ActorRef.staff(delegation.to().value()));
        Optional<Refusal> refusal = DirectoryRules.first(List.of(
                own
                        ? Optional.empty()
                        : people.byId(delegation.from())
                                .flatMap(from -> DirectoryRules.check(actor, Action.DELEGATE_FOR_OTHERS, from.unit())),
                Refusal.when(delegation.revokedAt() != null, "这项代办已经结束。"),
                Refusal.when(delegation.toDay().isBefore(clock.today()), "这项代办已经到期，不需要再结束。")));
        if (refusal.isEmpty()) {
            rows.revoke(id, clock.now());
            stamp.change();
            todos.done(key(id), actor.ref());
            journal.record(actor.ref(), DirectoryAct.DELEGATION_REVOKED, new ObjectRef("delegation", id), Map.of());
        }
        return refusal;
    }

    private static String administratorOf(List<Post> held) {
        var kinds = new Holding(held.stream().flatMap(post -> post.roles().stream()).toList(), false).adminKinds();
        return kinds.stream().map(AdminKind::label).collect(Collectors.joining("、"));
    }

    private static String key(long id) {
        return "delegation-" + id;
    }

    private static String words(LocalDate day) {
        return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
