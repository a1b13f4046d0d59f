package org.yizhan.messaging;

/**
 * A way out of the program (发送渠道), as a bean. The first that carries the kind of message is used; one that writes into the
 * data folder is always there.
 */
public interface MessageChannel {
    boolean carries(OutgoingMessage.Channel channel);

    /**
     * Sends one message; may be called again with the same {@code once}, which a gateway can use to send it once only.
     *
     * @throws DeliveryFailed when it did not get through and is to be tried again
     */
    void deliver(Delivery delivery) throws DeliveryFailed;

    /** A message with its text put together. */
    record Delivery(long id, String once, OutgoingMessage.Channel channel, String to, String text) {}

    /** It did not get through; the message says why, in Chinese, for the system administrator. */
    class DeliveryFailed extends Exception {
        public DeliveryFailed(String words) {
            super(words);
        }
    }
}
