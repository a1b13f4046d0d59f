package org.yizhan.journeys;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** A clerk writes an article: types, pastes from Word, puts in a picture, attaches a file, and sees what will be public. */
class EditorJourneyTests extends Journey {
    private static final String PASSWORD = "Yunling#2026";
    private static final String FROM_WORD = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><body>"
            + "<!--StartFragment--><p class=MsoNormal style='mso-pagination:none'><b><span style='font-family:仿宋'>"
            + "一、检查水库<o:p></o:p></span></b></p><table class=MsoTableGrid border=1><tr><td width=100 colspan=2>"
            + "<p class=MsoNormal>龙潭水库</p></td></tr></table><!--EndFragment--></body></html>";

    @Test
    void writesAnArticleInTheEditor() throws IOException {
        Page clerk = someoneAt(DESK);
        var complaints = new ArrayList<String>();
        clerk.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        clerk.onPageError(complaints::add);
        clerk.onRequest(request -> {
            if (!request.url().startsWith("http://127.0.0.1") && !request.url().startsWith("data:")
                    && !request.url().startsWith("blob:")) {
                complaints.add("asks elsewhere: " + request.url());
            }
        });
        signIn(clerk, "lixin", PASSWORD);
        clerk.waitForURL("**/desk/**");
        clerk.navigate("/desk/articles/new");
        clicks(clerk.locator(".jodit-wysiwyg"));
        clerk.keyboard().type("请各乡镇做好准备。");
        clerk.keyboard().press("Enter");
        pastes(clerk, FROM_WORD);
        assertThat(clerk.locator(".jodit-wysiwyg")).containsText("龙潭水库");
        drops(clerk);
        assertThat(clerk.locator(".jodit-wysiwyg img")).hasCount(1);
        looksRight(clerk);
        picture(clerk, "editor-full");

        clerk.locator("#f-column").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        clerk.locator("#f-title").fill("关于做好水库检查的通知");
        clerk.getByLabel("主动公开", new Page.GetByLabelOptions().setExact(true)).check();
        clerk.locator("#f-upload")
                .setInputFiles(new FilePayload("名单.txt", "text/plain",
                        "龙潭水库".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        clicks(clerk.getByText("保存，去核对和提交"));

        assertThat(clerk.locator("h1")).containsText("关于做好水库检查的通知");
        assertThat(clerk.locator(".article-body")).containsText("请各乡镇做好准备。");
        assertThat(clerk.locator(".article-body td[colspan='2']")).containsText("龙潭水库");
        String body = clerk.locator(".article-body").innerHTML();
        assertThat(body).doesNotContain("Mso").doesNotContain("style=").doesNotContain("<o:p");
        assertThat((Boolean) clerk.locator(".article-body img").evaluate("i => i.complete && i.naturalWidth > 0"))
                .isTrue();
        assertThat(clerk.locator(".files")).containsText("名单.txt");
        looksRight(clerk);
        picture(clerk, "article-work");
        assertThat(complaints).isEmpty();

        clicks(clerk.locator(".decide a").getByText("修改稿件"));
        assertThat(clerk.locator(".jodit-wysiwyg")).containsText("龙潭水库");
        assertThat((Boolean) clerk.locator(".jodit-wysiwyg img").evaluate("i => i.complete && i.naturalWidth > 0"))
                .isTrue();
    }

    @Test
    void whatWordCountsStaysAndPicturesThatStayBehindAreSaid() {
        Page clerk = someoneAt(DESK);
        signIn(clerk, "lixin", PASSWORD);
        clerk.waitForURL("**/desk/**");
        clerk.navigate("/desk/articles/new");
        clicks(clerk.locator(".jodit-wysiwyg"));
        pastes(clerk, """
                <html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p class=MsoListParagraph
                style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>（一）<span
                style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>检查水厂</p>
                <p class=MsoNormal><img src="file:///C:/clip_image002.jpg"></p></body></html>""");
        assertThat(clerk.locator(".jodit-wysiwyg")).containsText("（一）检查水厂");
        assertThat(clerk.locator("p.error[role=alert]")).containsText("1张图片没有带过来");
    }

    @Test
    void aBookInTheClipboardIsRefusedAndWhatWasTypedStays() {
        Page clerk = someoneAt(DESK);
        signIn(clerk, "lixin", PASSWORD);
        clerk.waitForURL("**/desk/**");
        clerk.navigate("/desk/articles/new");
        clicks(clerk.locator(".jodit-wysiwyg"));
        clerk.keyboard().type("请各乡镇做好准备。");
        pastes(clerk, "长".repeat(3_000_001));
        assertThat(clerk.locator("p.error[role=alert]")).containsText("没有粘贴");
        assertThat(clerk.locator(".jodit-wysiwyg")).hasText("请各乡镇做好准备。");

        clerk.locator("#f-title").fill("一本书");
        clerk.locator("#f-column").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        clerk.evaluate("Object.values(Jodit.instances)[0].value = '长'.repeat(3000001)");
        clerk.getByText("保存，去核对和提交").click();
        assertThat(clerk.locator("p.error[role=alert]")).containsText("写的内容都还在");
        assertThat(clerk.locator("#f-title")).hasValue("一本书");
    }

    @Test
    void theFormWorksWithoutScriptsAndOnAPhone() {
        Page clerk = someoneWithoutScripts(PHONE);
        signIn(clerk, "lixin", PASSWORD);
        clerk.navigate("/desk/articles/new");
        fitsTheScreen(clerk);
        clerk.locator("#f-column").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        clerk.locator("#f-title").fill("没有脚本的稿件");
        clerk.locator("#f-body").fill("第一段\n\n第二段");
        clerk.getByLabel("主动公开", new Page.GetByLabelOptions().setExact(true)).check();
        clicks(clerk.getByText("保存，去核对和提交"));

        assertThat(clerk.locator(".article-body p").allInnerTexts()).isEqualTo(List.of("第一段", "第二段"));
        fitsTheScreen(clerk);
    }

    @Test
    void writesANoticeIsInterruptedGetsItBackLooksAtItOnAPhoneAndHandsItIn() throws IOException {
        Page clerk = someoneAt(DESK);
        signIn(clerk, "lixin", PASSWORD);
        clerk.waitForURL("**/desk/**");
        clerk.navigate("/desk/articles/new");
        clerk.locator("#f-column").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        clerk.locator("#f-title").fill("关于检查冬季水库安全的通知");
        clerk.locator("#f-model").selectOption("notice");
        assertThat(clerk.locator("#f-element-phone")).isVisible();
        assertThat(clerk.locator("#f-title")).hasValue("关于检查冬季水库安全的通知");
        clerk.locator("#f-element-phone").fill("0744-6220001");
        clicks(clerk.locator(".jodit-wysiwyg"));
        clerk.keyboard().type("请各水库管理所十一月底前完成自查。");
        drops(clerk);
        clerk.locator("#picture-facts input").nth(0).fill("检查青山水库溢洪道");
        clerk.locator("#picture-facts input").nth(1).fill("两个人站在溢洪道边看闸门");
        clerk.locator("#picture-facts input").nth(2).fill("李静");
        assertThat(clerk.locator("#autosaved")).containsText("已自动保存");
        looksRight(clerk);

        Page later = someoneAt(PHONE);
        signIn(later, "lixin", PASSWORD);
        later.waitForURL("**/desk/**");
        later.navigate("/desk/articles/new");
        fitsTheScreen(later);
        clicks(later.locator(".unsaved").getByText("接着写").first());
        assertThat(later.locator("#f-title")).hasValue("关于检查冬季水库安全的通知");
        assertThat(later.locator("#f-element-phone")).hasValue("0744-6220001");
        assertThat(later.locator("#picture-facts input").first()).hasValue("检查青山水库溢洪道");
        assertThat(later.locator(".jodit-wysiwyg figcaption")).containsText("摄影：李静");
        later.getByLabel("主动公开", new Page.GetByLabelOptions().setExact(true)).check();
        clicks(later.getByText("保存，去核对和提交"));
        assertThat(later.locator(".article-body figcaption")).containsText("检查青山水库溢洪道");
        assertThat(later.locator(".article .facts")).containsText("0744-6220001");
        String article = later.url();

        clicks(later.getByText("预览手机、平板和电脑上的样子"));
        assertThat(later.frameLocator("iframe").locator("h1")).containsText("关于检查冬季水库安全的通知");
        assertThat(later.frameLocator("iframe").locator("figcaption")).containsText("检查青山水库溢洪道");
        fitsTheScreen(later);
        later.locator("#f-forWhom").fill("请王工核对");
        clicks(later.getByText("做一个预览链接"));
        String link = later.locator("strong.number").innerText();
        Page engineer = someoneWithoutScripts(PHONE);
        assertThat(engineer.navigate(link).headers().get("cache-control")).contains("no-store");
        assertThat(engineer.locator(".article .facts")).containsText("0744-6220001");
        String wrong = link.substring(0, link.length() - 1) + (link.endsWith("_") ? "-" : "_");
        assertThat(engineer.navigate(wrong).status()).isEqualTo(404);

        later.navigate(article + "/edit");
        Page beside = later.context().newPage();
        beside.navigate(article + "/edit");
        later.locator("#f-summary").fill("请各水库自查");
        beside.locator("#f-summary").fill("水库自查的通知");
        assertThat(later.locator("#autosaved")).containsText("已自动保存");
        assertThat(beside.locator("#autosaved")).containsText("已自动保存");
        later.reload();
        assertThat(later.locator("#f-summary")).hasValue("请各水库自查");
        assertThat(later.locator(".unsaved li")).hasCount(1);
        beside.close();
        clicks(later.locator(".unsaved").getByText("不要了"));
        clicks(later.locator(".unsaved").getByText("不要了"));
        assertThat(later.locator(".unsaved")).hasCount(0);
        later.navigate(article + "/edit");
        clicks(later.locator(".jodit-wysiwyg"));
        later.keyboard().press("Control+End");
        later.keyboard().type("自查表随信报来。");
        clicks(later.getByText("保存，去核对和提交"));
        assertThat(later.locator(".article-body")).containsText("自查表随信报来。");
        later.navigate(article + "/versions");
        clicks(later.getByText("对照这两个版本"));
        assertThat(later.locator(".compare")).containsText("请各水库管理所十一月底前完成自查。");
        assertThat(later.locator(".compare .changed")).not().hasCount(0);
        fitsTheScreen(later);
        later.navigate(article);
        clicks(later.locator(".decide button").getByText("提交审核"));
        assertThat(later.locator(".badge").first()).containsText("审核中");
        later.navigate("/desk/articles/new");
        assertThat(later.locator(".unsaved")).hasCount(0);
    }

    @Test
    void twoNewTextsInTwoWindowsAreKeptApartAndEachWindowFindsItsOwnWhenItIsLoadedAgain() {
        Page one = someoneAt(DESK);
        signIn(one, "wanqing", PASSWORD);
        one.waitForURL("**/desk/**");
        Page other = one.context().newPage();
        one.navigate("/desk/articles/new");
        other.navigate("/desk/articles/new");
        one.locator("#f-title").fill("封桥维修");
        other.locator("#f-title").fill("停水检修");
        assertThat(one.locator("#autosaved")).containsText("已自动保存");
        assertThat(other.locator("#autosaved")).containsText("已自动保存");
        one.reload();
        assertThat(one.locator("#f-title")).hasValue("封桥维修");
        assertThat(one.locator(".unsaved li")).hasCount(1);
        assertThat(one.locator(".unsaved")).containsText("停水检修");
        other.reload();
        assertThat(other.locator("#f-title")).hasValue("停水检修");

        one.locator("#f-summary").fill("明天起绕行");
        assertThat(one.locator("#autosaved")).containsText("已自动保存");
        one.navigate("/desk/articles/new");
        assertThat(one.locator(".unsaved li")).hasCount(2);
        clicks(one.getByText("不要了").first());
        clicks(one.getByText("不要了").first());
        assertThat(one.locator(".unsaved")).hasCount(0);
    }

    @Test
    void whoIsSignedOutWhileWritingSignsInElsewhereAndLosesNothing() {
        Page clerk = someoneAt(DESK);
        signIn(clerk, "lixin", PASSWORD);
        clerk.waitForURL("**/desk/**");
        clerk.navigate("/desk/articles/new");
        clerk.locator("#f-column").selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        clerk.locator("#f-title").fill("封桥维修");
        clicks(clerk.locator(".jodit-wysiwyg"));
        clerk.context().clearCookies();
        clerk.keyboard().type("东门桥封闭维修，请绕行。");
        clerk.getByText("保存，去核对和提交").click();
        assertThat(clerk.locator("p.error[role=alert]")).containsText("登录已过期");

        Page window = clerk.context().newPage();
        signIn(window, "lixin", PASSWORD);
        window.waitForURL("**/desk/**");
        window.close();
        clicks(clerk.getByText("保存，去核对和提交"));
        assertThat(clerk.locator(".article-body")).containsText("东门桥封闭维修，请绕行。");
    }

    private static void pastes(Page page, String html) {
        page.evaluate("""
                html => {
                  const data = new DataTransfer();
                  data.setData('text/html', html);
                  data.setData('text/plain', '');
                  document.querySelector('.jodit-wysiwyg').dispatchEvent(
                    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }""", html);
    }

    private static void drops(Page page) throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", bytes);
        page.evaluate("""
                base64 => {
                  const bytes = Uint8Array.from(atob(base64), c => c.charCodeAt(0));
                  const data = new DataTransfer();
                  data.items.add(new File([bytes], 'shuiku.png', { type: 'image/png' }));
                  document.querySelector('.jodit-wysiwyg').dispatchEvent(
                    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
                }""", java.util.Base64.getEncoder().encodeToString(bytes.toByteArray()));
    }
}
