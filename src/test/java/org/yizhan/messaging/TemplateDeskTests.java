package org.yizhan.messaging;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;

/** The texts of notices, as the administrator keeps them. */
@SpringBootTest
class TemplateDeskTests {
    private static final String FIRST = "您的验证码是 {验证码}，{有效分钟数} 分钟内有效。请勿告诉他人。";
    private static final String OTHER = "【云岭县】验证码 {验证码}，{有效分钟数} 分钟内有效，工作人员不会向您索要。";
    private static final Actor ADMINISTRATOR = staff(7, "/42/");

    @Autowired
    private TemplateDesk desk;
    @Autowired
    private Templates templates;
    @Autowired
    private JdbcClient database;

    private long id;

    @BeforeEach
    void theTextForCodes() {
        id = database.sql("select id from messaging.template where name = 'sign-in-code'").query(Long.class).single();
    }

    @AfterEach
    void asItWas() {
        database.sql("delete from messaging.template_version where version > 1").update();
        database.sql("update messaging.template t set version = 1, text = v.text from messaging.template_version v"
                + " where v.template = t.name").update();
    }

    @Test
    void showsPlacesByTheirChineseNames() {
        assertThat(desk.all(ADMINISTRATOR)).filteredOn(text -> text.id() == id).singleElement().satisfies(text -> {
            assertThat(text.text()).isEqualTo(FIRST);
            assertThat(text.places()).extracting(TemplateDesk.Place::label).containsExactly("验证码", "有效分钟数");
        });
    }

    @Test
    void keepsANewVersionTheOldOneAndAnEntryInTheJournal() {
        long before = entries();
        assertThat(change(1, OTHER)).isEmpty();
        assertThat(templates.find("sign-in-code").orElseThrow().text())
                .isEqualTo("【云岭县】验证码 {{code}}，{{minutes}} 分钟内有效，工作人员不会向您索要。");
        assertThat(desk.versions(ADMINISTRATOR, id)).extracting(TemplateDesk.Version::text)
                .containsExactly(OTHER, FIRST);
        assertThat(desk.versions(ADMINISTRATOR, id).getFirst().by()).isEqualTo(ADMINISTRATOR.ref());
        assertThat(entries()).isEqualTo(before + 1);
    }

    @Test
    void theSameTextAgainChangesNothing() {
        assertThat(change(1, " " + FIRST + "\n")).isEmpty();
        assertThat(desk.versions(ADMINISTRATOR, id)).hasSize(1);
    }

    @Test
    void takesFullWidthBracesAndBlanksInsideThem() {
        assertThat(change(1, "验证码｛ 验证码 ｝，{有效分钟数 }分钟内有效")).isEmpty();
        assertThat(templates.find("sign-in-code").orElseThrow().text()).isEqualTo("验证码{{code}}，{{minutes}}分钟内有效");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                          | 请填写通知内容
            您的验证码是 {验证码}。                       | 少了{有效分钟数}
            {验证码} {有效分钟数} {姓名}                   | “{姓名}”不是这条通知的空位
            {{code}} {验证码} {有效分钟数}                 | 不是这条通知的空位
            {} {验证码} {有效分钟数}                       | 不是这条通知的空位
            {验证码} {有效分钟数} }                        | 花括号要成对
            {验证码} {有效分钟数} {                        | 花括号要成对
            """)
    void refusesTextsThatWouldArriveWrong(String text, String why) {
        assertThat(change(1, text)).hasValueSatisfying(r -> assertThat(r.text()).contains(why));
        assertThat(desk.preview(ADMINISTRATOR, id, text)).isInstanceOf(TemplateDesk.Preview.Refused.class);
        assertThat(desk.find(ADMINISTRATOR, id).orElseThrow().text()).isEqualTo(FIRST);
    }

    @Test
    void refusesWhatIsTooLongAndWhatHasNoReason() {
        assertThat(change(1, FIRST + "长".repeat(300)))
                .hasValueSatisfying(r -> assertThat(r.text()).contains("最多 300 个字"));
        assertThat(desk.change(ADMINISTRATOR, new TemplateEdit(id, 1, OTHER, " ")))
                .hasValueSatisfying(r -> assertThat(r.text()).contains("修改原因"));
    }

    @Test
    void refusesTheSecondOfTwoWhoEditAtOnce() {
        assertThat(change(1, OTHER)).isEmpty();
        assertThat(change(1, OTHER + "！")).hasValueSatisfying(r -> assertThat(r.text()).contains("刚才有人改过"));
        assertThat(change(2, OTHER + "！")).isEmpty();
    }

    @Test
    void showsWhatWouldArriveAndHowManyShortMessagesItIs() {
        assertThat(desk.preview(ADMINISTRATOR, id, FIRST))
                .isEqualTo(new TemplateDesk.Preview.Shown("您的验证码是 482913，5 分钟内有效。请勿告诉他人。", 1));
        assertThat(desk.preview(ADMINISTRATOR, id, FIRST + "长".repeat(70)))
                .isInstanceOfSatisfying(TemplateDesk.Preview.Shown.class, p -> assertThat(p.parts()).isEqualTo(2));
    }

    @Test
    void isForTheAdministratorOfTheWholeCountyOnly() {
        for (Actor other : List.of(Actor.VISITOR, staff(8, "/42/1/"),
                new Actor(ActorRef.staff(9), "审计", null, Set.of(new Grant("journal.read", new UnitPath("/42/")))))) {
            assertThat(desk.all(other)).isEmpty();
            assertThat(desk.find(other, id)).isEmpty();
            assertThat(desk.versions(other, id)).isEmpty();
            assertThat(desk.preview(other, id, OTHER)).isInstanceOf(TemplateDesk.Preview.Refused.class);
            assertThat(desk.change(other, new TemplateEdit(id, 1, OTHER, "改")))
                    .hasValueSatisfying(r -> assertThat(r.text()).contains("没有处理发件箱的权限"));
        }
        assertThat(desk.change(ADMINISTRATOR, new TemplateEdit(999_999, 1, OTHER, "改")))
                .hasValueSatisfying(r -> assertThat(r.text()).contains("没有这条通知模板"));
    }

    private java.util.Optional<org.yizhan.shared.Refusal> change(int seen, String text) {
        return desk.change(ADMINISTRATOR, new TemplateEdit(id, seen, text, "按短信服务商要求加签名"));
    }

    private long entries() {
        return database.sql("select count(*) from journal.entry where act = 'messaging.template-changed'")
                .query(Long.class)
                .single();
    }

    private static Actor staff(long id, String scope) {
        var unit = new UnitPath(scope);
        return new Actor(ActorRef.staff(id), "管理员", unit, Set.of(new Grant(MessagingPermissions.OUTBOX, unit)));
    }
}
