package org.yizhan.content;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What is proposed as a summary where nobody wrote one. */
class SummaryTests {
    private static final String TITLE = "云岭县人民政府办公室关于做好防汛工作的通知";

    @Test
    void isTheFirstSentenceThatSaysSomething() {
        assertThat(Summary.of(TITLE, """
                云岭县人民政府办公室
                关于做好防汛工作的通知
                云政办发〔2026〕8号
                各乡镇人民政府，县政府各部门：
                一、总体要求
                近期我县将有两次强降雨过程，各级各部门要落实责任，备足物资，加强值守，确保安全度汛。要做好山塘水库巡查。
                """)).isEqualTo("近期我县将有两次强降雨过程，各级各部门要落实责任，备足物资，加强值守，确保安全度汛。");
    }

    @Test
    void takesTheNextSentenceTooWhenTheFirstIsShort() {
        assertThat(Summary.of(TITLE, "汛期已到。各地要加强巡查。第三句在这里，已经足够长，不再需要更多的句子来说明情况了。"))
                .startsWith("汛期已到。各地要加强巡查。第三句");
    }

    @Test
    void aSalutationInFrontOfTheSentenceIsLeftOut() {
        assertThat(Summary.of(TITLE, "各乡镇人民政府，县政府各部门：现就有关事项通知如下，请认真抓好落实。")).isEqualTo("现就有关事项通知如下，请认真抓好落实。");
    }

    @ParameterizedTest
    @ValueSource(strings = {"云岭县人民政府办公室关于做好防汛工作的通知。", "各位居民朋友：", "云岭县水利局", "2026年11月21日", "来源：云岭县水利局 时间：2026年11月21日。",
        "", "　　"})
    void whatSaysNothingIsLeftOut(String line) {
        assertThat(Summary.of(TITLE, line)).isEmpty();
        assertThat(Summary.of(TITLE, line + "\n请各地按要求落实。")).isEqualTo("请各地按要求落实。");
    }

    @Test
    void aVeryLongSentenceEndsAtACommaAndSaysSo() {
        String summary = Summary.of(TITLE, "各地要做好准备工作，".repeat(30) + "不得有误。");
        assertThat(summary).hasSizeLessThanOrEqualTo(120).endsWith("准备工作……");
        assertThat(Summary.of(TITLE, "𠮷".repeat(300) + "。").codePoints()).hasSize(120);
    }
}
