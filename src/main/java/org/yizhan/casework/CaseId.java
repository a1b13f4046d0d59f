package org.yizhan.casework;

import org.yizhan.shared.ObjectRef;

/** Which case (办件), of whatever kind. */
public record CaseId(long value) {
    public ObjectRef ref() {
        return new ObjectRef("case", value);
    }
}
