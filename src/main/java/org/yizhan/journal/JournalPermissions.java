package org.yizhan.journal;

/** Permissions around the journal. */
public final class JournalPermissions {
    /** Read, verify and export the journal; held by the auditor, for the county's root unit. */
    public static final String READ = "journal.read";

    private JournalPermissions() {}
}
