package org.yizhan.runtime;

/** The program cannot start, for a reason that the person at the terminal can mend. The message is the whole output. */
public class StartFailure extends RuntimeException {
    public StartFailure(String message) {
        super(message);
    }

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
