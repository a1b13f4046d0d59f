package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.TopicView;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * The list of topics: what goes on, and below it a page of those of the past.
 *
 * @param further whether it is not the first page
 */
public record TopicsPage(List<TopicView.Card> open, KeyPage<TopicView.Card> past, boolean further,
        List<NavEntry> crumbs, Meta meta) {}
