package org.yizhan.runtime;

import java.io.PrintStream;
import java.util.List;

/**
 * A command of {@code ./yizhan} that a module carries out inside the running program, as a bean. When no program runs, one is
 * started for the command and stopped afterwards.
 */
public interface LocalCommand {
    /** As typed: {@code import}, {@code verify-journal}. */
    String name();

    /**
     * @param args as typed after the name; names of existing files and what follows {@code --export} are absolute already
     * @param out  shown to the caller at once, line by line
     * @return the exit code, 0 when all went well
     */
    int run(List<String> args, PrintStream out);
}
