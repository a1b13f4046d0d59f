package org.yizhan;

import java.nio.file.Path;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.yizhan.runtime.Launcher;

/** Yizhan 一站: a county's e-government in one program. */
@SpringBootApplication
public class Yizhan {
    public static void main(String[] args) {
        Launcher.run(Yizhan.class, Path.of("data"), 8080);
    }
}
