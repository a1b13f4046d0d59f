package org.yizhan.runtime;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;

/** A command, or a form of one, that needs neither the program nor its data; it runs before anything is started. */
public interface OfflineCommand {
    /** As typed, like that of a {@link LocalCommand}. */
    String name();

    /** @return the exit code; empty when these arguments need the running program after all */
    OptionalInt run(List<String> args, PrintStream out);
}
