package org.yizhan.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpRange;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.yizhan.content.PublishedContent;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Open;

/**
 * Gives out attachments and pictures (附件下载). The oracle is asked each time, also before "not modified", so that a file is
 * gone with its article; the bytes are streamed, whole or one range.
 */
@Controller
@Open
class FilePages {
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/gif", "image/webp",
            "application/pdf");

    private final PublishedContent content;
    private final Files files;
    private final RestingSites resting;

    FilePages(PublishedContent content, Files files, RestingSites resting) {
        this.resting = resting;
        this.content = content;
        this.files = files;
    }

    @GetMapping("/files/{id:[0-9]{1,18}}")
    void file(@PathVariable long id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        file(id, null, request, response);
    }

    @GetMapping("/files/{id:[0-9]{1,18}}/{name}")
    void file(@PathVariable long id, @PathVariable @Nullable String name, HttpServletRequest request,
            HttpServletResponse response) throws IOException {
        FileId wanted = new FileId(id);
        if (!content.isPublic(wanted)) {
            throw new NotHere("file " + id);
        }
        resting.turnAway(wanted);
        StoredFile file = files.find(wanted).orElseThrow(() -> new NotHere("file " + id));
        String etag = '"' + file.sm3().substring(0, Math.min(32, file.sm3().length())) + '"';
        response.setHeader("ETag", etag);
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Content-Type-Options", "nosniff");
        String known = request.getHeader("If-None-Match");
        if (known != null && known.contains(etag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        boolean shown = SHOWN.contains(file.mediaType());
        response.setContentType(file.mediaType());
        response.setHeader("Content-Disposition",
                (shown ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(shownName(name, file), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        // A sandbox would keep browsers from opening their own PDF viewer.
        response.setHeader("Content-Security-Policy", file.mediaType().equals("application/pdf")
                ? "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
                : "default-src 'none'; sandbox; frame-ancestors 'self'");
        response.setHeader("Accept-Ranges", "bytes");
        send(file, range(file, etag, request), request, response);
    }

    /** The name in the address, as the article calls the file, as long as it does not claim another type. */
    private static String shownName(@Nullable String asked, StoredFile file) {
        if (asked == null) {
            return file.name();
        }
        String name = PlainText.line(asked);
        return name.length() <= 200 && ending(name).equals(ending(file.name())) ? name : file.name();
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** First and last byte. */
    private record Span(long first, long last) {}

    /** The range asked for; null for the whole. Several ranges at once are answered with the whole, as the rules allow. */
    private static @Nullable Span range(StoredFile file, String etag, HttpServletRequest request) {
        String asked = request.getHeader("Range");
        String only = request.getHeader("If-Range");
        if (asked == null || only != null && !only.equals(etag)) {
            return null;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(asked);
            if (ranges.size() != 1) {
                return null;
            }
            HttpRange range = ranges.getFirst();
            return new Span(range.getRangeStart(file.size()), range.getRangeEnd(file.size()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void send(StoredFile file, @Nullable Span span, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (span != null && (span.first() >= file.size() || span.first() > span.last())) {
            response.setHeader("Content-Range", "bytes */" + file.size());
            response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
            return;
        }
        long first = span == null ? 0 : span.first();
        long length = span == null ? file.size() : span.last() - first + 1;
        if (span != null) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", "bytes " + first + "-" + span.last() + "/" + file.size());
        }
        response.setContentLengthLong(length);
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream bytes = files.open(file.id())) {
            bytes.skipNBytes(first);
            byte[] buffer = new byte[64 * 1024];
            long left = length;
            while (left > 0) {
                int read = bytes.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException("file " + file.id().value() + " is shorter than it was");
                }
                response.getOutputStream().write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
