package org.yizhan.letters;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yizhan.letters.Ground.Code;

import static org.assertj.core.api.Assertions.assertThat;

/** Letters that go another way, and letters that do not. */
class PetitionSignsTests {
    private static final List<RuleWord> WORDS = Shipped.words(RuleList.SIGN);

    private static List<Code> grounds(String letter) {
        return PetitionSigns.look(letter, WORDS).stream().map(PetitionSigns.Proposal::ground).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "我对乡里的信访处理意见书不服，多次到市里上访都没有结果|PETITION",
        "我们二十多个民办教师联名反映，落实政策待遇的问题拖了十几年|PETITION",
        "征地补偿不公，我不服，已经多次上访|PETITION",
        "法院判决下来两年，对方一直不还钱，执行局也找不到人|LITIGATION",
        "我对一审判决不服，请县长过问|LITIGATION",
        "劳动仲裁裁决书下来了，老板不认|ARBITRATION",
        "我已申请行政复议，复议决定迟迟不给|REVIEW",
        "举报河口村村支书虚报冒领危房改造款，收受红包|DISCIPLINE",
        "某局副局长公车私用，公款吃喝，请纪委查处|DISCIPLINE",
        "乡干部索要好处费五千元才给办低保|DISCIPLINE",
        "本人依申请公开2019年河口村征地批文|DISCLOSURE",
        "我向贵局提出政府信息公开申请，请提供文件复印件|DISCLOSURE",
        "我捡到一份标着绝密的文件|SECRET",
        "低息贷款无抵押，当天放款，加微信领取额度|ADVERT",
        "本公司代开发票，诚招代理|ADVERT",
        "啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊啊|EMPTY",
        "你好|EMPTY",
        "在吗|EMPTY",
        "。。。。。。|EMPTY"})
    void isRecognised(String letter, Code ground) {
        assertThat(grounds(letter)).contains(ground);
    }

    @ParameterizedTest
    @ValueSource(strings = {"请问信访局的电话是多少？", "老板拖欠工资，怎么申请劳动仲裁？", "我想起诉邻居，请问法律援助怎么申请？",
        "对交警的处罚不服，请问怎么申请行政复议？", "路灯坏了，请修一修", "我刷单被骗了三万元，请公安帮我追回", "加盟店倒闭了不退款，请市场监管局管管",
        "村务公开栏三年没有更新", "村里的公共厕所没人打扫", "我要举报餐馆油烟扰民", "孩子的助学贷款怎么办理？", "法院门口的路坑坑洼洼"})
    void anOrdinaryLetterGoesItsOrdinaryWay(String letter) {
        assertThat(grounds(letter)).isEmpty();
    }

    static List<String> ordinary() throws java.io.IOException {
        return ReplyCheckTests.read("/letters/replies.txt").stream().map(one -> one.reply().question()).toList();
    }

    @ParameterizedTest
    @MethodSource("ordinary")
    void noneOfTheLettersThatWereAnsweredIsProposedForAnotherWay(String letter) {
        assertThat(grounds(letter)).isEmpty();
    }

    @Test
    void saysWhichWordsLedToItAndWhereTheyStand() {
        String letter = "县长您好：\n村主任虚​报冒领补贴，还收了红包。";
        var proposal = PetitionSigns.look(letter, WORDS).getFirst();
        assertThat(proposal.ground()).isEqualTo(Code.DISCIPLINE);
        assertThat(proposal.points()).isGreaterThanOrEqualTo(PetitionSigns.ENOUGH);
        var sign = proposal.signs().getFirst();
        assertThat(letter.substring(sign.from(), sign.from() + sign.length())).startsWith("虚").endsWith("领");
    }

    @Test
    void partsOfAWordMustStandInOneSentence() {
        assertThat(grounds("法院门口在修路。幼儿园的评比判决结果不公布。")).isEmpty();
        assertThat(grounds("法院的判决一直没有执行。")).containsExactly(Code.LITIGATION);
    }
}
