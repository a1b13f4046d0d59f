package org.yizhan.disclosure;

/**
 * The guide of a body (政府信息公开指南), as article 12 of the regulation wants it.
 *
 * @param classification what kinds of information there are
 * @param arrangement how they are arranged
 * @param ways how to get them
 * @param contact on the Internet
 * @param supervision where to complain
 */
public record Guide(String classification, String arrangement, String ways, String office, String address,
        String postcode, String hours, String phone, String fax, String contact, String supervision, int version) {}
