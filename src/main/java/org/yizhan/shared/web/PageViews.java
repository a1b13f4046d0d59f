package org.yizhan.shared.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.stereotype.Component;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import gg.jte.springframework.boot.autoconfigure.JteProperties;
import gg.jte.springframework.boot.autoconfigure.JteView;
import gg.jte.springframework.boot.autoconfigure.JteViewResolver;

/**
 * Renders a page as a whole before the first byte of it is sent: what fails half way becomes a page that says so, and the
 * parts of templates that never change are kept as bytes and not encoded again.
 */
@Component("viewResolver") // under this name it replaces the one that asks every resolver for every page
class PageViews extends JteViewResolver {
    private static final int PIECE = 8 * 1024;

    private final TemplateEngine templates;

    PageViews(TemplateEngine templates, JteProperties settings) {
        super(templates, settings);
        this.templates = templates;
    }

    @Override
    protected AbstractUrlBasedView instantiateView() {
        return new JteView(templates) {
            @Override
            protected void renderMergedTemplateModel(Map<String, Object> model, HttpServletRequest request,
                    HttpServletResponse response) throws Exception {
                var page = new Utf8ByteOutput();
                templates.render(String.valueOf(getUrl()), model, page);
                response.setContentType(getContentType());
                response.setCharacterEncoding(StandardCharsets.UTF_8.name());
                gather(page.toByteArray(), response);
            }
        };
    }

    /**
     * Leaves the page in the server's buffer, so that it is sent when all is done. Sent any earlier, the session would be written twice, and
     * read once more for it. What is longer than a piece is not gathered.
     */
    private static void gather(byte[] page, HttpServletResponse response) throws IOException {
        response.setBufferSize(page.length + 1);
        ServletOutputStream out = response.getOutputStream();
        for (int at = 0; at < page.length; at += PIECE) {
            out.write(page, at, Math.min(PIECE, page.length - at));
        }
    }
}
