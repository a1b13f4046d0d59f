package org.yizhan.requests.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.yizhan.requests.ApplicantClass;
import org.yizhan.requests.Delivery;
import org.yizhan.requests.RequestChannel;

/** What people choose from in the forms of requests, by code and in order. */
final class Choices {
    /** An organisation, by class. */
    static final Map<String, String> FIRMS = of(Stream.of(ApplicantClass.values())
            .filter(ApplicantClass::isOrganisation)
            .map(one -> Map.entry(one.code(), one.label())));
    static final Map<String, String> FORMS = of(
            Stream.of(Delivery.Form.values()).map(one -> Map.entry(one.code(), one.label())));
    static final Map<String, String> WAYS = of(
            Stream.of(Delivery.Way.values()).map(one -> Map.entry(one.code(), one.label())));
    /** How what is on paper or was told comes to an officer. */
    static final Map<String, String> CHANNELS = of(Stream.of(RequestChannel.values())
            .filter(one -> one != RequestChannel.WEB)
            .map(one -> Map.entry(one.code(), one.label())));
    static final Map<String, String> PAPERS = of(Stream
            .of("居民身份证", "户口簿", "护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "军官证", "其他有效证件")
            .map(one -> Map.entry(one, one)));

    private Choices() {}

    private static Map<String, String> of(Stream<Map.Entry<String, String>> entries) {
        var all = new LinkedHashMap<String, String>();
        entries.forEach(one -> all.put(one.getKey(), one.getValue()));
        return java.util.Collections.unmodifiableMap(all);
    }
}
