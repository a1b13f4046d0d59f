package org.yizhan.portal.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.content.ArticleView;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Previews;
import org.yizhan.content.SiteView;
import org.yizhan.files.FileId;
import org.yizhan.files.Files;
import org.yizhan.files.StoredFile;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.Needs;
import org.yizhan.shared.web.Open;

/**
 * A text that is not public yet, in the very page that the public will see (预览). Never kept by anybody, never found by a search
 * engine, and shown in a frame of the desk alone.
 */
@Controller
class PreviewPages {
    private static final Set<String> SHOWN = Set.of("image/jpeg", "image/png", "image/gif", "image/webp", "video/mp4");
    private static final String TOKEN = "/preview/{token:[A-Za-z0-9_-]{32}}";

    private final Previews previews;
    private final PublicSites sites;
    private final ArticlePages pages;
    private final Files files;

    PreviewPages(Previews previews, PublicSites sites, ArticlePages pages, Files files) {
        this.previews = previews;
        this.sites = sites;
        this.pages = pages;
        this.files = files;
    }

    @GetMapping("/desk/articles/{id:[0-9]{1,18}}/preview/page")
    @Needs({ContentPermissions.WRITE, ContentPermissions.REVIEW, ContentPermissions.SECRECY, ContentPermissions.PUBLISH,
        ContentPermissions.WITHDRAW})
    String atTheDesk(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String mode,
            HttpServletRequest request, HttpServletResponse response, Model model) {
        return page(previews.show(actor, id).orElseThrow(() -> new NotHere("preview " + id)), mode, request, response,
                model);
    }

    @Open
    @GetMapping(TOKEN)
    String byLink(@PathVariable String token, @RequestParam(defaultValue = "") String mode, HttpServletRequest request,
            HttpServletResponse response, Model model) {
        return page(previews.byToken(token).orElseThrow(() -> new NotHere("preview")), mode, request, response, model);
    }

    private String page(ArticleView article, String mode, HttpServletRequest request, HttpServletResponse response,
            Model model) {
        PublicSites.Snapshot now = sites.now();
        SiteView site = now.byId(article.siteId()).orElseThrow(() -> new NotHere(article.href()));
        hide(response);
        response.setHeader("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; object-src 'none'; "
                + "base-uri 'self'; form-action 'self'; frame-ancestors 'self'");
        model.addAttribute("site",
                sites.frameFor(article.href(), request.getServerName().toLowerCase(Locale.ROOT)));
        model.addAttribute("mode", mode.equals("elder") ? "elder" : "");
        model.addAttribute("page", pages.of(now, site, article));
        return "portal/article";
    }

    @Open
    @GetMapping(TOKEN + "/files/{id:[0-9]{1,18}}/{name}")
    void file(@PathVariable String token, @PathVariable long id, HttpServletResponse response) throws IOException {
        FileId wanted = new FileId(id);
        if (!previews.opens(token, wanted)) {
            throw new NotHere("preview");
        }
        StoredFile file = files.find(wanted).orElseThrow(() -> new NotHere("file " + id));
        hide(response);
        response.setContentType(file.mediaType());
        response.setContentLengthLong(file.size());
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

    private static void hide(HttpServletResponse response) {
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow");
        response.setHeader("Referrer-Policy", "no-referrer");
    }
}
