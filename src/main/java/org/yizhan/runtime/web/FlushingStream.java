package org.yizhan.runtime.web;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Progress is only progress when it arrives: every write goes out at once. */
final class FlushingStream extends FilterOutputStream {
    FlushingStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        out.flush();
    }
}
