package org.yizhan.statistics;

import java.util.Map;

import org.springframework.stereotype.Component;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** A paper as the body of an article, written by a template like every other page. */
@Component
class PaperBody {
    private final TemplateEngine templates;

    PaperBody(TemplateEngine templates) {
        this.templates = templates;
    }

    String html(Paper paper) {
        var out = new StringOutput();
        templates.render("statistics/body.jte", Map.of("paper", paper), out);
        return out.toString();
    }
}
