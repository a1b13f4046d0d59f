package org.yizhan.messaging;

/** Permissions around notices. */
public final class MessagingPermissions {
    /** See the queue of outgoing notices, try one again, cancel one; edit their texts. */
    public static final String OUTBOX = "messaging.outbox";

    private MessagingPermissions() {}
}
