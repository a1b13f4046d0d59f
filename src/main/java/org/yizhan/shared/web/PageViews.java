package org.yizhan.shared.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

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
                byte[] whole = page.toByteArray(); // at once: every piece would go through all that stands around the response
                response.setContentLength(whole.length);
                response.getOutputStream().write(whole);
            }
        };
    }
}
