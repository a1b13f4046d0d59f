package org.yizhan;

import java.util.List;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.yizhan.journal.JournalFileCommand;
import org.yizhan.runtime.Launcher;

/** Yizhan 一站: a county's e-government in one program. */
@SpringBootApplication
public class Yizhan {
    public static void main(String[] args) {
        System.exit(Launcher.main(Yizhan.class, List.of(new JournalFileCommand()), args));
    }
}
