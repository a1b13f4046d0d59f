package org.yizhan.requests;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseId;
import org.yizhan.shared.UnitPath;

/**
 * What only a request knows of its case (政府信息公开申请).
 *
 * @param receivedOn the day of receipt after article 31; null until it is confirmed
 * @param drafted the outcome of the answer that is being written
 * @param outcome the outcome that was answered, by which the annual report counts it
 * @param answeredWith the case into which it was merged and whose answer is its own
 * @param endedOn the day on which it was first answered or ended
 */
public record Request(CaseId id, long body, UnitPath bodyPath, String profile, ApplicantClass clazz,
        RequestChannel channel, String documentNumber, String description, String purpose, String form, String way,
        boolean otherWay, Instant cameAt, @Nullable LocalDate receivedOn, String confirmedHow,
        @Nullable Long confirmedBy, @Nullable Instant confirmedAt, @Nullable Excess excess, @Nullable String drafted,
        @Nullable String outcome, @Nullable Long answeredWith, @Nullable LocalDate endedOn) {
    /** What was found of an applicant who asks too often (条例第三十五条). */
    public enum Excess {
        ASKED("已要求说明理由"), UNREASONABLE("理由不合理"), REASONABLE("理由合理");

        private final String label;

        Excess(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Whether it is handled by an earlier regulation, which knew less. */
    public boolean isOld() {
        return !profile.equals(RequestKind.NEWEST);
    }

    /** Whether what was answered discloses something that can be disclosed to everybody (依申请转主动公开). */
    boolean mayBecomePublic() {
        return Outcome.find(String.valueOf(outcome))
                .filter(one -> one.row() == Outcome.Row.GIVEN || one.row() == Outcome.Row.PARTLY)
                .isPresent();
    }

    public boolean isConfirmed() {
        return receivedOn != null;
    }
}
