package org.yizhan.journal;

/** A kind of act that the journal records; every module has an enum of its own. */
public interface JournalAct {
    /** Stable code, {@code module.verb} in lower case, such as {@code content.published}. */
    String code();

    /** What the auditor reads, in Chinese. */
    String label();
}
