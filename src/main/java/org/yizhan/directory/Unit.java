package org.yizhan.directory;

import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/**
 * A unit (单位) or a division (科室) inside one.
 *
 * @param shortName what lists show, such as 水利局
 */
public record Unit(UnitId id, UnitPath path, String name, String shortName, boolean division) {}
