package org.yizhan.hotline.web;

/** A unit that the matter is probably for, with what speaks for it. */
public record Likely(String path, String name, String why) {}
