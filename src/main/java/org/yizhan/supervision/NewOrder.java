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
 * @param once what makes a form that is sent twice one order, long and random; null for what comes from no form
 */
public record NewOrder(List<CaseId> cases, @Nullable Long finding, UnitPath unit, String title, String matter,
        String requirement, String basis, String instruction, OwnTerm term, int reportEvery,
        boolean ofOthers, @Nullable String once) {
    public NewOrder(List<CaseId> cases, @Nullable Long finding, UnitPath unit, String title, String matter,
            String requirement, String basis, String instruction, OwnTerm term, int reportEvery, boolean ofOthers) {
        this(cases, finding, unit, title, matter, requirement, basis, instruction, term, reportEvery, ofOthers, null);
    }

    public NewOrder {
        cases = List.copyOf(cases);
    }
}
