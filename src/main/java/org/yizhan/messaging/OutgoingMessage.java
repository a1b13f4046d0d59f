package org.yizhan.messaging;

import java.util.Map;

/**
 * A notice that leaves the program.
 *
 * @param once a key that makes sending safe to repeat: the same key leaves once
 * @param to phone number or address, by channel
 * @param template name of a reviewed text, such as {@code sign-in-code}
 * @param values for the places in the text
 */
public record OutgoingMessage(String once, Channel channel, String to, String template, Map<String, String> values) {
    public enum Channel {
        SMS, EMAIL
    }
}
