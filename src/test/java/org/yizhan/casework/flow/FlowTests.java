package org.yizhan.casework.flow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What each operation does, and when it is barred. */
class FlowTests {
    private static final Facts THREE = Facts.of(Map.of("units", List.of("甲", "乙", "丙")));

    @Test
    void beginsAtTheFirstTask() {
        Game game = new Game(Drawn.small());
        Move.Step step = game.start(Facts.NONE);
        assertThat(step.begun()).containsExactly(new Token(1, "work", Token.Where.OPEN, null, 0, null));
        assertThat(step.opened()).isEqualTo(step.begun());
        assertThat(step.ended()).isEmpty();
        assertThat(step.lines()).containsExactly("start-work");
        assertThat(step.outcome()).isEmpty();
    }

    @Test
    void endsWithAnOutcome() {
        Game game = new Game(Drawn.small());
        game.start(Facts.NONE);
        Move.Step step = game.does("work", null, "pass");
        assertThat(step.outcome()).contains("done");
        assertThat(step.ended()).extracting(Token::id).containsExactly(1L);
        assertThat(step.after()).isEqualTo(Marking.EMPTY);
    }

    @Test
    void takesTheFirstLineWhoseConditionHolds() {
        Drawn drawn = Drawn.small()
                .without("work", "end")
                .choice("c", "end")
                .task("x")
                .task("y")
                .path("work c end")
                .line("c", "x", "amount > 10")
                .line("c", "y", "amount > 5 or action == 'reject'")
                .path("x end")
                .path("y end");
        assertThat(after(drawn, "pass", Map.of("amount", 11))).containsExactly("x");
        assertThat(after(drawn, "pass", Map.of("amount", 6))).containsExactly("y");
        assertThat(after(drawn, "reject", Map.of())).containsExactly("y");
        assertThat(after(drawn, "pass", Map.of("amount", 5))).isEmpty();
    }

    private static List<String> after(Drawn drawn, String action, Map<String, Object> facts) {
        Game game = new Game(drawn);
        game.start(Facts.NONE);
        game.facts = Facts.of(facts);
        game.does("work", null, action);
        return game.open();
    }

    @Test
    void namesHooksInOrderAndGoesOn() {
        Game game = new Game(new Drawn().start("start")
                .hook("h1")
                .task("work")
                .hook("h2")
                .hook("h3")
                .end("end")
                .path("start h1 work h2 h3 end"));
        assertThat(game.start(Facts.NONE).hooks()).containsExactly("tell");
        Move.Step step = game.does("work", null, "pass");
        assertThat(step.hooks()).containsExactly("tell", "tell");
        assertThat(step.lines()).containsExactly("work-h2", "h2-h3", "h3-end");
        assertThat(step.outcome()).contains("done");
    }

    @Test
    void joinWaitsForAllBranches() {
        Game game = new Game(fork());
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        assertThat(game.open()).containsExactly("a", "b");
        Move.Step step = game.does("b", null, "pass");
        assertThat(step.begun()).containsExactly(new Token(4, "j", Token.Where.JOINING, "b-j", 0, null));
        assertThat(step.opened()).isEmpty();
        Move.Step last = game.does("a", null, "pass");
        assertThat(last.outcome()).contains("done");
        assertThat(last.ended()).as("its own task and the one that waited")
                .extracting(Token::id)
                .containsExactly(2L, 4L);
        assertThat(last.begun()).as("what begins and ends in one step is not told").isEmpty();
    }

    @Test
    void everybodyDoesHisPart() {
        Game game = many("yizhan:finish=\"all\"");
        assertThat(game.marking.open()).extracting(Token::whom).containsExactly("甲", "乙", "丙");
        assertThat(game.marking.open()).extracting(Token::index).containsExactly(1, 2, 3);
        Move.Step step = game.does("m", "乙", "pass");
        assertThat(step.ended()).singleElement().matches(Token::isOpen);
        assertThat(step.begun()).singleElement()
                .matches(token -> token.where() == Token.Where.DONE && "乙".equals(token.whom()));
        assertThat(step.opened()).isEmpty();
        game.does("m", "甲", "pass");
        assertThat(game.does("m", "丙", "pass").outcome()).contains("done");
    }

    @Test
    void anyoneIsEnough() {
        assertThat(many("yizhan:finish=\"any\"").does("m", "丙", "pass").outcome()).contains("done");
    }

    @Test
    void someOfThemAreEnough() {
        Game game = many("yizhan:finish=\"2\"");
        assertThat(game.does("m", "丙", "pass").outcome()).isEmpty();
        assertThat(game.does("m", "甲", "pass").outcome()).contains("done");
        Game fewer = new Game(
                new Drawn().start("start").many("m", "yizhan:finish=\"9\"").end("end").path("start m end"));
        fewer.start(Facts.of(Map.of("units", List.of("甲"))));
        assertThat(fewer.does("m", "甲", "pass").outcome()).as("never more than there are").contains("done");
    }

    @Test
    void eachInTurn() {
        Game game = many("isSequential=\"true\" yizhan:finish=\"all\"");
        assertThat(game.marking.open()).extracting(Token::whom).containsExactly("甲");
        assertThat(game.does("m", "甲", "pass").opened()).extracting(Token::whom).containsExactly("乙");
        assertThat(game.does("m", "乙", "pass").opened()).extracting(Token::whom).containsExactly("丙");
        assertThat(game.does("m", "丙", "pass").outcome()).contains("done");
    }

    @Test
    void oneVetoEndsItForAll() {
        Game game = many("yizhan:finish=\"all\" yizhan:veto=\"reject\"");
        game.does("m", "甲", "pass");
        Move.Step step = game.does("m", "丙", "reject");
        assertThat(step.outcome()).contains("done");
        assertThat(step.ended()).hasSize(3);
    }

    @Test
    void nobodyIsPassedOver() {
        Game game = new Game(new Drawn().start("start")
                .many("m", "yizhan:finish=\"all\"")
                .task("work")
                .end("end")
                .path("start m work end"));
        game.start(Facts.NONE);
        assertThat(game.open()).containsExactly("work");
    }

    @Test
    void sameNameTwiceIsOne() {
        Game game = new Game(
                new Drawn().start("start").many("m", "yizhan:finish=\"all\"").end("end").path("start m end"));
        game.start(Facts.of(Map.of("units", List.of("甲", "甲", "乙"))));
        assertThat(game.open()).hasSize(2);
    }

    @Test
    void signersComeAndGo() {
        Game game = many("yizhan:finish=\"all\"");
        Move.Step added = game.take(game.flow.addSigner(game.marking, "m", "丁", Facts.NONE));
        assertThat(added.opened()).extracting(Token::whom).containsExactly("丁");
        assertThat(added.opened()).extracting(Token::index).containsExactly(4);
        assertBarred(game.flow.addSigner(game.marking, "m", "丁", Facts.NONE), "已经在");
        game.does("m", "甲", "pass");
        game.does("m", "丁", "pass");
        game.take(game.flow.removeSigner(game.marking, game.token("m", "乙").id(), Facts.NONE));
        Move.Step last = game.take(game.flow.removeSigner(game.marking, game.token("m", "丙").id(), Facts.NONE));
        assertThat(last.outcome()).as("the others are done").contains("done");
    }

    /** One does it, and as many as there are help beside it. */
    private static Game oneWithHelpers() {
        return new Game(Drawn.small()
                .parallel("s")
                .task("a")
                .many("m", "yizhan:finish=\"all\"")
                .parallel("j")
                .without("work", "end")
                .path("work s a j end")
                .path("s m j"));
    }

    @Test
    void signerIsAddedToABranchThatIsOverWhileTheOthersAreWaitedFor() {
        Game game = oneWithHelpers();
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        assertThat(game.open()).as("nobody helps").containsExactly("a");
        game.take(game.flow.addSigner(game.marking, "m", "甲", Facts.NONE));
        assertThat(game.marking.tokens()).hasSize(2);
        game.does("m", "甲", "pass");
        game.take(game.flow.addSigner(game.marking, "m", "乙", Facts.NONE));
        game.does("a", null, "pass");
        assertThat(game.marking.at("m")).extracting(Token::whom).containsExactly("乙");
        assertThat(game.does("m", "乙", "pass").outcome()).isPresent();
        assertBarred(game.flow.addSigner(game.marking, "m", "丙", Facts.NONE), "不能增加");
    }

    @Test
    void withoutTheOnlySignerItGoesOn() {
        Game game = oneWithHelpers();
        game.start(Facts.NONE);
        game.facts = Facts.of(Map.of("units", List.of("甲")));
        game.does("work", null, "pass");
        game.take(game.flow.removeSigner(game.marking, game.token("m", "甲").id(), Facts.NONE));
        assertThat(game.open()).containsExactly("a");
        assertThat(game.does("a", null, "pass").outcome()).contains("done");
    }

    @Test
    void signerWhoIsDoneStays() {
        Game game = many("yizhan:finish=\"all\"");
        game.does("m", "甲", "pass");
        Token done = game.marking.at("m")
                .stream()
                .filter(token -> token.where() == Token.Where.DONE)
                .findFirst()
                .orElseThrow();
        assertBarred(game.flow.removeSigner(game.marking, done.id(), Facts.NONE), "已经办结");
        assertBarred(game.flow.removeSigner(game.marking, 999, Facts.NONE), "已经办结");
        Game one = new Game(Drawn.small());
        one.start(Facts.NONE);
        assertBarred(one.flow.removeSigner(one.marking, 1, Facts.NONE), "不是多人办理");
        assertBarred(one.flow.addSigner(one.marking, "work", "甲", Facts.NONE), "不能增加");
        assertBarred(one.flow.addSigner(one.marking, "nowhere", "甲", Facts.NONE), "不能增加");
    }

    @Test
    void signersInTurnMoveUp() {
        Game game = many("isSequential=\"true\" yizhan:finish=\"all\"");
        Move.Step added = game.take(game.flow.addSigner(game.marking, "m", "丁", Facts.NONE));
        assertThat(added.opened()).as("his turn comes last").isEmpty();
        Move.Step removed = game.take(game.flow.removeSigner(game.marking, game.token("m", "甲").id(), Facts.NONE));
        assertThat(removed.opened()).extracting(Token::whom).containsExactly("乙");
        game.take(game.flow.removeSigner(game.marking, game.token("m", "丙").id(), Facts.NONE));
        assertThat(game.does("m", "乙", "pass").opened()).extracting(Token::whom).containsExactly("丁");
    }

    @Test
    void returnEndsEverythingBeside() {
        Game game = new Game(fork());
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        game.does("b", null, "pass");
        Move.Step step = game.take(game.flow.returnTo(game.marking, game.token("a", null).id(), "work", Facts.NONE));
        assertThat(step.ended()).hasSize(2);
        assertThat(game.open()).containsExactly("work");
        assertThat(game.marking.tokens()).hasSize(1);
    }

    @Test
    void returnIntoABlockTakesTheOtherBranchAsDone() {
        Game game = new Game(fork().without("j", "end")
                .task("last", "yizhan:back=\"back>a\" yizhan:completing=\"pass\"")
                .path("j last end"));
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        game.does("a", null, "pass");
        game.does("b", null, "pass");
        game.does("last", null, "back");
        assertThat(game.open()).containsExactly("a");
        assertThat(game.marking.at("j")).extracting(Token::via).containsExactly("b-j");
        game.does("a", null, "pass");
        assertThat(game.does("last", null, "pass").outcome()).contains("done");
    }

    @Test
    void returnWithinABranchLeavesTheOthersAlone() {
        Game game = new Game(fork().without("a", "j").task("a2").path("a a2 j"));
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        Token b = game.token("b", null);
        game.does("a", null, "pass");
        Move.Step step = game.take(game.flow.returnTo(game.marking, game.token("a2", null).id(), "a", Facts.NONE));
        assertThat(step.after().tokens()).contains(b);
        assertThat(game.open()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void returnOfOneInstanceEndsThemAll() {
        Game game = new Game(new Drawn().start("start")
                .task("work")
                .many("m", "yizhan:finish=\"all\"")
                .end("end")
                .path("start work m end"));
        game.start(THREE);
        game.facts = THREE;
        game.does("work", null, "pass");
        game.does("m", "甲", "pass");
        game.take(game.flow.returnTo(game.marking, game.token("m", "乙").id(), "work", THREE));
        assertThat(game.marking.tokens()).singleElement().matches(token -> token.node().equals("work"));
    }

    @Test
    void returnGoesOnlyToWhatLiesBefore() {
        Game game = new Game(fork().without("a", "j").task("a2").path("a a2 j"));
        assertThat(game.flow.process().before("a2")).extracting(TaskNode::id).containsExactly("a", "work");
        game.start(Facts.NONE);
        assertBarred(game.flow.returnTo(game.marking, 1, "a", Facts.NONE), "不能从“环节work”退回到“环节a”");
        assertBarred(game.flow.returnTo(game.marking, 1, "work", Facts.NONE), "不能从");
        game.does("work", null, "pass");
        game.does("a", null, "pass");
        long a2 = game.token("a2", null).id();
        assertBarred(game.flow.returnTo(game.marking, a2, "b", Facts.NONE), "不能从");
        assertBarred(game.flow.returnTo(game.marking, a2, "s", Facts.NONE), "不能从");
        assertBarred(game.flow.returnTo(game.marking, a2, "nowhere", Facts.NONE), "不能从");
        assertBarred(game.flow.returnTo(game.marking, 1, "work", Facts.NONE), "已经办结");
    }

    @Test
    void jumpStandsAtOnePlace() {
        Game game = new Game(fork());
        game.start(Facts.NONE);
        game.take(game.flow.jump(game.marking, "b", Facts.NONE));
        assertThat(game.open()).containsExactly("b");
        assertThat(game.does("b", null, "pass").outcome()).as("a counts as done").contains("done");
        game.take(game.flow.jump(Marking.EMPTY, "a", Facts.NONE));
        assertThat(game.does("a", null, "pass").outcome()).as("opened again").contains("done");
        assertBarred(game.flow.jump(Marking.EMPTY, "s", Facts.NONE), "没有要去的环节");
        assertBarred(game.flow.jump(Marking.EMPTY, "nowhere", Facts.NONE), "没有要去的环节");
    }

    @Test
    void withdrawalEndsEverything() {
        Game game = new Game(fork());
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        game.does("b", null, "pass");
        Move.Step step = game.flow.withdraw(game.marking);
        assertThat(step.ended()).isEqualTo(game.marking.tokens());
        assertThat(step.after()).isEqualTo(Marking.EMPTY);
        assertThat(step.outcome()).isEmpty();
    }

    @Test
    void whoComesLateIsToldSo() {
        Game game = new Game(fork());
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        assertBarred(game.flow.complete(game.marking, 1, "pass", Facts.NONE), "已经办结");
        assertBarred(game.flow.complete(game.marking, game.token("a", null).id(), "note", Facts.NONE), "不能以这个动作办结");
        game.does("a", null, "pass");
        Token waiting = game.marking.at("j").getFirst();
        assertBarred(game.flow.complete(game.marking, waiting.id(), "pass", Facts.NONE), "已经办结");
    }

    @Test
    void queuedSignerCannotGoFirst() {
        Game game = many("isSequential=\"true\" yizhan:finish=\"all\"");
        Token queued = game.marking.at("m").getLast();
        assertBarred(game.flow.complete(game.marking, queued.id(), "pass", Facts.NONE), "已经办结");
    }

    @Test
    void newerVersionTakesACaseThatStandsWhereItCan() {
        Game game = new Game(fork());
        game.start(Facts.NONE);
        game.does("work", null, "pass");
        game.does("b", null, "pass");
        assertThat(Flow.carry(game.flow.process(), game.marking, game.flow.process())).isEmpty();
        assertThat(Flow.carry(game.flow.process(), game.marking,
                fork().without("a", "j").task("a2").path("a a2 j").process())).isEmpty();
        assertThat(Flow.carry(game.flow.process(), Marking.EMPTY, Drawn.small().process())).isEmpty();
        assertCannot(game, Drawn.small(), "没有正在办理的环节“环节a”");
        assertCannot(game, Drawn.small().task("a").without("work", "end").path("work a end"),
                "已经办完“环节b”，正在等其他分支");
        assertCannot(
                game,
                fork().task("c").path("s c j"),
                "有一个并行分支没有正在办理的环节");
        assertCannot(
                game,
                Drawn.small()
                        .parallel("s")
                        .task("b")
                        .task("c")
                        .task("a")
                        .parallel("j")
                        .without("work", "end")
                        .path("work s b j a end")
                        .path("s c j"),
                "不能同时处于“环节a”、“环节b”");
    }

    @Test
    void newerVersionRefusesWhatWasDoneByOneAndIsNowDoneByMany() {
        Game one = new Game(new Drawn().start("start").task("m").end("end").path("start m end"));
        one.start(Facts.NONE);
        CaseProcess several = new Drawn().start("start")
                .many("m", "yizhan:finish=\"all\"")
                .end("end")
                .path("start m end")
                .process();
        assertThat(Flow.carry(one.flow.process(), one.marking, several)).isPresent();
        Game many = new Game(several);
        many.start(THREE);
        assertThat(Flow.carry(several, many.marking, one.flow.process())).isPresent();
        assertThat(Flow.carry(several, many.marking, several)).isEmpty();
    }

    @Test
    void brokenRowsAreNoticed() {
        CaseProcess fork = fork().process();
        Token a = new Token(1, "a", Token.Where.OPEN, null, 0, null);
        Token work = new Token(2, "work", Token.Where.OPEN, null, 0, null);
        Token b = new Token(3, "b", Token.Where.OPEN, null, 0, null);
        assertThat(Flow.carry(fork, new Marking(List.of(a)), fork)).isPresent();
        assertThat(Flow.carry(fork, new Marking(List.of(a, work)), fork)).isPresent();
        assertThat(Flow.carry(fork, new Marking(List.of(a, b, work)), fork)).isPresent();
        assertThat(
                Flow.carry(fork, new Marking(List.of(a, b, new Token(4, "b", Token.Where.OPEN, null, 0, null))), fork))
                .isPresent();
        assertThat(Flow.carry(
                fork,
                new Marking(List.of(
                        new Token(1, "j", Token.Where.JOINING, "a-j", 0, null),
                        new Token(2, "j", Token.Where.JOINING, "b-j", 0, null))),
                fork))
                .isPresent();
        assertThat(Flow.carry(fork, new Marking(List.of(a, b)), fork)).isEmpty();
        assertThatThrownBy(() -> new Marking(List.of(a, new Token(1, "b", Token.Where.OPEN, null, 0, null))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertCannot(Game game, Drawn newer, String reason) {
        assertThat(Flow.carry(game.flow.process(), game.marking, newer.process()).orElseThrow().text())
                .contains(reason);
    }

    private static void assertBarred(Move move, String reason) {
        assertThat(move).isInstanceOfSatisfying(Move.Barred.class,
                barred -> assertThat(barred.refusal().text()).contains(reason));
    }

    private static Game many(String loop) {
        Game game = new Game(new Drawn().start("start").many("m", loop).end("end").path("start m end"));
        game.start(THREE);
        game.facts = THREE;
        return game;
    }

    /** work, then a and b in parallel. */
    private static Drawn fork() {
        return Drawn.small()
                .parallel("s")
                .task("a")
                .task("b")
                .parallel("j")
                .without("work", "end")
                .path("work s a j end")
                .path("s b j");
    }

    private static final class Game {
        final Flow flow;
        Marking marking = Marking.EMPTY;
        Facts facts = Facts.NONE;

        Game(Drawn drawn) {
            this(drawn.process());
        }

        Game(CaseProcess process) {
            flow = new Flow(process, new AtomicLong()::incrementAndGet);
        }

        Move.Step start(Facts known) {
            return take(flow.start(known));
        }

        Move.Step does(String task, @Nullable String whom, String action) {
            return take(flow.complete(marking, token(task, whom).id(), action, facts));
        }

        Token token(String task, @Nullable String whom) {
            return marking.at(task)
                    .stream()
                    .filter(token -> token.where() != Token.Where.DONE)
                    .filter(token -> whom == null || whom.equals(token.whom()))
                    .findFirst()
                    .orElseThrow();
        }

        Move.Step take(Move move) {
            assertThat(move).isInstanceOf(Move.Step.class);
            Move.Step step = (Move.Step) move;
            marking = step.after();
            return step;
        }

        List<String> open() {
            return marking.open().stream().map(Token::node).toList();
        }
    }
}
