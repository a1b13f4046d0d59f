package org.yizhan.messaging;

import org.springframework.stereotype.Component;

/** The outbox for notices (发件箱): written in the act's transaction, sent after it, tried again until it is through. */
@Component
public class Outbox {
    public void send(OutgoingMessage message) {
        throw new UnsupportedOperationException();
    }
}
