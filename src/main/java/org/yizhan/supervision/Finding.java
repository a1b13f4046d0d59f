package org.yizhan.supervision;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.UnitPath;

/**
 * What a special check found wrong in a unit (督查发现的问题).
 *
 * @param check title of the check
 * @param order the order to put it right; null while there is none
 */
public record Finding(long id, long checkId, String check, UnitPath unit, String text, @Nullable CaseId order) {}
