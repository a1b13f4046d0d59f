package org.yizhan.letters.web;

/** One line of a letter that is about to be sent. */
public record WriteFact(String label, String value) {}
