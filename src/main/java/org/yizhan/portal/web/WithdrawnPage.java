package org.yizhan.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * What stands where an article was.
 *
 * @param reason why, where the public may know it
 * @param successor address of what took its place
 */
public record WithdrawnPage(String at, @Nullable String reason, @Nullable String successor, Meta meta) {}
