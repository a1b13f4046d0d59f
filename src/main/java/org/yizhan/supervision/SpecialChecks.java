package org.yizhan.supervision;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Special checks of units (专项督查): begun, filled with what was found, ended with a conclusion. */
@Service
@Transactional
public class SpecialChecks {
    private static final int PAGE = 30;

    private final CheckRows rows;
    private final OrderRows orders;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    SpecialChecks(CheckRows rows, OrderRows orders, Directory directory, Journal journal, CountyClock clock) {
        this.rows = rows;
        this.orders = orders;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    /** The answer to an attempt to begin one. */
    public sealed interface Begun {
        record Done(long id) implements Begun {}

        record Refused(Refusal why) implements Begun {}
    }

    public static boolean mayCheck(Actor actor) {
        return SupervisionRules.maySupervise(actor);
    }

    public Begun begin(Actor actor, NewCheck wanted) {
        Optional<Refusal> refusal = Refusal.when(!mayCheck(actor), "您没有开展专项督查的权限。")
                .or(() -> text("名称", PlainText.line(wanted.title()), 100))
                .or(() -> text("督查内容", wanted.scope(), 2000))
                .or(() -> Refusal.when(PlainText.length(wanted.basis()) > 500, "依据最多 500 字，请精简。"))
                .or(() -> Refusal.when(wanted.lastDay().isBefore(wanted.firstDay()), "结束日期不能早于开始日期。"))
                .or(() -> Refusal.when(wanted.units().isEmpty(), "请选择要查哪些单位。"))
                .or(() -> wanted.units()
                        .stream()
                        .map(unit -> covered(actor, unit))
                        .flatMap(Optional::stream)
                        .findFirst());
        if (refusal.isPresent()) {
            return new Begun.Refused(refusal.get());
        }
        long id = rows.insert(new NewCheck(PlainText.line(wanted.title()), wanted.scope().strip(),
                wanted.basis().strip(), wanted.firstDay(), wanted.lastDay(), wanted.units()), actor.ref().id(),
                clock.now());
        record(actor, SupervisionAct.CHECK_MADE, id);
        return new Begun.Done(id);
    }

    private Optional<Refusal> covered(Actor actor, UnitPath unit) {
        return Refusal.when(directory.unit(unit.unit()).filter(known -> known.path().equals(unit)).isEmpty(),
                "没有这个单位，请重新选择。").or(() -> SupervisionRules.notOver(actor, unit));
    }

    @Transactional(readOnly = true)
    public KeyPage<SpecialCheck> page(Actor actor, @Nullable String key) {
        return SupervisionRules.maySee(actor) ? rows.page(key, PAGE) : new KeyPage<>(List.of(), null, null);
    }

    @Transactional(readOnly = true)
    public Optional<SpecialCheck> find(Actor actor, long id) {
        return SupervisionRules.maySee(actor) ? rows.find(id) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public Optional<Finding> finding(Actor actor, long id) {
        return SupervisionRules.maySee(actor) ? rows.finding(id) : Optional.empty();
    }

    @Transactional(readOnly = true)
    public List<Finding> findings(long check) {
        return rows.findings(check);
    }

    /** What the checks that ended within these days found, for a bulletin. */
    @Transactional(readOnly = true)
    public Map<SpecialCheck, List<Finding>> endedWithin(LocalDate first, LocalDate last) {
        var found = new java.util.LinkedHashMap<SpecialCheck, List<Finding>>();
        rows.closed(first.atStartOfDay(clock.zone()).toInstant(),
                last.plusDays(1).atStartOfDay(clock.zone()).toInstant())
                .forEach(check -> found.put(check, rows.findings(check.id())));
        return found;
    }

    /** Another unit may be looked at too, as long as the check goes on. */
    public Optional<Refusal> alsoCheck(Actor actor, long id, UnitPath unit) {
        return onOpen(actor, id).or(() -> covered(actor, unit)).or(() -> {
            rows.cover(id, List.of(unit));
            record(actor, SupervisionAct.CHECK_CHANGED, id);
            return Optional.empty();
        });
    }

    public Optional<Refusal> found(Actor actor, long id, @Nullable UnitPath unit, String text) {
        return onOpen(actor, id).or(() -> Refusal.when(
                unit == null || !rows.find(id).orElseThrow().units().contains(unit), "请选择是哪个被查单位的问题。"))
                .or(() -> text("发现的问题", text, 1000))
                .or(() -> {
                    rows.find(id, java.util.Objects.requireNonNull(unit), text.strip(), actor.ref().id(), clock.now());
                    record(actor, SupervisionAct.FINDING_ADDED, id);
                    return Optional.empty();
                });
    }

    public Optional<Refusal> remove(Actor actor, long id, long finding) {
        return onOpen(actor, id).or(() -> Refusal.when(
                rows.finding(finding).filter(one -> one.checkId() == id).isEmpty(), "没有这条问题，可能已被删除。"))
                .or(() -> Refusal.when(orders.isOrdered(finding), "这条问题已经下过督办单，不能删除。"))
                .or(() -> {
                    rows.remove(finding);
                    record(actor, SupervisionAct.FINDING_REMOVED, id);
                    return Optional.empty();
                });
    }

    /** From now on nothing in it changes, and it can be told in a bulletin. */
    public Optional<Refusal> close(Actor actor, long id, int version, String conclusion) {
        return onOpen(actor, id).or(() -> text("督查结论", conclusion, 2000)).or(() -> {
            if (!rows.close(id, version, conclusion.strip(), actor.ref().id(), clock.now())) {
                return Optional.of(new Refusal("这次督查刚被改过，请看过最新的内容再结束。您写的还在下面。"));
            }
            record(actor, SupervisionAct.CHECK_CLOSED, id);
            return Optional.empty();
        });
    }

    private Optional<Refusal> onOpen(Actor actor, long id) {
        Optional<SpecialCheck> found = find(actor, id);
        return Refusal.when(found.isEmpty(), "没有这次专项督查，或不在您可以查看的范围内。")
                .or(() -> Refusal.when(!mayCheck(actor), "您没有开展专项督查的权限。"))
                .or(() -> Refusal.when(found.orElseThrow().isClosed(), "这次专项督查已经结束，不能再改。"));
    }

    private static Optional<Refusal> text(String what, String text, int most) {
        int length = PlainText.length(text.strip());
        return Refusal.when(length == 0, "请填写" + what + "。")
                .or(() -> Refusal.when(length > most, what + "最多 " + most + " 字，请精简。"));
    }

    private void record(Actor actor, SupervisionAct act, long id) {
        journal.record(actor.ref(), act, new ObjectRef("special-check", id), Map.of());
    }
}
