package org.yizhan.casework;

import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/** What an assisting unit has to say (协办意见); nothing yet when {@code words} is null. */
public record Opinion(UnitPath unit, @Nullable String words, @Nullable Long by, @Nullable Instant at) {}
