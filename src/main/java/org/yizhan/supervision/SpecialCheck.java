package org.yizhan.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * A special check of some units (专项督查).
 *
 * @param scope what is looked at
 * @param units empty in lists
 * @param closedAt null while it goes on
 */
public record SpecialCheck(long id, String title, String scope, String basis, LocalDate firstDay, LocalDate lastDay,
        List<UnitPath> units, String conclusion, @Nullable Instant closedAt, int version) {
    public SpecialCheck {
        units = List.copyOf(units);
    }

    public boolean isClosed() {
        return closedAt != null;
    }
}
