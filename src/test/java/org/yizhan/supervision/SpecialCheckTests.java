package org.yizhan.supervision;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseView;

import static org.assertj.core.api.Assertions.assertThat;

/** A check of units, what it finds, what is ordered, and its end. */
class SpecialCheckTests extends SupervisionDatabaseTest {
    private NewCheck aCheck() {
        return new NewCheck("来信办理专项督查", "查答复是否应付", "督查办法", LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 20),
                List.of(water));
    }

    private long begun() {
        return ((SpecialChecks.Begun.Done) checks.begin(supervisor, aCheck())).id();
    }

    private String refusedBegin(NewCheck check) {
        return ((SpecialChecks.Begun.Refused) checks.begin(supervisor, check)).why().text();
    }

    @Test
    void findingsBecomeOrdersAndTheEndIsKept() {
        long id = begun();
        assertThat(checks.found(supervisor, id, water, "两件来信答非所问")).isEmpty();
        assertThat(checks.found(supervisor, id, water, "登记错了")).isEmpty();
        assertThat(checks.alsoCheck(supervisor, id, roads)).isEmpty();
        assertThat(checks.found(supervisor, id, roads, "一件来信无人签收")).isEmpty();
        Finding first = checks.findings(id).getFirst();
        Finding wrong = checks.findings(id).get(1);
        assertThat(checks.remove(supervisor, id, wrong.id())).isEmpty();
        var proposal = orders.propose(List.of(), first);
        assertThat(proposal.title()).isEqualTo("整改督办：两件来信答非所问");
        var wanted = new NewOrder(List.of(), first.id(), water, proposal.title(), proposal.matter(),
                proposal.requirement(), proposal.basis(), "", new OwnTerm.Days(10), 5, false);
        assertThat(refused(orders.make(supervisor, new NewOrder(List.of(), first.id(), roads, "题", "事", "办", "", "",
                new OwnTerm.Days(3), 0, false), true))).contains("其他单位");
        CaseView dropped = done(orders.make(supervisor, wanted, false));
        assertThat(refused(orders.make(supervisor, wanted, true))).contains("已经下过");
        does(supervisor, dropped.id(), new CaseAct.End("void", "要求写错了"));
        CaseView order = done(orders.make(supervisor, wanted, true));
        assertThat(order.clazz()).isEqualTo(OrderKind.OF_CHECK);
        assertThat(refused(orders.make(supervisor, wanted, true))).contains("已经下过");
        assertThat(checks.finding(supervisor, first.id()).orElseThrow().order()).isEqualTo(order.id());
        assertThat(checks.remove(supervisor, id, first.id()).orElseThrow().text()).contains("不能删除");
        int version = checks.find(supervisor, id).orElseThrow().version();
        assertThat(checks.close(supervisor, id, version, " ").orElseThrow().text()).contains("督查结论");
        assertThat(checks.close(supervisor, id, version + 1, "总体较好").orElseThrow().text()).contains("刚被改过");
        assertThat(checks.close(supervisor, id, version, "总体较好")).isEmpty();
        assertThat(checks.found(supervisor, id, water, "还有").orElseThrow().text()).contains("已经结束");
        assertThat(checks.endedWithin(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 2)))
                .hasEntrySatisfying(checks.find(supervisor, id)
                        .map(one -> new SpecialCheck(one.id(), one.title(),
                                one.scope(), one.basis(), one.firstDay(), one.lastDay(), List.of(), one.conclusion(),
                                one.closedAt(), one.version()))
                        .orElseThrow(), found -> assertThat(found).hasSize(2));
        assertThat(checks.endedWithin(LocalDate.of(2026, 11, 3), LocalDate.of(2026, 11, 9)))
                .noneSatisfy((check, found) -> assertThat(check.id()).isEqualTo(id));
        assertThat(checks.page(supervisor, null).items().getFirst().isClosed()).isTrue();
        assertThat(checks.page(supervisor, "n" + (id - 1)).items()).extracting(SpecialCheck::id).contains(id);
    }

    @Test
    void whoMayNotCheckIsRefused() {
        long id = begun();
        assertThat(((SpecialChecks.Begun.Refused) checks.begin(watcher, aCheck())).why().text()).contains("没有开展");
        assertThat(checks.found(watcher, id, water, "问题").orElseThrow().text()).contains("没有开展");
        assertThat(checks.found(waterman, id, water, "问题").orElseThrow().text()).contains("没有这次专项督查");
        assertThat(checks.page(waterman, null).items()).isEmpty();
        assertThat(checks.finding(waterman, 1)).isEmpty();
    }

    @Test
    void badChecksAreRefusedInWords() {
        NewCheck fine = aCheck();
        assertThat(refusedBegin(new NewCheck(" ", fine.scope(), "", fine.firstDay(), fine.lastDay(), fine.units())))
                .contains("请填写名称");
        assertThat(refusedBegin(new NewCheck("查", fine.scope(), "", fine.lastDay(), fine.firstDay(), fine.units())))
                .contains("不能早于");
        assertThat(refusedBegin(new NewCheck("查", fine.scope(), "", fine.firstDay(), fine.lastDay(), List.of())))
                .contains("请选择");
        long id = begun();
        assertThat(checks.found(supervisor, id, roads, "问题").orElseThrow().text()).contains("被查单位");
        assertThat(checks.found(supervisor, id, null, "问题").orElseThrow().text()).contains("被查单位");
        assertThat(checks.found(supervisor, id, water, " ").orElseThrow().text()).contains("请填写");
        assertThat(checks.remove(supervisor, id, 999_999).orElseThrow().text()).contains("没有这条问题");
        assertThat(checks.alsoCheck(person(7, roads, SupervisionPermissions.OFFICE), id, water).orElseThrow().text())
                .contains("没有督办这个单位");
    }
}
