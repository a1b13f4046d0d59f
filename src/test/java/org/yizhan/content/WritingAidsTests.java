package org.yizhan.content;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.yizhan.files.FileId;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Sm3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.verify;

/** What helps while a text is written: keeping what is typed, who else is there, going back, and looking at it beforehand. */
class WritingAidsTests extends ContentDatabaseTest {
    private static final Actor TEACHER = Office.person(91, Office.SCHOOLS, ContentPermissions.WRITE,
            ContentPermissions.REVIEW);

    @Autowired
    Autosaves autosaves;

    @Autowired
    Versions versions;

    @Autowired
    Previews previews;

    private Turn saved(Turn turn, String title, String body) {
        return drafting.save(Office.CLERK, turn, column, Draft.of(title, body, "云岭县水利局")).orThrow();
    }

    @Test
    void whatIsTypedIsKeptForItsWriterAloneAndChangesNothing() {
        Turn draft = aDraft();

        yes(autosaves.keep(Office.CLERK, 1, draft.documentId(), draft.version(), "{\"title\":\"写到一半\"}"));
        yes(autosaves.keep(Office.CLERK, 1, draft.documentId(), draft.version(), "{\"title\":\"又写了一点\"}"));

        assertThat(autosaves.find(Office.CLERK, 1, draft.documentId()).orElseThrow().form()).contains("又写了一点");
        assertThat(autosaves.find(Office.COLLEAGUE, 1, draft.documentId())).isEmpty();
        assertThat(drafting.turn(draft.documentId())).isEqualTo(draft);
        autosaves.forget(Office.CLERK, 1);
        assertThat(autosaves.find(Office.CLERK, 1, draft.documentId())).isEmpty();
    }

    @Test
    void nothingIsKeptOfTextsThatOneMayNotReadOrThatAreNotThere() {
        Turn draft = aDraft();

        assertThat(autosaves.keep(TEACHER, 1, draft.documentId(), 1, "{}")).isPresent();
        assertThat(autosaves.keep(Office.PUBLISHER, 1, Autosaves.NEW, 0, "{}")).isPresent();
        assertThat(autosaves.keep(Office.CLERK, 1, 999_999_999, 1, "{}")).isPresent();
        assertThat(autosaves.keep(Office.CLERK, 1, Autosaves.NEW, 0, "长".repeat(4_000_001))).isPresent();
        assertThat(autosaves.present(TEACHER, draft.documentId())).isEmpty();
    }

    @Test
    void everyNewFormKeepsItsOwnTextAndWhatIsTakenUpMovesUnlessItWasWrittenOn() {
        long one = Autosaves.begin();
        long other = Autosaves.begin();
        yes(autosaves.keep(TEACHER, one, Autosaves.NEW, 0, "{\"title\":\"甲\"}"));
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        yes(autosaves.keep(TEACHER, other, Autosaves.NEW, 0, "{\"title\":\"乙\"}"));
        assertThat(autosaves.begun(TEACHER, Autosaves.NEW)).extracting(Autosaves.Kept::own).containsExactly(other, one);
        assertThat(autosaves.find(TEACHER, one, Autosaves.NEW).orElseThrow().form()).contains("甲");

        Autosaves.Kept seen = autosaves.find(TEACHER, one, Autosaves.NEW).orElseThrow();
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        yes(autosaves.keep(TEACHER, one, Autosaves.NEW, 0, "{\"title\":\"甲又写了\"}"));
        autosaves.takenUp(TEACHER, one, seen.savedAt());
        assertThat(autosaves.find(TEACHER, one, Autosaves.NEW)).as("written on in another window").isPresent();
        autosaves.takenUp(TEACHER, one, autosaves.find(TEACHER, one, Autosaves.NEW).orElseThrow().savedAt());
        assertThat(autosaves.begun(TEACHER, Autosaves.NEW)).extracting(Autosaves.Kept::own).containsExactly(other);
        autosaves.forget(TEACHER, other);
    }

    @Test
    void twoWindowsWithTheSameSavedTextKeepWhatIsWrittenInEach() {
        Turn draft = aDraft();
        long one = Autosaves.begin();
        long other = Autosaves.begin();
        yes(autosaves.keep(Office.CLERK, one, draft.documentId(), draft.version(), "{\"title\":\"甲\"}"));
        clock.set(clock.instant().plus(Duration.ofMinutes(1)));
        yes(autosaves.keep(Office.CLERK, other, draft.documentId(), draft.version(), "{\"title\":\"乙\"}"));

        assertThat(autosaves.begun(Office.CLERK, draft.documentId())).extracting(Autosaves.Kept::own)
                .containsExactly(other, one);
        assertThat(autosaves.find(Office.CLERK, one, draft.documentId()).orElseThrow().form()).contains("甲");
        assertThat(autosaves.find(Office.CLERK, one, Autosaves.NEW)).as("under another text").isEmpty();
        assertThat(autosaves.begun(Office.CLERK, Autosaves.NEW)).isEmpty();
        autosaves.forget(Office.CLERK, one);
        assertThat(autosaves.begun(Office.CLERK, draft.documentId())).hasSize(1);
        autosaves.forget(Office.CLERK, other);
    }

    @Test
    void ofVeryManyNewTextsTheLastFiftyAreKept() {
        for (long i = 1; i <= 51; i++) {
            clock.set(clock.instant().plus(Duration.ofMinutes(1)));
            yes(autosaves.keep(TEACHER, i, Autosaves.NEW, 0, "{}"));
        }
        assertThat(autosaves.find(TEACHER, 1, Autosaves.NEW)).isEmpty();
        assertThat(autosaves.find(TEACHER, 2, Autosaves.NEW)).isPresent();
        for (long i = 2; i <= 51; i++) {
            autosaves.forget(TEACHER, i);
        }
    }

    @Test
    void whatNobodyCameBackForIsCleanedAfterAMonth() {
        yes(autosaves.keep(Office.CLERK, 1, Autosaves.NEW, 0, "{}"));
        clock.set(clock.instant().plus(Duration.ofDays(29)));
        autosaves.clean();
        assertThat(autosaves.find(Office.CLERK, 1, Autosaves.NEW)).isPresent();

        clock.set(clock.instant().plus(Duration.ofDays(2)));
        autosaves.clean();
        assertThat(autosaves.find(Office.CLERK, 1, Autosaves.NEW)).isEmpty();
    }

    @Test
    void tellsWhoElseHasTheTextOpenAsLongAsTheyDo() {
        Turn draft = aDraft();
        assertThat(autosaves.present(Office.COLLEAGUE, draft.documentId())).isEmpty();

        assertThat(autosaves.present(Office.CLERK, draft.documentId())).extracting(Autosaves.Editing::name)
                .containsExactly("同志12");
        autosaves.left(Office.COLLEAGUE, draft.documentId());
        assertThat(autosaves.present(Office.CLERK, draft.documentId())).isEmpty();
        autosaves.present(Office.COLLEAGUE, draft.documentId());
        clock.set(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(autosaves.present(Office.CLERK, draft.documentId())).isEmpty();
    }

    @Test
    void everySaveIsKeptAndTwoOfThemAreComparedFieldByField() {
        Turn first = aDraft();
        saved(first, "关于做好防汛工作的通知", "<p>请各乡镇切实做好防汛准备。</p>");
        List<Versions.Version> all = versions.of(Office.CLERK, first.documentId());
        List<String> saves = all.stream().map(Versions.Version::key).filter(key -> key.startsWith("s")).toList();
        assertThat(all).as("the last save is the draft itself").extracting(Versions.Version::key).startsWith("e1");
        assertThat(all.getFirst().who()).isNotEmpty();
        assertThat(saves).hasSize(1);

        Versions.Comparison found = versions.compare(Office.HEAD, first.documentId(), saves.getFirst(), "e1")
                .orElseThrow();

        assertThat(found.differences().fields()).extracting(Versions.Field::label).contains("标题");
        assertThat(found.differences().body()).singleElement()
                .satisfies(row -> assertThat(row.right()).contains(new TextDiff.Piece(TextDiff.Change.ADDED, "切实")));
        assertThat(found.differences().isSame()).isFalse();
        assertThat(versions.compare(Office.CLERK, first.documentId(), "e1", "e1").orElseThrow().differences().isSame())
                .isTrue();
        assertThat(versions.of(TEACHER, first.documentId())).isEmpty();
        assertThat(versions.compare(TEACHER, first.documentId(), "e1", "e1")).isEmpty();
        assertThat(versions.compare(Office.CLERK, first.documentId(), "e1", "x")).isEmpty();
        assertThat(versions.compare(Office.CLERK, first.documentId(), "e7", "s1")).isEmpty();
    }

    @Test
    void onlyTheLastSixtySavesAreKept() {
        Turn turn = aDraft();
        for (int i = 0; i < 64; i++) {
            turn = saved(turn, "标题" + i, "<p>文</p>");
        }

        assertThat(versions.of(Office.CLERK, turn.documentId())).hasSize(60)
                .extracting(Versions.Version::label)
                .contains("第1版（草稿）");
    }

    @Test
    void anEarlierTextComesBackInOneActAndTheHistorySaysSo() {
        Turn first = aDraft();
        Turn second = saved(first, "改坏了", "<p>改坏了。</p>");
        String old = versions.of(Office.CLERK, first.documentId())
                .stream()
                .map(Versions.Version::key)
                .filter(key -> key.startsWith("s"))
                .toList()
                .getLast();

        Turn restored = drafting.restore(Office.CLERK, second, old).orThrow();

        assertThat(restored.version()).isEqualTo(second.version() + 1);
        assertThat(versions.text(first.documentId(), "e1").orElseThrow().draft().title()).isEqualTo("关于防汛的通知");
        assertThat(sql.sql("select words from content.history where document_id = ? and act = 'RESTORED'")
                .param(first.documentId())
                .query(String.class)
                .single()).contains("恢复为");
        verify(journal).record(eq(Office.CLERK.ref()), eq(ContentAct.RESTORED), any(), any());
        assertThat(drafting.restore(Office.CLERK, second, old)).isInstanceOf(Saved.Done.class);
        assertThat(drafting.restore(Office.CLERK, first, old)).isInstanceOf(Saved.Done.class);
        assertThat(drafting.restore(Office.COLLEAGUE, first, old)).isInstanceOf(Saved.Refused.class);
        assertThat(drafting.restore(TEACHER, restored, old)).isInstanceOf(Saved.Refused.class);
        assertThat(drafting.restore(Office.CLERK, restored, "s0")).isInstanceOf(Saved.Refused.class);
    }

    @Test
    void nothingIsRestoredUnderTheHandsOfThoseWhoReview() {
        Turn first = aDraft();
        Turn submitted = submitted(saved(first, "新的标题", "<p>新的。</p>"));

        assertThat(drafting.restore(Office.CLERK, submitted, "e1")).isInstanceOf(Saved.Refused.class);
    }

    @Test
    void fromALiveTextAnEarlierOneBecomesTheNextEdition() {
        Turn live = aLiveArticle();

        Turn next = drafting.restore(Office.CLERK, live, "e1").orThrow();

        assertThat(published.article(live.documentId())).isPresent();
        assertThat(versions.of(Office.CLERK, next.documentId())).extracting(Versions.Version::label)
                .contains("第2版（草稿）", "第1版（已发布）");
    }

    @Test
    void thePreviewIsWhatThePublicWillSee() {
        sql.sql("insert into content.upload (file_id, person_id, at) values (8004, 11, now()) on conflict do nothing")
                .update();
        Turn draft = drafting.draft(Office.CLERK, column, Draft.of("防汛通知",
                "<p>做好准备。</p><p><img src=\"/files/8004/a.png\" alt=\"水库\"></p>", "云岭县水利局")
                .withElements("notice", Map.of(
                        "phone", "0744-6220001")))
                .orThrow();

        ArticleView seen = previews.show(Office.HEAD, draft.documentId()).orElseThrow();

        assertThat(seen.bodyHtml()).contains("src=\"/desk/files/8004/");
        assertThat(seen.facts()).extracting(ArticleView.Fact::label).containsExactly("联系电话");
        assertThat(Previews.plain(seen)).containsExactly("联系电话：0744-6220001", "做好准备。", "〔图片：水库〕");
        assertThat(previews.show(TEACHER, draft.documentId())).isEmpty();
        assertThat(published.article(draft.documentId())).isEmpty();
        assertThat(published.isPublic(new FileId(8004))).isFalse();
    }

    private String link(Turn draft) {
        return ((Previews.Linked.Done) previews.link(Office.CLERK, draft.documentId(), "住建局核对数字", 3)).path()
                .substring("/preview/".length());
    }

    @Test
    void aLinkOpensTheTextForAWhileAndNothingElse() {
        Turn draft = aDraft();
        String token = link(draft);

        assertThat(previews.byToken(token).orElseThrow().title()).isEqualTo("关于防汛的通知");
        assertThat(previews.byToken(token.substring(1) + "A")).isEmpty();
        assertThat(previews.opens(token, new FileId(77))).isFalse();
        assertThat(sql.sql("select token_digest from content.preview_link where document_id = ?")
                .param(draft.documentId())
                .query(String.class)
                .single()).isEqualTo(Sm3.hex(token));
        verify(journal).record(eq(Office.CLERK.ref()), eq(ContentAct.PREVIEW_LINKED), any(), any());
        clock.set(clock.instant().plus(Duration.ofDays(3)));
        assertThat(previews.byToken(token)).isEmpty();
        assertThat(previews.links(Office.CLERK, draft.documentId())).singleElement()
                .satisfies(one -> assertThat(one.ended()).isTrue());
    }

    @Test
    void aLinkEndsWhenItIsStoppedAndWhenTheTextIsPublicOrGivenUp() {
        Turn stopped = aDraft();
        String token = link(stopped);
        long id = previews.links(Office.CLERK, stopped.documentId()).getFirst().id();
        assertThat(previews.end(TEACHER, stopped.documentId(), id)).isPresent();
        assertThat(previews.byToken(token)).isPresent();
        yes(previews.end(Office.HEAD, stopped.documentId(), id));
        assertThat(previews.byToken(token)).isEmpty();

        Turn other = drafting.draft(Office.CLERK, column, Draft.of("另一篇", "<p>另一篇。</p>", "水利局")).orThrow();
        String still = link(other);
        live(ready(reviewed(submitted(other))));
        assertThat(previews.byToken(still)).isEmpty();
    }

    @Test
    void refusesLinksWithoutAPurposeForTooLongOrForWhatMustNotBeShown() {
        Turn draft = aDraft();
        long id = draft.documentId();
        Turn marked = drafting.draft(Office.CLERK, column, Draft.of("标题", "<p>机密★10年</p>", "水利局")).orThrow();

        assertThat(previews.link(Office.CLERK, id, " ", 3)).isInstanceOf(Previews.Linked.Refused.class);
        assertThat(previews.link(Office.CLERK, id, "某人", 15)).isInstanceOf(Previews.Linked.Refused.class);
        assertThat(previews.link(Office.CLERK, id, "某人", 0)).isInstanceOf(Previews.Linked.Refused.class);
        assertThat(previews.link(TEACHER, id, "某人", 3)).isInstanceOf(Previews.Linked.Refused.class);
        assertThat(previews.link(Office.CLERK, marked.documentId(), "某人", 3))
                .isInstanceOf(Previews.Linked.Refused.class);
        assertThat(previews.link(Office.CLERK, aLiveArticle().documentId(), "某人", 3))
                .isInstanceOf(Previews.Linked.Refused.class);
        assertThat(previews.links(TEACHER, id)).isEmpty();
    }
}
