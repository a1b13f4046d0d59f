package org.yizhan.messaging;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yizhan.messaging.MessageChannel.Delivery;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The official account, against a peer that plays WeChat's answers. */
class WechatChannelTests {
    private static final String TOKEN = "{\"access_token\":\"T1\",\"expires_in\":7200}";

    private final PlayedPeer peer = new PlayedPeer();

    @AfterEach
    void hangUp() throws IOException {
        peer.close();
    }

    @Test
    void sendsWithTheTemplateAndFieldsOfTheSettingsAndKeepsTheToken() {
        peer.answers(200, TOKEN)
                .answers(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":200228332}")
                .answers(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":200228333}");
        WechatChannel wechat = wechat(peer.address());
        assertThat(wechat.deliver(to("letter-answered"))).isEqualTo(new Outcome.Accepted("200228332"));
        assertThat(wechat.deliver(to("letter-answered"))).isEqualTo(new Outcome.Accepted("200228333"));
        assertThat(peer.asked).hasSize(3);
        assertThat(peer.asked.get(1).line()).contains("/cgi-bin/message/template/send").contains("access_token=T1");
        JsonNode body = JsonMapper.builder().build().readTree(peer.asked.get(1).body());
        assertThat(body.at("/touser").asString()).isEqualTo("openid-1");
        assertThat(body.at("/template_id").asString()).isEqualTo("TPL");
        assertThat(body.at("/client_msg_id").asString()).isEqualTo("key-1");
        assertThat(body.at("/data/character_string1/value").asString()).isEqualTo("20261127001");
        assertThat(body.at("/data/thing2/value").asString()).isEqualTo("县水务局已答复");
    }

    @Test
    void anExpiredTokenIsFetchedAnew() {
        peer.answers(200, TOKEN)
                .answers(200, "{\"errcode\":42001,\"errmsg\":\"access_token expired\"}")
                .answers(200, TOKEN.replace("T1", "T2"))
                .answers(200, "{\"errcode\":0,\"errmsg\":\"ok\",\"msgid\":1}");
        assertThat(wechat(peer.address()).deliver(to("letter-answered"))).isInstanceOf(Outcome.Accepted.class);
        assertThat(peer.asked.getLast().line()).contains("access_token=T2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {"errcode":40003,"errmsg":"invalid openid"}        | BadAddress
            200 | {"errcode":43004,"errmsg":"require subscribe"}     | BadAddress
            200 | {"errcode":45009,"errmsg":"reach max api limit"}   | Down
            200 | {"errcode":-1,"errmsg":"system error"}             | Unclear
            200 | {"errcode":40037,"errmsg":"invalid template_id"}   | Refused
            200 | {"errcode":47003,"errmsg":"argument invalid"}      | Refused
            500 | oops                                               | Unclear
            502 | <html>bad gateway</html>                           | Unclear
            """)
    void understandsWhatWechatSays(int status, String body, String kind) {
        peer.answers(200, TOKEN).answers(status, body);
        Outcome outcome = wechat(peer.address()).deliver(to("letter-answered"));
        assertThat(outcome.getClass().getSimpleName()).as(outcome.toString()).isEqualTo(kind);
    }

    @Test
    void aWrongSecretIsTheAccountsFaultAndNotTheMessages() {
        peer.answers(200, "{\"errcode\":40125,\"errmsg\":\"invalid appsecret\"}");
        assertThat(wechat(peer.address()).deliver(to("letter-answered"))).isInstanceOf(Outcome.Down.class);
    }

    @Test
    void knowsWhatWasCertainlyNotTakenFromWhatPerhapsWas() throws IOException {
        peer.answers(200, TOKEN).takesAndHangsUp();
        assertThat(wechat(peer.address()).deliver(to("letter-answered"))).isInstanceOf(Outcome.Unclear.class);
        assertThat(peer.asked).as("tried once by us alone").hasSize(2);
        try (var unused = new ServerSocket(0)) {
            String gone = "http://127.0.0.1:" + unused.getLocalPort();
            unused.close();
            assertThat(wechat(gone).deliver(to("letter-answered"))).isInstanceOf(Outcome.Down.class);
        }
    }

    @Test
    void aTextWithoutTemplateTakesAnotherWay() {
        assertThat(wechat(peer.address()).deliver(to("letter-refused"))).isInstanceOf(Outcome.Refused.class);
        assertThat(peer.asked).isEmpty();
    }

    @Test
    void asksWechatWhoIsThereAndReadsTheAnswer() {
        WechatChannel wechat = wechat(peer.address());
        assertThat(wechat.authorization("https://www.yunling.gov.example/member/wechat", "abc"))
                .startsWith("https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx123&")
                .contains("redirect_uri=https%3A%2F%2Fwww.yunling.gov.example%2Fmember%2Fwechat", "scope=snsapi_base",
                        "state=abc")
                .endsWith("#wechat_redirect");
        peer.answers(200, person("openid-7", ""))
                .answers(200, person("openid-8", ",\"is_snapshotuser\":1"))
                .answers(200, "{\"errcode\":40029,\"errmsg\":\"invalid code\"}")
                .answers(502, "<html>bad gateway</html>");
        assertThat(wechat.person("C1")).isEqualTo(new WechatChannel.Person.Known("openid-7"));
        assertThat(peer.asked.getFirst().line()).contains("/sns/oauth2/access_token", "appid=wx123", "code=C1");
        assertThat(wechat.person("C2").toString()).contains("快照页");
        assertThat(wechat.person("C3").toString()).contains("没有确认您的身份");
        assertThat(wechat.person("C4").toString()).contains("没有应答");
    }

    private static String person(String openid, String more) {
        return "{\"access_token\":\"A\",\"expires_in\":7200,\"refresh_token\":\"R\",\"openid\":\"" + openid
                + "\",\"scope\":\"snsapi_base\"" + more + "}";
    }

    @Test
    void showsNoSecret() {
        assertThat(wechat(peer.address()).facts().toString()).contains("wx123").doesNotContain("s3cret");
        assertThat(WechatChannel.problems(new OutboxSettings(Map.of("wechat.app-id", "wx"), Map.of(), List.of())))
                .isNotEmpty();
    }

    private static WechatChannel wechat(String address) {
        var settings = new HashMap<>(Map.of("wechat.app-id", "wx123", "wechat.secret", "s3cret", "wechat.api", address,
                "wechat.letter-answered.id", "TPL", "wechat.letter-answered.field.character_string1", "{number}",
                "wechat.letter-answered.field.thing2", "{unit}已答复"));
        return new WechatChannel(new OutboxSettings(settings, Map.of(), List.of()));
    }

    private static Delivery to(String template) {
        return new Delivery(1, "key-1", Channel.WECHAT, "openid-1", "来信已答复", "……", template,
                Map.of("number", "20261127001", "unit", "县水务局"));
    }
}
