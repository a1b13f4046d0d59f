package org.yizhan.content;

/**
 * A document at the version that its reader has seen (稿件的某一时刻). An act names it, so that nobody decides about a text that
 * another has changed in the meantime, and so that a form sent twice acts once.
 */
public record Turn(long documentId, int version) {}
