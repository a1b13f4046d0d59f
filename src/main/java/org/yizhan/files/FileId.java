package org.yizhan.files;

/** Id of a stored file. */
public record FileId(long value) {}
