package org.yizhan.directory;

/** Id of a post. */
public record PostId(long value) {}
