package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.ArticleLine;
import org.yizhan.content.ColumnView;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * What a column's page shows.
 *
 * @param href the column's own address
 * @param cards the same articles as pictures with a line of words, for leaders, videos and pictures; otherwise empty
 * @param people whether the cards are people
 * @param top address of the uppermost column, for the navigation
 */
public record ColumnPage(ColumnView column, String description, List<NavEntry> crumbs, String href, String top,
        List<Sub> children, KeyPage<ArticleLine> articles, List<HomePage.Card> cards, boolean people, boolean further,
        Times times, Meta meta) {
    /** A column below. */
    public record Sub(String name, String href) {}

    /** Whether the county's forms have to do with what stands here. */
    public boolean hasForms() {
        return ColumnRole.SERVICE.is(column);
    }
}
