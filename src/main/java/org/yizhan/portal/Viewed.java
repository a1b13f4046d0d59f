package org.yizhan.portal;

import java.util.concurrent.atomic.LongAdder;

/**
 * What is viewed with a page, and how often since it was last asked (浏览量).
 *
 * @param column 0 for none
 * @param article 0 for none
 */
record Viewed(long site, long column, long article, LongAdder views) {}
