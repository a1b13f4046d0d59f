package org.yizhan.content;

import java.util.Locale;
import java.util.Set;

import org.jsoup.nodes.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.tngtech.archunit.core.importer.ClassFileImporter;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** What may come in as a body, and what is left of it. */
class CleanHtmlTests {
    @ParameterizedTest
    @ValueSource(strings = {"<p>前<script>alert(1)</script>后</p>", "<p onclick=alert(1)>前后</p>",
        "<p>前<img src=x onerror=alert(1)>后</p>", "<p>前<svg onload=alert(1)></svg>后</p>",
        "<p>前<svg><script>alert(1)</script></svg>后</p>", "<p>前<a href='javascript:alert(1)'>后</a></p>",
        "<p>前<a href=' java&#10;script:alert(1)'>后</a></p>", "<p>前<a href='JaVaScRiPt:alert(1)'>后</a></p>",
        "<p>前<a href='data:text/html,<script>alert(1)</script>'>后</a></p>",
        "<p>前<a href='vbscript:alert(1)'>后</a></p>", "<p>前<img src='data:image/svg+xml;base64,PHN2Zz4='>后</p>",
        "<p style='background:url(javascript:alert(1));width:expression(alert(1))'>前后</p>",
        "<p>前<iframe src='https://example.com'></iframe>后</p>", "<p>前<object data='x.swf'></object>后</p>",
        "<p>前<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">后</p>",
        "<p>前<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">后</p>",
        "<p>前<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>后</p>",
        "<p>前<scr<script>ipt>alert(1)</scr</script>ipt>后</p>", "<p>前<base href='//evil/'>后</p>",
        "<p>前<meta http-equiv=refresh content='0;url=//evil'>后</p>",
        "<p>前<template><script>alert(1)</script></template>后</p>",
        "<p>前<style>@import '//evil/x.css'</style>后</p>", "<p>前<link rel=stylesheet href=//evil/x.css>后</p>",
        "<p>前<textarea><script>alert(1)</script></textarea>后</p>", "<p>前<isindex action=javascript:alert(1)>后</p>",
        "<p>前<video><source onerror=alert(1)></video>后</p>", "<p>前<xmp><img src=x onerror=alert(1)></xmp>后</p>",
        "<p>前<a href='//evil.example/x'>后</a></p>", "<p>前<img src='/files/1/x\" onerror=\"alert(1)'>后</p>",
        "<p>前<img src='/files/../desk/1/x'>后</p>", "<div id=\"x\" class=\"evil\"><p name=y>前后</p></div>"})
    void hostileMarkupIsGoneAndTheWordsStay(String typed) {
        CleanHtml clean = CleanHtml.of(typed);

        assertThat(clean.html().toLowerCase(Locale.ROOT)).doesNotContain("<script")
                .doesNotContain("alert(1)>")
                .doesNotContainPattern("<[^>]*\\son\\w+\\s*=")
                .doesNotContain("javascript:")
                .doesNotContain("vbscript:")
                .doesNotContain("data:")
                .doesNotContain("<svg")
                .doesNotContain("<style")
                .doesNotContain("style=")
                .doesNotContain("<iframe")
                .doesNotContain("evil")
                .doesNotContain("<img")
                .doesNotContain("id=");
        assertThat(clean.text()).startsWith("前");
        assertThat(CleanHtml.of(clean.html()).html()).isEqualTo(clean.html());
    }

    @Test
    void aPasteFromWordLeavesItsMeaningAndNoRubbish() {
        CleanHtml clean = CleanHtml
                .of("""
                        <html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
                        <head><meta name=Generator content="Microsoft Word 15"><style><!-- /* Font Definitions */
                        @font-face {font-family:仿宋_GB2312;} p.MsoNormal {mso-style-unhide:no;} --></style>
                        <!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
                        <body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
                        <p class=MsoNormal align=center style='text-align:center'><b style='mso-bidi-font-weight:normal'><span
                        style='font-size:22.0pt;font-family:方正小标宋简体'>关于做好防汛工作的通知<span lang=EN-US><o:p></o:p></span></span></b></p>
                        <p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;
                        font-family:仿宋_GB2312'>　　各乡镇人民政府：<o:p>&nbsp;</o:p></span></p>
                        <p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
                        <p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
                        lang=EN-US style='font-family:Wingdings;mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>检查水库</p>
                        <table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
                        <tr style='mso-yfti-irow:0'><td width=189 colspan=2 valign=top style='width:142.0pt'>
                        <p class=MsoNormal align=center style='text-align:center'>水库<o:p></o:p></p></td></tr>
                        <tr><td rowspan=2><p class=MsoNormal>龙潭</p></td><td><p class=MsoNormal>合格</p></td></tr></table>
                        <p class=MsoNormal align=right style='text-align:right'><v:shape id="图片1"><v:imagedata src="file:///C:/image001.png"/></v:shape>2026年11月20日</p>
                        <!--EndFragment--></body></html>""");

        assertThat(clean.html()).contains("<p class=\"align-center\"><strong>关于做好防汛工作的通知</strong></p>")
                .contains("<p>各乡镇人民政府")
                .contains("<td colspan=\"2\" class=\"align-center\">水库</td>")
                .contains("<td rowspan=\"2\">龙潭</td>")
                .contains("<p>• 检查水库</p>")
                .contains("<p class=\"align-right\">2026年11月20日</p>");
        assertThat(clean.html().toLowerCase(Locale.ROOT)).doesNotContain("mso")
                .doesNotContain("style")
                .doesNotContain("font")
                .doesNotContain("o:p")
                .doesNotContain("<span")
                .doesNotContain("<!--")
                .doesNotContain("if !support")
                .doesNotContain("file:")
                .doesNotContain("worddocument")
                .doesNotContain("<p></p>");
        assertThat(clean.text()).startsWith("关于做好防汛工作的通知\n各乡镇人民政府：");
    }

    @Test
    void aPasteFromWpsLeavesItsMeaningAndNoRubbish() {
        CleanHtml clean = CleanHtml
                .of("""
                        <!--StartFragment--><div class="Section0" style="layout-grid:15.6000pt;"><p class=MsoNormal align=justify
                        style="text-indent:32.0000pt;mso-char-indent-count:2.0000;"><font face="仿宋" ><span style="mso-spacerun:'yes';font-family:仿宋;
                        font-size:16.0000pt;mso-font-kerning:1.0000pt;">一、总体要求</span></font><span style="mso-spacerun:'yes';"><o:p></o:p></span></p>
                        <h1 style="mso-outline-level:1"><b><span>第一章</span></b></h1>
                        <p class=MsoNormal><u><font color="red">认真落实</font></u><sup>1</sup>。</p></div><!--EndFragment-->""");

        assertThat(clean.html().replace("\n", "").replaceAll(">\\s+<", "><")).isEqualTo(
                "<p>一、总体要求</p><h2><strong>第一章</strong></h2><p><u>认真落实</u><sup>1</sup>。</p>");
    }

    @Test
    void plainTextBecomesOneParagraphALine() {
        CleanHtml clean = CleanHtml.of("　　第一段 1<2 & 3>2\r\n\r\n  第二段\u0000\u202E反转\uFEFF\n");

        assertThat(clean.html().replace("\n", "")).isEqualTo("<p>第一段 1&lt;2 &amp; 3&gt;2</p><p>第二段反转</p>");
        assertThat(clean.text()).isEqualTo("第一段 1<2 & 3>2\n第二段反转");
    }

    @Test
    void marksThatTurnTheReadingDirectionAreRemovedAlsoAsEntities() {
        CleanHtml clean = CleanHtml.of("<p>甲&#x202E;乙&#8203;丙&#0;丁\uD83D\uDE00</p>");

        assertThat(clean.text()).startsWith("甲乙丙").endsWith("丁\uD83D\uDE00");
        assertThat(clean.html()).doesNotContain("\u202E").doesNotContain("202e");
    }

    @Test
    void ownPicturesAreKeptByTheirPublicAddressAndOthersDropped() {
        CleanHtml clean = CleanHtml.of("""
                <p><img src="/desk/files/12/picture" alt="水库" width=300><img src="/files/13/a.png">
                <img src="https://example.com/a.png"><img src="http://localhost/files/14/a.png"></p>""");

        assertThat(clean.pictures()).containsExactly(12L, 13L);
        assertThat(clean.html()).contains("<img src=\"/files/12/picture\" alt=\"水库\"")
                .doesNotContain("example")
                .doesNotContain("14");
    }

    @Test
    void linksKeepWhatReadersCanFollow() {
        CleanHtml clean = CleanHtml.of("""
                <p><a href="https://www.gov.cn/zhengce">国务院</a><a href="/tzgg/">本站</a><a href="mailto:a@b.cn">邮箱</a>
                <a href="ftp://x">旧</a></p>""");

        assertThat(clean.html()).contains("https://www.gov.cn/zhengce")
                .contains("href=\"/tzgg/\"")
                .contains("mailto:")
                .doesNotContain("ftp");
    }

    @Test
    void manyNestedElementsDoNotBringItDown() {
        CleanHtml clean = CleanHtml.of("<div>".repeat(20_000) + "深处" + "</div>".repeat(20_000));

        assertThat(clean.text()).isEqualTo("深处");
    }

    @Test
    void tensOfThousandsOfElementsBesideEachOtherKeepTheirWordsAndOrder() {
        int many = 60_000;
        assertThat(CleanHtml.of("<p>" + "<span>字</span>".repeat(many) + "</p>").html())
                .isEqualTo("<p>" + "字".repeat(many) + "</p>");
        assertThat(CleanHtml.of("<strong>字</strong><!-- -->".repeat(many)).html())
                .isEqualTo("<p>" + "<strong>字</strong>".repeat(many) + "</p>");
        assertThat(CleanHtml.of("<p>" + "<span> </span>".repeat(many) + "字</p>").html()).isEqualTo("<p>字</p>");
        assertThat(CleanHtml.of("<p><o:p> </o:p></p>".repeat(many) + "<p>字</p>").html()).isEqualTo("<p>字</p>");
        assertThat(CleanHtml.of("<table><tr><td>" + "<p> </p>".repeat(many) + "<p align=right>字</p></table>").html())
                .isEqualTo("<table><tbody><tr><td class=\"align-right\">字</td></tr></tbody></table>");
        assertThat(CleanHtml.of("字<br>".repeat(many)).text()).isEqualTo("字\n".repeat(many).strip());
        assertThat(CleanHtml.of("<p>甲" + " ".repeat(10 * many) + "乙</p>").text())
                .isEqualTo("甲" + " ".repeat(10 * many) + "乙");
    }

    /** Whatever moves the nodes behind it makes a text of sixty thousand nodes cost as much as a thousand texts. */
    @Test
    void aTreeOfNodesIsOnlyAddedToAtItsEnd() {
        noClasses().should()
                .callMethodWhere(describe("take nodes out of a tree or put them between others",
                        call -> call.getTargetOwner().isAssignableTo(Node.class)
                                && Set.of("remove", "unwrap", "wrap", "before", "after", "prepend", "prependChild",
                                        "prependChildren", "insertChildren", "replaceWith").contains(call.getName())))
                .check(new ClassFileImporter().importClasses(CleanHtml.class, TidyHtml.class));
    }

    @Test
    void theWordsOfASectionAreNotJoinedToThoseBesideIt() {
        assertThat(CleanHtml.of("甲<div>乙<p>丙</p>丁</div>戊").text()).isEqualTo("甲\n乙\n丙\n丁\n戊");
    }
}
