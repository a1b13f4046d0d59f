package org.yizhan.casework;

import java.util.List;
import java.util.Set;

import org.yizhan.casework.flow.Marking;

/** The row that the events of a case make, told anew. */
final class ReplayedCase {
    private ReplayedCase() {}

    static CaseView of(CaseView row, Marking marking, List<PastEvent> events) {
        var file = new CaseFile(new CaseView(row.id(), row.kind(), row.number(), row.code(), row.process(), row.title(),
                row.clazz(), row.subject(), row.region(), row.channel(), row.writer(), row.guarded(), row.home(), null,
                Set.of(), CaseState.SUBMITTED, null, null, false, row.receivedAt(), null, null, row.due(), false, 0, 0,
                0, row.facts(), row.version()), 0, marking, List.of());
        events.forEach(past -> file.happened(past.event(), past.at(), past.who(), past.unit(), "", true));
        return file.view();
    }
}
