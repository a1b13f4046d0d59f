package org.yizhan.shared.web;

import java.io.IOException;
import java.io.InputStream;

import jakarta.servlet.http.HttpServletRequest;

/** What somebody sends although it is already refused. */
public final class UnwantedBody {
    /** The largest upload that the program takes, and a little more. */
    private static final long MOST = 256L << 20;

    private UnwantedBody() {}

    /**
     * Reads it to its end and keeps nothing. A browser looks for the answer only after it has sent everything; a connection closed
     * before shows it a failure of the network instead of our words. What is larger than any upload is cut off all the same.
     */
    public static void letPass(HttpServletRequest request) throws IOException {
        InputStream in = request.getInputStream();
        byte[] buffer = new byte[16 * 1024];
        long seen = 0;
        int read = 0;
        while (read >= 0 && seen <= MOST) {
            seen += read;
            read = in.read(buffer);
        }
    }
}
