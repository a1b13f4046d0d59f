package org.yizhan.portal.web;

import java.util.List;

import org.yizhan.content.PublishedForms.Form;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/**
 * The page of forms.
 *
 * @param words what was looked for; empty for all
 */
public record FormsPage(String words, KeyPage<Line> forms, List<NavEntry> crumbs, Meta meta) {
    /** @param what type and size of the file, in words */
    public record Line(String name, String href, String what, String guide, String guideHref, String source) {
        static Line of(Form form) {
            return new Line(form.name(), form.href(), FileWords.of(form.name(), form.mediaType(), form.size()),
                    form.guide(), form.guideHref(), form.source());
        }
    }
}
