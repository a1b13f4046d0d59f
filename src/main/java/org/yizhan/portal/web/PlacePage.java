package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.ArticleLine;

/**
 * What a terminal or a screen shows.
 *
 * @param urgent what editors want everybody to read first
 */
public record PlacePage(String name, String today, List<String> urgent, List<ArticleLine> lines, Times times,
        Meta meta) {}
