package org.yizhan.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTests {
    @TempDir
    Path folder;

    private LuceneStore store;
    private Vocabulary vocabulary = Vocabulary.EMPTY;

    @BeforeEach
    void someTitles() throws IOException {
        store = new LuceneStore(folder, ZoneId.of("Asia/Shanghai"));
        List<String> titles = List.of("城乡居民医疗保险缴费通知", "医保缴费办事指南", "关于森林防火的通告", "公开招聘教师公告", "茶园改造补助办法", "水库除险加固工程",
                "停水通知");
        for (int i = 0; i < titles.size(); i++) {
            store.put(new SearchDocument("article", i, "public", titles.get(i), titles.get(i), "", 1, "县政府", 1, "通知公告",
                    "县政府办", null, Instant.parse("2026-11-01T00:00:00Z"), "/" + i));
        }
        store.commit();
        vocabulary = store.search(searcher -> Vocabulary.of(searcher, Map.of("医保缴费", 9)));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"senlinfanghuo, 森林防火", "sen lin fang huo, 森林防火", "SenLin, 森林", "yibaojiaofei, 医保缴费", "ybjf, 医保缴费",
        "zhaopin, 招聘", "tingshui, 停水", "森林防伙, 森林防火", "医保交费, 医保缴费", "公开找聘, 公开招聘", "森临防火, 森林防火", "医廖保险缴费, 医疗保险缴费"})
    void readsWhatWasMeant(String typed, String meant) {
        assertThat(vocabulary.meant(typed)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"森林防火", "医保缴费", "qqqq", "x", "GB/T 37668", "云水发〔2026〕12号"})
    void leavesAloneWhatIsRightOrUnreadable(String typed) {
        assertThat(vocabulary.meant(typed)).isEmpty();
    }

    @Test
    void completesByCharactersAndByLetters() {
        assertThat(vocabulary.completions("医保", 5)).contains("医保缴费").doesNotContain("医保");
        assertThat(vocabulary.completions("yib", 5)).contains("医保缴费");
        assertThat(vocabulary.completions("ybj", 5)).contains("医保缴费");
        assertThat(vocabulary.completions("火星", 5)).isEmpty();
        assertThat(vocabulary.completions("", 5)).isEmpty();
    }

    @Test
    void suggestsNothingThatTheIndexDoesNotHold() {
        assertThat(vocabulary.words()).contains("医保", "招聘").doesNotContain("火星");
    }
}
