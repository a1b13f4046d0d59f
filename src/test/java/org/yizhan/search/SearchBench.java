package org.yizhan.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.calendar.CountyClock;
import org.yizhan.runtime.TestDatabase;

import tools.jackson.databind.json.JsonMapper;

/** Indexes 100,000 made-up articles and asks them from eight threads; prints indexing rate and latencies. */
final class SearchBench {
    private static final String[] FREQUENT = ("县政府 办公室 水利局 防汛 抗旱 移民 补助 名单 公示 教育 学校 招生 医疗 保障 社会 就业 培训 农业 茶叶 油茶 扶持 "
            + "资金 项目 建设 道路 交通 安全 生产 检查 整治 环境 保护 污染 治理 森林 防火 通知 公告 意见 方案 会议 精神 学习 贯彻 落实 推进 工作 服务 "
            + "群众 企业 投资 招商 旅游 文化 体育 健康 疫苗 养老 低保 住房 公积金 户籍 车辆 驾驶 身份证 社区 乡镇 村民 干部 纪律 监督").split(" ");
    private static final String[] WORDS = vocabulary();
    private static final String[] GLUE = {"的", "和", "关于", "做好", "进一步", "加强", "，", "。", "全县", "各单位", "要", "对"};

    private SearchBench() {}

    public static void main(String[] args) throws Exception {
        int size = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        var json = JsonMapper.builder().build();
        var database = TestDatabase.copy();
        JdbcClient jdbc = JdbcClient.create(database.dataSource());
        Path folder = Files.createTempDirectory(Path.of("target"), "search-bench");
        var clock = new CountyClock(Clock.system(ZoneId.of("Asia/Shanghai")));
        var indexer = new Indexer(jdbc, json, clock, folder);
        LuceneStore store = indexer.store();
        var random = new Random(1);
        Files.writeString(folder.resolve("x"), "");
        ChineseAnalyzer.wordsOf("预热");
        long start = System.nanoTime();
        for (int i = 1; i <= size; i++) {
            store.put(new SearchDocument("article", i, "public", text(random, 8), text(random, 250), "", 1, "云岭县人民政府",
                    i % 40, "栏目" + i % 40, "单位" + i % 180, "云府办发〔2026〕" + i + "号",
                    Instant.parse("2016-01-01T00:00:00Z").plusSeconds(i * 3000L), "/x/" + i + ".html"));
            if (i % 500 == 0) {
                store.commit();
            }
        }
        store.commit();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("indexed %d articles of about 600 characters in %.1f s: %.0f a second%n", size, seconds,
                size / seconds);
        var search = new Search(indexer, clock, List.of(new Visibility() {
            @Override
            public String kind() {
                return "article";
            }

            @Override
            public Set<Long> visible(Collection<Long> ids, String audience) {
                return Set.copyOf(ids);
            }
        }));
        ask(search, 500);
        long[] nanos = ask(search, 4000);
        Arrays.sort(nanos);
        System.out.printf("8 clients, %d questions: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms%n",
                nanos.length,
                nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 95 / 100] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6, nanos[nanos.length - 1] / 1e6);
        indexer.stop();
        System.exit(0);
    }

    /** The frequent words of the office first, then 20,000 rarer ones made of common characters. */
    private static String[] vocabulary() {
        var random = new Random(7);
        var words = new java.util.ArrayList<>(List.of(FREQUENT));
        for (int i = 0; i < 20_000; i++) {
            var word = new StringBuilder();
            for (int length = 2 + random.nextInt(3); length > 0; length--) {
                word.append((char) (0x4E00 + random.nextInt(2500) * 8));
            }
            words.add(word.toString());
        }
        return words.toArray(String[]::new);
    }

    /** The word of rank r about 1/r as often as the first, as in real text. */
    private static String word(Random random) {
        return WORDS[(int) (Math.pow(WORDS.length, random.nextDouble()) - 1)];
    }

    private static long[] ask(Search search, int questions) throws InterruptedException {
        var times = new ConcurrentLinkedQueue<Long>();
        try (var clients = Executors.newFixedThreadPool(8)) {
            for (int c = 0; c < 8; c++) {
                var random = new Random(c);
                clients.submit(() -> {
                    for (int i = 0; i < questions / 8; i++) {
                        String words = word(random)
                                + (random.nextInt(3) == 0 ? "" : word(random));
                        long from = System.nanoTime();
                        search.find(new SearchQuery(words, "public", null, null, null, null, null,
                                random.nextBoolean() ? SearchQuery.Order.RELEVANCE : SearchQuery.Order.NEWEST, null,
                                10));
                        times.add(System.nanoTime() - from);
                    }
                });
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    private static String text(Random random, int words) {
        var text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(word(random)).append(GLUE[random.nextInt(GLUE.length)]);
        }
        return text.toString();
    }
}
