package org.yizhan.messaging;

/**
 * One way to a recipient, as it is kept with a notice.
 *
 * @param to the address, or for the page of notices the account
 */
record Way(Channel channel, String to) {
    static Way parse(String stored) {
        int blank = stored.indexOf(' ');
        return new Way(Channel.valueOf(stored.substring(0, blank)), stored.substring(blank + 1));
    }

    String stored() {
        return channel.name() + " " + to;
    }
}
