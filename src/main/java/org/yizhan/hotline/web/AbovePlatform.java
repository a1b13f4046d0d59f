package org.yizhan.hotline.web;

import org.yizhan.hotline.AboveFigures;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;

/**
 * A platform above with what it sent and was told.
 *
 * @param oldest since when the first result waits that is not confirmed; empty when none does
 */
public record AbovePlatform(OutsideSystem system, AboveFigures.Year year, AboveFigures.Told told, String oldest) {}
