package org.yizhan.identity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/** The province signs citizens in, and says who they are. */
class OuterMembersTests extends OuterProviderTest {
    private static final String NUMBER = "11010519491231002X";
    private static final String OTHER_NUMBER = "440524188001010014";

    @Autowired
    private MemberCounter counter;

    private TestMembers members;

    @BeforeEach
    void nobodyKnown() {
        members = new TestMembers(port, db);
        members.noCodesYet();
        db.sql("delete from identity.outer_citizen").update();
        db.sql("delete from identity.citizen").update();
    }

    @Test
    void opensAnAccountThatIsRealNameAndIsFoundAgain() {
        var browser = browser();
        assertThat(browser.get("/member/sign-in?next=%2Fhelp").body()).contains("用省统一身份认证登录");
        String before = browser.cookie("yizhan");
        assertThat(PROVINCE.comeBack(browser, "/member/sign-in/outer?next=/help", "c-1", sure("张三", NUMBER)).location())
                .isEqualTo("/help");
        assertThat(browser.cookie("yizhan")).as("a new session").isNotEqualTo(before);
        assertThat(browser.get("/member").body()).contains("张三", "110105********002X", "已实名核验", "由统一身份认证核验",
                "已关联，可以用它登录");
        assertThat(acts()).containsExactly("identity.member-opened", "identity.outer-linked",
                "identity.member-verified-outer", "identity.signed-in");

        var again = browser();
        PROVINCE.comeBack(again, "/member/sign-in/outer", "c-1", Map.of());
        assertThat(again.get("/member").body()).contains("张三", "已实名核验");
        assertThat(again.get("/member/export").body()).contains("\"统一身份认证\":\"已关联\"");
        assertThat(citizens()).isEqualTo(1);
    }

    @Test
    void linksTheAccountThatOneHasAndSparesTheCounter() {
        var browser = members.signedIn(TestMembers.phone());
        browser.get("/member");
        browser.submit("/member/identity", Map.of("name", "买买提·艾力", "identityNumber", NUMBER));
        assertThat(browser.get("/member").body()).contains("待核验", "关联省统一身份认证");
        assertThat(comeBack(browser, "c-2", sure("买买提 •艾力", NUMBER)).location()).isEqualTo("/member");
        assertThat(browser.get("/member").body()).contains("已实名核验", "下次可以直接用省统一身份认证登录");

        var elsewhere = browser();
        comeBack(elsewhere, "c-2", Map.of());
        assertThat(elsewhere.get("/member").body()).contains("买买提·艾力");
        assertThat(citizens()).isEqualTo(1);
    }

    @Test
    void whatTheHolderDeclaredMustAgree() {
        var browser = members.signedIn(TestMembers.phone());
        for (var other : Map.of("李四", NUMBER, "张三", OTHER_NUMBER).entrySet()) {
            browser.get("/member");
            browser.submit("/member/identity", Map.of("name", "张三", "identityNumber", NUMBER));
            browser.get("/member");
            comeBack(browser, "c-3", sure(other.getKey(), other.getValue()));
            assertThat(browser.get("/member").body()).contains("与您登记的不一致", "待核验", "没有关联");
        }
        assertThat(acts()).endsWith("identity.member-differs-outer");
        comeBack(browser, "c-3", sure("张三", NUMBER));
        assertThat(browser.get("/member").body()).contains("已实名核验");
    }

    @Test
    void onlyALevelInTheSettingsVerifies() {
        for (String level : new String[]{"L2", "", "l3"}) {
            var browser = browser();
            var about = new HashMap<>(sure("张三", NUMBER));
            about.put("auth_level", level);
            comeBack(browser, "c-4" + level, about);
            assertThat(browser.get("/member").body()).as(level).contains("未实名").doesNotContain("张三");
        }
        var browser = browser();
        comeBack(browser, "c-4", sure("张三", "110105194912310021"));
        assertThat(browser.get("/member").body()).contains("没有通过校验", "未实名");
    }

    @Test
    void oneIdentityIsVerifiedForOneAccountAndOneSubjectLinkedToOne() {
        comeBack(browser(), "c-5", sure("张三", NUMBER));
        var second = browser();
        assertThat(comeBack(second, "c-6", sure("张三", NUMBER)).location()).isEqualTo("/member/sign-in");
        assertThat(second.get("/member/sign-in").body()).contains("已在另一个账号下核验过");
        assertThat(citizens()).isEqualTo(1);

        var phone = members.signedIn(TestMembers.phone());
        comeBack(phone, "c-5", sure("张三", NUMBER));
        assertThat(phone.get("/member").body()).contains("已关联另一个账号", "没有关联");
        comeBack(phone, "c-7", Map.of());
        assertThat(phone.get("/member").body()).contains("已关联，可以用它登录", "手机号已验证");
        comeBack(phone, "c-8", Map.of());
        assertThat(phone.get("/member").body()).contains("已关联另一个统一身份");
    }

    @Test
    void asksTheUserInfoEndpointForWhatTheTokenDoesNotSay() {
        PROVINCE.told.putAll(sure("张三", NUMBER));
        var browser = browser();
        comeBack(browser, "c-9", Map.of());
        assertThat(browser.get("/member").body()).contains("张三", "已实名核验");

        PROVINCE.told.put("sub", "somebody else");
        assertRefused("c-10", Map.of());
    }

    @Test
    void theCounterUndoesItAndErasingForgetsTheProvince() {
        String phone = TestMembers.phone();
        var browser = members.signedIn(phone);
        comeBack(browser, "c-11", sure("张三", NUMBER));
        var hall = new UnitPath("/1/");
        var clerk = new Actor(ActorRef.staff(31), "窗口", hall, Set.of(new Grant(IdentityPermissions.VERIFY, hall)));
        assertThat(counter.undo(clerk, new MemberCounter.Document.IdentityCard(phone, "张三", NUMBER), "换了手机号"))
                .isEmpty();
        assertThat(browser.get("/member").body()).contains("待核验", "没有关联");
        comeBack(browser, "c-11", sure("张三", NUMBER));
        browser.get("/member");
        browser.submit("/member/erase", Map.of("sure", "yes"));

        var again = browser();
        comeBack(again, "c-11", Map.of());
        assertThat(again.get("/member").body()).as("a new, empty account").contains("未实名").doesNotContain("张三");
    }

    @Test
    void whoCameByTheProvinceGivesAPhoneAndThenMayEndTheLink() {
        var browser = browser();
        comeBack(browser, "c-12", sure("张三", NUMBER));
        assertThat(browser.get("/member").body()).contains("登记手机号").doesNotContain("/member/outer/unlink");
        assertThat(browser.submit("/member/outer/unlink", Map.of()).location()).isEqualTo("/member");
        assertThat(browser.get("/member").body()).contains("请先登记手机号", "已关联，可以用它登录");

        String phone = TestMembers.phone();
        assertThat(browser.submit("/member/phone", Map.of("phone", phone)).location()).isEqualTo("/member/phone");
        assertThat(browser.get("/member/phone").body()).contains("/member/phone/code");
        assertThat(browser.submit("/member/phone/code", Map.of("code", "000000")).location())
                .isEqualTo("/member/phone");
        browser.get("/member/phone");
        assertThat(browser.submit("/member/phone/code", Map.of("code", members.code(phone))).location())
                .isEqualTo("/member");
        assertThat(browser.get("/member").body()).contains(phone, "已实名核验", "/member/outer/unlink");
        browser.submit("/member/outer/unlink", Map.of());
        assertThat(browser.get("/member").body()).contains("已断开关联", "没有关联", "已实名核验");
        assertThat(acts()).endsWith("identity.member-changed", "identity.outer-unlinked");
        assertThat(members.again(phone).get("/member").body()).contains("张三");
        assertThat(citizens()).isEqualTo(1);
    }

    @Test
    void aPhoneThatHasAnAccountIsNotGivenToAnother() {
        String phone = TestMembers.phone();
        members.signedIn(phone);
        members.noCodesYet();
        var browser = browser();
        comeBack(browser, "c-13", sure("张三", NUMBER));
        browser.get("/member");
        browser.submit("/member/phone", Map.of("phone", phone));
        browser.get("/member/phone");
        browser.submit("/member/phone/code", Map.of("code", members.code(phone)));
        assertThat(browser.get("/member/phone").body()).contains("这个手机号已经有账号");
        assertThat(browser.get("/member").body()).contains("没有登记");
    }

    @Test
    void refusesWhatTheProvinceDidNotSay() throws Exception {
        PROVINCE.nonce = "another";
        assertRefused("c-12", Map.of());
        PROVINCE.nonce = null;
        var browser = browser();
        browser.get("/member/sign-in/outer");
        assertThat(browser.get("/member/sign-in/outer/back?code=x&state=forged").location())
                .isEqualTo("/member/sign-in");
        assertThat(browser().get("/member/sign-in/outer/back?code=x&state=y").location()).isEqualTo("/member/sign-in");
        PROVINCE.key = new RSAKeyGenerator(2048).keyID("p").generate();
        assertRefused("c-13", Map.of());
    }

    private void assertRefused(String subject, Map<String, String> about) {
        var browser = browser();
        assertThat(comeBack(browser, subject, about).location()).isEqualTo("/member/sign-in");
        assertThat(browser.get("/member/sign-in").body()).contains("统一身份认证没有通过", "用手机号登录");
        assertThat(citizens()).isLessThanOrEqualTo(1);
        assertThat(browser.get("/member").status()).isEqualTo(303);
    }

    private static TestBrowser.Answer comeBack(TestBrowser browser, String subject, Map<String, String> about) {
        return PROVINCE.comeBack(browser, "/member/sign-in/outer", subject, about);
    }

    private static Map<String, String> sure(String name, String number) {
        return Map.of("name", name, "cert_no", number, "auth_level", "L3");
    }

    private int citizens() {
        return db.sql("select count(*) from identity.citizen").query(Integer.class).single();
    }

    private List<String> acts() {
        return db.sql("""
                select act from journal.entry
                where object_type = 'citizen' and object_id in (select id from identity.citizen) order by id""")
                .query(String.class)
                .list();
    }
}
