package org.yizhan.content.proofreading;

import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a careful reader sees in a text, and what such a reader leaves alone. */
class ProofreadingTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);
    private static final Roster LEADERS = new Roster(List.of(
            new Roster.Leader("杨明远", "县委副书记、县长", 2),
            new Roster.Leader("陈国栋", "县委书记", 1),
            new Roster.Leader("李雪梅", "县委常委、常务副县长", 3),
            new Roster.Leader("周涛", "副县长", 4)));
    private static final UnitNames UNITS = new UnitNames("云岭县",
            List.of("云岭县水利局", "水利局", "云岭县教育体育局", "教育体育局", "云岭县市场监督管理局", "市场监管局"));

    private static List<Remark> remarks(String text) {
        return Proofreader.read(text, new Knowledge(TODAY, LEADERS, UNITS, List.of("云岭县水利局", "水利局")));
    }

    private static List<String> found(String code, String text) {
        return remarks(text).stream()
                .filter(remark -> remark.check().equals(code))
                .map(remark -> text.substring(remark.from(), remark.to()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"全县开展单位效绩考评工作, 效绩, 绩效", "由办公室负责调协各乡镇, 调协, 协调", "提出了很有对针性的建议, 对针性, 针对性", "三个部门实现数据互通到享, 互通到享, 互通共享",
        "在很大程序上方便了群众, 很大程序上, 很大程度上", "数字乡村的雏型已经显现, 雏型, 雏形", "在县政府网站首面开设专栏, 首面, 首页",
        "做好消防安全防犯, 防犯, 防范", "会议精神得到认真贯策, 贯策, 贯彻", "大家要有条不絮地开展, 有条不絮, 有条不紊"})
    void aSlipThatNoListNamesIsFoundAndTheWordThatWasMeantIsNamed(String text, String wrong, String meant) {
        assertThat(remarks(text)).filteredOn(remark -> remark.check().equals(Spelling.CODE))
                .anySatisfy(remark -> {
                    assertThat(text.substring(remark.from(), remark.to())).contains(wrong.substring(0, 2));
                    assertThat(remark.advice()).contains(meant.substring(0, 2));
                    assertThat(remark.blocks()).isFalse();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"各部门积极配合做好防汛抗旱工作", "推动经济社会又好又快发展", "信访来信件件有回复", "县政府办公室主任任副组长", "思县府办发〔2026〕12号",
        "政府信息公開工作有序推進",
        "他常常到村里走访", "水利局局长到各乡镇检查水库", "老百姓天天盼着通水", "请于11月30日前报送材料", "衡县市市直各单位", "统筹安排、协调推进各项工作", "会上讨论研究了下一步工作安排",
        "出口带宽提高到2G", "推进“互联网＋政务服务”", "全县27个乡镇全部完成", "王大爷家住云岭镇", "收割机沿着梯田一块一块往上收", "一垄一垄地查苗"})
    void soundTextIsLeftAlone(String text) {
        assertThat(remarks(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"推进教育教育信息化, 教育教育", "加快信息化化建设, 信息化化", "取得了的的成绩, 的的", "要切实加强切实加强管理, 切实加强切实加强"})
    void whatWasWrittenTwiceIsFound(String text, String twice) {
        assertThat(found(Repeats.CODE, text)).containsExactly(twice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"于2026年2月30日召开", "2025年2月29日", "11月31日前报送", "13月5日", "2026年15月", "2026年11月26日（星期三）",
        "2026年3月5日至2026年3月1日", "2026年3月5日至2日", "上午15时"})
    void aDateThatCannotBeIsFound(String text) {
        assertThat(found(Dates.IMPOSSIBLE, text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024年2月29日", "2026年11月26日（星期四）", "2026年12月30日至1月3日", "11月26日 周六起", "2026年3月5日至6日", "下午15时",
        "比分3:1"})
    void aDateThatCanBeIsLeftAlone(String text) {
        assertThat(found(Dates.IMPOSSIBLE, text)).isEmpty();
    }

    @Test
    void whatWillBeIsNotPastAndWhatWasIsNotToCome() {
        assertThat(found(Dates.TENSE, "会议将于2026年11月20日召开")).hasSize(1);
        assertThat(found(Dates.TENSE, "会议将于2026年12月20日召开")).isEmpty();
        assertThat(found(Dates.TENSE, "工程已于2026年12月1日竣工")).hasSize(1);
        assertThat(found(Dates.TENSE, "工程已于2026年10月1日竣工")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"云府发【2026】12号, 〔2026〕12号", "云府发[2026]12号, 〔2026〕12号", "云府发（2026）12号, 〔2026〕12号",
        "云府发〔2026〕第12号, 〔2026〕12号", "云府发〔2026〕012号, 〔2026〕12号"})
    void aDocumentNumberHasItsForm(String text, String right) {
        assertThat(remarks(text)).singleElement()
                .matches(remark -> remark.check().equals(Numbers.DOCUMENT))
                .matches(remark -> remark.advice().contains(right));
        assertThat(remarks("云府发〔2026〕12号")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"投资2O26万元", "能耗下降了2倍", "大约30人左右", "最少30人以下", "共有20几个村", "一九九○年", "投资12,3456元"})
    void aNumberThatIsWrittenWrongIsFound(String text) {
        assertThat(found(Numbers.CODE, text)).hasSize(1);
    }

    @Test
    void oneTextUsesOneUnitForOneThing() {
        assertThat(found(Numbers.FORM, "新建广场660平方米，改造道路120㎡")).hasSize(1);
        assertThat(found(Numbers.FORM, "新建广场660平方米，改造道路120平方米")).isEmpty();
        assertThat(found(Numbers.FORM, "增长10-20%")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"全年受理事项276件，其中许可92件，确认45件，给付37件，其他73件。", "共发放补贴100户。其中甲村60户，乙村50户。",
        "甲镇30件、乙镇40件、丙镇20件，共计95件。", "全年投入1.2亿元，其中中央3000万元，省级5000万元，其他5000万元。",
        "通过直报系统发布信息10296条，比上年多。\n向市里送信息，通过直报系统报送1631条，本县通过直报系统发布8935条。", "“六个一”抓整改：一日一检查，一周一曝光，一月一督办，一季一通报。"})
    void figuresThatDoNotAddUpAreFound(String text) {
        assertThat(found(Sums.CODE, text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"全年受理事项247件，其中许可92件，确认45件，给付37件，其他73件。", "发布16000余条(其中要闻936条,动态2179条,传真2704条)。",
        "现有干部50人，其中党员40人，女干部20人。", "共1446个点。其中模式一770个,模式二595个,模式三81个。",
        "全年更新27276条，其中信息10296条，审批14557条，项目1918条，回复505件。",
        "全年投入1.2亿元，其中中央3000万元，省级9000万元。", "收到来信478件，其中咨询200件，投诉100件。", "做到“三个一”：一日一检查，一周一曝光，一月一督办。"})
    void figuresThatMayBeRightAreLeftAlone(String text) {
        assertThat(found(Sums.CODE, text)).isEmpty();
    }

    @Test
    void aTableWhoseTotalIsWrongIsFound() {
        String table = """
                <table><tr><th>乡镇</th><th>件数</th><th>办结率</th></tr><tr><td>云岭镇</td><td>1,200</td><td>98</td></tr>
                <tr><td>青石乡</td><td>30</td><td>97</td></tr><tr><td>合计</td><td>%s</td><td>98</td></tr></table>""";
        assertThat(TableSums.look(table.formatted("1,230"))).isEmpty();
        assertThat(TableSums.look(table.formatted("1,220"))).singleElement()
                .matches(wrong -> wrong.contains("件数") && wrong.contains("1230"));
        assertThat(TableSums.look("""
                <table><tr><th>乡镇</th><th>上半年</th><th>下半年</th><th>合计</th></tr>
                <tr><td>云岭镇</td><td>10</td><td>20</td><td>31</td></tr>
                <tr><td>青石乡</td><td>3</td><td>4</td><td>7</td></tr></table>""")).singleElement()
                .matches(wrong -> wrong.contains("云岭镇"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"县长陈国栋主持会议", "县委书记杨明远讲话", "副县长杨明远到场", "周涛县长参加"})
    void aWrongTitleBesideANameIsFound(String text) {
        assertThat(found(Roster.TITLE, text)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"县长杨明远主持会议", "县委副书记、县长杨明远讲话", "常务副县长李雪梅到场", "副县长李雪梅到场", "周涛副县长参加", "陈国栋指出", "云岭县县长杨明远"})
    void aRightTitleIsLeftAlone(String text) {
        assertThat(remarks(text)).isEmpty();
    }

    @Test
    void aNameOneCharacterOffBesideAPostIsFound() {
        assertThat(found(Roster.NAME, "县长杨明元主持会议")).containsExactly("杨明元");
        assertThat(found(Roster.NAME, "县委书记陈国东指出")).containsExactly("陈国东");
        assertThat(found(Roster.NAME, "村民杨明元说")).isEmpty();
        assertThat(found(Roster.NAME, "副镇长王明远说")).isEmpty();
    }

    @Test
    void leadersAreNamedInTheirOrder() {
        assertThat(remarks("杨明远、陈国栋、周涛出席")).singleElement()
                .matches(remark -> remark.check().equals(Roster.ORDER) && remark.advice().contains("陈国栋、杨明远、周涛"));
        assertThat(found(Roster.ORDER, "陈国栋、杨明远、李雪梅、周涛出席")).isEmpty();
        assertThat(found(Roster.ORDER, "周涛主持会议。陈国栋讲话。")).isEmpty();
    }

    @Test
    void aUnitIsCalledByItsName() {
        assertThat(found(UnitNames.NAME, "云岭县水力局发布通知")).containsExactly("云岭县水力局");
        assertThat(found(UnitNames.NAME, "云岭县教育体验局")).containsExactly("云岭县教育体验局");
        assertThat(found(UnitNames.NAME, "云岭县水利局、云岭县教育体育局联合发文")).isEmpty();
    }

    @Test
    void aTextSpeaksAsOneUnit() {
        assertThat(found(UnitNames.SPEAKER, "现将教育体育局2026年工作情况总结如下")).containsExactly("教育体育局");
        assertThat(found(UnitNames.SPEAKER, "现将水利局2026年工作情况总结如下")).isEmpty();
        assertThat(found(UnitNames.SPEAKER, "现将我局2026年工作情况总结如下")).isEmpty();
        assertThat(found(UnitNames.SPEAKER, "我镇成立领导小组。我局制定制度。")).containsExactly("我局");
    }

    @Test
    void cardsAndHomesOfPeopleAreFound() {
        assertThat(found(Privacy.BANK_CARD, "账号6222021234567890127")).isEmpty();
        assertThat(found(Privacy.BANK_CARD, "账号4111111111111111")).hasSize(1);
        assertThat(found(Privacy.HOME, "王某，家住云岭镇和平村三组12号")).hasSize(1);
        assertThat(found(Privacy.HOME, "单位地址：云岭镇人民路12号")).isEmpty();
    }

    @Test
    void aWrongWordThatOnlyLiesAcrossTwoSoundOnesIsNone() {
        String text = "各单位配合做好工作";
        int at = text.indexOf("合做");
        assertThat(Proofreader.liesAcross(text, at, at + 2)).isTrue();
        assertThat(Proofreader.liesAcross("双方合做建设", 2, 4)).isFalse();
    }
}
