package org.yizhan.messaging.web;

import java.util.List;

import org.yizhan.messaging.Channel;
import org.yizhan.messaging.WayDesk;

/** What was typed for one channel and refused, so that it stays on the page. */
public record WayForm(Channel channel, String to, String perMinute, List<WayDesk.Quiet> quiet) {}
