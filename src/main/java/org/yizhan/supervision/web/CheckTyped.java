package org.yizhan.supervision.web;

/** What was typed on the page of a check and was refused. */
public record CheckTyped(String unit, String text, String conclusion) {}
