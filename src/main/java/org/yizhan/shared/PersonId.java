package org.yizhan.shared;

/** Id of a member of staff. */
public record PersonId(long value) {}
