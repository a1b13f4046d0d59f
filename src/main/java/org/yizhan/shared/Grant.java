package org.yizhan.shared;

/** One permission over the subtree of one unit. */
public record Grant(String permission, UnitPath scope) {}
