package org.yizhan.content.web;

import org.yizhan.content.SiteSlot;

/** A slot as its list shows it. */
public record SlotLine(SiteSlot slot, String state, String from, String until) {}
