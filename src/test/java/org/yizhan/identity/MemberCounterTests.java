package org.yizhan.identity;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.identity.MemberCounter.Document.IdentityCard;
import org.yizhan.identity.MemberCounter.Document.Licence;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** A clerk at the counter compares the document with what its holder declared. */
@SpringBootTest
class MemberCounterTests {
    private static final AtomicInteger FRESH = new AtomicInteger(2000);
    private static final String NUMBER = "11010519491231002X";
    private static final String OTHER_NUMBER = "440524188001010014";
    private static final String CODE = "91350100M000100Y43";
    private static final Actor CLERK = clerk(31, IdentityPermissions.VERIFY);

    @Autowired
    private MemberCounter counter;
    @Autowired
    private Members members;
    @Autowired
    private JdbcClient db;
    @MockitoBean
    private Outbox outbox;

    @BeforeEach
    void nobodyKnown() {
        db.sql("delete from identity.one_time_code").update();
        db.sql("delete from identity.citizen").update();
        db.sql("delete from identity.enterprise").update();
    }

    @Test
    void verifiesWhoDeclaredWhatTheDocumentSays() {
        String phone = phone();
        Actor citizen = declared(phone, "买买提·艾力", NUMBER);
        assertThat(counter.verify(CLERK, new IdentityCard(phone, "买买提 •艾力", NUMBER.toLowerCase(java.util.Locale.ROOT))))
                .isEmpty();
        assertThat(members.profile(citizen).orElseThrow()).satisfies(profile -> {
            assertThat(profile.level()).isEqualTo("已实名核验");
            assertThat(profile.verifiedAt()).isNotNull();
        });
        assertThat(counter.doneBy(CLERK)).singleElement()
                .satisfies(done -> assertThat(done.name()).isEqualTo("买*****"));
        assertThat(lastAct(citizen)).isEqualTo("identity.member-verified staff:31");
    }

    @Test
    void whoIsVerifiedChangesNothingAloneAndEverythingAfterTheCounterOpensItAgain() {
        String phone = phone();
        Actor citizen = declared(phone, "张三", NUMBER);
        counter.verify(CLERK, new IdentityCard(phone, "张三", NUMBER));
        assertThat(text(members.giveIdentity(citizen, "张三丰", NUMBER))).contains("已经核验过");
        assertThat(text(counter.verify(CLERK, new IdentityCard(phone, "张三", NUMBER)))).contains("不用再办");

        var changed = new IdentityCard(phone, "张三丰", NUMBER);
        assertThat(text(counter.undo(CLERK, changed, ""))).contains("取消的原因");
        assertThat(counter.undo(CLERK, changed, "本人改名")).isEmpty();
        assertThat(lastAct(citizen)).isEqualTo("identity.verification-undone staff:31");
        assertThat(text(counter.undo(CLERK, changed, "再来"))).contains("没有核验过");
        assertThat(members.giveIdentity(citizen, "张三丰", NUMBER)).isEmpty();
        assertThat(counter.verify(CLERK, changed)).isEmpty();
    }

    @Test
    void refusesADocumentThatSaysOtherwiseWithoutTellingWhatWasDeclared() {
        String phone = phone();
        Actor citizen = declared(phone, "张三", NUMBER);
        for (var document : new IdentityCard[]{new IdentityCard(phone, "李四", NUMBER),
            new IdentityCard(phone, "张三", OTHER_NUMBER)}) {
            assertThat(text(counter.verify(CLERK, document))).contains("不一致")
                    .doesNotContain(NUMBER)
                    .doesNotContain("张三");
            assertThat(lastAct(citizen)).isEqualTo("identity.member-differs staff:31");
        }
        assertThat(members.profile(citizen).orElseThrow().level()).isEqualTo("已登记身份证号，待核验");
        counter.verify(CLERK, new IdentityCard(phone, "张三", NUMBER));
        assertThat(text(counter.undo(CLERK, new IdentityCard(phone, "张三", OTHER_NUMBER), "别人"))).contains("不一致");
        assertThat(text(counter.verify(CLERK, new IdentityCard(phone, "张三", OTHER_NUMBER)))).contains("不一致");
    }

    @Test
    void refusesWhoDeclaredNothingAndWhoIsNotThere() {
        String phone = phone();
        in(phone, null, null);
        assertThat(text(counter.verify(CLERK, new IdentityCard(phone, "张三", NUMBER)))).contains("还没有登记");
        assertThat(text(counter.verify(CLERK, new IdentityCard("13900009999", "张三", NUMBER)))).contains("没有用这个手机号");
        assertThat(text(counter.undo(CLERK, new IdentityCard("13900009999", "张三", NUMBER), "x"))).contains("没有用这个手机号");
        assertThat(text(counter.verify(CLERK, new IdentityCard("123", "张三", NUMBER)))).contains("手机号应为 11 位");
        assertThat(text(counter.verify(CLERK, new IdentityCard(phone, " ", NUMBER)))).contains("姓名");
        assertThat(text(counter.verify(CLERK, new IdentityCard(phone, "张三", "110105194912310021"))))
                .contains("最后一位应为 X");
    }

    /** Whoever types a stranger's number first does not keep the stranger out. */
    @Test
    void aNumberIsVerifiedForOnePhoneAndMayBeDeclaredFromAnother() {
        String squatter = phone();
        declared(squatter, "张三", NUMBER);
        String own = phone();
        declared(own, "张三", NUMBER);
        assertThat(counter.verify(CLERK, new IdentityCard(own, "张三", NUMBER))).isEmpty();
        assertThat(text(counter.verify(CLERK, new IdentityCard(squatter, "张三", NUMBER)))).contains("另一个手机号");
    }

    @Test
    void verifiesAnEnterpriseByItsLicence() {
        String phone = phone();
        Actor firm = in(phone, CODE, "云岭县山泉茶业有限公司（白茶分公司）");
        assertThat(text(counter.verify(CLERK, new Licence(phone, "云岭县别家公司", CODE)))).contains("不一致");
        assertThat(text(counter.verify(CLERK, new Licence(phone, "云岭县山泉茶业有限公司", "91350100M000100Y44"))))
                .contains("最后一位");
        assertThat(text(counter.verify(CLERK, new Licence(phone(), "云岭县山泉茶业有限公司", CODE)))).contains("没有用这个手机号和信用代码");
        var licence = new Licence(phone, "云岭县山泉茶业有限公司(白茶分公司)", CODE);
        assertThat(counter.verify(CLERK, licence)).isEmpty();
        assertThat(members.profile(firm).orElseThrow().level()).isEqualTo("已核验");
        assertThat(counter.undo(CLERK, licence, "营业执照注销")).isEmpty();
        assertThat(members.profile(firm).orElseThrow().level()).isEqualTo("自行填报，待核验");
    }

    @Test
    void isForClerksWithThePermissionOnly() {
        String phone = phone();
        declared(phone, "张三", NUMBER);
        var card = new IdentityCard(phone, "张三", NUMBER);
        var citizenWithStrayGrant = new Actor(new ActorRef(ActorRef.Kind.CITIZEN, 31), "", null, CLERK.grants());
        for (Actor other : new Actor[]{Actor.VISITOR, clerk(32, IdentityPermissions.SECURITY), citizenWithStrayGrant}) {
            assertThat(text(counter.verify(other, card))).contains("没有在窗口核验身份的权限");
            assertThat(text(counter.undo(other, card, "x"))).contains("没有在窗口核验身份的权限");
            assertThat(counter.doneBy(other)).isEmpty();
        }
        counter.verify(CLERK, card);
        assertThat(counter.doneBy(clerk(33, IdentityPermissions.VERIFY))).as("another clerk's work").isEmpty();
    }

    @Test
    void whatIsErasedIsNoLongerVerified() {
        String phone = phone();
        Actor citizen = declared(phone, "张三", NUMBER);
        counter.verify(CLERK, new IdentityCard(phone, "张三", NUMBER));
        members.erase(citizen, "none");
        assertThat(counter.doneBy(CLERK)).isEmpty();
        assertThat(text(counter.verify(CLERK, new IdentityCard(phone, "张三", NUMBER)))).contains("没有用这个手机号");
    }

    private Actor declared(String phone, String name, String number) {
        Actor citizen = in(phone, null, null);
        assertThat(members.giveIdentity(citizen, name, number)).isEmpty();
        return citizen;
    }

    private Actor in(String phone, @org.jspecify.annotations.Nullable String code,
            @org.jspecify.annotations.Nullable String firm) {
        var caller = new Caller("10.0.1." + FRESH.incrementAndGet() % 250, "test", null);
        var sent = (Members.Asking.Sent) members.ask(phone, code, firm, caller);
        var message = ArgumentCaptor.forClass(Notice.class);
        Mockito.verify(outbox, Mockito.atLeastOnce()).send(message.capture());
        String typed = message.getAllValues().getLast().values().getOrDefault("code", "");
        var in = (Members.Entry.In) members.enter(sent.asked(), typed, caller);
        return new Actor(in.who(), "", null, Set.of());
    }

    private String lastAct(Actor member) {
        return db.sql("""
                select act || ' ' || lower(who_kind) || ':' || who_id from journal.entry
                where object_type = ? and object_id = ? order by id desc limit 1""")
                .params(member.ref().kind().name().toLowerCase(java.util.Locale.ROOT), member.ref().id())
                .query(String.class)
                .single();
    }

    private static String text(Optional<Refusal> refusal) {
        return refusal.orElseThrow(() -> new AssertionError("was not refused")).text();
    }

    private static Actor clerk(long id, String permission) {
        var unit = new UnitPath("/42/5/");
        return new Actor(ActorRef.staff(id), "窗口", unit, Set.of(new Grant(permission, unit)));
    }

    private static String phone() {
        return "1370000" + FRESH.incrementAndGet();
    }
}
