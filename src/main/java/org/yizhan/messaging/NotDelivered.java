package org.yizhan.messaging;

/**
 * A notice was tried in every way there is and has not arrived (没有送到), or nobody knows whether it has. Whoever owes the news tells it in another way.
 *
 * @param once as it was handed in ({@link Notice#once})
 * @param what what the notice is called
 * @param by the last way that was tried, in words
 * @param why in words
 * @param perhaps whether it may have arrived all the same: the last gateway took it and never answered
 */
public record NotDelivered(String once, String what, String by, String why, boolean perhaps) {}
