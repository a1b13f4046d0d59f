package org.yizhan.hotline;

import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.hotline.Knowledge.State;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** What units know, from the draft to the public page, and what makes them look at it again. */
class KnowledgeTests extends HotlineTest {
    @Autowired
    Knowledge knowledge;

    private Knowledge.Written written(String title, boolean open) {
        return new Knowledge.Written(title, "带身份证到县政务服务中心三楼水务窗口办理，当场办结，不收费。", "《城市供水条例》第二十四条", open,
                clock.today().plusMonths(6));
    }

    private long sent(String title, boolean open) {
        return switch (knowledge.write(waterman, 0, -1, water, written(title, open), true)) {
            case Knowledge.Saved.Done done -> done.id();
            case Knowledge.Saved.Refused refused -> throw new AssertionError(refused.why().text());
        };
    }

    private static String refused(Knowledge.Saved saved) {
        return switch (saved) {
            case Knowledge.Saved.Done _ -> throw new AssertionError("was not refused");
            case Knowledge.Saved.Refused refused -> refused.why().text();
        };
    }

    private Knowledge.Entry entry(long id) {
        return knowledge.find(office, id).orElseThrow();
    }

    private long approved(String title, boolean open) {
        long id = sent(title, open);
        assertThat(knowledge.approve(office, id, entry(id).version())).isEmpty();
        return id;
    }

    private long todos(long id, String what) {
        return sql.sql("select count(*) from messaging.todo where key = :key and done_at is null")
                .param("key", "hotline:knowledge:" + id + ":" + what)
                .query(Long.class)
                .single();
    }

    @Test
    void aUnitWritesTheOfficeApprovesAndEverybodyReads() {
        String title = "自来水过户怎么办" + FRESH.incrementAndGet();
        long id = sent(title, true);
        assertThat(entry(id).state()).isEqualTo(State.WAITING);
        assertThat(todos(id, "approve")).isEqualTo(1);
        assertThat(knowledge.inForce(id, true)).as("nobody is told before it is approved").isEmpty();
        assertThat(send(Actor.VISITOR, get("/knowledge/" + id + ".html")).getStatus()).isEqualTo(404);
        assertThat(refused(knowledge.approve(waterman, id, entry(id).version()))).contains("热线办审核");
        assertThat(refused(knowledge.approve(office, id, entry(id).version() + 1))).contains("刚被别人改过");
        assertThat(knowledge.approve(office, id, entry(id).version())).isEmpty();
        assertThat(todos(id, "approve")).isZero();
        assertThat(refused(knowledge.approve(office, id, entry(id).version()))).contains("没有在等待审核");
        assertThat(text(Actor.VISITOR, get("/knowledge/" + id + ".html"))).contains(title, "水务窗口", "第二十四条");
        assertThat(text(Actor.VISITOR, get("/knowledge/"))).contains(title);
    }

    @Test
    void theVersionInForceStaysUntilTheNextIsApproved() {
        long id = approved("水压低怎么办" + FRESH.incrementAndGet(), true);
        String better = "水压低，先看自家阀门" + FRESH.incrementAndGet();
        assertThat(knowledge.write(waterman, id, entry(id).version(), null, written(better, true), true))
                .isInstanceOf(Knowledge.Saved.Done.class);
        assertThat(knowledge.inForce(id, false).orElseThrow().number()).isEqualTo(1);
        assertThat(refused(knowledge.write(waterman, id, entry(id).version(), null, written(better, true), false)))
                .contains("等热线办审核");
        assertThat(refused(knowledge.sendBack(office, id, entry(id).version(), " "))).contains("退回的原因");
        assertThat(knowledge.sendBack(office, id, entry(id).version(), "电话没有写")).isEmpty();
        assertThat(todos(id, "back")).isEqualTo(1);
        assertThat(entry(id).sentBack()).isEqualTo("电话没有写");
        assertThat(refused(knowledge.write(waterman, id, entry(id).version() - 1, null, written(better, true), true)))
                .contains("刚被别人改过");
        knowledge.write(waterman, id, entry(id).version(), null, written(better, true), true);
        assertThat(todos(id, "back")).isZero();
        assertThat(knowledge.approve(office, id, entry(id).version())).isEmpty();
        assertThat(knowledge.inForce(id, false).orElseThrow().title()).isEqualTo(better);
        assertThat(knowledge.versions(id)).extracting(Knowledge.Version::number).containsExactly(2, 1);
        assertThat(knowledge.retire(office, id, entry(id).version())).isEmpty();
        assertThat(knowledge.inForce(id, true)).isEmpty();
        assertThat(refused(knowledge.retire(office, id, entry(id).version()))).contains("已经停用");
    }

    @Test
    void whatIsForStaffIsNotForThePublic() {
        long id = approved("停水应急口径" + FRESH.incrementAndGet(), false);
        assertThat(send(Actor.VISITOR, get("/knowledge/" + id + ".html")).getStatus()).isEqualTo(404);
        assertThat(send(agent, get("/desk/hotline/knowledge/" + id + "/read")).getStatus()).isEqualTo(200);
        assertThat(send(stranger, get("/desk/hotline/knowledge/" + id + "/read")).getStatus()).isEqualTo(403);
        assertThat(knowledge.visible(java.util.Set.of(id), "public")).isEmpty();
        assertThat(knowledge.visible(java.util.Set.of(id), Knowledge.STAFF)).containsExactly(id);
        assertThat(knowledge.open(water.unit().value(), null).items()).extracting(Knowledge.Entry::id)
                .doesNotContain(id);
    }

    @Test
    void aCallIsAnsweredWithWhatThePublicMayReadAndNothingElse() {
        long open = approved("水表过户带什么" + FRESH.incrementAndGet(), true);
        long inner = approved("欠费停水口径" + FRESH.incrementAndGet(), false);
        String page = text(agent, post("/desk/hotline/call/look").param("phone", "13800000001")
                .param("text", "来电人问水表过户带什么")
                .param("tell", String.valueOf(open)));
        assertThat(page).containsPattern("name=\"how\" value=\"answered\" checked")
                .containsPattern("id=\"f-answer\"[^>]* autofocus[^>]*>带身份证到县政务服务中心三楼")
                .contains("来电人问水表过户带什么")
                .containsPattern("value=\"consult\" selected");
        assertThat(text(agent, post("/desk/hotline/call/look").param("text", "水表过户被拖了半年")
                .param("kind", "complaint")
                .param("tell", String.valueOf(open)))).as("what is chosen stays")
                .containsPattern("value=\"complaint\" selected");
        assertThat(text(agent, post("/desk/hotline/call/look").param("text", "来电人问欠费停水")
                .param("tell", String.valueOf(inner)))).doesNotContainPattern("id=\"f-answer\"[^>]*>带身份证");
    }

    @Test
    void whatDidNotHelpIsTheOwnersToMend() {
        long id = approved("水费怎么查" + FRESH.incrementAndGet(), true);
        assertThat(text(Actor.VISITOR, get("/knowledge/" + id + "/feedback"))).contains("没有帮上忙");
        assertThat(text(Actor.VISITOR, post("/knowledge/" + id + "/feedback").param("words", " "))).contains("请写一写");
        assertThat(todos(id, "feedback")).isZero();
        assertThat(text(Actor.VISITOR, post("/knowledge/" + id + "/feedback").param("words", "没有写微信怎么查")))
                .contains("谢谢");
        assertThat(todos(id, "feedback")).isEqualTo(1);
        assertThat(knowledge.didNotHelp(agent, id, "来电人问欠费停水")).isEmpty();
        assertThat(refused(knowledge.didNotHelp(agent, 999_999_999L, "没有这一条"))).contains("没有这条知识");
        assertThat(text(waterman, get("/desk/hotline/knowledge/" + id))).contains("没有写微信怎么查", "来电人问欠费停水");
        assertThat(refused(knowledge.settle(roadman, id))).contains("没有维护它的权限");
        assertThat(knowledge.settle(waterman, id)).isEmpty();
        assertThat(todos(id, "feedback")).isZero();
        assertThat(knowledge.feedback(id)).isEmpty();
    }

    @Test
    void ownersAreRemindedOnceWhenTheDayHasCome() {
        long id = approved("用水性质怎么改" + FRESH.incrementAndGet(), true);
        knowledge.remind();
        assertThat(todos(id, "review")).isZero();
        sql.sql("update hotline.entry set review_on = :today where id = :id")
                .param("today", clock.today())
                .param("id", id)
                .update();
        assertThat(text(waterman, get("/desk/hotline/knowledge/" + id))).contains("到了核对的日子", "内容还对",
                clock.today().plusMonths(6).toString());
        knowledge.remind();
        knowledge.remind();
        assertThat(todos(id, "review")).isEqualTo(1);
        assertThat(refused(knowledge.stillHolds(roadman, id, clock.today().plusDays(9)))).contains("没有维护它的权限");
        assertThat(refused(knowledge.stillHolds(waterman, id, clock.today()))).contains("今天以后");
        assertThat(knowledge.stillHolds(waterman, id, clock.today().plusYears(1))).isEmpty();
        assertThat(text(waterman, get("/desk/hotline/knowledge/" + id))).contains("提前核对").doesNotContain("到了核对的日子");
        assertThat(todos(id, "review")).isZero();
        assertThat(knowledge.inForce(id, false).orElseThrow().reviewOn()).isEqualTo(clock.today().plusYears(1));
    }

    @Test
    void badEntriesAreRefusedInWords() {
        Knowledge.Written fine = written("水表坏了找谁", true);
        assertThat(refused(knowledge.write(roadman, 0, -1, water, fine, true))).contains("您可以维护的单位");
        assertThat(refused(knowledge.write(waterman, 0, -1, null, fine, true))).contains("您可以维护的单位");
        assertThat(refused(knowledge.write(waterman, 999_999_999L, 0, null, fine, true))).contains("没有这条知识");
        Map<String, Knowledge.Written> bad = Map.of("标题", new Knowledge.Written(" ", fine.body(), fine.policy(), true,
                fine.reviewOn()), "内容", new Knowledge.Written(fine.title(), "短", fine.policy(), true, fine.reviewOn()),
                "政策依据", new Knowledge.Written(fine.title(), fine.body(), "", true, fine.reviewOn()), "再核对",
                new Knowledge.Written(fine.title(), fine.body(), fine.policy(), true, null), "三年以内",
                new Knowledge.Written(fine.title(), fine.body(), fine.policy(), true, LocalDate.MAX), "今天以后",
                new Knowledge.Written(fine.title(), fine.body(), fine.policy(), true, clock.today()));
        bad.forEach((what, written) -> assertThat(refused(knowledge.write(waterman, 0, -1, water, written, true)))
                .contains(what));
    }

    @Test
    void thePagesKeepWhatWasTyped() {
        assertThat(text(waterman, get("/desk/hotline/knowledge/new"))).contains("写一条知识", "政策依据");
        assertThat(text(waterman, post("/desk/hotline/knowledge").param("unit", water.value())
                .param("title", "水表坏了找谁")
                .param("body", "打供水科电话，两小时内上门。")
                .param("review", "不知道")
                .param("send", "1"))).contains("再核对", "两小时内上门");
        var saved = send(waterman, post("/desk/hotline/knowledge").param("unit", water.value())
                .param("title", "水表坏了找谁")
                .param("body", "打供水科电话，两小时内上门。")
                .param("policy", "供水服务承诺")
                .param("review", clock.today().plusDays(30).toString()));
        assertThat(saved.getStatus()).isEqualTo(302);
        assertThat(text(waterman, get(String.valueOf(saved.getRedirectedUrl())))).contains("草稿", "供水服务承诺");
        assertThat(send(roadman, get(String.valueOf(saved.getRedirectedUrl()))).getStatus()).isEqualTo(404);
        assertThat(text(waterman, get("/desk/hotline/knowledge"))).contains("水表坏了找谁");
        assertThat(text(waterman, get("/desk/hotline/knowledge"))).doesNotContain("该核对了");
        sql.sql("update hotline.entry_version set review_on = current_date - 1 where title = '水表坏了找谁'").update();
        assertThat(text(waterman, get("/desk/hotline/knowledge"))).contains("该核对了");
        assertThat(text(roadman, get("/desk/hotline/knowledge"))).doesNotContain("水表坏了找谁");
        assertThat(text(agent, get("/desk/hotline/knowledge").param("q", "没有这样的词组甲乙丙"))).contains("没有找到");
        assertThat(text(Actor.VISITOR, get("/knowledge/").param("q", "没有这样的词组甲乙丙"))).contains("没有找到");
    }
}
