package org.yizhan.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.yizhan.content.reading.DocumentReader;
import org.yizhan.files.FileId;
import org.yizhan.files.FileStored;

/** Reads the text out of attachments after they were taken in, so that the search finds articles by it (附件全文). */
@Component
class AttachmentText {
    private static final Set<String> READABLE = Set.of("application/pdf", "application/msword", "text/plain",
            "text/csv",
            "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "application/vnd.openxmlformats-officedocument.presentationml.presentation");

    private final org.yizhan.files.Files files;
    private final ArticleFiles articleFiles;
    private final DocumentReader reader;

    AttachmentText(org.yizhan.files.Files files, ArticleFiles articleFiles, DocumentReader reader) {
        this.files = files;
        this.articleFiles = articleFiles;
        this.reader = reader;
    }

    /** Safe to repeat: the text is written over itself. */
    @ApplicationModuleListener
    void stored(FileStored file) {
        if (file.purpose() == org.yizhan.files.Files.Purpose.ATTACHMENT && READABLE.contains(file.mediaType())) {
            articleFiles.textRead(new FileId(file.fileId()), read(new FileId(file.fileId())));
        }
    }

    private String read(FileId file) {
        Path folder = null;
        try (InputStream in = files.open(file)) {
            folder = Files.createTempDirectory("yizhan-text");
            Path copy = folder.resolve("file");
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            Path pictures = Files.createDirectory(folder.resolve("pictures"));
            return reader.textOf(copy, pictures);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (folder != null) {
                ImportStaging.deleteQuietly(folder);
            }
        }
    }
}
