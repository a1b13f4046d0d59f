package org.yizhan.messaging;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yizhan.shared.Refusal;

import me.chanjar.weixin.common.bean.oauth2.WxOAuth2AccessToken;
import me.chanjar.weixin.common.error.WxErrorException;
import me.chanjar.weixin.common.error.WxRuntimeException;
import me.chanjar.weixin.common.util.http.apache.DefaultApacheHttpClientBuilder;
import me.chanjar.weixin.mp.api.WxMpService;
import me.chanjar.weixin.mp.api.impl.WxMpServiceImpl;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateData;
import me.chanjar.weixin.mp.bean.template.WxMpTemplateMessage;
import me.chanjar.weixin.mp.config.WxMpHostConfig;
import me.chanjar.weixin.mp.config.impl.WxMpDefaultConfigImpl;

/**
 * Template messages of a WeChat official account (微信公众号模板消息). WeChat knows texts by templates of its own: for each of ours, the settings say
 * its id and what stands in its fields.
 */
final class WechatChannel implements MessageChannel {
    private static final int CONNECT = 5_000;
    private static final int ANSWER = 10_000;
    private static final Set<Integer> NOBODY = Set.of(40003, 43004, 43101);
    private static final Set<Integer> BUSY = Set.of(-1, 45009, 45011, 45047);
    private static final Set<Integer> ACCOUNT = Set.of(40001, 40013, 40014, 40125, 40164, 41002, 41004, 42001, 48001,
            50002);

    private static final Refusal NOT_SAID = new Refusal("微信没有确认您的身份，请再点一次“绑定微信”。");
    private static final Refusal NO_ANSWER = new Refusal("微信没有应答，没有绑定。请过一会儿再试。");

    private final OutboxSettings settings;
    private final WxMpService service = new WxMpServiceImpl();

    WechatChannel(OutboxSettings settings) {
        this.settings = settings;
        var http = DefaultApacheHttpClientBuilder.get();
        http.setConnectionTimeout(CONNECT);
        http.setSoTimeout(ANSWER);
        http.setConnectionRequestTimeout(CONNECT);
        var config = new WxMpDefaultConfigImpl();
        config.setAppId(settings.get("wechat.app-id", ""));
        config.setSecret(settings.get("wechat.secret", ""));
        config.useStableAccessToken(true); // several nodes may hold it at once
        config.setApacheHttpClientBuilder(http);
        settings.find("wechat.api").ifPresent(api -> {
            var hosts = new WxMpHostConfig();
            hosts.setApiHost(api);
            config.setHostConfig(hosts);
        });
        service.setWxMpConfigStorage(config);
        service.setMaxRetryTimes(0);
    }

    static List<String> problems(OutboxSettings settings) {
        var problems = new ArrayList<String>();
        if (settings.find("wechat.secret").isEmpty()) {
            problems.add("没有写 wechat.secret。");
        }
        return problems;
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        String template = settings.get("wechat." + delivery.template() + ".id", "");
        if (template.isEmpty()) {
            return new Outcome.Refused("公众号没有登记“" + delivery.subject() + "”的模板");
        }
        var message = WxMpTemplateMessage.builder()
                .toUser(delivery.to())
                .templateId(template)
                .url(settings.get("wechat.address", ""))
                .clientMsgId(delivery.key())
                .build();
        settings.below("wechat." + delivery.template() + ".field.")
                .forEach(
                        (name, value) -> message.addData(new WxMpTemplateData(name, filled(value, delivery.values()))));
        try {
            return new Outcome.Accepted(service.getTemplateMsgService().sendTemplateMsg(message));
        } catch (WxErrorException e) {
            return e.getError().getErrorCode() == 0 || e.getCause() instanceof IOException
                    ? failed(e)
                    : refused(e.getError().getErrorCode());
        } catch (WxRuntimeException e) {
            return failed(e);
        }
    }

    private static String filled(String field, Map<String, String> values) {
        String filled = field;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static Outcome refused(int code) {
        if (NOBODY.contains(code)) {
            return new Outcome.BadAddress("没有关注公众号（微信代码 " + code + "）");
        }
        if (BUSY.contains(code)) {
            return new Outcome.Down("微信说太忙或超过次数（代码 " + code + "）。", Duration.ofMinutes(1));
        }
        if (ACCOUNT.contains(code)) {
            return new Outcome.Down("微信不认公众号的账号、密钥或服务器地址（代码 " + code + "）。");
        }
        return new Outcome.Refused("微信不收这条消息（代码 " + code + "）");
    }

    private static Outcome failed(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return new Outcome.Down("连不上微信，请检查网络。");
            }
        }
        return new Outcome.Unclear("微信的应答看不懂或没有收完，不知道是否收下。");
    }

    /** Who came back from WeChat with a code, or why that is not known. */
    sealed interface Person {
        record Known(String openid) implements Person {}

        record Unknown(Refusal why) implements Person {}
    }

    /** The page of WeChat that asks nothing but who is there, and sends back. */
    String authorization(String back, String state) {
        return service.getOAuth2Service().buildAuthorizationUrl(back, "snsapi_base", state);
    }

    Person person(String code) {
        try {
            WxOAuth2AccessToken token = service.getOAuth2Service().getAccessToken(code);
            String openid = token.getOpenId();
            if (Integer.valueOf(1).equals(token.getSnapshotUser())) {
                return new Person.Unknown(new Refusal("微信现在显示的是快照页。请点页面下方的“使用完整服务”，再绑定一次。"));
            }
            return openid == null || openid.isBlank()
                    ? new Person.Unknown(NOT_SAID)
                    : new Person.Known(openid.strip());
        } catch (WxErrorException e) {
            return new Person.Unknown(
                    e.getError().getErrorCode() == 0 || e.getCause() instanceof IOException ? NO_ANSWER : NOT_SAID);
        } catch (RuntimeException e) { // what is no answer of WeChat
            return new Person.Unknown(NO_ANSWER);
        }
    }

    @Override
    public List<Fact> facts() {
        long templates = settings.lines().keySet().stream().filter(key -> key.matches("wechat\\..+\\.id")).count();
        return List.of(new Fact("公众号", settings.get("wechat.app-id", "")), settings.secret("密钥", "wechat.secret"),
                new Fact("登记的模板", templates + " 个"));
    }
}
