package org.yizhan.journal;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class JournalWordsTests {
    @Test
    void saysInWordsWhatIsKeptAsCodesAndShowsTheRestAsItIs() {
        assertThat(JournalWords.object("article:5")).isEqualTo("稿件 5");
        assertThat(JournalWords.object("unheard-of:7")).isEqualTo("unheard-of 7");
        var kept = new LinkedHashMap<String, String>();
        kept.put("outcome", "SIGNED_IN");
        kept.put("digest", "0123456789abcdef".repeat(4));
        kept.put("from", "");
        kept.put("unheard-of", "x");
        assertThat(JournalWords.facts(kept))
                .isEqualTo(Map.of("结果", "登录成功", "内容摘要", "01234567…", "unheard-of", "x"));
    }
}
