package org.yizhan.casework.flow;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Drawings that could get stuck, each with the node that is to blame. */
class SoundnessTests {
    @Test
    void everyNodeIsReachedAndLeadsToAnEnd() {
        assertThat(Drawn.small().task("x").task("y").path("x y x").faults())
                .contains("「环节x」：从开始走不到这里", "「环节y」：从开始走不到这里");
        assertThat(Drawn.small().task("lost").faults()).contains("「环节lost」：没有线通到这里", "「环节lost」：没有线从这里出去");
        assertThat(new Drawn()
                .start("start")
                .task("a")
                .task("b")
                .end("end")
                .choice("c", "a")
                .task("x")
                .task("y")
                .path("start a b c end")
                .without("c", "end")
                .line("c", "a")
                .line("c", "x", "urgent")
                .path("x y x")
                .element("end", "<endEvent id=\"end\" yizhan:outcome=\"done\"/>")
                .faults())
                .contains("没有名字的结束：没有线通到这里");
    }

    @Test
    void circleNeedsAWayOut() {
        assertThat(Drawn.small()
                .choice("c", "end")
                .task("x")
                .task("y")
                .without("work", "end")
                .path("work c end")
                .line("c", "x", "urgent")
                .path("x y x")
                .faults())
                .containsExactlyInAnyOrder("「环节x」：从这里走不到任何结束", "「环节y」：从这里走不到任何结束");
    }

    @Test
    void circleNeedsSomebodyWhoStopsIt() {
        Drawn gateways = Drawn.small()
                .choice("c", "d")
                .choice("d", "end")
                .without("work", "end")
                .path("work c d end")
                .line("c", "end", "urgent");
        assertThat(gateways.faults()).isEmpty();
        assertThat(gateways.line("d", "c", "amount > 3").faults())
                .containsExactly("「选择c」：这里有一个循环，其中没有必须由人办理的环节，会转个不停");
        assertThat(Drawn.small()
                .choice("c", "end")
                .hook("h")
                .without("work", "end")
                .path("work c end")
                .line("c", "h", "urgent")
                .line("h", "c")
                .faults())
                .anySatisfy(fault -> assertThat(fault).contains("转个不停"));
        assertThat(Drawn.small()
                .choice("c", "end")
                .many("m", "yizhan:finish=\"all\"")
                .without("work", "end")
                .path("work c end")
                .line("c", "m", "urgent")
                .line("m", "c")
                .faults())
                .as("passed over when the list is empty")
                .anySatisfy(fault -> assertThat(fault).contains("转个不停"));
    }

    @Test
    void choiceHasADefaultAndConditions() {
        Drawn choice = Drawn.small().end("other").without("work", "end").line("work", "c").line("c", "end");
        assertThat(choice.choice("c", "end").line("c", "other").faults())
                .containsExactly("从「选择c」到「结束other」的连线：除默认的线外，从“选择”出去的线都要有条件");
        assertThat(Drawn.small()
                .end("other")
                .without("work", "end")
                .element("c", "<exclusiveGateway id=\"c\"/>")
                .path("work c end")
                .line("c", "other", "urgent")
                .faults())
                .containsExactly("「环节work」之后没有名字的选择：要指定一条默认的线，否则条件都不满足时无路可走");
        assertThat(Drawn.small()
                .end("other")
                .without("work", "end")
                .choice("c", "end")
                .line("work", "c")
                .line("c", "end", "urgent")
                .line("c", "other", "urgent")
                .faults())
                .containsExactly("从「选择c」到「结束end」的连线：默认的线不能带条件");
        assertThat(Drawn.small()
                .without("work", "end")
                .element("c", "<exclusiveGateway id=\"c\"/>")
                .line("work", "c")
                .line("c", "end", "urgent")
                .faults())
                .containsExactly("从「环节work」之后没有名字的选择到「结束end」的连线：唯一的出路不能带条件");
        assertThat(Drawn.small()
                .end("other")
                .without("work", "end")
                .element("c", "<exclusiveGateway id=\"c\" default=\"work-c\"/>")
                .path("work c end")
                .line("c", "other", "urgent")
                .faults())
                .containsExactly("「环节work」之后没有名字的选择：默认的线不是从这里出去的");
    }

    @Test
    void conditionAsksForActionsThatHappened() {
        assertThat(Drawn.small()
                .end("other")
                .without("work", "end")
                .choice("c", "end")
                .path("work c end")
                .line("c", "other", "action == 'note'")
                .faults())
                .containsExactly("从「选择c」到「结束other」的连线：条件中的“备注”不会发生：之前的环节以通过、不通过办结");
    }

    @Test
    void taskHasOneLineOut() {
        assertThat(Drawn.small().end("other").line("work", "other").faults())
                .containsExactly("「环节work」：只能有一条线出去；要同时走几条请先画“并行”，要选一条走请先画“选择”");
    }

    @Test
    void oneStartAndAnEnd() {
        assertThat(Drawn.small().start("again").line("again", "work").faults())
                .anySatisfy(fault -> assertThat(fault).contains("只能有一个开始，这里有2个"));
        assertThat(Drawn.small().line("work", "start").faults()).contains("「环节work」之后没有名字的开始：不能有线进入开始");
        assertThat(Drawn.small().task("x").path("end x work").faults()).contains("「结束end」：结束之后不能再有线");
    }

    @Test
    void splitComesTogetherAgain() {
        assertThat(fork().path("a end").path("b end").faults())
                .anySatisfy(fault -> assertThat(fault).contains("「结束end」").contains("没有办完"));
        assertThat(fork().element("x", "<exclusiveGateway id=\"x\"/>").path("a x end").path("b x").faults())
                .as("an exclusive join of parallel branches")
                .anySatisfy(fault -> assertThat(fault).contains("没有名字的选择"));
        assertThat(fork().parallel("j").path("a j end").path("b j").faults()).isEmpty();
    }

    @Test
    void joinNeverWaitsForEver() {
        assertThat(Drawn.small()
                .choice("c", "a")
                .task("a")
                .task("b")
                .parallel("j")
                .without("work", "end")
                .path("work c a j end")
                .line("c", "b", "urgent")
                .line("b", "j")
                .faults())
                .contains("「并行j」：可能一直等待：只有一部分线会走到这个合并");
        assertThat(
                fork().parallel("j").choice("c", "j").path("a c j end").line("c", "end", "urgent").path("b j").faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault).containsAnyOf("「并行j」", "「结束end」"));
    }

    @Test
    void branchComesInByOneLine() {
        assertThat(fork().parallel("j")
                .task("a1")
                .task("a2")
                .choice("c", "a1")
                .path("a c a1 j end")
                .line("c", "a2", "urgent")
                .line("a2", "j")
                .path("b j")
                .faults())
                .contains("「并行j」：可能一直等待：只有一部分线会走到这个合并");
    }

    @Test
    void nothingGrowsWithoutEnd() {
        assertThat(fork().choice("c", "end").path("a c end").line("c", "s", "urgent").line("b", "c").faults())
                .isNotEmpty();
        assertThat(Drawn.small()
                .parallel("s")
                .without("work", "end")
                .path("work s end")
                .line("s", "work")
                .faults())
                .isNotEmpty();
    }

    @Test
    void branchesDoNotTouch() {
        Drawn crossed = fork().parallel("s2")
                .parallel("j1")
                .parallel("j2")
                .task("x")
                .path("a s2 j1 end")
                .line("s2", "j2")
                .path("b j2 x j1");
        assertThat(crossed.faults()).as("sound, but no blocks").isNotEmpty();
        assertThat(fork().parallel("j")
                .choice("c", "j")
                .path("a c j end")
                .path("b j")
                .line("c", "work", "urgent")
                .faults())
                .as("a line out of a block")
                .isNotEmpty();
    }

    @Test
    void gatewayIsOneThing() {
        assertThat(Drawn.small().parallel("j").without("work", "end").path("work j end").faults())
                .containsExactly("「并行j」：并行要么分出几条线，要么合并几条线");
        assertThat(fork().parallel("j").end("end2").path("a j end").path("b j end2").faults())
                .anySatisfy(fault -> assertThat(fault).contains("并行不能既合并又分开"));
    }

    @Test
    void blocksMayBeNestedAndLoopInside() {
        assertThat(fork().parallel("s2")
                .parallel("j2")
                .parallel("j")
                .task("a1")
                .task("a2")
                .choice("c", "j")
                .path("a s2 a1 j2 c j end")
                .path("s2 a2 j2")
                .line("c", "a", "urgent")
                .path("b j")
                .faults())
                .isEmpty();
    }

    @Test
    void manyBranchesAreReadInTime() {
        Drawn wide = new Drawn().start("start").parallel("s").parallel("j").end("end").path("start s").path("j end");
        for (int branch = 0; branch < 20; branch++) {
            for (int step = 0; step < 6; step++) {
                wide.task("t" + branch + "_" + step);
            }
            wide.path("s t%d_0 t%d_1 t%d_2 t%d_3 t%d_4 t%d_5 j".replace("%d", "" + branch));
        }
        long began = System.nanoTime();
        assertThat(wide.faults()).isEmpty();
        assertThat(System.nanoTime() - began).isLessThan(3_000_000_000L);
    }

    /** start, work, then a split into the tasks a and b, which the test leads on; with an exclusive gateway x at hand. */
    private static Drawn fork() {
        return Drawn.small().parallel("s").task("a").task("b").without("work", "end").path("work s a").path("s b");
    }
}
