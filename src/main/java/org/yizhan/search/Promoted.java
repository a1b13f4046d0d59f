package org.yizhan.search;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A result that editors put first (推荐结果).
 *
 * @param words who asks for one of these gets it; between blanks
 * @param href an address of our own, or of a government site
 * @param until last day, null for no end
 */
public record Promoted(long id, String words, String title, String href, String note, @Nullable LocalDate until) {}
