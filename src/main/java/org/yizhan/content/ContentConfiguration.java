package org.yizhan.content;

import java.util.Set;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.yizhan.shared.Permission;
import org.yizhan.shared.Permissions;
import org.yizhan.shared.web.MenuEntry;

@Configuration(proxyBeanMethods = false)
class ContentConfiguration {
    @Bean
    Permissions contentPermissions() {
        return Permissions.of("信息发布", new Permission(ContentPermissions.WRITE, "撰写和提交稿件"),
                new Permission(ContentPermissions.REVIEW, "审核稿件"),
                new Permission(ContentPermissions.SECRECY, "保密审查（签批的领导）"),
                new Permission(ContentPermissions.PUBLISH, "发布稿件"),
                new Permission(ContentPermissions.EMERGENCY, "应急发布（环节没有走完也能发布，事后由另一人确认）"),
                new Permission(ContentPermissions.WITHDRAW, "撤下已发布的稿件"),
                new Permission(ContentPermissions.COLUMNS, "管理栏目和审核流程"),
                new Permission(ContentPermissions.SITES, "管理站点"),
                new Permission(ContentPermissions.TOPICS, "制作和管理专题"),
                new Permission(ContentPermissions.WORDS, "管理检查用词"),
                new Permission(ContentPermissions.MODELS, "管理内容模型"),
                new Permission(ContentPermissions.MISTAKES, "办理网站找错"),
                new Permission(ContentPermissions.IMPORT, "批量导入文档"));
    }

    @Bean
    MenuEntry articlesMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 10, "稿件", "/desk/articles",
                Set.of(ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY,
                        ContentPermissions.PUBLISH, ContentPermissions.EMERGENCY, ContentPermissions.WITHDRAW));
    }

    @Bean
    MenuEntry newArticleMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 5, "写稿", "/desk/articles/new",
                Set.of(ContentPermissions.WRITE));
    }

    @Bean
    MenuEntry plansMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 20, "定时安排", "/desk/plans",
                Set.of(ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW));
    }

    @Bean
    MenuEntry placementsMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 22, "推荐和推送", "/desk/placements",
                Set.of(ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH));
    }

    @Bean
    MenuEntry emergenciesMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 24, "应急发布", "/desk/emergencies",
                Set.of(ContentPermissions.EMERGENCY, ContentPermissions.PUBLISH, ContentPermissions.WITHDRAW));
    }

    @Bean
    MenuEntry columnsMenu() {
        return new MenuEntry(MenuEntry.Group.SITES, 20, "栏目", "/desk/columns", Set.of(ContentPermissions.COLUMNS));
    }

    @Bean
    MenuEntry topicsMenu() {
        return new MenuEntry(MenuEntry.Group.PUBLISH, 45, "专题", "/desk/topics", Set.of(ContentPermissions.TOPICS));
    }

    @Bean
    MenuEntry wordsMenu() {
        return new MenuEntry(MenuEntry.Group.QUALITY, 60, "检查用词", "/desk/words", Set.of(ContentPermissions.WORDS));
    }

    @Bean
    MenuEntry modelsMenu() {
        return new MenuEntry(MenuEntry.Group.SITES, 30, "内容模型", "/desk/models", Set.of(ContentPermissions.MODELS));
    }

    @Bean
    MenuEntry mistakesMenu() {
        return new MenuEntry(MenuEntry.Group.QUALITY, 30, "网站找错", "/desk/mistakes",
                Set.of(ContentPermissions.MISTAKES));
    }

    @Bean
    MenuEntry hygieneMenu() {
        return new MenuEntry(MenuEntry.Group.QUALITY, 20, "内容体检", "/desk/hygiene",
                Set.of(ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.PUBLISH));
    }

    @Bean
    MenuEntry leadersMenu() {
        return new MenuEntry(MenuEntry.Group.QUALITY, 62, "领导名录", "/desk/leaders", Set.of(ContentPermissions.WORDS));
    }

    @Bean
    MenuEntry degreesMenu() {
        return new MenuEntry(MenuEntry.Group.QUALITY, 64, "检查的严格程度", "/desk/checks",
                Set.of(ContentPermissions.WORDS));
    }

    @Bean
    MenuEntry sitesMenu() {
        return new MenuEntry(MenuEntry.Group.SITES, 10, "站点", "/desk/sites", Set.of(ContentPermissions.SITES));
    }
}
