package org.yizhan.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.directory.DirectoryRules.Holding;
import org.yizhan.directory.DirectoryRules.Separation;
import org.yizhan.directory.Outcome.Done;
import org.yizhan.directory.Outcome.Problem;
import org.yizhan.directory.Outcome.Refused;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;

/** Gives and ends posts and says which roles they carry (任免和授权); the work of the security administrator. */
@Component
@Transactional
public class Appointments {
    private final Units units;
    private final People people;
    private final Posts posts;
    private final Roles roles;
    private final DelegationRows delegations;
    private final RightsStamp stamp;
    private final Journal journal;
    private final CountyClock clock;

    Appointments(Units units, People people, Posts posts, Roles roles, DelegationRows delegations, RightsStamp stamp,
            Journal journal, CountyClock clock) {
        this.units = units;
        this.people = people;
        this.posts = posts;
        this.roles = roles;
        this.delegations = delegations;
        this.stamp = stamp;
        this.journal = journal;
        this.clock = clock;
    }

    /** Gives a further post. */
    public Outcome<PostId> appoint(Actor actor, NewPost typed) {
        UnitId scopeId = typed.scope() == null ? typed.unit() : typed.scope();
        stamp.hold();
        Optional<People.Facts> person = people.lock(typed.person());
        Optional<Units.Facts> unit = units.lock(typed.unit());
        Optional<Units.Facts> scope = units.lock(scopeId);
        if (person.isEmpty() || unit.isEmpty() || scope.isEmpty()) {
            return Outcome.refused("没有找到这个人或者单位，请重新选择。");
        }
        List<Role> wanted = chosen(typed.roles());
        Optional<Refusal> refusal = DirectoryRules.first(List.of(
                DirectoryRules.check(actor, Action.APPOINT, unit.get().unit().path()),
                DirectoryRules.check(actor, Action.GRANT_ROLES, scope.get().unit().path()),
                DirectoryRules.notOneself(actor, typed.person()),
                Refusal.when(!person.get().person().active(), person.get().person().name() + "已经离岗，不能任职。"),
                Refusal.when(!unit.get().open() || !scope.get().open(), "这个单位已经撤销，请重新选择。"),
                unknown(typed.roles(), wanted),
                separated(typed.person(), null, wanted)));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        String title = PlainText.line(typed.title());
        var problems = new ArrayList<Problem>();
        Checks.title(title, problems);
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        boolean first = posts.heldBy(typed.person()).isEmpty();
        Optional<PostId> added = posts.insert(typed.person(), typed.unit(), title, scopeId, first, clock.today());
        if (added.isEmpty()) {
            return new Refused<>(List.of(
                    new Problem("title",
                            person.get().person().name() + "已经担任" + unit.get().unit().name() + title + "。")));
        }
        posts.setRoles(added.get(), scopeId, typed.roles());
        if (first) {
            people.moveTo(typed.person(), typed.unit());
        }
        stamp.change();
        record(actor, DirectoryAct.APPOINTED, typed.person(), added.get(), typed.roles(), scopeId);
        return new Done<>(added.get());
    }

    /** Sets the roles of a post and the unit over whose subtree they hold; what it carried before is replaced. */
    public Optional<Refusal> grant(Actor actor, PostId id, Set<String> codes, @Nullable UnitId scope) {
        Optional<Post> found = lockWithPerson(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("没有找到这个岗位。"));
        }
        Post post = found.get();
        UnitId scopeId = scope == null ? post.unit().unit() : scope;
        Optional<Units.Facts> over = units.lock(scopeId);
        if (over.isEmpty() || !over.get().open()) {
            return Optional.of(new Refusal("没有找到负责的单位，或者它已经撤销，请重新选择。"));
        }
        List<Role> wanted = chosen(codes);
        Optional<Refusal> refusal = DirectoryRules.first(List.of(
                DirectoryRules.check(actor, Action.GRANT_ROLES, post.unit()),
                DirectoryRules.check(actor, Action.GRANT_ROLES, post.scope()),
                DirectoryRules.check(actor, Action.GRANT_ROLES, over.get().unit().path()),
                DirectoryRules.notOneself(actor, post.person()),
                Refusal.when(!post.held(), "这个岗位已经免去。"),
                unknown(codes, wanted),
                lastAdministrator(post, wanted),
                separated(post.person(), id, wanted)));
        if (refusal.isEmpty()) {
            posts.setRoles(id, scopeId, codes);
            stamp.change();
            record(actor, DirectoryAct.ROLES_GRANTED, post.person(), id, codes, scopeId);
        }
        return refusal;
    }

    /** The main post says to which unit the person belongs. */
    public Optional<Refusal> makeMain(Actor actor, PostId id) {
        Optional<Post> found = lockWithPerson(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("没有找到这个岗位。"));
        }
        Post post = found.get();
        List<Optional<Refusal>> checks = new ArrayList<>();
        checks.add(DirectoryRules.check(actor, Action.APPOINT, post.unit()));
        checks.add(DirectoryRules.notOneself(actor, post.person()));
        checks.add(Refusal.when(!post.held(), "这个岗位已经免去。"));
        people.byId(post.person())
                .ifPresent(person -> checks.add(DirectoryRules.check(actor, Action.APPOINT, person.unit())));
        Optional<Refusal> refusal = DirectoryRules.first(checks);
        if (refusal.isEmpty() && !post.main()) {
            posts.setMain(post.person(), id);
            people.moveTo(post.person(), post.unit().unit());
            stamp.change();
            record(actor, DirectoryAct.MAIN_POST_CHANGED, post.person(), id, Set.of(), post.scope().unit());
        }
        return refusal;
    }

    public Optional<Refusal> end(Actor actor, PostId id) {
        Optional<Post> found = lockWithPerson(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("没有找到这个岗位。"));
        }
        Post post = found.get();
        Optional<Refusal> refusal = DirectoryRules.first(List.of(
                DirectoryRules.check(actor, Action.END_POST, post.unit()),
                DirectoryRules.check(actor, Action.END_POST, post.scope()),
                DirectoryRules.notOneself(actor, post.person()),
                Refusal.when(!post.held(), "这个岗位已经免去。"),
                Refusal.when(post.main() && posts.heldBy(post.person()).size() > 1, "这是主岗位。请先把另一个岗位设为主岗位，再免去它。"),
                lastAdministrator(post, List.of())));
        if (refusal.isEmpty()) {
            posts.end(id, clock.today());
            stamp.change();
            record(actor, DirectoryAct.POST_ENDED, post.person(), id, Set.of(), post.scope().unit());
        }
        return refusal;
    }

    private Optional<Post> lockWithPerson(PostId id) {
        stamp.hold();
        Optional<Post> found = posts.byId(id);
        found.ifPresent(post -> people.lock(post.person()));
        return found.flatMap(_ -> posts.byId(id));
    }

    private List<Role> chosen(Collection<String> codes) {
        return roles.all().stream().filter(role -> codes.contains(role.code())).toList();
    }

    private static Optional<Refusal> unknown(Collection<String> codes, List<Role> found) {
        return Refusal.when(found.size() != Set.copyOf(codes).size(), "所选角色中有已经不存在的，请重新选择。");
    }

    private Optional<Refusal> separated(PersonId person, @Nullable PostId replaced, List<Role> wanted) {
        var all = new ArrayList<>(wanted);
        posts.heldBy(person).stream().filter(post -> !post.id().equals(replaced)).forEach(p -> all.addAll(p.roles()));
        LocalDate today = clock.today();
        boolean standsIn = !delegations.to(person, today).isEmpty() || !delegations.from(person, today).isEmpty();
        return Separation.check(new Holding(all, standsIn));
    }

    /** One administrator of each kind must remain, or nobody could ever appoint another. */
    private Optional<Refusal> lastAdministrator(Post post, List<Role> kept) {
        return lastAdministrator(posts, List.of(post), kept);
    }

    static Optional<Refusal> lastAdministrator(Posts posts, List<Post> given, List<Role> kept) {
        var lost = EnumSet.noneOf(AdminKind.class);
        given.forEach(post -> lost.addAll(new Holding(post.roles(), false).adminKinds()));
        lost.removeAll(new Holding(kept, false).adminKinds());
        for (AdminKind kind : lost) {
            List<Long> left = posts.administrators(kind);
            if (left.size() <= 1) {
                return Optional.of(new Refusal("这是唯一的" + kind.label() + "，请先任命另一名" + kind.label() + "。"));
            }
        }
        return Optional.empty();
    }

    private void record(Actor actor, DirectoryAct act, PersonId person, PostId post, Set<String> codes, UnitId scope) {
        journal.record(actor.ref(), act, new ObjectRef("person", person.value()),
                Map.of("post", String.valueOf(post.value()), "roles", shortened(String.join(",", new TreeSet<>(codes))),
                        "scope", String.valueOf(scope.value())));
    }

    /** The journal takes 200 characters a fact. */
    private static String shortened(String codes) {
        return codes.length() <= 200 ? codes : codes.substring(0, 199) + "…";
    }
}
