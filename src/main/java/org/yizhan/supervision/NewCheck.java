package org.yizhan.supervision;

import java.time.LocalDate;
import java.util.List;

import org.yizhan.shared.UnitPath;

/** A special check to begin: see {@link SpecialCheck}. */
public record NewCheck(String title, String scope, String basis, LocalDate firstDay, LocalDate lastDay,
        List<UnitPath> units) {
    public NewCheck {
        units = List.copyOf(units);
    }
}
