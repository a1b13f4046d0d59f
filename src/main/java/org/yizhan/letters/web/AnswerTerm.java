package org.yizhan.letters.web;

import org.yizhan.letters.LetterClass;

/** How long the answer to a letter of this class may take, in words. */
public record AnswerTerm(LetterClass clazz, String words) {}
