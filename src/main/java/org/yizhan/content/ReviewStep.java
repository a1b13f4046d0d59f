package org.yizhan.content;

import org.yizhan.shared.UnitPath;

/**
 * One step of a column's review chain (审核环节).
 *
 * @param unit where the right must be held: the column's unit for its own head, the county for the county's office
 */
public record ReviewStep(String name, String permission, UnitPath unit) {}
