package org.yizhan.portal.web;

import org.jspecify.annotations.Nullable;

/**
 * The prompt before another site is opened.
 *
 * @param target checked to be the address of a web page; null when it is not
 * @param host as the browser will show it, in ASCII, so that a look-alike name is seen
 */
public record LeavingPage(@Nullable String target, String host, boolean government, Meta meta) {}
