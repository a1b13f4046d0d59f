package org.yizhan.letters;

/** What can be learned of a letter (学习对象): the unit to which it went, or the subject that it was given. */
record Topic(Kind kind, long id) {
    enum Kind {
        UNIT, SUBJECT
    }
}
