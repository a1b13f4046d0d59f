package org.yizhan.journeys;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of public page in every mode: nothing for axe to find, and HTML as the standard has it (nu.validator, offline). */
class PageKindJourneyTests extends Journey {
    private static final Pattern ARTICLE = Pattern.compile("href=\"(/[^\"]+/\\d{6}/\\d+\\.html)\"");

    private static final Pattern DISCLOSED = Pattern.compile("href=\"(/disclosure/[^\"#]*)\"");

    @TempDir
    Path folder;

    /** Addresses by the kind of page; articles are taken from lists. */
    private List<String> kinds(Page page) {
        var kinds = new ArrayList<>(List.of("/", "/slj/", "/tzgg/", "/zwdt/", "/slj/gzdt/", "/search", "/search?q=检查",
                "/search?q=senlinfanghuo", "/search?q=火星移民补贴", "/sitemap", "/slj/sitemap", "/mistake", "/help",
                "/about", "/accessibility", "/kiosk", "/screen", "/leaving?to=https://www.example.com/", "/nowhere/",
                "/member/sign-in", "/topics/", "/topics/cyfz/", "/topics/dcfh/", "/topics/zsrx26/", "/ldxx/",
                "/ranking", "/forms/",
                "/mistake-report", "/mistake-report/track"));
        kinds.addAll(disclosure(page));
        for (String list : List.of("/tzgg/", "/zcwj/", "/slj/gzdt/", "/ldxx/")) {
            var article = ARTICLE.matcher(page.request().get(list).text());
            if (article.find()) {
                kinds.add(article.group(1));
            }
        }
        assertThat(kinds).as("articles of all lists, and what is disclosed").hasSizeGreaterThanOrEqualTo(40);
        return kinds;
    }

    /** One page of each shape below the disclosure, by following its links. */
    private static List<String> disclosure(Page page) {
        var shapes = new LinkedHashMap<String, String>();
        var open = new ArrayList<>(List.of("/disclosure/"));
        for (int i = 0; i < open.size() && i < 12; i++) {
            var link = DISCLOSED.matcher(page.request().get(open.get(i)).text());
            while (link.find()) {
                String address = link.group(1).replace("&amp;", "&");
                String shape = address.replaceAll("\\?.*", "?")
                        .replaceAll("/\\d+", "/0")
                        .replaceAll("^/disclosure/[a-z]{2,4}/", "/disclosure/body/")
                        .replaceAll("/lists/[a-z-]+/", "/lists/one/");
                if (shapes.putIfAbsent(shape, address) == null && !address.contains("?")) {
                    open.add(address);
                }
            }
        }
        return shapes.values()
                .stream()
                .filter(address -> !address.matches(".*\\.(pdf|xlsx|csv|docx|rss|atom|xml)(\\?.*)?"))
                .toList();
    }

    private static List<String> inModes(List<String> kinds, String... modes) {
        var all = new ArrayList<>(kinds);
        for (String address : kinds) {
            for (String mode : modes) {
                all.add(address + (address.contains("?") ? "&" : "?") + mode);
            }
        }
        return all;
    }

    /** One page with a mistake goes with them: the checker would find something. */
    @Test
    void theHtmlIsValid() {
        Page page = someoneAt(PHONE);
        var pages = new LinkedHashMap<String, String>();
        for (String address : inModes(kinds(page), "mode=elder", "script=hant", "mode=kiosk")) {
            pages.put(address, page.request().get(address).text());
        }
        pages.put("wrong",
                "<!doctype html><html lang=\"zh-CN\"><head><title>x</title></head><body><ul><div></div></ul></body></html>");
        assertThat(HtmlChecker.errors(pages, folder)).isNotEmpty().allMatch(error -> error.startsWith("wrong: "));
    }

    /**
     * Traditional characters change no element, a kiosk looks as the elder mode does, and {@link ScreenJourneyTests} holds the phone as it
     * is without a mode. The pages of disclosure are of one layout.
     */
    @Test
    void axeFindsNothingAtAnyWidth() {
        Page phone = someoneAt(PHONE);
        List<String> kinds = kinds(phone);
        kinds.forEach(address -> {
            phone.navigate(address + (address.contains("?") ? "&" : "?") + "mode=elder");
            looksRight(phone);
        });
        Page desk = someoneAt(DESK);
        kinds.stream()
                .filter(address -> address.equals("/disclosure/") || !address.startsWith("/disclosure/"))
                .forEach(address -> {
                    desk.navigate(address);
                    looksRight(desk);
                });
    }
}
