package org.yizhan.messaging;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DefaultCsrfToken;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

/** The pages around ways out and notices, and the door for receipts, with the settings in a real file. */
@SpringBootTest
@AutoConfigureMockMvc(addFilters = false)
class WayPagesTests {
    private static final UnitPath COUNTY = new UnitPath("/1/");
    private static final Actor ADMINISTRATOR = new Actor(ActorRef.staff(3), "陈工", COUNTY,
            Set.of(new Grant(MessagingPermissions.OUTBOX, COUNTY)));
    private static final Actor ELSEWHERE = new Actor(ActorRef.staff(4), "王芳", new UnitPath("/1/2/"),
            Set.of(new Grant(MessagingPermissions.OUTBOX, new UnitPath("/1/2/"))));
    private static final Actor CLERK = new Actor(ActorRef.staff(5), "王芳", COUNTY, Set.of());
    private static final Actor CITIZEN = new Actor(new ActorRef(ActorRef.Kind.CITIZEN, 5), "市民", null, Set.of());

    @Autowired
    MockMvc web;
    @Autowired
    JdbcClient database;
    @Autowired
    Outbox outbox;
    @Autowired
    OutboxDispatcher dispatcher;
    @Autowired
    BadAddresses badAddresses;
    @Autowired
    Gateways gateways;
    @Autowired
    WaysOut ways;
    @Autowired
    CountyClock clock;
    @Value("${yizhan.data}")
    Path data;

    private final PlayedPeer peer = new PlayedPeer();

    @AfterEach
    void asItWas() throws Exception {
        peer.close();
        Files.deleteIfExists(data.resolve(OutboxSettings.FILE));
        ways.refresh();
        database.sql("delete from messaging.outgoing").update();
        database.sql("delete from messaging.bad_address").update();
        database.sql("update messaging.gateway set failures = 0, open_until = null, down_since = null").update();
    }

    @Test
    void showsWhichWaysThereAreTriesOneAndShowsNoSecret() throws Exception {
        as(ADMINISTRATOR, get("/desk/outbox/ways")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("没有设置，写成文件"), containsString("value=\"21:00\""),
                        containsString("没有设置公众号"))));
        settings("rw-r--r--");
        peer.answers(200, "").answers(401, "");
        as(ADMINISTRATOR, get("/desk/outbox/ways")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("127.0.0.1"), containsString("chmod 600"),
                        not(containsString("s3cret")))));
        as(ADMINISTRATOR, post("/desk/outbox/ways/sms/test").param("to", "13800138000"))
                .andExpect(redirectedUrl("/desk/outbox/ways"));
        assertThat(peer.asked.getFirst().body()).contains("13800138000").contains("测试消息");
        as(ADMINISTRATOR, post("/desk/outbox/ways/sms/test").param("to", "13800138000")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("不认账号"), containsString("value=\"13800138000\""))));
        as(ELSEWHERE, get("/desk/outbox/ways")).andExpect(content().string(not(containsString("127.0.0.1"))));
        as(ELSEWHERE, post("/desk/outbox/ways/sms/test").param("to", "13800138000"))
                .andExpect(content().string(containsString("没有处理发件箱的权限")));
        assertThat(peer.asked).hasSize(2);
        as(ADMINISTRATOR, post("/desk/outbox/ways/pigeon/test")).andExpect(status().isNotFound());
        as(ADMINISTRATOR, post("/desk/outbox/ways/in_app/test")).andExpect(status().isNotFound());
    }

    @Test
    void settingsThatDoNotDoKeepNoticesWaiting() throws Exception {
        Files.writeString(data.resolve(OutboxSettings.FILE), "sms.url=https://sms.example.cn\n");
        ways.refresh();
        as(ADMINISTRATOR, get("/desk/outbox/ways")).andExpect(content().string(allOf(containsString("设置有误"),
                containsString("{to}"))));
        outbox.send(new Notice("waits", Recipient.withoutAccount().and(Channel.SMS, "13800138000"), "case-new",
                Map.of("number", "1", "title", "t", "due", "d")));
        dispatcher.sendDue();
        assertThat(state("waits")).startsWith("waiting");
        LocalTime time = clock.local(clock.now()).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        as(ADMINISTRATOR, hours("300", time.minusHours(1).toString(), time.plusHours(1).toString()));
        as(ADMINISTRATOR, get("/desk/outbox"))
                .andExpect(content().string(containsString(time.plusHours(1) + " 后发出")));
        String retry = "/desk/outbox/" + database.sql("select max(id) from messaging.outgoing")
                .query(Long.class)
                .single() + "/retry";
        as(ADMINISTRATOR, post(retry)).andExpect(flash().attribute("notice",
                "已重新排入队列，现在是免打扰时段，" + time.plusHours(1) + " 后发出。"));
        as(ADMINISTRATOR, hours("300", "", ""));
        as(ADMINISTRATOR, post(retry)).andExpect(flash().attribute("notice", "已重新排入队列，马上就会再发一次。"));
        database.sql("update messaging.outgoing set last_error = null").update();
        database.sql("update messaging.gateway set down_since = now() where channel = 'SMS'").update();
        as(ADMINISTRATOR, get("/desk/outbox")).andExpect(content().string(containsString("短信发送渠道不通，恢复后自动发出")));
        as(ADMINISTRATOR, hours("300", "21:00", "08:00"));
    }

    @Test
    void paceAndQuietHoursAreChangedAndWhatIsRefusedStaysOnThePage() throws Exception {
        as(ADMINISTRATOR, hours("60", "22:00", "07:00")).andExpect(redirectedUrl("/desk/outbox/ways"));
        as(ADMINISTRATOR, get("/desk/outbox/ways"))
                .andExpect(content().string(allOf(containsString("value=\"22:00\""), containsString("value=\"60\""))));
        as(ADMINISTRATOR, hours("0", "22:00", "07:00")).andExpect(content().string(containsString("每分钟最多发送应填")));
        as(ADMINISTRATOR, hours("60", "23:30", "")).andExpect(
                content().string(allOf(containsString("起止两个时间"), containsString("value=\"23:30\""))));
        as(ADMINISTRATOR, hours("60", "08:00", "08:00")).andExpect(content().string(containsString("不能相同")));
        as(ELSEWHERE, hours("6", "", "")).andExpect(content().string(containsString("没有处理发件箱的权限")));
        as(ADMINISTRATOR, hours("300", "", "")).andExpect(redirectedUrl("/desk/outbox/ways"));
        assertThat(database.sql("select count(*) from messaging.quiet_hours").query(Integer.class).single()).isZero();
        as(ADMINISTRATOR, hours("300", "21:00", "08:00"));
    }

    @Test
    void retriesAllThatFailedAndForgivesAnAddress() throws Exception {
        for (String once : new String[]{"one", "two"}) {
            outbox.send(new Notice(once, Recipient.withoutAccount().and(Channel.EMAIL, "a@example.cn"), "case-new",
                    Map.of("number", "1", "title", "t", "due", "d")));
        }
        database.sql("update messaging.outgoing set state = 'failed', tries = 8").update();
        badAddresses.remember(Channel.EMAIL, "zhang@example.cn", "没有这个邮箱");
        as(ADMINISTRATOR, get("/desk/outbox?state=failed&channel=email"))
                .andExpect(content().string(containsString("失败的邮件全部再发一次")));
        as(ADMINISTRATOR, get("/desk/outbox?state=failed&channel=sms"))
                .andExpect(content().string(containsString("没有发送失败的短信")));
        as(ELSEWHERE, post("/desk/outbox/retry").param("channel", "email"));
        assertThat(state("one")).isEqualTo("failed 1");
        as(ADMINISTRATOR, post("/desk/outbox/retry").param("channel", "email"))
                .andExpect(redirectedUrl("/desk/outbox"));
        assertThat(state("one")).isEqualTo("waiting 2");
        assertThat(state("two")).isEqualTo("waiting 2");

        as(ADMINISTRATOR, get("/desk/outbox/bad-addresses")).andExpect(content().string(
                allOf(containsString("z****@example.cn"), containsString("没有这个邮箱"))));
        as(ELSEWHERE, get("/desk/outbox/bad-addresses"))
                .andExpect(content().string(not(containsString("z****@example.cn"))));
        long id = badAddresses.list(null, 1).items().getFirst().id();
        as(ELSEWHERE, post("/desk/outbox/bad-addresses/" + id + "/forgive"));
        assertThat(badAddresses.why(Channel.EMAIL, "zhang@example.cn")).isPresent();
        as(ADMINISTRATOR, post("/desk/outbox/bad-addresses/" + id + "/forgive"));
        assertThat(badAddresses.why(Channel.EMAIL, "zhang@example.cn")).isEmpty();
    }

    @Test
    void aWayThatIsDownIsTriedAtOnceWhenAsked() throws Exception {
        for (int i = 0; i < 3; i++) {
            gateways.fails(Channel.EMAIL, "连不上邮件服务器。", java.time.Duration.ZERO);
        }
        as(ADMINISTRATOR, get("/desk/outbox/ways"))
                .andExpect(content().string(allOf(containsString("连不上邮件服务器。"), containsString("现在就试"))));
        as(ELSEWHERE, post("/desk/outbox/ways/email/try"));
        assertThat(gateways.pass(Channel.EMAIL, true)).isEmpty();
        as(ADMINISTRATOR, post("/desk/outbox/ways/email/try")).andExpect(redirectedUrl("/desk/outbox/ways"));
        assertThat(gateways.pass(Channel.EMAIL, true)).contains(3);
    }

    @Test
    void receiptsAreTakenFromWhoKnowsTheSecretOnly() throws Exception {
        web.perform(post("/outbox/receipts/sms").content("{}")).andExpect(status().isNotFound());
        settings("rw-------");
        outbox.send(new Notice("receipt", Recipient.withoutAccount().and(Channel.SMS, "13800138000"), "case-new",
                Map.of("number", "1", "title", "t", "due", "d")).urgent(Urgency.CODE));
        peer.answers(200, "");
        String key = sent("receipt");
        assertThat(peer.asked.getFirst().body()).contains(key);
        String body = "{\"reports\":[{\"key\":\"" + key
                + "\",\"status\":\"DELIVRD\"},{\"key\":\"?\",\"status\":\"X\"},{}]}";
        receipt(body, "0".repeat(64)).andExpect(status().isUnauthorized());
        receipt(body, "").andExpect(status().isUnauthorized());
        receipt(body, "好").andExpect(status().isUnauthorized());
        receipt("no json", signature("no json")).andExpect(status().isBadRequest());
        receipt(body, signature(body)).andExpect(status().isOk()).andExpect(content().string("got it"));
        receipt(body, Base64.getEncoder().encodeToString(HexFormat.of().parseHex(signature(body))))
                .andExpect(status().isOk());
        assertThat(database.sql("select receipt from messaging.outgoing where once = 'receipt'")
                .query(String.class)
                .single()).isEqualTo("delivered");
        as(ADMINISTRATOR, get("/desk/outbox?state=sent")).andExpect(content().string(containsString("已送达")));
        receipt("x".repeat(300_000), "").andExpect(status().isContentTooLarge());
    }

    @Test
    void everybodyReadsTheOwnNoticesOnly() throws Exception {
        outbox.send(new Notice("mine", Recipient.staff(5), "case-new",
                Map.of("number", "20261127001", "title", "自来水<b>发黄", "due", "明天")).leadingTo("/desk/me"));
        outbox.send(new Notice("theirs", Recipient.member(CITIZEN.ref()), "case-new",
                Map.of("number", "20261127002", "title", "路灯", "due", "明天")));
        as(CLERK, get("/desk/messages")).andExpect(status().isOk())
                .andExpect(content().string(allOf(containsString("自来水&lt;b"), not(containsString("路灯")),
                        containsString("消息<span class=\"bubble\">1</span>"))));
        long id = database.sql("select id from messaging.inbox where once = 'mine'").query(Long.class).single();
        as(CITIZEN, post("/member/messages/" + id)).andExpect(status().isNotFound());
        as(CLERK, post("/desk/messages/" + id)).andExpect(redirectedUrl("/desk/me"));
        as(CLERK, get("/desk/messages?show=unread")).andExpect(content().string(containsString("没有未读的消息")));
        as(CLERK, post("/desk/messages/read").param("newest", "x")).andExpect(redirectedUrl("/desk/messages"));
        as(CLERK, post("/desk/messages/order").param("channel", "sms")).andExpect(redirectedUrl("/desk/messages"));
        as(CLERK, get("/desk/messages")).andExpect(content().string(containsString("短信 <span class=\"badge now\">先用")));
        as(CLERK, post("/desk/messages/order").param("channel", "pigeon")).andExpect(status().isBadRequest());
    }

    @Test
    void aMemberShowsHisWechatAndIsToldThere() throws Exception {
        as(CITIZEN, get("/member/messages")).andExpect(content().string(not(containsString("微信</h2>"))));
        as(CITIZEN, get("/member/wechat/bind")).andExpect(redirectedUrl("/member/messages"));
        Files.writeString(data.resolve(OutboxSettings.FILE), """
                wechat.app-id=wx123
                wechat.secret=s3cret
                wechat.api=%s
                wechat.address=https://www.yunling.gov.example/track
                wechat.case-new.id=TPL
                """.formatted(peer.address()));
        ways.refresh();
        peer.answers(200,
                "{\"access_token\":\"A\",\"expires_in\":7200,\"openid\":\"openid-5\",\"scope\":\"snsapi_base\"}")
                .answers(200, "{\"access_token\":\"T1\",\"expires_in\":7200}")
                .answers(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":7}");
        as(CITIZEN, get("/member/messages")).andExpect(content().string(containsString("/member/wechat/bind")));
        var session = new MockHttpSession();
        String away = as(CITIZEN, get("/member/wechat/bind").session(session)).andReturn()
                .getResponse()
                .getRedirectedUrl();
        assertThat(away).startsWith("https://open.weixin.qq.com/");
        String state = java.util.Objects.requireNonNull(away).replaceAll(".*[?&]state=([0-9a-f]+).*", "$1");
        as(CITIZEN, get("/member/wechat").param("code", "C1").param("state", state))
                .andExpect(redirectedUrl("/member/messages"));
        assertThat(peer.asked).as("who did not ask is nobody's").isEmpty();
        as(CITIZEN, get("/member/wechat").param("code", "C1").param("state", state).session(session));
        as(CITIZEN, get("/member/messages")).andExpect(content().string(containsString("已绑定微信")));
        as(CITIZEN, get("/member/wechat").param("code", "C2").param("state", state).session(session));
        assertThat(peer.asked).as("once").hasSize(1);

        outbox.send(new Notice("told", Recipient.member(CITIZEN.ref()).and(Channel.SMS, "13800138000"), "case-new",
                Map.of("number", "1", "title", "t", "due", "d")));
        dispatcher.sendDue();
        assertThat(sent("told")).isEqualTo("7");
        assertThat(peer.asked.getLast().body()).contains("openid-5");
        as(CITIZEN, post("/member/wechat/drop"));
        as(CITIZEN, get("/member/messages")).andExpect(content().string(not(containsString("已绑定微信"))));
        assertThat(database.sql("select count(*) from messaging.wechat").query(Integer.class).single()).isZero();
    }

    private MockHttpServletRequestBuilder hours(String pace, String starts, String ends) {
        return post("/desk/outbox/ways/sms").param("perMinute", pace)
                .param("normalStarts", starts)
                .param("normalEnds", ends);
    }

    private void settings(String rights) throws Exception {
        Path file = data.resolve(OutboxSettings.FILE);
        Files.writeString(file, """
                sms.url=%s/send
                sms.body={"mobile":"{to}","content":"{text}","id":"{key}","password":"{secret}"}
                sms.secret=s3cret
                sms.receipt.secret=hush
                sms.receipt.list=/reports
                sms.receipt.delivered=DELIVRD
                sms.receipt.answer=got it
                """.formatted(peer.address()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        ways.refresh();
    }

    private ResultActions receipt(String body, String signature) throws Exception {
        return web.perform(post("/outbox/receipts/sms").content(body.getBytes(StandardCharsets.UTF_8))
                .header("X-Signature", signature));
    }

    private static String signature(String body) throws Exception {
        return HexFormat.of().formatHex(PlaceFiller.hmac("hush", body.getBytes(StandardCharsets.UTF_8)));
    }

    private ResultActions as(Actor actor, MockHttpServletRequestBuilder request) throws Exception {
        return web.perform(request.requestAttr("org.yizhan.identity.CurrentActor", actor)
                .requestAttr(CsrfToken.class.getName(), new DefaultCsrfToken("X-CSRF-TOKEN", "_csrf", "token")));
    }

    /** What the gateway calls it; the program's own rounds may have been faster than the test. */
    private String sent(String once) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            dispatcher.sendDue();
            var reference = database.sql("""
                    select gateway_ref from messaging.outgoing where once = ? and gateway_ref is not null""")
                    .param(once)
                    .query(String.class)
                    .optional();
            if (reference.isPresent()) {
                return reference.get();
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not sent: " + once);
    }

    private String state(String once) {
        return database.sql("select state || ' ' || round from messaging.outgoing where once = ?")
                .param(once)
                .query(String.class)
                .single();
    }
}
