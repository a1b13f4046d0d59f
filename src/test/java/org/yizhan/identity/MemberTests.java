package org.yizhan.identity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.yizhan.messaging.Notice;
import org.yizhan.messaging.Outbox;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;

import static org.assertj.core.api.Assertions.assertThat;

/** Citizens and enterprises, by the code that reaches their phone. */
@SpringBootTest
class MemberTests {
    private static final AtomicInteger FRESH = new AtomicInteger(1000);

    @Autowired
    private Members members;
    @Autowired
    private MovingClock clock;
    @Autowired
    private JdbcClient db;
    @MockitoBean
    private Outbox outbox;

    @TestConfiguration
    static class Time {
        @Bean
        @Primary
        MovingClock movingClock() {
            return new MovingClock();
        }
    }

    @BeforeEach
    void nothingSent() {
        db.sql("delete from identity.one_time_code").update();
    }

    @Test
    void opensAnAccountWithTheFirstRightCodeAndFindsItWithTheSecond() {
        String phone = phone();
        ActorRef first = in(phone);
        clock.forward(Duration.ofMinutes(2));
        assertThat(in(phone)).isEqualTo(first);
        assertThat(first.kind()).isEqualTo(ActorRef.Kind.CITIZEN);
    }

    @Test
    void answersAKnownAndAnUnknownPhoneAlike() {
        String known = phone();
        in(known);
        clock.forward(Duration.ofMinutes(2));
        assertThat(members.ask(known, null, null, caller(1))).isInstanceOf(Members.Asking.Sent.class);
        assertThat(members.ask(phone(), null, null, caller(1))).isInstanceOf(Members.Asking.Sent.class);
    }

    @Test
    void takesACodeOnce() {
        Members.Asked asked = asked(phone());
        String code = lastCode();
        assertThat(members.enter(asked, code, caller(1))).isInstanceOf(Members.Entry.In.class);
        assertThat(members.enter(asked, code, caller(1))).isInstanceOf(Members.Entry.Refused.class);
    }

    @Test
    void takesACodeForFiveMinutes() {
        Members.Asked asked = asked(phone());
        clock.forward(Duration.ofMinutes(6));
        assertThat(members.enter(asked, lastCode(), caller(1))).isInstanceOf(Members.Entry.Refused.class);
    }

    @Test
    void aClockSetBackMakesNoCodeLastLongerAndKeepsNobodyFromTheNext() {
        String phone = phone();
        clock.forward(Duration.ofDays(30));
        Members.Asked asked = asked(phone);
        String code = lastCode();
        clock.forward(Duration.ofDays(-30));
        assertThat(members.enter(asked, code, caller(1))).isInstanceOf(Members.Entry.Refused.class);
        in(phone);
    }

    @Test
    void endsACodeAfterFiveWrongTries() {
        Members.Asked asked = asked(phone());
        String code = lastCode();
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 5; i++) {
            assertThat(members.enter(asked, wrong, caller(1))).isInstanceOf(Members.Entry.Refused.class);
        }
        assertThat(members.enter(asked, code, caller(1))).isInstanceOf(Members.Entry.Refused.class);
    }

    @Test
    void bindsACodeToTheBrowserThatAsked() {
        String phone = phone();
        Members.Asked victims = asked(phone);
        String code = lastCode();
        clock.forward(Duration.ofMinutes(2));
        Members.Asked attackers = asked(phone);
        assertThat(members.enter(attackers, code, caller(2))).isInstanceOf(Members.Entry.Refused.class);
        assertThat(members.enter(victims, code, caller(1))).isInstanceOf(Members.Entry.In.class);
    }

    @Test
    void limitsCodesPerPhone() {
        String phone = phone();
        int sent = 0;
        assertThat(members.ask(phone, null, null, caller(1))).isInstanceOf(Members.Asking.Sent.class);
        assertThat(refusal(members.ask(phone, null, null, caller(2)))).contains("1 分钟后");
        for (int i = 0; i < 4; i++) {
            clock.forward(Duration.ofSeconds(61));
            sent += members.ask(phone, null, null, caller(i)) instanceof Members.Asking.Sent ? 1 : 0;
        }
        assertThat(sent).isEqualTo(4);
        clock.forward(Duration.ofSeconds(61));
        assertThat(refusal(members.ask(phone, null, null, caller(9)))).contains("一小时内");
    }

    @Test
    void limitsCodesPerNetwork() {
        for (int i = 0; i < 30; i++) {
            assertThat(members.ask(phone(), null, null, caller(77))).isInstanceOf(Members.Asking.Sent.class);
        }
        assertThat(refusal(members.ask(phone(), null, null, caller(77)))).contains("网络");
        assertThat(members.ask(phone(), null, null, caller(78))).isInstanceOf(Members.Asking.Sent.class);
    }

    @Test
    void refusesWhatIsNoPhone() {
        for (String typed : List.of("", "12345", "10000000000", "1381234567a", "８６")) {
            assertThat(members.ask(typed, null, null, caller(1))).as(typed).isInstanceOf(Members.Asking.Refused.class);
        }
        assertThat(members.ask("+86 138-1234-5678", null, null, caller(1))).isInstanceOf(Members.Asking.Sent.class);
    }

    @Test
    void opensAnEnterpriseOnlyWithARightCreditCode() {
        String phone = phone();
        assertThat(refusal(members.ask(phone, "91350100M000100Y44", "某公司", caller(1)))).contains("统一社会信用代码");
        var sent = (Members.Asking.Sent) members.ask(phone, "91350100M000100Y43", "某公司", caller(1));
        var in = (Members.Entry.In) members.enter(sent.asked(), lastCode(), caller(1));
        assertThat(in.who().kind()).isEqualTo(ActorRef.Kind.ENTERPRISE);
        assertThat(members.profile(actor(in.who())).orElseThrow().level()).isEqualTo("自行填报，待核验");
    }

    @Test
    void keepsAnIdentityNumberSealed() {
        Actor citizen = actor(in(phone()));
        assertThat(members.giveIdentity(citizen, "张三", "11010519491231002Y").orElseThrow().text()).contains("身份证号");
        assertThat(members.giveIdentity(citizen, "张三", "11010519491231002X")).isEmpty();
        assertThat(members.profile(citizen).orElseThrow().identityNumber()).isEqualTo("11010519491231002X");
        byte[] stored = db.sql("select identity_number from identity.citizen where id = ?")
                .param(citizen.ref().id())
                .query((r, n) -> r.getBytes(1))
                .single();
        assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1)).doesNotContain("1101051949");
    }

    @Test
    void erasesWhatIdentifiesAPerson() {
        String phone = phone();
        Actor citizen = actor(in(phone));
        assertThat(members.export(citizen)).containsEntry("手机号", phone).containsKey("登录记录");
        members.erase(citizen, "none");
        assertThat(members.profile(citizen)).isEmpty();
        assertThat(
                db.sql("select count(*) from identity.citizen where id = ? and phone is null and phone_digest is null")
                        .param(citizen.ref().id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        clock.forward(Duration.ofMinutes(2));
        assertThat(in(phone)).isNotEqualTo(citizen.ref());
    }

    private ActorRef in(String phone) {
        return ((Members.Entry.In) members.enter(asked(phone), lastCode(), caller(1))).who();
    }

    private Members.Asked asked(String phone) {
        return ((Members.Asking.Sent) members.ask(phone, null, null, caller(1))).asked();
    }

    private String lastCode() {
        var sent = ArgumentCaptor.forClass(Notice.class);
        Mockito.verify(outbox, Mockito.atLeastOnce()).send(sent.capture());
        Map<String, String> values = sent.getAllValues().getLast().values();
        return values.getOrDefault("code", "");
    }

    private static Actor actor(ActorRef who) {
        return new Actor(who, "市民", null, java.util.Set.of());
    }

    private static String refusal(Members.Asking answer) {
        return ((Members.Asking.Refused) answer).why().text();
    }

    private static Caller caller(int network) {
        return new Caller("10.0.0." + network, "test", null);
    }

    private static String phone() {
        return "1380000" + FRESH.incrementAndGet();
    }
}
