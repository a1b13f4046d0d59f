package org.yizhan.disclosure.web;

import org.yizhan.content.ColumnCard;

/**
 * A column on the desk of disclosure.
 *
 * @param holds what its texts are, in words; empty where nothing is set
 */
public record ColumnLine(ColumnCard column, String holds, boolean mine) {}
