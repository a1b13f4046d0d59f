package org.yizhan;

import java.util.List;

import org.yizhan.journal.JournalFileCommand;
import org.yizhan.runtime.Launcher;

/** Yizhan 一站: a county's e-government in one program. */
public final class Yizhan {
    private Yizhan() {}

    public static void main(String[] args) {
        System.exit(Launcher.main(Program.class, List.of(new JournalFileCommand()), args));
    }
}
