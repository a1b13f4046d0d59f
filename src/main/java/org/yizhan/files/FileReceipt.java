package org.yizhan.files;

import org.yizhan.shared.Refusal;

/** The answer to an upload: taken, or refused with a reason for the person who sent it. */
public sealed interface FileReceipt {
    record Taken(StoredFile file) implements FileReceipt {}

    record Refused(Refusal why) implements FileReceipt {}
}
