package org.yizhan.content.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Plain text and pages: what is proposed, what is pointed out, what is refused. */
class ReadingTests {
    private static final String BODY = "各乡镇人民政府，县直各单位：今年入汛以来，我县降雨明显偏多，防汛形势十分严峻，现就有关事项通知如下。";

    @TempDir
    Path folder;

    @Test
    void yearlySummaryWithItsBodyBelowTheTitleAndTheMonthAtTheFoot() throws Exception {
        DocumentText text = read("""
                云岭县2012年度工作总结和2013年度工作计划
                云岭县政府电子政务管理办公室
                2012年度工作总结和2013年度工作计划
                %s
                一、2012年度工作开展情况
                （一）网站管理取得新突破。
                %s
                （二）信息公开取得新亮点。一是加强领导，落实责任，明确专人负责；二是完善制度。
                县政府电子政务管理办公室
                2013年元月
                主要栏目内容保障情况统计表
                栏目
                条数
                """.formatted(BODY, BODY));
        assertThat(text.title()).isEqualTo("云岭县2012年度工作总结和2013年度工作计划");
        assertThat(text.issuingBody()).isEqualTo("云岭县政府电子政务管理办公室");
        assertThat(text.date()).isEqualTo(LocalDate.of(2013, 1, 1));
        assertThat(text.dateIsExact()).isFalse();
        assertThat(text.hints()).anyMatch(hint -> hint.contains("只写到月份"));
        assertThat(text.kind()).isEqualTo("工作总结");
        assertThat(text.bodyHtml()).startsWith("<p>各乡镇")
                .contains("<h2>一、2012年度工作开展情况</h2>", "<h3>（一）网站管理取得新突破。</h3>", "<p>（二）信息公开取得新亮点。一是");
        assertThat(text.damage()).isEmpty();
    }

    @Test
    void reprintWithSourceUpdateTimeAndOriginalTitle() throws Exception {
        DocumentText text = read("""
                市电政办2012年绩效评估工作总结
                来源:某某电子政务网 更新时间:2013-05-16

                \u00a0 原标题:云岭市电政办2012年绩效评估工作总结
                \u00a0
                \u00a0\u00a0\u00a0 一、指标任务完成情况
                %s
                """.formatted(BODY));
        assertThat(text.title()).isEqualTo("云岭市电政办2012年绩效评估工作总结");
        assertThat(text.issuingBody()).isEqualTo("云岭市电政办");
        assertThat(text.source()).isEqualTo("某某电子政务网");
        assertThat(text.date()).isEqualTo(LocalDate.of(2013, 5, 16));
        assertThat(text.dateIsExact()).isTrue();
        assertThat(text.bodyHtml()).startsWith("<h2>一、指标任务完成情况</h2>").doesNotContain("来源", "原标题");
    }

    @Test
    void documentInOneLineIsTakenApartAtTheGaps() throws Exception {
        DocumentText text = read("云岭县2013年电子政务工作要点\n" + BODY + "       主要目标：建成平台。       一、加强网络建设       1、" + BODY
                + "       二、加强网站管理       " + BODY);
        assertThat(text.title()).isEqualTo("云岭县2013年电子政务工作要点");
        assertThat(text.bodyHtml().lines().map(line -> line.substring(0, 4)).toList())
                .containsExactly("<p>各", "<p>主", "<h2>", "<p>1", "<h2>", "<p>各");
    }

    @Test
    void collectionOfTenWithPlaceholdersIsPointedOut() throws Exception {
        DocumentText text = read(
                "电子政务工作总结十篇\nx年我镇按照要求扎实开展工作。\n一、统一思想\n20--年，我局认真工作。\n一、加强领导\nXX市20xx年总结如下。\n一、存在问题\n" + BODY);
        assertThat(text.title()).isEqualTo("电子政务工作总结十篇");
        assertThat(text.hints()).anyMatch(hint -> hint.contains("多篇文章")).anyMatch(hint -> hint.contains("占位符（如“x年”）"));
    }

    @Test
    void ordinaryDocumentHasNoHints() throws Exception {
        DocumentText text = read("云岭县水利局关于做好2013年防汛工作的通知\n" + BODY + "\n云岭县水利局\n2013年5月6日\n");
        assertThat(text.hints()).isEmpty();
        assertThat(text.issuingBody()).isEqualTo("云岭县水利局");
        assertThat(text.date()).isEqualTo(LocalDate.of(2013, 5, 6));
    }

    @Test
    void traditionalTextBrokenByConversionIsPointedOutPassageByPassage() throws Exception {
        DocumentText text = read(
                "雲嶺電子政務網訊 評選活動進入收集階段,推薦優(yōu)秀網站的特色材料?;顒庸俜骄W站設置平臺,現(xiàn)已開放,各鄉(xiāng)鎮(zhèn)可以報名參加本次評選活動。\n圍繞中心服務大局 扎實推進網站建設\n近年來,縣政府網站取得了明顯的成績,為領導決策和推動工作做出了積極貢獻,受到群眾歡迎。");
        assertThat(text.title()).isEqualTo("圍繞中心服務大局 扎實推進網站建設");
        assertThat(text.source()).isEqualTo("雲嶺電子政務網");
        assertThat(text.damage()).extracting(Damage::kind)
                .containsExactly(Damage.Kind.PINYIN, Damage.Kind.LOST, Damage.Kind.PINYIN, Damage.Kind.PINYIN,
                        Damage.Kind.PINYIN);
        assertThat(text.damage().get(1).passage()).contains("材料?;顒庸俜骄W站");
        assertThat(text.hints()).contains("正文是繁体字").anyMatch(hint -> hint.contains("标题取自正文第 2 段"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            锟斤拷锟斤拷的通知, MISREAD
            县政府锛屽叧浜庨槻姹涘伐浣滅殑閫氱煡, MISREAD
            ä¸­æ–‡ç½‘ç«™, MISREAD
            县政府????关于, LOST
            关于\uFFFD防汛, UNREADABLE
            关于\uE123防汛, UNREADABLE
            关于龘靐齉爩防汛, RARE""")
    void everyKindOfDamageIsSeen(String words, Damage.Kind kind) {
        assertThat(Damage.find("云岭县" + words + "工作")).extracting(Damage::kind).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"怎么办?请联系我们(见附件)。", "指标(a)和(b)合格；IP(ip)地址", "你知道吗？不知道!!", "云岭县A级景区、X县、WTO组织",
        "人名：赵翀、王喆、李昇，镕、堃、玥、珺都是常见的名字用字。", "拼音字母(pinyin)不是损坏"})
    void soundTextIsNotCalledDamaged(String words) {
        assertThat(Damage.find(words)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2013-05-16,2013-05-16,true", "2013/5/6,2013-05-06,true", "2013.5.6,2013-05-06,true",
        "2013年5月16日,2013-05-16,true", "2013 年 5 月 6 日,2013-05-06,true", "２０１３年５月６日,2013-05-06,true",
        "2013年元月,2013-01-01,false", "2013年12月,2013-12-01,false", "二〇一三年一月,2013-01-01,false",
        "二○一三年十二月三十一日,2013-12-31,true", "二O一三年十月二十日,2013-10-20,true", "二零一三年元月十五日,2013-01-15,true",
        "一九九八年三月廿一日,1998-03-21,true", "（2013年5月6日）,2013-05-06,true"})
    void datesInEveryWriting(String written, LocalDate date, boolean exact) {
        assertThat(ChineseDates.whole(written)).contains(new ChineseDates.Found(date, exact));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XX年12月3日", "20xx年5月6日", "2013年13月6日", "2013-02-30", "12月3日", "2013年", "2013年5月6日以来"})
    void noDates(String written) {
        assertThat(ChineseDates.whole(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"云府办发〔2012〕26号,云府办发〔2012〕26号", "云府发[2012]6号,云府发〔2012〕6号", "云政办函（2013）第012号,云政办函〔2013〕12号",
        "发文字号：云府发【2012】6号,云府发〔2012〕6号"})
    void documentNumbers(String written, String number) throws Exception {
        DocumentText text = read(written + "\n云岭县人民政府办公室\n关于做好防汛工作的通知\n" + BODY);
        assertThat(text.documentNumber()).isEqualTo(number);
        assertThat(text.title()).isEqualTo("云岭县人民政府办公室关于做好防汛工作的通知");
        assertThat(text.issuingBody()).isEqualTo("云岭县人民政府办公室");
        assertThat(text.bodyHtml()).startsWith("<p>各乡镇");
    }

    @Test
    void numberThatIsOnlyCitedIsNotTheDocumentsOwn() throws Exception {
        assertThat(read("防汛通知\n根据《通知》（国办发〔2011〕40号）精神，现将有关事项通知如下，请认真执行。").documentNumber()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"发布机构：云岭县水利局,云岭县水利局", "发文单位:云岭县财政局,云岭县财政局"})
    void issuingBodyByLabel(String line, String body) throws Exception {
        assertThat(read("防汛工作方案\n" + line + "\n发布时间：2013年5月6日\n" + BODY))
                .returns(body, DocumentText::issuingBody)
                .returns(LocalDate.of(2013, 5, 6), DocumentText::date);
    }

    @Test
    void titleComesFromTheFileNameWhereTheTextHasNone() throws Exception {
        DocumentText text = read(BODY + BODY);
        assertThat(text.title()).isEqualTo("防汛材料");
        assertThat(text.hints()).anyMatch(hint -> hint.contains("暂用文件名"));
    }

    @Test
    void linesWrappedAtOneWidthBecomeWholeParagraphs() throws Exception {
        String sentence = "今年入汛以来，我县降雨明显偏多，防汛形势十分严峻，各级各部门要高度重视，落实责任，确保人民群众生命财产安全。";
        String text = ("\u3000\u3000" + sentence.repeat(3) + "\n").concat("\u3000\u3000" + sentence.repeat(4) + "\n");
        String wrapped = text.lines()
                .map(line -> line.codePoints()
                        .mapToObj(Character::toString)
                        .collect(Collectors.joining())
                        .replaceAll("(.{36})", "$1\n"))
                .collect(Collectors.joining("\n"));
        List<String> paragraphs = TextBlocks.paragraphs("关于防汛的通知\n" + wrapped);
        assertThat(paragraphs).containsExactly("关于防汛的通知", sentence.repeat(3), sentence.repeat(4));
    }

    @Test
    void sentenceTornInTwoIsJoinedButListsAndTablesAreNot() {
        assertThat(TextBlocks.paragraphs("（一）完善政务公开工作责任制。认真贯彻执行公示制、\n承诺制和问责制，把政务公开作为重要内容。\n栏目\n条数\n人文"))
                .containsExactly("（一）完善政务公开工作责任制。认真贯彻执行公示制、承诺制和问责制，把政务公开作为重要内容。", "栏目", "条数", "人文");
    }

    @Test
    void pageGivesItsMainTextWithoutScriptsAndMenus() throws Exception {
        Path file = folder.resolve("页.html");
        Files.write(file,
                """
                        <html><head><meta charset="gb2312"><title>防汛通知 - 云岭县人民政府</title>
                        <meta name="ArticleTitle" content="关于做好防汛工作的通知"><meta name="PubDate" content="2013-05-06 10:00">
                        <meta name="ContentSource" content="县水利局"></head><body><nav><a href="/">首页</a></nav>
                        <script>alert(1)</script><div class="TRS_Editor"><p onclick="x()">%s</p>
                        <p>第二段<b>重要</b>，见<a href="javascript:alert(1)">附件</a>和<a href="https://www.gov.cn/a?b=1&amp;c=2">原文</a>。</p>
                        <table><tr><td>乡镇</td><td rowspan="2">条数</td></tr><tr><td>甲</td></tr></table>
                        <ul><li>一是</li><li>二是</li></ul><img src=x onerror=alert(1)></div><footer>版权</footer></body></html>
                        """
                        .formatted(BODY)
                        .getBytes(Charset.forName("GB18030")));
        DocumentText text = done(file, "页.html");
        assertThat(text.title()).isEqualTo("关于做好防汛工作的通知");
        assertThat(text.date()).isEqualTo(LocalDate.of(2013, 5, 6));
        assertThat(text.source()).isEqualTo("县水利局");
        assertThat(text.encoding()).isEqualTo("GB 18030");
        assertThat(text.bodyHtml())
                .contains("<strong>重要</strong>", "见附件和<a href=\"https://www.gov.cn/a?b=1&amp;c=2\">原文</a>",
                        "<td rowspan=\"2\">条数</td>", "<ul><li>一是</li><li>二是</li></ul>")
                .doesNotContain("script", "onclick", "onerror", "首页", "版权", "javascript");
    }

    @Test
    void markupInPlainTextIsText() throws Exception {
        assertThat(read("防汛通知\n请填写<b>姓名</b> & \"电话\"。\n" + BODY).bodyHtml())
                .contains("&lt;b&gt;姓名&lt;/b&gt; &amp; &quot;电话&quot;");
    }

    @Test
    void deeplyNestedPageIsReadWithoutFalling() throws Exception {
        Path file = folder.resolve("深.html");
        Files.writeString(file, "<div>".repeat(50_000) + BODY + "<b>".repeat(50_000) + "尾");
        assertThat(done(file, "深.html").plainText()).contains("防汛形势");
    }

    @Test
    void wrongOrEmptyFilesAreRefusedInWords() throws Exception {
        assertThat(refused("空.txt", new byte[0])).contains("文件是空的");
        assertThat(refused("白.txt", " \n\u3000 \n".getBytes(StandardCharsets.UTF_8))).contains("没有文字");
        assertThat(refused("通知.pdf", BODY.getBytes(StandardCharsets.UTF_8))).contains("文件名是 .pdf，内容却不是");
        assertThat(refused("表.xlsx", BODY.getBytes(StandardCharsets.UTF_8))).contains("不能导入 .xlsx");
        assertThat(refused("程序.txt", new byte[]{'M', 'Z', 1, 2, 3, 4, 5, 6, 7, 8, 0, 0})).contains("不是文本文件");
        assertThat(refused("大.txt", new byte[9 << 20])).contains("超过 8 MB");
    }

    @Test
    void controlCharactersAndDirectionMarksAreDropped() throws Exception {
        DocumentText text = read("防汛\u202E通知\u0007\n" + BODY + "\u0000😀");
        assertThat(text.title()).isEqualTo("防汛通知");
        assertThat(text.bodyHtml()).contains("😀").doesNotContain("\u0000", "\u202E");
    }

    private DocumentText read(String content) throws Exception {
        Path file = folder.resolve("防汛材料.txt");
        Files.writeString(file, content);
        return done(file, "防汛材料.txt");
    }

    private DocumentText done(Path file, String name) {
        Reading reading = new DocumentReader(new ParserProcess()).read(file, name, folder);
        assertThat(reading).isInstanceOf(Reading.Done.class);
        return ((Reading.Done) reading).text();
    }

    private String refused(String name, byte[] bytes) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        Reading reading = new DocumentReader(new ParserProcess()).read(file, name, folder);
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
        return ((Reading.Unreadable) reading).why().text();
    }
}
