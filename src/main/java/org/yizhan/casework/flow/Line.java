package org.yizhan.casework.flow;

import org.jspecify.annotations.Nullable;

/** A sequence flow (流转线). */
record Line(String id, String name, String from, String to, @Nullable Condition condition) {}
