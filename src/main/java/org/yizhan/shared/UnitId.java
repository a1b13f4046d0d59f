package org.yizhan.shared;

/** Id of a unit or of a division inside it. */
public record UnitId(long value) {}
