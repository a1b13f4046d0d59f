package org.yizhan.search;

import java.time.LocalDate;

/** Words that visitors asked for without finding anything (无结果词), and how often. */
public record InVain(String words, int times, LocalDate lastAsked) {}
