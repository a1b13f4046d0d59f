package org.yizhan.calendar;

import java.time.LocalDate;

/**
 * A date as people say it, and how far it is.
 *
 * @param day 11月28日 周六（补班）
 * @param distance 还剩 5 个工作日, 今天到期, 还剩 29 分钟, 还剩 2 个工作小时, 超期 2 天
 */
public record When(LocalDate date, String day, String distance, boolean late) {}
