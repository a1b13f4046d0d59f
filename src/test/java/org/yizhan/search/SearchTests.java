package org.yizhan.search;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SpringBootTest
class SearchTests {
    private static final Set<Long> HIDDEN = new HashSet<>();
    private static final String KIND = "thing";

    @Autowired
    SearchIndex index;
    @Autowired
    Search search;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    TransactionTemplate transaction;

    @TestConfiguration
    static class Oracle {
        @Bean
        Visibility things() {
            return new Visibility() {
                @Override
                public String kind() {
                    return KIND;
                }

                @Override
                public Set<Long> visible(Collection<Long> ids, String audience) {
                    var visible = new HashSet<>(ids);
                    visible.removeAll(HIDDEN);
                    return visible;
                }
            };
        }
    }

    @BeforeEach
    void someDocuments() throws InterruptedException {
        HIDDEN.clear();
        put(1, "云岭县水利局关于做好2026年防汛工作的通知", "各乡镇要落实防汛责任制，排查水库隐患。", "通知公告", "水利局", "云水发〔2026〕12号", "2026-05-01");
        put(2, "县人力资源和社会保障局开展技能培训", "为返乡务工人员提供免费培训。", "政务动态", "人社局", null, "2026-06-01");
        put(3, "無為縣政府網站情況介紹", "網站群由45個縣直部門組成，開通縣長信箱。", "工作总结", "政府办", null, "2025-10-25");
        put(4, "关于水库移民后期扶持资金的公示", "现将移民补助名单公示如下。防汛值班电话另行公布。", "通知公告", "移民局", null, "2024-03-01");
        settle();
    }

    @Test
    void findsTheWordInsideALongerWord() {
        assertThat(ids("水利")).containsExactly(1L);
        assertThat(ids("保障局")).containsExactly(2L);
        assertThat(ids("保障")).containsExactly(2L);
    }

    @Test
    void findsAnyStretchOfTextWhereverTheDictionaryCutsIt() {
        assertThat(ids("库隐患")).containsExactly(1L);
        assertThat(ids("直部门")).containsExactly(3L);
    }

    @Test
    void findsSingleCharactersAloneAndBesideLettersAndDigits() throws InterruptedException {
        put(5, "第3号楼A座加装电梯", "税务窗口在楼下，个税也在那里办。", "便民提示", "住建局", null, "2026-03-01");
        settle();
        for (String words : List.of("第3号", "A座", "a座", "税", "个税", "3号楼")) {
            assertThat(ids(words)).as(words).containsExactly(5L);
        }
        index.remove(KIND, 5);
        settle();
    }

    @Test
    void findsNamesThatStandInNoDictionaryBeforeTextsThatOnlyHaveTheirParts() throws InterruptedException {
        put(6, "表彰名单", "李春燕获奖。另有名单见附件，仅供参考。", "通知公告", "政府办", null, "2020-03-01");
        put(7, "春燕归来", "李树开花，春天来了，燕子飞回。", "政务动态", "政府办", null, "2026-03-01");
        settle();
        assertThat(ids("李春燕").getFirst()).isEqualTo(6L);
        index.remove(KIND, 6);
        index.remove(KIND, 7);
        settle();
    }

    @Test
    void findsTraditionalTextBySimplifiedWordsAndTheOtherWayRound() {
        assertThat(ids("县长信箱")).containsExactly(3L);
        assertThat(ids("技能培訓")).containsExactly(2L);
    }

    @Test
    void findsADocumentByItsNumberHoweverTheBracketsAreTyped() {
        assertThat(ids("云水发〔2026〕12号").getFirst()).isEqualTo(1L);
        assertThat(ids("云水发[2026]12号").getFirst()).isEqualTo(1L);
        assertThat(ids("云水发 (2026) 12号").getFirst()).isEqualTo(1L);
        assertThat(ids("云水发")).as("by the sign of its body").containsExactly(1L);
        assertThat(ids("云水发〔2026〕")).containsExactly(1L);
    }

    @Test
    void putsAMatchInTheTitleFirst() {
        assertThat(ids("防汛")).containsExactly(1L, 4L);
    }

    @Test
    void allWordsMustOccurUnlessNothingIsFoundSo() {
        assertThat(ids("水库 补助")).containsExactly(4L);
        assertThat(ids("防汛责任制怎么落实办法")).startsWith(1L);
    }

    @Test
    void findsWhatIsCalledByAnotherName() {
        assertThat(ids("社保局")).containsExactly(2L);
        assertThat(ids("社保 培训")).containsExactly(2L);
        assertThat(ids("移民补贴")).containsExactly(4L);
    }

    @Test
    void readsAQuestionInLettersOrWithAMistakeAsItWasMeant() {
        assertThat(find("yiminbutie", SearchQuery.Order.RELEVANCE, null, 10).hits()).isEmpty();
        SearchResults spelled = find("fangxun", SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(spelled.readAs()).isEqualTo("防汛");
        assertThat(spelled.hits()).extracting(SearchResults.Hit::id).containsExactly(1L, 4L);
        SearchResults mistyped = find("防讯责任制", SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(mistyped.readAs()).isEqualTo("防汛责任制");
        assertThat(mistyped.hits()).extracting(SearchResults.Hit::id).containsExactly(1L);
        assertThat(find("防汛", SearchQuery.Order.RELEVANCE, null, 10).readAs()).isNull();
    }

    @Test
    void completesWhatHasBegun() {
        assertThat(search.completions("fang", 8)).contains("防汛");
        assertThat(search.completions("水", 8)).contains("水库");
        assertThat(search.completions("  ", 8)).isEmpty();
    }

    @Test
    void putsTheDocumentItselfFirstForWhoAsksForPolicy() throws InterruptedException {
        put(20, "茶产业扶持政策一问一答", "茶产业扶持政策，茶产业扶持政策，茶产业扶持政策。", "政策解读", "农业农村局", null, "2026-06-02");
        put(21, "关于印发茶产业扶持政策的通知", "扶持标准如下。", "政策文件", "县政府", "云政发〔2026〕9号", "2025-01-02");
        settle();
        assertThat(ids("茶产业扶持政策").getFirst()).isEqualTo(21L);
        index.remove(KIND, 20);
        index.remove(KIND, 21);
        settle();
    }

    @Test
    void narrowsBySiteAndByWhatTheColumnIsFor() throws InterruptedException {
        index.put(new SearchDocument(KIND, 30, "public", "龙舟赛公告", "", "", 9, "文旅局", 7, "公告", "文旅局", null,
                Instant.parse("2026-05-01T00:00:00Z"), "/30", "通知公告"));
        index.put(new SearchDocument(KIND, 31, "public", "龙舟赛开赛", "", "", 1, "县政府", 7, "要闻", "文旅局", null,
                Instant.parse("2026-05-02T00:00:00Z"), "/31", "工作动态"));
        settle();
        SearchResults all = find("龙舟赛", SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(all.types()).extracting(SearchResults.Facet::value).containsExactlyInAnyOrder("通知公告", "工作动态");
        assertThat(all.sites()).extracting(SearchResults.Facet::value).containsExactlyInAnyOrder("1", "9");
        assertThat(all.kinds()).containsExactly(new SearchResults.Facet(KIND, 2));
        var narrow = new SearchQuery("龙舟赛", "public", null, null, null, null, null, SearchQuery.Order.RELEVANCE, null,
                10, "工作动态", KIND);
        assertThat(search.find(narrow).hits()).extracting(SearchResults.Hit::id).containsExactly(31L);
        index.remove(KIND, 30);
        index.remove(KIND, 31);
        settle();
    }

    @Test
    void ordersByDateWhenAsked() {
        assertThat(find("水库", SearchQuery.Order.NEWEST, null, 10).hits()).extracting(SearchResults.Hit::id)
                .containsExactly(1L, 4L);
    }

    @Test
    void narrowsByColumnUnitAndDateAndCountsWhatIsThere() {
        SearchResults all = find("水库", SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(all.columns()).containsExactly(new SearchResults.Facet("通知公告", 2));
        assertThat(all.units()).extracting(SearchResults.Facet::value).containsExactlyInAnyOrder("水利局", "移民局");
        assertThat(all.years()).extracting(SearchResults.Facet::value).containsExactly("2026", "2024");
        var narrow = new SearchQuery("水库", "public", null, "通知公告", "移民局", LocalDate.of(2024, 3, 1),
                LocalDate.of(2024, 3, 1), SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(search.find(narrow).hits()).extracting(SearchResults.Hit::id).containsExactly(4L);
    }

    @Test
    void pagesByKeyWithoutLossOrRepetition() throws InterruptedException {
        for (int i = 100; i < 137; i++) {
            put(i, "森林防火通告第" + i + "号", "严禁野外用火。", "通知公告", "林业局", null, "2026-01-01");
        }
        settle();
        for (SearchQuery.Order order : SearchQuery.Order.values()) {
            var seen = new ArrayList<Long>();
            String key = null;
            do {
                SearchResults page = find("森林防火", order, key, 10);
                page.hits().forEach(hit -> seen.add(hit.id()));
                key = page.older();
            } while (key != null);
            assertThat(seen).hasSize(37).doesNotHaveDuplicates();
        }
        for (int i = 100; i < 137; i++) {
            index.remove(KIND, i);
        }
        settle();
    }

    @Test
    void countsTheSameWhateverTheOrderAndThePage() throws InterruptedException {
        for (int i = 100; i < 137; i++) {
            put(i, "森林防火通告第" + i + "号", "严禁野外用火。", i % 2 == 0 ? "通知公告" : "政务动态", "林业局", null,
                    "20" + i % 10 + "0-01-01");
        }
        settle();
        SearchResults first = find("森林防火", SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(first.total()).isEqualTo(37);
        assertThat(first.columns()).containsExactly(new SearchResults.Facet("通知公告", 19),
                new SearchResults.Facet("政务动态", 18));
        assertThat(first.units()).containsExactly(new SearchResults.Facet("林业局", 37));
        assertThat(first.years()).extracting(SearchResults.Facet::count).hasSize(10).contains(4L, 3L);
        SearchResults later = find("森林防火", SearchQuery.Order.NEWEST, null, 10);
        assertThat(later.total()).isEqualTo(37);
        assertThat(later.columns()).isEqualTo(first.columns());
        assertThat(find("森林防火", SearchQuery.Order.NEWEST, later.older(), 10).years()).isEqualTo(first.years());
        for (int i = 100; i < 137; i++) {
            index.remove(KIND, i);
        }
        settle();
        assertThat(find("森林防火", SearchQuery.Order.RELEVANCE, null, 10).total()).isZero();
    }

    @Test
    void showsTheMatchInAnAttachmentWhenTheTextHasNone() throws InterruptedException {
        index.put(new SearchDocument(KIND, 8, "public", "公示", "详见附件。", "补助对象\n\n覃伟峰，男", 1, "云岭县人民政府", 7, "通知公告",
                "民政局", null, Instant.parse("2026-01-01T02:00:00Z"), "/x/8.html"));
        settle();
        assertThat(find("覃伟峰", SearchQuery.Order.RELEVANCE, null, 10).hits().getFirst().excerpt())
                .containsSubsequence(new SearchResults.Run("补助对象 ", false), new SearchResults.Run("覃伟峰", true));
        index.remove(KIND, 8);
        settle();
    }

    @Test
    void saysInWhichAttachmentTheWordsStand() throws InterruptedException {
        String files = SearchDocument.attached(Stream.of(new SearchDocument.Attached("实施方案.docx", "分三批组织实施。"),
                new SearchDocument.Attached("补助名单.xlsx", "覃伟峰，男")));
        index.put(new SearchDocument(KIND, 8, "public", "公示", "详见附件。", files, 1, "云岭县人民政府", 7, "通知公告",
                "民政局", null, Instant.parse("2026-01-01T02:00:00Z"), "/x/8.html"));
        settle();
        SearchResults.Hit inText = find("覃伟峰", SearchQuery.Order.RELEVANCE, null, 10).hits().getFirst();
        assertThat(inText.file()).containsExactly(new SearchResults.Run("补助名单.xlsx", false));
        assertThat(inText.excerpt()).containsExactly(new SearchResults.Run("覃伟峰", true),
                new SearchResults.Run("，男", false));
        SearchResults.Hit inName = find("补助名单", SearchQuery.Order.RELEVANCE, null, 10).hits()
                .stream()
                .filter(hit -> hit.id() == 8)
                .findFirst()
                .orElseThrow();
        assertThat(inName.file()).contains(new SearchResults.Run("补助名单", true));
        assertThat(find("公示", SearchQuery.Order.RELEVANCE, null, 10).hits().getFirst().file()).isEmpty();
        index.remove(KIND, 8);
        settle();
    }

    @Test
    void theOracleHasTheLastWord() {
        HIDDEN.add(1L);
        assertThat(ids("防汛")).containsExactly(4L);
        assertThat(find("防汛", SearchQuery.Order.RELEVANCE, null, 1).hits()).extracting(SearchResults.Hit::id)
                .containsExactly(4L);
    }

    @Test
    void anAudienceFindsOnlyItsOwn() {
        var staff = new SearchQuery("防汛", "staff", null, null, null, null, null, SearchQuery.Order.RELEVANCE, null, 10);
        assertThat(search.find(staff).hits()).isEmpty();
    }

    @Test
    void whatIsRemovedIsGone() throws InterruptedException {
        index.remove(KIND, 2);
        settle();
        assertThat(ids("技能培训")).isEmpty();
    }

    @Test
    void whatIsRolledBackIsNeverFound() throws InterruptedException {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
            put(9, "不会提交的稿件", "正文", "政务动态", "政府办", null, "2026-01-01");
            throw new IllegalStateException("rolled back");
        })).isInstanceOf(IllegalStateException.class);
        settle();
        assertThat(ids("不会提交的稿件")).isEmpty();
    }

    @Test
    void strangeQuestionsFindNothingAndBreakNothing() {
        for (String words : List.of("", "   ", "\u0000", "*", "？！", "\"(", "title:*", "a AND (", "\uD83D", "😀",
                "防".repeat(5000), "\u202E防汛", "x".repeat(100_000))) {
            assertThat(find(words, SearchQuery.Order.RELEVANCE, "garbage_key", 10).hits().size())
                    .as(words.length() > 20 ? "long" : words)
                    .isLessThanOrEqualTo(4);
        }
        assertThat(find("防汛", SearchQuery.Order.NEWEST, "999999999999999999999999", 10).hits()).hasSize(2);
    }

    private List<Long> ids(String words) {
        return find(words, SearchQuery.Order.RELEVANCE, null, 10).hits()
                .stream()
                .map(SearchResults.Hit::id)
                .toList();
    }

    private SearchResults find(String words, SearchQuery.Order order, @Nullable String after, int size) {
        return search.find(new SearchQuery(words, "public", null, null, null, null, null, order, after, size));
    }

    private void put(long id, String title, String body, String column, String unit, @Nullable String number,
            String date) {
        index.put(new SearchDocument(KIND, id, "public", title, body, "", 1, "云岭县人民政府", 7, column, unit, number,
                Instant.parse(date + "T02:00:00Z"), "/x/" + id + ".html"));
    }

    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (jdbc.sql("select count(*) from search.pending").query(Integer.class).single() > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not indexed within 10 s");
            }
            Thread.sleep(20);
        }
    }
}
