package org.yizhan.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.yizhan.content.CheckWord;
import org.yizhan.content.CheckWords;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Made;
import org.yizhan.content.NewCheckWord;
import org.yizhan.content.Withdrawal;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

/** Issues of the gazette: who may, what they hold, their pages and their PDF. */
class GazetteTests extends DisclosureTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger(100);
    private static final String GOVERNMENT = "县政府文件";
    private static final String OFFICE = "县政府办公室文件";

    @Autowired
    Gazettes gazettes;
    @Autowired
    GazettePress press;
    @Autowired
    GazetteTypesetter typesetter;
    @Autowired
    Settings settings;
    @Autowired
    CheckWords words;

    private Gazettes.Head head(int number) {
        return new Gazettes.Head(today.getYear(), number, today, "", "本期登载水利文件。");
    }

    private long issue() {
        return gazettes.begin(office, head(NUMBERS.incrementAndGet())).orThrow();
    }

    private GazetteIssue find(long id) {
        return gazettes.find(id).orElseThrow();
    }

    private String text(long issue) throws Exception {
        try (var pdf = Loader.loadPDF(gazettes.pdf(find(issue)).orElseThrow())) {
            return new PDFTextStripper().getText(pdf).replaceAll("\\s", "");
        }
    }

    @Test
    void wordsThatTheCountyHasBlockedStopTheWordsOfTheEditor() {
        UnitPath county = bodies.county().orElseThrow().unit();
        var keeper = new Actor(ActorRef.staff(85), "同志", county, Set.of(new Grant(ContentPermissions.WORDS, county)));
        long issue = issue();
        int number = find(issue).number();
        long word = words.add(keeper, new NewCheckWord(county, "登栽文件", CheckWord.Level.BLOCK, "登载文件", "")).orThrow();
        var wrong = new Gazettes.Head(today.getYear(), number, today, "", "本期登栽文件三件。");
        assertThat(gazettes.change(office, issue, find(issue).version(), wrong).orElseThrow().text()).contains("登栽文件");
        assertThat(words.retire(keeper, word, true)).isEmpty();
        assertThat(gazettes.change(office, issue, find(issue).version(), wrong)).isEmpty();
    }

    @Test
    void onlyTheCountysOfficeMakesIssuesAndOnlyOutOfPublishedTexts() {
        assertThat(gazettes.begin(stranger, head(1))).isInstanceOf(Made.Refused.class);
        assertThat(gazettes.begin(clerk, head(1))).isInstanceOf(Made.Refused.class);
        assertThat(gazettes.begin(office, new Gazettes.Head(1900, 1, today, "", ""))).isInstanceOf(Made.Refused.class);
        assertThat(gazettes.begin(office, new Gazettes.Head(today.getYear(), 0, today, "", "")))
                .isInstanceOf(Made.Refused.class);
        assertThat(gazettes.begin(office, new Gazettes.Head(today.getYear(), 1, today.minusYears(5), "", "")))
                .isInstanceOf(Made.Refused.class);
        assertThat(gazettes.begin(office, new Gazettes.Head(today.getYear(), 1, today, "长".repeat(31), "")))
                .isInstanceOf(Made.Refused.class);
        long issue = issue();
        assertThat(gazettes.begin(office, head(find(issue).number()))).isInstanceOf(Made.Refused.class);
        long hidden = draft("还没有公开的办法");
        long shown = live("防汛抗旱管理办法");
        assertThat(gazettes.add(office, issue, GOVERNMENT, List.of(hidden))).isPresent();
        assertThat(gazettes.add(office, issue, GOVERNMENT, List.of(987_654_321L))).isPresent();
        assertThat(gazettes.add(office, issue, "没有的栏目", List.of(shown))).isPresent();
        assertThat(gazettes.add(office, issue, GOVERNMENT, List.of())).isPresent();
        assertThat(gazettes.add(stranger, issue, GOVERNMENT, List.of(shown))).isPresent();
        assertThat(gazettes.add(office, 987_654_321L, GOVERNMENT, List.of(shown))).isPresent();
        assertThat(gazettes.pieces(issue)).isEmpty();
        assertThat(gazettes.publish(office, issue)).isPresent();
        yes(gazettes.add(office, issue, GOVERNMENT, List.of(shown)));
        assertThat(gazettes.publish(stranger, issue)).isPresent();
        assertThat(gazettes.withdraw(office, issue, "没有出版")).isPresent();
        yes(gazettes.change(office, issue, find(issue).version(), new Gazettes.Head(today.getYear(),
                find(issue).number(), today.plusDays(1), "增刊", "")));
        assertThat(gazettes.publish(office, issue)).as("not before its day").isPresent();
        assertThat(gazettes.change(office, issue, 1, head(find(issue).number()))).as("somebody else was faster")
                .isPresent();
    }

    @Test
    void textsStandInTheirSectionsInTheOrderThatWasChosen() {
        long first = live("防汛抗旱管理办法");
        long second = live("水库管护办法");
        long third = live("河道采砂管理办法");
        long issue = issue();
        yes(gazettes.add(office, issue, OFFICE, List.of(first)));
        yes(gazettes.add(office, issue, GOVERNMENT, List.of(second, third)));
        yes(gazettes.add(office, issue, GOVERNMENT, List.of(second)));
        assertThat(gazettes.pieces(issue)).extracting(GazetteIssue.Piece::documentId)
                .as("sections in the county's order")
                .containsExactly(second, third, first);

        int version = find(issue).version();
        yes(gazettes.arrange(office, issue, version, List.of(new Gazettes.Place(second, GOVERNMENT, 5),
                new Gazettes.Place(third, GOVERNMENT, 2))));
        assertThat(gazettes.pieces(issue)).extracting(GazetteIssue.Piece::documentId).containsExactly(third, second);
        assertThat(gazettes.arrange(office, issue, version, List.of())).as("an old page").isPresent();
        assertThat(gazettes.arrange(office, issue, find(issue).version(),
                List.of(new Gazettes.Place(first, GOVERNMENT, 1)))).as("not in the issue").isPresent();
        assertThat(gazettes.arrange(stranger, issue, find(issue).version(), List.of())).isPresent();
        assertThat(gazettes.issuesOf(List.of(second, first))).containsOnlyKeys(second);
    }

    @Test
    void anIssueHasAPageWithItsContentsAndAPdfThatIsMadeOnce() throws Exception {
        long document = live("防汛抗旱管理办法");
        long issue = issue();
        yes(gazettes.add(office, issue, GOVERNMENT, List.of(document)));
        String href = find(issue).href();
        assertThat(send(Actor.VISITOR, get(href)).getStatus()).as("a draft is nobody's").isEqualTo(404);
        yes(gazettes.publish(office, issue));
        assertThat(gazettes.add(office, issue, GOVERNMENT, List.of(document))).as("first take it back").isPresent();
        assertThat(page(Actor.VISITOR, href)).contains("防汛抗旱管理办法", GOVERNMENT, "本期登载水利文件", "正在排版");
        assertThat(send(Actor.VISITOR, get(href + "/gazette.pdf")).getStatus()).isEqualTo(404);

        press.run();

        assertThat(text(issue)).contains("云岭县人民政府公报", "目　录", "防汛抗旱管理办法", "内容如下。", "本期登载水利文件。");
        assertThat(find(issue).pages()).isEqualTo(3);
        assertThat(page(Actor.VISITOR, href)).contains("整期PDF");
        assertThat(page(Actor.VISITOR, "/disclosure/gazette/")).contains("第" + find(issue).number() + "期", "（3页）");
        MockHttpServletResponse pdf = send(Actor.VISITOR, get(href + "/gazette.pdf"));
        assertThat(pdf.getContentType()).isEqualTo("application/pdf");
        assertThat(pdf.getContentAsByteArray()).isEqualTo(gazettes.pdf(find(issue)).orElseThrow());
        assertThat(send(Actor.VISITOR,
                get(href + "/gazette.pdf").header("If-None-Match", Objects.requireNonNull(pdf.getHeader("ETag"))))
                .getStatus()).isEqualTo(304);
        assertThat(gazettes.unprinted()).as("nothing is typeset twice").isEmpty();

        yes(gazettes.withdraw(office, issue, "期号有误"));
        assertThat(send(Actor.VISITOR, get(href)).getStatus()).isEqualTo(410);
        assertThat(send(Actor.VISITOR, get(href)).getContentAsString(java.nio.charset.StandardCharsets.UTF_8))
                .contains("期号有误")
                .doesNotContain("防汛抗旱管理办法");
        assertThat(send(Actor.VISITOR, get(href + "/gazette.pdf")).getStatus()).isEqualTo(404);
        assertThat(page(Actor.VISITOR, "/disclosure/gazette/")).doesNotContain(href + "\"");
        yes(gazettes.publish(office, issue));
    }

    @Test
    void aDocumentNumberIsNeverTornInTheContents() throws Exception {
        List<GazetteTypesetter.Text> texts = IntStream.rangeClosed(4, 40)
                .mapToObj(length -> new GazetteTypesetter.Text(length, GOVERNMENT, "关".repeat(length),
                        "云府办发〔2026〕" + length
                                + "号",
                        "", null, "<p>内容。</p>"))
                .toList();
        byte[] printed = typesetter.print("公报", find(issue()), texts).bytes();
        try (var pdf = Loader.loadPDF(printed)) {
            List<String> lines = new PDFTextStripper().getText(pdf).lines().map(line -> line.replace(" ", "")).toList();
            assertThat(texts).allSatisfy(text -> assertThat(lines).anyMatch(line -> line.contains("（" + text
                    .documentNumber() + "）")));
        }
    }

    @Test
    void aTextThatIsWithdrawnLeavesTheContentsAndThePdfAtOnce() throws Exception {
        long stays = live("水库管护办法");
        long goes = live("防汛抗旱管理办法");
        long issue = issue();
        yes(gazettes.add(office, issue, GOVERNMENT, List.of(stays, goes)));
        yes(gazettes.publish(office, issue));
        press.run();
        assertThat(text(issue)).contains("防汛抗旱管理办法");
        GazetteIssue before = find(issue);

        yes(publishing.withdraw(office, goes, new Withdrawal(Withdrawn.Kind.GONE, "有误", null)));

        assertThat(gazettes.pdf(before)).isEmpty();
        assertThat(find(issue).pdf()).isFalse();
        assertThat(page(Actor.VISITOR, before.href())).contains("本篇已不再公开", "水库管护办法").doesNotContain("防汛抗旱管理办法");
        assertThat(gazettes.printed(before, new byte[]{1}, 1)).as("what was being made meanwhile is thrown away")
                .isFalse();
        press.run();
        assertThat(text(issue)).contains("水库管护办法").doesNotContain("防汛抗旱管理办法");
    }

    @Test
    void theOfficeWorksOnTheDeskAndNothingTypedIsLost() throws Exception {
        long document = live("第" + body.position() + "号水库管护办法");
        yes(documents.stand(office, document, new Documents.Standing(Validity.EFFECTIVE, null, null, null, true)));
        String desk = "/desk/disclosure/gazettes";
        String year = Integer.toString(today.getYear());
        assertThat(page(office, desk)).contains("建一期公报");
        assertThat(page(stranger, desk)).contains("由县公开办编排").doesNotContain("建这一期");
        MockHttpServletResponse again = send(office, MockMvcRequestBuilders.post(desk)
                .param("year", "今年")
                .param("number", "x")
                .param("note", "卷首的话"));
        assertThat(again.getContentAsString(java.nio.charset.StandardCharsets.UTF_8)).contains("四位年份", "请填写期号",
                "请填写出版日期", "卷首的话");
        String number = Integer.toString(NUMBERS.incrementAndGet());
        String here = Objects.requireNonNull(send(office, MockMvcRequestBuilders.post(desk)
                .param("year", year)
                .param("number", number)
                .param("day", today.toString())).getRedirectedUrl());
        assertThat(here).startsWith(desk + "/");
        long issue = Long.parseLong(here.substring(desk.length() + 1));
        assertThat(page(office, here)).contains("还没有编入文件", "第" + body.position() + "号水库管护办法");
        assertThat(page(office, here + "?body=" + body.id())).contains("号水库管护办法");
        assertThat(page(office, here + "?q=第" + body.position() + "号")).contains("号水库管护办法");
        assertThat(page(office, here + "?q=没有这样的标题")).contains("没有找到");
        post(here + "/pieces", Map.of("document", Long.toString(document), "section", GOVERNMENT));
        assertThat(gazettes.pieces(issue)).hasSize(1);
        post(here + "/pieces", Map.of());
        post(here + "/order", Map.of("version", Integer.toString(find(issue).version()), "document",
                Long.toString(document), "section" + document, OFFICE, "order" + document, "3"));
        assertThat(gazettes.pieces(issue)).extracting(GazetteIssue.Piece::section).containsExactly(OFFICE);
        post(here, Map.of("version", Integer.toString(find(issue).version()), "year", year, "number", number, "day",
                today.toString(), "title", "增刊", "note", "水利专辑"));
        assertThat(find(issue).title()).isEqualTo("增刊");
        post(here + "/publication", Map.of());
        assertThat(find(issue).isPublic()).isTrue();
        press.run();
        post(here + "/print", Map.of());
        assertThat(find(issue).pdf()).isFalse();
        assertThat(page(office, here)).contains("撤回这一期", "正在排版");
        post(here + "/withdrawal", Map.of("reason", ""));
        assertThat(find(issue).isPublic()).isTrue();
        post(here + "/withdrawal", Map.of("reason", "编排有误"));
        assertThat(find(issue).state()).isEqualTo(GazetteIssue.State.WITHDRAWN);
        post(here + "/order", Map.of("version", Integer.toString(find(issue).version()), "document",
                Long.toString(document), "leave", Long.toString(document)));
        assertThat(gazettes.pieces(issue)).isEmpty();
        assertThat(send(clerk, get(here)).getStatus()).isEqualTo(403);
        assertThat(send(office, get(desk + "/987654321")).getStatus()).isEqualTo(302);
    }

    private void post(String path, Map<String, String> fields) throws Exception {
        var request = MockMvcRequestBuilders.post(path);
        fields.forEach(request::param);
        assertThat(send(office, request).getStatus()).as(path).isEqualTo(302);
    }

    @Test
    void issuesPageByKey() {
        long one = gazettes.begin(office, new Gazettes.Head(today.getYear() + 1, 997, today, "", "")).orThrow();
        long two = gazettes.begin(office, new Gazettes.Head(today.getYear() + 1, 998, today, "", "")).orThrow();
        long three = gazettes.begin(office, new Gazettes.Head(today.getYear() + 1, 999, today, "", "")).orThrow();
        var first = gazettes.list(true, null, 2);
        assertThat(first.items()).extracting(GazetteIssue::id).containsExactly(three, two);
        var second = gazettes.list(true, first.older(), 2);
        assertThat(second.items().getFirst().id()).isEqualTo(one);
        assertThat(gazettes.list(true, second.newer(), 2)).isEqualTo(first);
        assertThat(gazettes.list(true, "';--", 2)).isEqualTo(first);
    }
}
