package org.yizhan.journeys;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A citizen with an old phone writes to the county head, by touch, by keyboard and without scripts, and follows what comes of it. */
class LetterJourneyTests extends Journey {
    private static final Pattern SLIP = Pattern.compile("(XJ\\d{8}-\\d+)[\\s\\S]*?(\\d{4} \\d{4} \\d{4})");

    private record Slip(String number, String code) {}

    @Test
    void writesFromAnOldPhoneAndFollows() {
        Page phone = someoneWithoutScripts(PHONE);
        phone.navigate("/");
        clicks(phone.locator(".tasks").getByText("写信"));
        fitsTheScreen(phone);
        clicks(phone.locator(".tasks").getByText("写信"));
        fitsTheScreen(phone);
        presses(phone, "下一步：核对");
        assertThat(phone.locator(".errors")).containsText("处需要修改");
        fitsTheScreen(phone);
        writes(phone, "桥头村水渠垮了", "桥头村三组的水渠垮了八米，四十多亩田上不了水。");
        presses(phone, "下一步：核对");
        assertThat(phone.locator("h1")).containsText("请再看一遍");
        fitsTheScreen(phone);
        presses(phone, "修改");
        assertThat(phone.locator("#f-title")).hasValue("桥头村水渠垮了");
        presses(phone, "下一步：核对");
        presses(phone, "提交来信");
        Slip slip = slip(phone);
        picture(phone, "letter-received-phone");

        Page other = someoneAt(PHONE);
        tracks(other, new Slip(slip.number(), "0000 0000 0000"));
        assertThat(other.locator(".errors")).containsText("编号或查询码不对");
        tracks(other, slip);
        assertThat(other.locator("h1")).containsText("桥头村水渠垮了");
        looksRight(other);
        picture(other, "track-phone");
        other.locator("#f-material-words").fill("今天又垮了一段");
        presses(other, "提交补充");
        assertThat(other.locator(".timeline")).containsText("今天又垮了一段");
        presses(other, "催办一次");
        assertThat(other.locator("#urge")).containsText("已经催办过");
        presses(other, "离开（在别人的电脑上请点这里）");
        other.navigate("/track/" + slip.number());
        assertThat(other.locator("h1")).containsText("查进度");
    }

    @Test
    void writesByKeyboardInLargeLetters() {
        Page phone = someoneAt(PHONE);
        phone.navigate("/letters/new?mode=elder");
        looksRight(phone);
        picture(phone, "letter-elder");
        phone.locator("#f-to").focus();
        Locator focused = phone.locator("*:focus");
        for (int i = 0; i < 4; i++) {
            phone.keyboard().press("Tab");
        }
        assertThat(focused).hasCount(1);
        writes(phone, "建议公园多装路灯", "滨河公园东边晚上很暗，老人散步看不清台阶。");
        phone.locator("#f-phone").focus();
        phone.keyboard().press("Enter");
        assertThat(phone.locator("h1")).containsText("请再看一遍");
        assertThat(phone.locator("html.elder")).hasCount(1);
        looksRight(phone);
    }

    private static void writes(Page page, String title, String text) {
        page.locator("#f-to").selectOption("xianzhang");
        page.locator("input[name=kind][value=help]").check();
        page.locator("#f-title").fill(title);
        page.locator("#f-text").fill(text);
        page.locator("input[name=publish][value=yes]").check();
        page.locator("#f-phone").fill("13800001234");
    }

    private static Slip slip(Page page) {
        assertThat(page.locator("h1")).containsText("来信已收到");
        Matcher found = SLIP.matcher(page.locator("main").innerText());
        assertThat(found.find()).isTrue();
        return new Slip(found.group(1), found.group(2));
    }

    private static void tracks(Page page, Slip slip) {
        page.navigate("/track");
        page.locator("#f-number").fill(slip.number());
        page.locator("#f-code").fill(slip.code());
        presses(page, "查看进度");
    }
}
