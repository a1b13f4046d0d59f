package org.yizhan.workbench.web;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.DeskFrame;
import org.yizhan.shared.web.MenuEntry;

import static org.assertj.core.api.Assertions.assertThat;

class MenuTests {
    private static final MenuEntry TODAY = new MenuEntry(MenuEntry.Group.TODAY, 0, "今天要做的", "/desk/", Set.of());
    private static final MenuEntry ARTICLES = new MenuEntry(MenuEntry.Group.PUBLISH, 10, "稿件", "/desk/articles",
            Set.of("content.write", "content.review"));
    private static final MenuEntry WRITE = new MenuEntry(MenuEntry.Group.PUBLISH, 5, "写稿", "/desk/articles/new",
            Set.of("content.write"));
    private static final MenuEntry LOG = new MenuEntry(MenuEntry.Group.SUPERVISE, 0, "日志", "/desk/journal",
            Set.of("journal.read"));
    private final Menu menu = new Menu(List.of(LOG, ARTICLES, TODAY, WRITE));

    @Test
    void showsInOrderWhatThePersonMayDoAndNoEmptyGroup() {
        assertThat(menu.of(staff("content.write"))).extracting(DeskFrame.MenuGroup::label)
                .containsExactly("今天", "信息发布");
        assertThat(menu.of(staff("content.write")).getLast().entries()).containsExactly(WRITE, ARTICLES);
    }

    @Test
    void oneOfSeveralPermissionsIsEnough() {
        assertThat(menu.of(staff("content.review")).getLast().entries()).containsExactly(ARTICLES);
    }

    @Test
    void staffWithoutRightsSeeOnlyWhatIsForAll() {
        assertThat(menu.of(staff("something.else")))
                .containsExactly(new DeskFrame.MenuGroup("今天", List.of(TODAY)));
    }

    @Test
    void visitorsSeeNothing() {
        assertThat(menu.of(Actor.VISITOR)).isEmpty();
    }

    @Test
    void theLongestLineThatLeadsToThePageIsTheCurrentOne() {
        assertThat(at("/desk/articles/new").here()).isEqualTo(WRITE.href());
        assertThat(at("/desk/articles/15").here()).isEqualTo(ARTICLES.href());
        assertThat(at("/desk/articles-of-others").here()).isEmpty();
        assertThat(at("/desk/").here()).isEqualTo(TODAY.href());
    }

    private DeskFrame at(String path) {
        return new DeskFrame("云岭县", "甲", "", menu.of(staff("content.write")), 0, 0, path, "_csrf", "t", null, null,
                "/desk/help");
    }

    private static Actor staff(String permission) {
        return new Actor(ActorRef.staff(1), "甲", null, Set.of(new Grant(permission, new UnitPath("/1/2/"))));
    }
}
