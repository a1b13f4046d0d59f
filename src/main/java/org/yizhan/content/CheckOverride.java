package org.yizhan.content;

/** The author's reason for handing in a text although a check blocks it (放行理由); recorded with the author's name. */
public record CheckOverride(String checkCode, String reason) {}
