package org.yizhan.content.web;

import java.util.Map;

/**
 * A column of a site that ends, and where it may go.
 *
 * @param targets the columns that can take it in: by their ids, their names
 * @param into the one that was chosen; empty when it stays in the archive
 */
public record MoveLine(long column, String name, Map<String, String> targets, String into) {}
