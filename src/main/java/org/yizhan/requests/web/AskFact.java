package org.yizhan.requests.web;

/** One line of what was typed, as the page before sending shows it. */
public record AskFact(String label, String value) {}
