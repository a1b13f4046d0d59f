package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.shared.UnitPath;

/** A word as an editor wants it checked; {@code level} is null as long as it is not chosen. */
public record NewCheckWord(UnitPath unit, String word, @Nullable Level level, String replacement, String note) {}
