package org.yizhan.requests;

/**
 * Who asks (申请人); kept sealed.
 *
 * @param name of the person, or of the organisation
 * @param paper by what the identity is shown: kind of the paper
 * @param paperNumber number of the paper, or the unified code of the organisation
 * @param contact of an organisation: who is to be asked for
 * @param agent who acts for the applicant; empty for most
 */
public record Applicant(String name, String paper, String paperNumber, String representative, String contact,
        String phone, String email, String address, String postcode, String agent) {
    public static final Applicant UNKNOWN = new Applicant("", "", "", "", "", "", "", "", "", "");
}
