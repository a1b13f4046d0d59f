package org.yizhan.content.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Old Word and WPS documents made into new ones by LibreOffice where the machine has it (旧版文档转换): headless, one at a time, with a
 * profile folder of its own that is thrown away. Without it they are read as well as they can be without.
 */
@Component
class OldOffice {
    private static final Logger LOG = LoggerFactory.getLogger(OldOffice.class);

    private final String setting;
    private final Duration limit;

    @Autowired
    OldOffice(@Value("${yizhan.tools.soffice:soffice}") String setting) {
        this(setting, Duration.ofSeconds(60));
    }

    OldOffice(String setting, Duration limit) {
        this.setting = setting;
        this.limit = limit;
    }

    boolean isThere() {
        return OutsideProgram.find(setting).isPresent();
    }

    /** The document as .docx inside the folder; empty when it cannot be made. */
    synchronized Optional<Path> modern(Path document, Path folder) {
        var program = OutsideProgram.find(setting);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path work = Files.createDirectories(folder.resolve("office"));
            Path source = Files.copy(document, work.resolve("document.doc"));
            OutsideProgram.Ended ended = program.get()
                    .run(List.of("-env:UserInstallation=" + work.resolve("profile").toUri(), "--headless",
                            "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx", "--outdir",
                            work.resolve("out").toString(), source.toString()), work, limit);
            Path made = work.resolve("out").resolve("document.docx");
            if (ended == OutsideProgram.Ended.WELL && Files.isRegularFile(made) && Files.size(made) > 0) {
                return Optional.of(made);
            }
            LOG.warn("LibreOffice made nothing of an old document: {}", ended);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("LibreOffice could not be used: {}", e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
