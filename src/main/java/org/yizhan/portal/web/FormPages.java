package org.yizhan.portal.web;

import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedForms;
import org.yizhan.content.PublishedForms.Form;
import org.yizhan.content.SiteView;
import org.yizhan.portal.CacheTags;
import org.yizhan.portal.PublicSites;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** The forms of all services in one place (表格下载), each beside the guide that it belongs to. */
@Controller
@Open
class FormPages {
    static final String LIST = "/forms/";
    private static final int PAGE = 30;
    private static final int LONGEST_WORDS = 50;

    private final PublicSites sites;
    private final PublishedForms forms;

    FormPages(PublicSites sites, PublishedForms forms) {
        this.sites = sites;
        this.forms = forms;
    }

    @GetMapping(LIST)
    String list(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable String before,
            HttpServletRequest request, Model model) {
        PublicSites.Snapshot now = sites.now();
        SiteView portal = now.portal();
        List<ColumnView> services = Stream.concat(Stream.of(portal), now.units().stream())
                .flatMap(site -> site.columns().stream())
                .flatMap(ColumnView::all)
                .filter(ColumnRole.SERVICE::is)
                .toList();
        String words = PlainText.line(q.length() > LONGEST_WORDS ? q.substring(0, LONGEST_WORDS) : q).strip();
        if (words.isEmpty()) {
            CacheTags tags = CacheTags.of(request).counts(portal, null, null);
            services.forEach(tags::column);
        }
        KeyPage<Form> found = forms.list(services, words, before, PAGE);
        model.addAttribute("page", new FormsPage(words,
                new KeyPage<>(found.items().stream().map(FormsPage.Line::of).toList(), found.older(), found.newer()),
                List.of(new NavEntry("首页", "/"), new NavEntry("表格下载", "")),
                words.isEmpty() && before == null ? Meta.own(portal, LIST) : Meta.unlisted()));
        return "portal/forms";
    }

    @GetMapping("/forms")
    void withoutStroke(HttpServletResponse response) {
        PublicPages.moved(LIST, response);
    }
}
