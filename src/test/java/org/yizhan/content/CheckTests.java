package org.yizhan.content;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yizhan.content.Finding.Weight;

import static org.assertj.core.api.Assertions.assertThat;

/** What the checks say about a text before it is handed in. */
class CheckTests {
    static Edition text(String title, String body) {
        CleanHtml clean = CleanHtml.of(body);
        return new Edition(1, 1, 1, EditionState.DRAFT, 1, 0, 1, "站点", "", 1, "通知公告", "tzgg", Office.WATER, false,
                false,
                title, "", clean.html(), clean.text(), "水利局", null, null, null, null, null, null, "", Nature.VOLUNTARY,
                "",
                null, "", Set.of(11L), null, null, null, null, null, false, Instant.EPOCH, Instant.EPOCH, List.of(),
                Draft.NEWS,
                Map.of());
    }

    static List<Finding> findings(Check check, String body) {
        return check.look(text("标题", body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"机密★10年", "绝密 ☆", "秘 密★", "密级：机密", "密级:秘密", "保密期限：10年", "保密期限 长期", "机密·20年"})
    void aSecrecyMarkIsForbiddenForEveryone(String mark) {
        assertThat(findings(Check.SECRECY_MARK, "前文" + mark + "\n后文")).isNotEmpty()
                .allMatch(finding -> finding.weight() == Weight.FORBIDDEN);
        assertThat(Check.SECRECY_MARK.look(text(mark, "正文"))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"保守国家秘密", "涉及商业秘密和个人隐私的", "机密级文件的管理办法", "做好保密工作", "信息公开保密审查"})
    void wordsAboutSecrecyAreNoMark(String words) {
        assertThat(findings(Check.SECRECY_MARK, words)).isEmpty();
    }

    @Test
    void onlyAnIdentityNumberWithItsCheckDigitIsFoundAndItIsNotRepeated() {
        assertThat(findings(Check.IDENTITY_NUMBER, "张三，身份证号11010519491231002X。")).singleElement().satisfies(finding -> {
            assertThat(finding.weight()).isEqualTo(Weight.BLOCK);
            assertThat(finding.passage()).doesNotContain("11010519491231002X");
        });
        assertThat(findings(Check.IDENTITY_NUMBER, "编号110105194912310021")).isEmpty();
        assertThat(findings(Check.IDENTITY_NUMBER, "8811010519491231002X88")).isEmpty();
    }

    @Test
    void aMobileNumberIsASuggestion() {
        assertThat(findings(Check.MOBILE_NUMBER, "联系人：李四 13812345678")).singleElement()
                .matches(finding -> finding.weight() == Weight.SUGGESTION);
        assertThat(findings(Check.MOBILE_NUMBER, "金额2138123456789元")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"特色材料?;顒庸俜骄W站", "縣長信箱?h長信箱信件", "工作。?F現政務公開", "积极創(chuàng)新建設", "優(yōu)秀政府",
        "每天都在\uFFFD\uFFFD人次", "锟斤拷锟斤拷", "烫烫烫烫", "ÄêÖÐ¹ú", "政\uE5E5府", "政ｱ府"})
    void damageFromWrongConversionIsPointedOut(String damaged) {
        assertThat(findings(Check.DAMAGED_TEXT, damaged)).isNotEmpty();
        assertThat(DamagedText.in(damaged)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"是否可以?可以。", "什么是“放管服”？", "联系人(李某)", "A股上市公司", "café résumé", "第(三)项", "（一）总则", "X光检查",
        "拼音(pinyin)写法", "繁體中文：縣長信箱"})
    void soundTextIsNotCalledDamaged(String sound) {
        assertThat(findings(Check.DAMAGED_TEXT, sound)).isEmpty();
    }

    @Test
    void picturesNeedWords() {
        assertThat(findings(Check.PICTURE_TEXT, "<p><img src='/files/1/a.png'></p>")).hasSize(1);
        assertThat(findings(Check.PICTURE_TEXT, "<p><img src='/files/1/a.png' alt='a.png'></p>")).hasSize(1);
        assertThat(findings(Check.PICTURE_TEXT, "<p><img src='/files/1/a.png' alt='水库大坝'></p>")).isEmpty();
    }
}
