package org.yizhan.portal.web;

/**
 * What a reader typed who reports a mistake.
 *
 * @param website hidden from people; whoever fills it in is a machine
 */
public record MistakeForm(String page, String wrong, String contact, String website) {}
