package org.yizhan.portal.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.yizhan.content.ColumnView;
import org.yizhan.content.SiteView;

/** What a column is for, so that a home page can be made from any site's columns (栏目用途). Read from its type, then its name. */
enum ColumnRole {
    NEWS("工作动态", "动态", "要闻"),
    NOTICES("通知公告", "公告"),
    POLICY("政策文件", "政策文件", "规范性文件"),
    INTERPRETATION("政策解读", "解读"),
    DISCLOSURE("信息公开", "信息公开"),
    SERVICE("办事服务", "办事指南", "办事"),
    OVERVIEW("概况信息", "概况"),
    INTERACTION("互动交流", "互动"),
    LEADERS("领导信息", "领导之窗", "领导信息", "负责人信息"),
    TOPICS("专题专栏", "专题"),
    DATA("数据发布", "数据发布", "统计数据"),
    VIDEOS("视频", "视频"),
    PICTURES("图片", "图片新闻", "图解");

    private final String type;
    private final List<String> words;

    ColumnRole(String type, String... words) {
        this.type = type;
        this.words = List.of(words);
    }

    /** The column that plays this role on the site: the uppermost, and of these the first. */
    Optional<ColumnView> in(SiteView site) {
        return uppermost(site.columns(), column -> column.type().contains(type))
                .or(() -> uppermost(site.columns(), column -> words.stream().anyMatch(column.name()::contains)));
    }

    /** Whether the column says of itself that it plays this role. */
    boolean is(ColumnView column) {
        return column.type().contains(type);
    }

    private static Optional<ColumnView> uppermost(List<ColumnView> columns, Predicate<ColumnView> test) {
        List<ColumnView> level = columns;
        while (!level.isEmpty()) {
            Optional<ColumnView> found = level.stream().filter(test).findFirst();
            if (found.isPresent()) {
                return found;
            }
            var below = new ArrayList<ColumnView>();
            level.forEach(column -> below.addAll(column.children()));
            level = below;
        }
        return Optional.empty();
    }
}
