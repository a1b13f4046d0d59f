package org.yizhan.files;

import java.io.InputStream;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.shared.ActorRef;

/**
 * Takes in and gives out files (附件). The bytes are distrusted: the type is read from them, pictures are written anew without
 * their metadata, anything that a browser could run is refused. Whoever owns a file decides who may read it.
 */
@Component
public class Files {
    /** What a file is for decides which types and sizes are taken. */
    public enum Purpose {
        /** Any office document, PDF, picture, archive, audio or video, for readers to download; up to 200 MB. */
        ATTACHMENT,
        /** JPEG, PNG, GIF or WebP shown inside a page; up to 20 MB and 40 million pixels. */
        PICTURE
    }

    /** Stores the stream without holding it in memory. The stream is read to its end or to the limit, not closed. */
    public FileReceipt store(InputStream bytes, String name, Purpose purpose, ActorRef by) {
        throw new UnsupportedOperationException();
    }

    public Optional<StoredFile> find(FileId id) {
        throw new UnsupportedOperationException();
    }

    /** @throws java.io.UncheckedIOException when the bytes are gone from the store */
    public InputStream open(FileId id) {
        throw new UnsupportedOperationException();
    }
}
