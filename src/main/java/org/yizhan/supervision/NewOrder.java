package org.yizhan.supervision;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.UnitPath;

/**
 * An order to be made: see {@link OrderSheet}.
 *
 * @param cases what it is about; none when it is about something else
 * @param reportEvery after so many working days each time the unit reports; 0 when it need not
 * @param ofOthers whether cases are meant that other units handle
 */
public record NewOrder(List<CaseId> cases, @Nullable Long finding, UnitPath unit, String title, String matter,
        String requirement, String basis, String instruction, OwnTerm term, int reportEvery,
        boolean ofOthers) {
    public NewOrder {
        cases = List.copyOf(cases);
    }
}
