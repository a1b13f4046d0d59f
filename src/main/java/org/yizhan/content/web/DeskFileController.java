package org.yizhan.content.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.yizhan.content.ArticleFiles;
import org.yizhan.content.ContentPermissions;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.files.Files.Purpose;
import org.yizhan.files.StoredFile;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.Needs;

/** Files of articles that are not public yet, for those at the desk who may see them; and pictures from within the editor. */
@Controller
class DeskFileController {
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final ArticleFiles articleFiles;
    private final Files files;

    DeskFileController(ArticleFiles articleFiles, Files files) {
        this.articleFiles = articleFiles;
        this.files = files;
    }

    @GetMapping({"/desk/files/{id:[0-9]{1,18}}", "/desk/files/{id:[0-9]{1,18}}/{name}"})
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
        ContentPermissions.WITHDRAW})
    void file(Actor actor, @PathVariable long id, HttpServletResponse response) throws IOException {
        var found = articleFiles.readable(actor, new FileId(id));
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        StoredFile file = found.get();
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Content-Disposition",
                (SHOWN.contains(file.mediaType()) ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        try (InputStream bytes = files.open(file.id())) {
            bytes.transferTo(response.getOutputStream());
        }
    }

    /** Answers in the shape that the editor's uploader reads. */
    @PostMapping("/desk/articles/pictures")
    @Needs(ContentPermissions.WRITE)
    @ResponseBody
    Map<String, Object> picture(Actor actor, @RequestParam("files[0]") @Nullable MultipartFile file)
            throws IOException {
        if (file == null || file.isEmpty()) {
            return refused("没有收到图片，请重新选择。");
        }
        String name = file.getOriginalFilename() == null ? "picture" : file.getOriginalFilename();
        FileReceipt receipt;
        try (InputStream bytes = file.getInputStream()) {
            receipt = articleFiles.take(actor, bytes, name, Purpose.PICTURE);
        }
        return switch (receipt) {
            case FileReceipt.Taken taken -> Map.of("success", true, "data",
                    Map.of("files", List.of("/desk/files/" + taken.file().id().value() + "/picture"), "isImages",
                            List.of(true), "messages", List.of(), "code", 220));
            case FileReceipt.Refused refused -> refused(refused.why().text());
        };
    }

    private static Map<String, Object> refused(String why) {
        return Map.of("success", false, "data",
                Map.of("files", List.of(), "isImages", List.of(), "messages", List.of(why), "code", 400));
    }
}
