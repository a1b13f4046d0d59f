package org.yizhan.directory;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.DirectoryRules.Action;
import org.yizhan.directory.Outcome.Done;
import org.yizhan.directory.Outcome.Problem;
import org.yizhan.directory.Outcome.Refused;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;

/** Sets up regions, units and people (机构和人员维护); the work of the system administrator. Grants no rights. */
@Component
@Transactional
public class Organisation {
    private static final int DEEPEST = 10;

    private final Units units;
    private final People people;
    private final Posts posts;
    private final Journal journal;
    private final CountyClock clock;
    private final RightsStamp stamp;
    private final DelegationRows delegations;
    private final TodoList todos;
    private final ApplicationEventPublisher events;

    Organisation(Units units, People people, Posts posts, Journal journal, CountyClock clock, RightsStamp stamp,
            DelegationRows delegations, TodoList todos, ApplicationEventPublisher events) {
        this.units = units;
        this.people = people;
        this.posts = posts;
        this.journal = journal;
        this.clock = clock;
        this.stamp = stamp;
        this.delegations = delegations;
        this.todos = todos;
        this.events = events;
    }

    /** Regions come from the top down; the one above must be there. */
    public Outcome<RegionCode> addRegion(Actor actor, String code, String typedName) {
        Optional<Unit> root = units.root();
        if (root.isPresent() || !DirectoryRules.isProgram(actor)) {
            Optional<Refusal> refusal = root.isEmpty()
                    ? Optional.of(new Refusal("请先设置本级人民政府。"))
                    : DirectoryRules.check(actor, Action.CHANGE_REGIONS, root.get().path());
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
        }
        String name = Checks.blankToNull(typedName);
        var problems = new ArrayList<Problem>();
        if (!RegionCode.isValid(code)) {
            problems.add(new Problem("code", "行政区划代码应为6位（省、市、县）、9位（乡镇）或12位（村），请核对。"));
        } else if (units.region(code).isPresent()) {
            problems.add(new Problem("code", "这个区划代码已经有了。"));
        } else {
            Optional<RegionCode> parent = new RegionCode(code).parent();
            if (parent.isPresent() && units.region(parent.get().value()).isEmpty()) {
                problems.add(new Problem("code", "上一级区划" + parent.get().value() + "还没有，请先新增上一级。"));
            }
        }
        if (name == null || name.length() > Checks.NAME) {
            problems.add(new Problem("name", "请填写区划名称，最多" + Checks.NAME + "个字。"));
        }
        if (!problems.isEmpty() || name == null) {
            return new Refused<>(problems);
        }
        var region = new RegionCode(code);
        units.insertRegion(new Region(region, name), region.parent().map(RegionCode::value).orElse(null));
        journal.record(actor.ref(), DirectoryAct.REGION_ADDED, new ObjectRef("region", Long.parseLong(code)),
                Map.of());
        return new Done<>(region);
    }

    public Outcome<UnitId> addUnit(Actor actor, NewUnit typed) {
        NewUnit unit = Checks.tidy(typed);
        UnitId parentId = unit.parent();
        var problems = new ArrayList<>(Checks.problems(unit));
        if (parentId == null) {
            if (!DirectoryRules.isProgram(actor)) {
                return Outcome.refused(new Refusal("请选择上级单位。"));
            }
            if (units.root().isPresent()) {
                return Outcome.refused("最上级的单位已经有了，请选择上级单位。");
            }
        } else {
            Optional<Units.Facts> parent = units.lock(parentId);
            if (parent.isEmpty()) {
                return Outcome.refused("没有找到上级单位，请重新选择。");
            }
            Optional<Refusal> refusal = DirectoryRules.check(actor, Action.ADD_UNIT, parent.get().unit().path());
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
            below(parent.get(), unit, problems);
        }
        problems.addAll(against(unit, null));
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        Optional<Unit> added = units.insert(unit, clock.today());
        if (added.isEmpty()) {
            return Outcome.refused("刚才已经有人新增了同名或同信用代码的单位，请刷新后核对。");
        }
        UnitId id = added.get().id();
        var facts = new HashMap<String, String>();
        facts.put("kind", unit.kind().name());
        if (parentId != null) {
            facts.put("parent", String.valueOf(parentId.value()));
        }
        journal.record(actor.ref(), DirectoryAct.UNIT_ADDED, new ObjectRef("unit", id.value()), facts);
        return new Done<>(id);
    }

    /** Facts change; the place in the tree does not. */
    public Outcome<UnitId> changeUnit(Actor actor, UnitId id, NewUnit typed, int version) {
        stamp.hold();
        Optional<Units.Facts> found = units.lock(id);
        if (found.isEmpty()) {
            return Outcome.refused("没有找到这个单位。");
        }
        Optional<Refusal> refusal = DirectoryRules.check(actor, Action.CHANGE_UNIT, found.get().unit().path());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (!found.get().open()) {
            return Outcome.refused("这个单位已经撤销，不能再修改。");
        }
        NewUnit unit = Checks.tidy(typed);
        var problems = new ArrayList<>(Checks.problems(unit));
        if ((unit.kind() == UnitKind.DIVISION) != (found.get().kind() == UnitKind.DIVISION)) {
            problems.add(new Problem("kind", "单位和内设科室不能互相改换，请另行新增。"));
        }
        problems.addAll(against(unit, id));
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        if (!units.update(id, unit, version)) {
            return Outcome.refused("刚才有人修改过这个单位。请先查看最新内容，再保存您的修改。");
        }
        stamp.change();
        journal.record(actor.ref(), DirectoryAct.UNIT_CHANGED, new ObjectRef("unit", id.value()), Map.of());
        return new Done<>(id);
    }

    private void below(Units.Facts parent, NewUnit unit, List<Problem> problems) {
        if (!parent.open()) {
            problems.add(new Problem("parent", "上级单位已经撤销，请重新选择。"));
        }
        if (parent.kind() == UnitKind.DIVISION && unit.kind() != UnitKind.DIVISION) {
            problems.add(new Problem("parent", "科室下面不能再设单位，请选择科室所在的单位。"));
        }
        if (parent.unit().path().value().chars().filter(c -> c == '/').count() > DEEPEST) {
            problems.add(new Problem("parent", "单位层级最多" + DEEPEST + "级，请选择较高的上级单位。"));
        }
        if (units.siblingHasName(parent.unit().id(), unit.name(), null)) {
            problems.add(new Problem("name", "上级单位下面已有“" + unit.name() + "”，请核对是否重复。"));
        }
    }

    private List<Problem> against(NewUnit unit, @Nullable UnitId itself) {
        var problems = new ArrayList<Problem>();
        String code = unit.creditCode();
        if (code != null && units.otherHasCreditCode(code, itself)) {
            problems.add(new Problem("creditCode", "已有单位使用这个统一社会信用代码，请核对。"));
        }
        String region = unit.region();
        if (region != null && RegionCode.isValid(region) && units.region(region).isEmpty()) {
            problems.add(new Problem("region", "没有这个行政区划代码，请先在区划中新增。"));
        }
        if (itself != null && unit.parent() != null && units.siblingHasName(unit.parent(), unit.name(), itself)) {
            problems.add(new Problem("name", "同级已有“" + unit.name() + "”，请核对是否重复。"));
        }
        return problems;
    }

    /** Why the unit cannot be closed now; empty when it can. */
    @Transactional(readOnly = true)
    public Optional<Refusal> whyNotClose(UnitId id) {
        if (units.hasOpenChildren(id)) {
            return Optional.of(new Refusal("这个单位还有下级单位或科室，请先撤销它们。"));
        }
        if (people.anyActiveIn(id)) {
            return Optional.of(new Refusal("这个单位还有在岗人员，请先为他们办理调动或离岗交接。"));
        }
        return Refusal.when(posts.anyHeldIn(id), "还有人在这个单位任职，或者负责这个单位，请先免去这些岗位。");
    }

    public Optional<Refusal> closeUnit(Actor actor, UnitId id) {
        Optional<Units.Facts> found = units.lock(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("没有找到这个单位。"));
        }
        Optional<Refusal> refusal = DirectoryRules.first(List.of(
                DirectoryRules.check(actor, Action.CLOSE_UNIT, found.get().unit().path()),
                Refusal.when(!found.get().open(), "这个单位已经撤销。"),
                Refusal.when(units.root().filter(root -> root.id().equals(id)).isPresent(), "最上级的单位不能撤销。"),
                whyNotClose(id)));
        if (refusal.isEmpty()) {
            units.close(id, clock.today());
            journal.record(actor.ref(), DirectoryAct.UNIT_CLOSED, new ObjectRef("unit", id.value()), Map.of());
        }
        return refusal;
    }

    public Outcome<PersonId> addPerson(Actor actor, NewPerson typed) {
        NewPerson person = Checks.tidy(typed);
        Optional<Units.Facts> unit = units.lock(person.unit());
        if (unit.isEmpty() || !unit.get().open()) {
            return Outcome.refused("没有找到这个单位，或者它已经撤销，请重新选择。");
        }
        Optional<Refusal> refusal = DirectoryRules.check(actor, Action.ADD_PERSON, unit.get().unit().path());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        List<Problem> problems = Checks.problems(person);
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        LocalDate today = clock.today();
        Optional<PersonId> added = people.insert(person, today);
        if (added.isEmpty()) {
            return new Refused<>(List.of(new Problem("account", "账号“" + person.account() + "”已有人使用，请换一个。")));
        }
        PersonId id = added.get();
        posts.insert(id, person.unit(), person.title(), person.unit(), true, today);
        journal.record(actor.ref(), DirectoryAct.PERSON_ADDED, new ObjectRef("person", id.value()),
                Map.of("unit", String.valueOf(person.unit().value())));
        events.publishEvent(new PersonJoined(id));
        return new Done<>(id);
    }

    /** Name, phone and order; the account stays for ever. */
    public Outcome<PersonId> changePerson(Actor actor, PersonId id, String typedName, @Nullable String typedPhone,
            int ordering, int version) {
        stamp.hold();
        Optional<People.Facts> found = people.lock(id);
        if (found.isEmpty()) {
            return Outcome.refused("没有找到这个人。");
        }
        Person old = found.get().person();
        Optional<Refusal> refusal = DirectoryRules.check(actor, Action.CHANGE_PERSON, old.unit());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (!old.active()) {
            return Outcome.refused(old.name() + "已经离岗，不能再修改。");
        }
        NewPerson person = Checks.tidy(
                new NewPerson(typedName, old.account(), old.unit().unit(), "职务", typedPhone, ordering));
        List<Problem> problems = Checks.problems(person);
        if (!problems.isEmpty()) {
            return new Refused<>(problems);
        }
        if (!people.update(id, person.name(), person.phone(), ordering, version)) {
            return Outcome.refused("刚才有人修改过这个人的信息。请先查看最新内容，再保存您的修改。");
        }
        stamp.change();
        journal.record(actor.ref(), DirectoryAct.PERSON_CHANGED, new ObjectRef("person", id.value()), Map.of());
        return new Done<>(id);
    }

    /**
     * Ends everything a person holds on leaving: posts and delegations end, open to-dos go to the successor, the account no
     * longer signs in. The person stays readable in every record.
     */
    public Optional<Refusal> handOver(Actor actor, PersonId leaver, PersonId successor) {
        stamp.hold();
        Optional<People.Facts> found = people.lock(leaver);
        Optional<Person> next = people.byId(successor);
        if (found.isEmpty() || next.isEmpty()) {
            return Optional.of(new Refusal("没有找到这个人，请重新选择。"));
        }
        Person person = found.get().person();
        List<Post> held = posts.heldBy(leaver);
        Optional<Refusal> refusal = DirectoryRules.first(List.of(
                DirectoryRules.check(actor, Action.HAND_OVER, person.unit()),
                Refusal.when(actor.ref().equals(ActorRef.staff(leaver.value())), "不能给自己办理离岗交接，请由另一名系统管理员办理。"),
                Refusal.when(!person.active(), person.name() + "已经离岗。"),
                Refusal.when(leaver.equals(successor), "接手人不能是离岗人自己，请另选一人。"),
                Refusal.when(!next.get().active(), next.get().name() + "已经离岗，不能接手，请另选一人。"),
                Appointments.lastAdministrator(posts, held, List.of())));
        if (refusal.isPresent()) {
            return refusal;
        }
        LocalDate today = clock.today();
        held.forEach(post -> posts.end(post.id(), today));
        delegations.from(leaver, today).forEach(d -> delegations.revoke(d.id(), clock.now()));
        delegations.to(leaver, today).forEach(d -> delegations.revoke(d.id(), clock.now()));
        int moved = todos.handOver(leaver.value(), successor.value());
        people.leave(leaver, successor, today);
        stamp.change();
        journal.record(actor.ref(), DirectoryAct.PERSON_LEFT, new ObjectRef("person", leaver.value()),
                Map.of("successor", String.valueOf(successor.value()), "posts", String.valueOf(held.size()), "todos",
                        String.valueOf(moved)));
        events.publishEvent(new PersonLeft(leaver));
        return Optional.empty();
    }
}
