package org.yizhan.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yizhan.content.Made;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.disclosure.ReviewRound.Conclusion;
import org.yizhan.messaging.Todo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** Rounds over the normative documents in force: conclusions, who may, and what the result does. */
class ReviewRoundTests extends DisclosureTest {

    @Autowired
    ReviewRounds rounds;
    @Autowired
    Filings filings;
    @Autowired
    TodoList todos;

    private Actor keeper() {
        return person(90_021, bureau, DisclosurePermissions.MANAGE);
    }

    private long normative(String title) {
        long document = live(title);
        yes(documents.stand(office, document, new Documents.Standing(Validity.EFFECTIVE, today.minusYears(2), null,
                null, true)));
        return document;
    }

    private long open() {
        return rounds.open(office, "年度清理", body.id(), today.plusDays(10)).orThrow();
    }

    @AfterEach
    void noRoundStaysOpen() {
        rounds.list(true, null, 50)
                .items()
                .stream()
                .filter(ReviewRound::open)
                .forEach(round -> yes(rounds.cancel(
                        Actor.PROGRAM, round.id())));
    }

    private List<String> todosOf(Actor who) {
        return todos.of(who.ref().id(), TodoList.Right.of(who), null, 50).items().stream().map(Todo::href).toList();
    }

    @Test
    void aRoundAsksAboutWhatIsNormativeAndInForceAndNobodyElseMayOpenIt() {
        long asked = normative("水库管护办法");
        long repealed = normative("旧的水库管护办法");
        yes(documents.stand(office, repealed, new Documents.Standing(Validity.REPEALED, null, null, null, true)));
        live("关于防汛值班的通知");

        assertThat(rounds.open(stranger, "清理", body.id(), today)).isInstanceOf(Made.Refused.class);
        assertThat(rounds.open(keeper(), "清理", null, today)).as("all bodies are the county's affair")
                .isInstanceOf(Made.Refused.class);
        assertThat(rounds.open(office, " ", body.id(), today)).isInstanceOf(Made.Refused.class);
        assertThat(rounds.open(office, "清理", body.id(), today.minusDays(1))).isInstanceOf(Made.Refused.class);
        assertThat(rounds.open(office, "清理", 987_654L, today)).isInstanceOf(Made.Refused.class);
        long round = rounds.open(keeper(), "本局清理", body.id(), today).orThrow();
        assertThat(rounds.items(round, body.id(), null, 10).items()).extracting(ReviewRound.Item::documentId)
                .containsExactly(asked);
        assertThat(rounds.open(office, "又一次", body.id(), today)).as("each document is asked about once")
                .isInstanceOf(Made.Refused.class);
        assertThat(rounds.cancel(stranger, round)).isPresent();
        yes(rounds.cancel(office, round));
        assertThat(rounds.cancel(office, round)).isPresent();
        assertThat(entry(asked).validity()).isEqualTo(Validity.EFFECTIVE);
        assertThat(open()).isPositive();
    }

    @Test
    void everyConclusionHasAPersonAndAReasonAndEndsTheBodysTodo() {
        long document = normative("水库管护办法");
        long round = open();
        Actor keeper = keeper();
        String todo = "/desk/disclosure/reviews/" + round + "?body=" + body.id();
        assertThat(todosOf(keeper)).contains(todo);
        assertThat(rounds.find(round).orElseThrow().overdueOn(today.plusDays(11))).isTrue();

        assertThat(rounds.conclude(stranger, round, document, Conclusion.KEEP, "继续执行")).isPresent();
        assertThat(rounds.conclude(clerk, round, document, Conclusion.KEEP, "继续执行")).isPresent();
        assertThat(rounds.conclude(keeper, round, document, Conclusion.KEEP, " ")).isPresent();
        assertThat(rounds.conclude(keeper, round, document, Conclusion.KEEP, "长".repeat(201))).isPresent();
        assertThat(rounds.conclude(keeper, round, 987_654_321L, Conclusion.KEEP, "继续执行")).isPresent();
        assertThat(rounds.publish(office, round)).as("something is still open").isPresent();
        assertThat(rounds.conclude(keeper, round, List.of(document, 5L), Conclusion.KEEP, "继续执行"))
                .extracting(result -> result.refusal().isPresent())
                .containsExactly(false, true);
        assertThat(todosOf(keeper)).doesNotContain(todo).contains("/desk/disclosure/reviews/" + round);
        yes(rounds.conclude(keeper, round, document, Conclusion.REPEAL, "已有新的规定"));
        ReviewRound.Item item = rounds.items(round, body.id(), null, 5).items().getFirst();
        assertThat(item.conclusion()).isEqualTo(Conclusion.REPEAL);
        assertThat(item.person()).isEqualTo(keeper.ref().id());
        assertThat(documents.file(document)).extracting(Documents.Happening::label).contains("清理结论");
        assertThat(entry(document).validity()).as("nothing holds before the result is published")
                .isEqualTo(Validity.EFFECTIVE);
    }

    @Test
    void theResultIsPublishedAndHoldsInOneAct() throws Exception {
        long kept = normative("水库管护办法");
        long repealed = normative("旧的河道管理办法");
        long expired = normative("防汛暂行办法");
        long amended = normative("抗旱工作办法");
        long gone = normative("撤下的办法");
        long round = open();
        yes(rounds.conclude(office, round, kept, Conclusion.KEEP, "仍有必要"));
        yes(rounds.conclude(office, round, repealed, Conclusion.REPEAL, "已被新的规定代替"));
        yes(rounds.conclude(office, round, expired, Conclusion.EXPIRED, "适用期已过"));
        yes(rounds.conclude(office, round, amended, Conclusion.AMEND, "第三条与上位法不一致"));
        yes(rounds.conclude(office, round, gone, Conclusion.REPEAL, "不再需要"));
        yes(publishing.withdraw(office, gone, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));
        assertThat(send(Actor.VISITOR, get("/disclosure/reviews/" + round)).getStatus()).isEqualTo(404);
        assertThat(rounds.publish(stranger, round)).isPresent();

        yes(rounds.publish(office, round));

        assertThat(entry(kept).validity()).isEqualTo(Validity.EFFECTIVE);
        assertThat(entry(amended).validity()).isEqualTo(Validity.EFFECTIVE);
        assertThat(entry(repealed).validity()).isEqualTo(Validity.REPEALED);
        assertThat(entry(expired).validity()).isEqualTo(Validity.EXPIRED);
        assertThat(entry(gone).validity()).isEqualTo(Validity.EFFECTIVE);
        assertThat(filings.list(body.id(), null, 10).items()).extracting(Filing::title)
                .contains("旧的河道管理办法", "防汛暂行办法");
        assertThat(rounds.publish(office, round)).isPresent();
        assertThat(rounds.conclude(office, round, kept, Conclusion.REPEAL, "晚了")).isPresent();
        assertThat(page(Actor.VISITOR, "/disclosure/reviews/")).contains("年度清理");
        String result = page(Actor.VISITOR, "/disclosure/reviews/" + round + "?conclusion=REPEAL");
        assertThat(result).contains("旧的河道管理办法", "已被新的规定代替", "废止 2件", entry(repealed).href())
                .doesNotContain("水库管护办法", entry(gone).href());
        assertThat(page(Actor.VISITOR, "/disclosure/reviews/" + round + "?conclusion=x&key=y")).contains("水库管护办法");
        assertThat(todosOf(office)).doesNotContain("/desk/disclosure/reviews/" + round);
    }

    @Test
    void theDeskShowsWhatIsAskedAndKeepsWhatWasTyped() throws Exception {
        long document = normative("水库管护办法");
        String desk = "/desk/disclosure/reviews";
        assertThat(page(office, desk)).contains("开始一次清理", "全部公开主体");
        assertThat(send(office, MockMvcRequestBuilders.post(desk).param("title", "秋季清理"))
                .getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).contains("请填写完成日期", "秋季清理");
        String here = Objects.requireNonNull(send(office, MockMvcRequestBuilders.post(desk)
                .param("title", "秋季清理")
                .param("body", Long.toString(body.id()))
                .param("until", today.plusDays(5).toString())).getRedirectedUrl());
        assertThat(page(office, here)).contains("水库管护办法", "还没有", body.name());
        assertThat(page(stranger, here)).contains("0 / 1件").doesNotContain("水库管护办法");
        post(here, Map.of("conclusion", "KEEP"));
        post(here, Map.of("document", Long.toString(document), "conclusion", "NO"));
        post(here + "/publication", Map.of());
        long round = Long.parseLong(here.substring(desk.length() + 1));
        assertThat(rounds.find(round).orElseThrow().open()).isTrue();
        post(here, Map.of("document", Long.toString(document), "conclusion", "KEEP", "reason", "仍有必要", "body",
                Long.toString(body.id())));
        assertThat(page(office, here + "?body=" + body.id())).contains("继续有效", "仍有必要", "公布清理结果");
        post(here + "/publication", Map.of());
        assertThat(rounds.find(round).orElseThrow().state()).isEqualTo(ReviewRound.State.PUBLISHED);
        post(here + "/cancellation", Map.of());
        assertThat(rounds.find(round).orElseThrow().state()).isEqualTo(ReviewRound.State.PUBLISHED);
        assertThat(send(office, get(desk + "/987654321")).getStatus()).isEqualTo(302);
        assertThat(send(clerk, get(desk)).getStatus()).isEqualTo(403);
    }

    private void post(String path, Map<String, String> fields) throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        fields.forEach(request::param);
        assertThat(send(office, request).getStatus()).as(path).isEqualTo(302);
    }
}
