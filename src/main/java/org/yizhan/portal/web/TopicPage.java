package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.TopicView;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * What the page of a topic shows: its banner and introduction, then its sections as the blocks of which home pages are made.
 *
 * @param span from when to when it is kept up, in words
 */
public record TopicPage(TopicView topic, List<HomePage.Block> blocks, String span, List<NavEntry> crumbs, Times times,
        Meta meta) {}
