package org.yizhan.runtime;

import org.jspecify.annotations.Nullable;

/** The program cannot start, for a reason that the person at the terminal can mend. The message is the whole output. */
public class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
