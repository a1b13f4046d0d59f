package org.yizhan.requests.web;

import org.yizhan.requests.Dispute;
import org.yizhan.requests.Disputes;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.TypedDay;

/**
 * A review or a lawsuit as it is being typed.
 *
 * @param dispute id of the one that is told anew; empty for a new one
 */
public record DisputeForm(String dispute, String kind, String begun, String file, String before, String result,
        String decided, String note) {
    static final DisputeForm NONE = new DisputeForm("", "", "", "", "", "PENDING", "", "");

    public DisputeForm {
        dispute = PlainText.orEmpty(dispute);
        kind = PlainText.orEmpty(kind);
        begun = PlainText.orEmpty(begun);
        file = PlainText.orEmpty(file);
        before = PlainText.orEmpty(before);
        result = PlainText.orEmpty(result);
        decided = PlainText.orEmpty(decided);
        note = PlainText.orEmpty(note);
    }

    static DisputeForm of(Dispute it) {
        return new DisputeForm(Long.toString(it.id()), it.kind().name(), it.begunOn().toString(), it.number(),
                it.before(), it.result().name(), it.decidedOn() == null ? "" : it.decidedOn().toString(), it.note());
    }

    long number() {
        return dispute.matches("[0-9]{1,18}") ? Long.parseLong(dispute) : 0;
    }

    Disputes.Typed typed() {
        return new Disputes.Typed(Dispute.Kind.find(kind).orElse(null), TypedDay.of(begun).orElse(null), file, before,
                Dispute.Result.find(result).orElse(null), TypedDay.of(decided).orElse(null), note);
    }
}
