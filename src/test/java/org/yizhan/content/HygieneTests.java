package org.yizhan.content;

import java.net.InetAddress;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.shared.Actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.lenient;

/** Everything published is looked over, and what is wrong is told to the unit that owns it. */
class HygieneTests extends ContentDatabaseTest {
    private static final Actor EDITOR = Office.person(51, Office.COUNTY, ContentPermissions.WORDS,
            ContentPermissions.PUBLISH, ContentPermissions.WRITE);
    private static final Actor KEEPER_OF_WATER = Office.person(52, Office.WATER, ContentPermissions.WORDS,
            ContentPermissions.PUBLISH);

    @Autowired
    Hygiene hygiene;
    @Autowired
    CleanUpRecord record;
    @Autowired
    HygieneDesk desk;
    @Autowired
    HygieneRows rows;
    @Autowired
    CheckWords words;

    private final Set<Long> searchable = new HashSet<>();
    private final Set<Long> lost = new HashSet<>();

    @BeforeEach
    void nothingWasLookedAtYet() {
        sql.sql("truncate content.hygiene_mark, content.hygiene_run, content.hygiene_finding, content.text_link, "
                + "content.outer_link, content.link_host").update();
        // Only what this test publishes is live.
        sql.sql("update content.document set live_edition_id = null").update();
        sql.sql("update content.edition set state = 'SUPERSEDED' where state = 'LIVE'").update();
        sql.sql("truncate content.column_listing, content.site_listing").update();
        lenient().when(search.between(anyString(), anyLong(), anyLong())).thenAnswer(call -> new HashSet<>(searchable));
        lenient().when(files.missing(any())).thenAnswer(call -> new HashSet<>(lost));
    }

    private Turn live(String body) {
        Turn turn = live(ready(reviewed(submitted(drafting.draft(Office.CLERK, column,
                Draft.of("关于防汛的通知", body, "云岭县水利局")).orThrow()))));
        searchable.add(turn.documentId());
        return turn;
    }

    private void lookOver() {
        yes(begin());
        while (hygiene.step()) {
            // until all is done
        }
        assertThat(desk.lastRun().orElseThrow().finishedAt()).isNotNull();
    }

    private Optional<org.yizhan.shared.Refusal> begin() {
        return org.yizhan.shared.Refusal.when(!rows.begin(clock.instant(), 0), "under way");
    }

    private List<HygieneDesk.Line> open() {
        return desk.list(EDITOR, false, false, null).items();
    }

    @Test
    void everyKindOfFindingHasAName() {
        assertThat(Check.ALL).extracting(check -> HygieneDesk.what(check.code())).doesNotContain("其他");
        assertThat(List.of("picture-facts", "element-form", "captions")).extracting(HygieneDesk::what)
                .containsExactly("图片说明", "要素写法", "字幕");
    }

    @Test
    void aTextThatANewWordConcernsIsFoundAndAnUnchangedOneIsPassedOver() {
        Turn turn = live("<p>请各乡镇做好云岭水运站的移交。</p>");
        lookOver();
        assertThat(open()).isEmpty();
        assertThat(desk.lastRun().orElseThrow()).matches(run -> run.looked() == 1 && run.passedOver() == 0);
        lookOver();
        assertThat(desk.lastRun().orElseThrow()).matches(run -> run.looked() == 0 && run.passedOver() == 1);
        long word = words.add(EDITOR, new NewCheckWord(Office.COUNTY, "云岭水运站", CheckWord.Level.BLOCK, "云岭水务站", ""))
                .orThrow();
        lookOver();
        assertThat(open()).singleElement().satisfies(line -> {
            assertThat(line.documentId()).isEqualTo(turn.documentId());
            assertThat(line.heavy()).isTrue();
            assertThat(line.advice()).contains("云岭水务站");
        });
        yes(words.retire(EDITOR, word, true));
        lookOver();
        assertThat(open()).isEmpty();
    }

    @Test
    void aLinkThatDiesWithoutAChangeOfTheTextIsFoundAndVanishesWhenTheTextIsMended() {
        Turn target = live("<p>防汛预案的全文。</p>");
        String address = "/" + siteSlug + "/tzgg/202611/" + target.documentId() + ".html";
        Turn turn = live("<p>全文见<a href=\"" + address + "\">预案</a>。</p>");
        lookOver();
        assertThat(open()).isEmpty();
        yes(publishing.withdraw(Office.PUBLISHER, target.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "内容过期", null)));
        searchable.remove(target.documentId());
        lookOver();
        assertThat(open()).singleElement().satisfies(line -> {
            assertThat(line.documentId()).isEqualTo(turn.documentId());
            assertThat(line.passage()).isEqualTo(address);
            assertThat(line.advice()).contains("撤下");
        });
        Turn next = drafting.revise(Office.CLERK, turn.documentId()).orThrow();
        next = drafting.save(Office.CLERK, next, column, Draft.of("关于防汛的通知", "<p>预案另行公布。</p>", "云岭县水利局"))
                .orThrow();
        live(ready(reviewed(submitted(next))));
        lookOver();
        assertThat(open()).isEmpty();
    }

    @Test
    void whatSomebodyTookUponThemselvesIsNotAskedAgainAndKeepsItsNameAndReason() {
        long word = words.add(EDITOR, new NewCheckWord(Office.COUNTY, "云岭水管站", CheckWord.Level.BLOCK, "云岭水务站", ""))
                .orThrow();
        Turn draft = drafting.draft(Office.CLERK, column,
                Draft.of("水管站的由来", "<p>云岭水管站的旧址。</p>", "云岭县水利局")).orThrow();
        yes(review.submit(Office.CLERK, draft, List.of(new CheckOverride("word-" + word, "写的是旧称"))));
        live(ready(reviewed(drafting.turn(draft.documentId()))));
        searchable.add(draft.documentId());
        lookOver();
        assertThat(open()).isEmpty();
        assertThat(desk.list(EDITOR, true, false, null).items()).singleElement()
                .satisfies(line -> assertThat(line.reason()).isEqualTo("写的是旧称"));

        long another = words.add(EDITOR, new NewCheckWord(Office.COUNTY, "旧址", CheckWord.Level.BLOCK, "原址", ""))
                .orThrow();
        lookOver();
        assertThat(open()).as("nobody has answered for this one")
                .singleElement()
                .matches(line -> line.passage().contains("旧址"));
        yes(words.retire(EDITOR, word, true));
        yes(words.retire(EDITOR, another, true));
    }

    @Test
    void aLostFileIsFound() {
        Turn turn = live("<p>见附件。</p>");
        sql.sql("""
                insert into content.edition_file (edition_id, file_id, role, name, media_type, size, sm3, position)
                select live_edition_id, 901, 'ATTACHMENT', '预案.pdf', 'application/pdf', 1, 'x', 0 from content.document
                where id = ?""").param(turn.documentId()).update();
        lookOver();
        assertThat(open()).isEmpty();
        lost.add(901L);
        lookOver();
        assertThat(open()).singleElement().matches(line -> line.passage().equals("预案.pdf"));
    }

    @Test
    void aListThatDoesNotShowWhatIsLiveIsFoundAndWrittenAnew() {
        Turn turn = live("<p>请做好防汛。</p>");
        sql.sql("delete from content.column_listing where document_id = ?").param(turn.documentId()).update();
        searchable.clear();
        lookOver();
        assertThat(open()).hasSize(2).allMatch(HygieneDesk.Line::relist);
        assertThat(desk.relist(Office.TEACHER, open().getFirst().id())).isPresent();
        yes(desk.relist(EDITOR, open().getFirst().id()));
        searchable.add(turn.documentId());
        assertThat(open()).isEmpty();
        lookOver();
        assertThat(open()).isEmpty();
        assertThat(published.list(column, null, 10).items()).hasSize(1);
    }

    @Test
    void aLineOfSomethingWithdrawnIsFoundAndTakenOut() {
        Turn turn = live("<p>请做好防汛。</p>");
        yes(publishing.withdraw(Office.PUBLISHER, turn.documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "内容过期", null)));
        searchable.clear();
        sql.sql("""
                insert into content.site_listing (site_id, order_key, document_id, article_column_id, first_published_at,
                    published_at, title, summary, source)
                values (?, 1, ?, ?, now(), now(), '旧的', '', '')""")
                .param(site)
                .param(turn.documentId())
                .param(column)
                .update();
        lookOver();
        assertThat(open()).singleElement().matches(line -> line.advice().contains("已撤下"));
        yes(desk.relist(EDITOR, open().getFirst().id()));
        lookOver();
        assertThat(open()).isEmpty();
    }

    @Test
    void whatMayStayIsAcceptedWithAReasonByWhoeverPublishes() {
        live("<p>联系人：李四 13812345678。</p>");
        lookOver();
        HygieneDesk.Line line = open().getFirst();
        assertThat(desk.list(Office.TEACHER, false, false, null).items()).isEmpty();
        assertThat(desk.accept(EDITOR, line.id(), " ")).isPresent();
        assertThat(desk.accept(Office.TEACHER, line.id(), "值班电话")).isPresent();
        yes(desk.accept(EDITOR, line.id(), "这是对外公布的值班电话"));
        assertThat(desk.accept(EDITOR, line.id(), "再来一次")).isPresent();
        assertThat(open()).isEmpty();
        lookOver();
        assertThat(open()).isEmpty();
        assertThat(desk.list(EDITOR, true, false, null).items()).singleElement()
                .matches(one -> one.reason().contains("值班电话"));
        yes(desk.reopen(EDITOR, line.id()));
        assertThat(open()).hasSize(1);
        assertThat(desk.list(EDITOR, false, true, null).items()).isEmpty();
    }

    @Test
    void theMonthsRecordCountsWhatWasFoundMendedLeftAndTakenOff() {
        long document = aLiveArticle().documentId();
        for (String state : List.of("OPEN", "MENDED", "ACCEPTED")) {
            sql.sql("""
                    insert into content.hygiene_finding (document_id, unit_path, kind, code, place, passage, advice, heavy,
                        state, found_at, changed_at, person_id, reason)
                    values (:document, '/1/7/', 'TEXT', :state, '', '', '', false, :state, '2026-11-03', '2026-11-04', 1, '可以')""")
                    .param("document", document)
                    .param("state", state)
                    .update();
        }
        yes(publishing.withdraw(Office.PUBLISHER, aLiveArticle().documentId(),
                new Withdrawal(Withdrawn.Kind.GONE, "过期", null)));
        var november = YearMonth.of(2026, 11);

        assertThat(record.of(Office.COUNTY_OFFICE, november))
                .anyMatch(line -> line.unit().equals(Office.WATER) && line.found() == 3 && line.mended() == 1
                        && line.accepted() == 1 && line.withdrawn() >= 1 && line.open() == 1);
        assertThat(record.of(Office.TEACHER, november)).noneMatch(line -> line.unit().equals(Office.WATER));
        assertThat(record.of(Office.COUNTY_OFFICE, november.minusMonths(1)))
                .allMatch(line -> line.found() == 0 && line.mended() == 0 && line.withdrawn() == 0);
        assertThat(CleanUpRecord.sum(record.of(Office.CLERK, november)).found()).isEqualTo(3);
    }

    @Test
    void onlyWhoKeepsTheWordsOfTheCountyBeginsAndOnlyOnceAtATime() {
        assertThat(desk.run(KEEPER_OF_WATER)).isPresent();
        assertThat(rows.begin(clock.instant(), 0)).isTrue();
        assertThat(desk.run(EDITOR)).hasValueSatisfying(refusal -> assertThat(refusal.text()).contains("正在检查"));
    }

    @Test
    void outerLinksAreAskedOnlyAtNamedHostsAndFoundAfterThreeNights() {
        live("<p><a href=\"https://www.example.gov.cn/a\">省厅</a> <a href=\"https://example.com/\">别处</a></p>");
        lookOver();
        assertThat(desk.setHosts(KEEPER_OF_WATER, "gov.cn")).isPresent();
        assertThat(desk.setHosts(EDITOR, "192.168.1.1")).isPresent();
        assertThat(desk.setHosts(EDITOR, "localhost")).isPresent();
        yes(desk.setHosts(EDITOR, "gov.cn\n  xinhuanet.com"));
        assertThat(desk.hosts()).containsExactly("gov.cn", "xinhuanet.com");
        String[] patterns = {"%.gov.cn"};
        java.time.LocalDate today = java.time.LocalDate.of(2026, 11, 20);
        assertThat(rows.outerToAsk(patterns, today, 10)).containsExactly("https://www.example.gov.cn/a");
        for (int night = 0; night < 3; night++) {
            lookOver();
            assertThat(open()).isEmpty();
            rows.asked("https://www.example.gov.cn/a", today.plusDays(night), false, "连接不上");
        }
        assertThat(rows.outerToAsk(patterns, today.plusDays(2), 10)).isEmpty();
        lookOver();
        assertThat(open()).singleElement().matches(line -> line.what().equals("外部链接"));
        rows.asked("https://www.example.gov.cn/a", today.plusDays(3), true, "");
        lookOver();
        assertThat(open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"})
    void nobodyHasTheProgramKnockAtDoorsInside(String address) throws Exception {
        assertThat(OuterLinks.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://2130706433/",
        "http://example.com:8080/", "http://a@example.com/", "http://intern/", "file:///etc/passwd",
        "http://10.0.0.1/"})
    void addressesOfInsideAreNotAskedFor(String address) {
        assertThat(OuterLinks.answer(address)).isNotEmpty();
    }
}
