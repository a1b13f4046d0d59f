package org.yizhan.runtime;

import java.io.PrintStream;

/**
 * What the person at the terminal reads. Silent unless the program was started from the command line, so that tests stay quiet.
 */
public final class Console {
    private static volatile PrintStream out = new PrintStream(PrintStream.nullOutputStream());

    private Console() {}

    /** One line of progress or news. */
    public static void say(String line) {
        out.println(line);
        out.flush();
    }

    static void speakTo(PrintStream stream) {
        out = stream;
    }
}
