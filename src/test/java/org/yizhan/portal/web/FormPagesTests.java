package org.yizhan.portal.web;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.content.Draft;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a citizen finds a form. */
class FormPagesTests extends PortalTest {
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Autowired
    Files files;

    private long services;
    private long news;
    private String fresh = "";

    @BeforeEach
    void columnsOfServicesAndOfNews() {
        fresh = "甲乙丙丁戊己庚辛".substring(NEXT.get() % 8, NEXT.getAndIncrement() % 8 + 1);
        services = column(fresh("bszn"), "办事服务");
        news = column(fresh("dongt"), "工作动态");
    }

    private long guide(long column, String title, String... names) {
        var ids = new ArrayList<org.yizhan.files.FileId>();
        for (String name : names) {
            FileReceipt receipt = files.store(
                    new ByteArrayInputStream((name + ",姓名,电话\n").getBytes(StandardCharsets.UTF_8)), name,
                    Files.Purpose.ATTACHMENT, OFFICE.ref());
            ids.add(((FileReceipt.Taken) receipt).file().id());
            sql.sql("insert into content.upload (file_id, person_id, at) values (:file, 1, now())")
                    .param("file", ids.getLast().value())
                    .update();
        }
        return publish(column, Draft.of(title, "<p>怎样办理。</p>", "县民政局").withFiles(null, ids));
    }

    @Test
    void everyFormOfAServiceStandsBesideItsGuide() throws Exception {
        assertThat(browser.text("/forms/")).doesNotContain("救助" + fresh);
        guide(services, "临时救助" + fresh, "救助" + fresh + "申请表.csv", "救助" + fresh + "承诺书.csv");
        guide(news, "动态" + fresh, "救助" + fresh + "名单.csv");

        Document page = browser.page("/forms/");
        assertThat(page.text()).contains("救助" + fresh + "申请表.csv", "救助" + fresh + "承诺书.csv", "临时救助" + fresh, "县民政局")
                .doesNotContain("名单.csv");
        String form = page.select("h2 a:contains(救助" + fresh + "申请表)").attr("href");
        assertThat(browser.get(form).statusCode()).isEqualTo(200);
        String guide = page.select("p a:contains(临时救助" + fresh + ")").attr("href");
        assertThat(browser.page(guide).select("h1").text()).isEqualTo("临时救助" + fresh);
        assertThat(browser.get("/forms").statusCode()).isEqualTo(301);
    }

    @Test
    void aFormGoesWithItsGuide() throws Exception {
        long document = guide(services, "高龄津贴" + fresh, "津贴" + fresh + "登记表.csv");
        assertThat(browser.text("/forms/")).contains("津贴" + fresh);

        withdraw(document);
        assertThat(browser.text("/forms/")).doesNotContain("津贴" + fresh);
    }

    @Test
    void formsAreFoundByTheirNameAndByThatOfTheService() throws Exception {
        guide(services, "残疾人证" + fresh, "评定" + fresh + "表_甲.csv", "评定" + fresh + "表乙甲.csv");
        guide(services, "居住证" + fresh, "申领" + fresh + "表.csv");

        assertThat(browser.text("/forms/?q=" + Encoded.of("评定" + fresh))).contains("残疾人证" + fresh)
                .doesNotContain("居住证" + fresh);
        assertThat(browser.text("/forms/?q=" + Encoded.of("居住证" + fresh))).contains("申领" + fresh)
                .doesNotContain("残疾人证" + fresh);
        assertThat(browser.text("/forms/?q=" + Encoded.of(fresh + "表_甲"))).contains("表_甲").doesNotContain("表乙甲.csv");
        assertThat(browser.text("/forms/?q=" + Encoded.of("<script>没有这张表"))).contains("没有找到", "&lt;script&gt;")
                .doesNotContain("<script>没");
        for (String key : List.of("x", "1-2", "n9-9-99999", "999999999999999999999-1-1")) {
            assertThat(browser.get("/forms/?before=" + key).statusCode()).as(key).isEqualTo(200);
        }
    }

    @Test
    void longListsPageByKeyThereAndBack() throws Exception {
        for (int i = 0; i < 32; i++) {
            guide(services, "事项" + fresh + i, "表" + fresh + "第" + i + "号.csv");
        }
        Document first = browser.page("/forms/?q=" + Encoded.of("表" + fresh + "第"));
        assertThat(first.select("main h2")).hasSize(30);
        Document second = browser.page(first.select("a:contains(下一页)").attr("href"));
        assertThat(second.select("main h2")).hasSize(2);
        Document back = browser.page(second.select("a:contains(上一页)").attr("href"));
        assertThat(back.select("main h2").eachText()).isEqualTo(first.select("main h2").eachText());
    }

    private static final class Encoded {
        static String of(String text) {
            return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
