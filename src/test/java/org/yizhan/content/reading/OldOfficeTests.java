package org.yizhan.content.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Old documents with a stand-in for LibreOffice, and without any. */
class OldOfficeTests {
    private static final byte[] OLE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A,
        (byte) 0xE1, 0, 0, 0, 0};

    @TempDir
    Path folder;

    private Path program(String script) throws IOException {
        Path program = folder.resolve("soffice");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private Path old() throws IOException {
        return Files.write(folder.resolve("旧.doc"), OLE);
    }

    /** Copies a new document to where LibreOffice would put what it makes. */
    private String copies() throws IOException {
        Path made = folder.resolve("made.docx");
        try (var document = new XWPFDocument(); var out = Files.newOutputStream(made)) {
            document.createParagraph().createRun().setText("云岭县水利局关于做好冬修工作的通知");
            document.createParagraph().createRun().setText("各乡镇：请于十一月底前完成渠道清淤。");
            document.write(out);
        }
        return "while [ \"$1\" != --outdir ]; do shift; done; mkdir -p \"$2\"; cp " + made + " \"$2/document.docx\"";
    }

    private Reading read(OldOffice office, String name) throws IOException {
        Path pictures = Files.createTempDirectory(folder, "pictures");
        return new DocumentReader(new ParserProcess(), office).read(old(), name, pictures);
    }

    @Test
    void anOldDocumentIsReadByWayOfANewOne() throws IOException {
        OldOffice office = new OldOffice(program(copies()).toString(), Duration.ofSeconds(20));

        for (String name : List.of("通知.doc", "通知.wps")) {
            assertThat(read(office, name)).isInstanceOfSatisfying(Reading.Done.class,
                    done -> assertThat(done.toString()).contains("关于做好冬修工作的通知"));
        }
    }

    @Test
    void aProgramThatFailsHangsOrMakesNothingLeavesTheOldWay() throws IOException {
        for (String bad : List.of("exit 1", "exit 0", "sleep 30")) {
            long began = System.nanoTime();
            OldOffice office = new OldOffice(program(bad).toString(), Duration.ofSeconds(1));

            assertThat(read(office, "通知.doc")).isInstanceOf(Reading.Unreadable.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
        }
    }

    @Test
    void withoutItThePersonIsToldWhatWouldHelp() throws IOException {
        assertThat(read(new OldOffice("", Duration.ofSeconds(1)), "通知.doc"))
                .isInstanceOfSatisfying(Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.why().text()).contains("另存为 .docx", "LibreOffice"));
        assertThat(new OldOffice(folder.resolve("nowhere").toString(), Duration.ofSeconds(1)).isThere()).isFalse();
    }
}
