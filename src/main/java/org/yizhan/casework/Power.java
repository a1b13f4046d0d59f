package org.yizhan.casework;

/** What one may be to a case; each kind says which permission gives it, the writer has none. */
public enum Power {
    /** Sees the cases of the units below. */
    SEE,
    /** Receives, dispatches, checks, urges. */
    OFFICE,
    /** Handles what the own unit has to answer. */
    HANDLE,
    /** Instructs and signs off. */
    LEAD,
    /** Decides what becomes public. */
    PUBLISH,
    /** Knows who the informer is. */
    GUARDED,
    /** Who wrote it. */
    WRITER
}
