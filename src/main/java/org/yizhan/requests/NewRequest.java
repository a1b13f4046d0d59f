package org.yizhan.requests;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.CaseFiles;

/**
 * A request as it was typed.
 *
 * @param once what makes a form that is sent twice one request; long and random
 * @param body id of the body that is asked
 * @param title name of the information, or what it is called
 * @param purpose asked by the regulation of 2008 only; never needed since
 */
public record NewRequest(String once, long body, ApplicantClass clazz, Applicant applicant, String title,
        String documentNumber, String description, String purpose, String form, String way, boolean otherWay,
        @Nullable Long member, List<CaseFiles.Attached> files) {
    public NewRequest {
        files = List.copyOf(files);
    }

    /**
     * What the office adds when it registers one.
     *
     * @param receivedOn the day of receipt; null while it is to be confirmed
     * @param profile by which regulation; empty for the one of that day
     */
    public record Registered(RequestChannel channel, LocalDate cameOn, @Nullable LocalDate receivedOn,
            String how, String profile) {}
}
