package org.yizhan.messaging;

import java.util.List;
import java.util.Map;

/** A way out of the program (发送渠道). Answers in time: within a minute, whatever the other side does. */
interface MessageChannel {
    Outcome deliver(Delivery delivery);

    /** What the administrator sees of its settings: never a secret. */
    List<Fact> facts();

    default void close() {}

    record Fact(String label, String value) {}

    /**
     * A notice with its text put together.
     *
     * @param key the same for every try of the same notice by the same way, and made from nothing that opens anything: by it a
     *        gateway can recognise what it has already taken
     * @param template name of the text, for gateways that send by templates of their own
     */
    record Delivery(long id, String key, Channel channel, String to, String subject, String text, String template,
            Map<String, String> values) {}
}
