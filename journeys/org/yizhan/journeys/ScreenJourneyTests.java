package org.yizhan.journeys;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.Media;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every screen of the program on a small phone: with a screen reader, with large type, in the colours of the system, on paper. The
 * screens are the routes that answer with a page; one with a parameter is visited where a link of another screen leads to it. The steps
 * of signing in are looked at by those who take them, in {@code PeopleJourneyTests}.
 */
class ScreenJourneyTests extends Journey {
    /** One person of each role. */
    private static final List<String> STAFF = List.of("chenying", "sysadmin", "secadmin", "auditadmin", "linfang",
            "zhaomin", "wangjian", "xufang", "luojing", "hejie", "wanqing");

    /** To the routes the home page of a unit's site looks like a column. */
    private static final String UNIT_SITE = "/slj/";

    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"(/[^\"#]*)");

    /** What a page must not do, each as a script that names the offenders. */
    private static final Map<String, String> FLAWS = Map.of("is lost in forced colours",
            """
                    () => {
                      const seen = e => e.getClientRects().length > 0 && !e.closest('.visually-hidden, [hidden], svg');
                      const rgb = c => (c.match(/[\\d.]+/g) || []).map(Number);
                      const known = new Map();
                      const behind = e => {
                        if (!e) return '255,255,255';
                        if (!known.has(e)) {
                          const c = rgb(getComputedStyle(e).backgroundColor);
                          known.set(e, c.length && (c.length < 4 || c[3] > 0) ? c.slice(0, 3).join() : behind(e.parentElement));
                        }
                        return known.get(e);
                      };
                      const hasText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                      const lost = [...document.body.querySelectorAll('*')].filter(e => hasText(e) && seen(e)
                        && rgb(getComputedStyle(e).color).slice(0, 3).join() === behind(e));
                      const shapeless = [...document.querySelectorAll('.button, .badge, input:not([type=hidden]), select, textarea')]
                        .filter(e => seen(e) && !['checkbox', 'radio'].includes(e.type)
                          && parseFloat(getComputedStyle(e).borderTopWidth) === 0);
                      return [...lost, ...shapeless].slice(0, 3).map(e => e.outerHTML.slice(0, 120));
                    }""",
            "prints what belongs to the screen",
            """
                    () => [...document.querySelectorAll(
                        'header input, header nav, .desk-top, .desk-menu, .secrecy, .skip, main .button, .pager, .drawer')]
                      .filter(e => e.getClientRects().length > 0).slice(0, 3).map(e => e.outerHTML.slice(0, 120))""",
            "prints nothing", """
                    () => document.querySelector('main').innerText.trim() === '' ? ['main is empty'] : []""");

    @Autowired
    private ObjectProvider<RequestMappingHandlerMapping> mappings;

    private final List<String> found = new ArrayList<>();

    @BeforeEach
    void nothingFound() {
        found.clear();
    }

    @Test
    void everyScreenOfTheDesk() {
        List<PathPattern> screens = screens().filter(screen -> screen.getPatternString().startsWith("/desk")
                && !screen.getPatternString().startsWith("/desk/sign-in")).toList();
        var left = new TreeSet<>(screens);
        for (String account : STAFF) {
            Page page = someoneAt(PHONE);
            signIn(page, account, "Yunling#2026");
            page.waitForURL("**/desk/");
            visit(page, left, screens);
        }
        assertThat(found).isEmpty();
        assertThat(left).as("screens nobody could open").allMatch(screen -> screen.getPatternString().contains("{"));
    }

    @Test
    void everyScreenForThePublic() {
        List<PathPattern> screens = screens().filter(screen -> !screen.getPatternString().startsWith("/desk")).toList();
        var left = new TreeSet<>(screens);
        Page visitor = someoneAt(PHONE);
        visit(visitor, left, screens, UNIT_SITE, "/desk/sign-in");
        memberSignsIn(visitor, "13800001234");
        visit(visitor, left, screens);
        assertThat(found).isEmpty();
        assertThat(left).as("screens nobody could open").allMatch(screen -> screen.getPatternString().contains("{"));
    }

    /** Routes that a browser gets a page from, which a workbook is not. */
    private Stream<PathPattern> screens() {
        var screens = new TreeMap<String, PathPattern>();
        mappings.forEach(mapping -> mapping.getHandlerMethods().forEach((info, handler) -> {
            boolean ours = handler.getBeanType().getName().startsWith("org.yizhan.")
                    && !handler.getBeanType().getName().contains("Tests");
            if (ours && handler.getMethod().getReturnType() == String.class
                    && info.getMethodsCondition().getMethods().contains(RequestMethod.GET)) {
                Objects.requireNonNull(info.getPathPatternsCondition())
                        .getPatterns()
                        .stream()
                        .filter(pattern -> !pattern.getPatternString().endsWith(".xlsx"))
                        .forEach(pattern -> screens.put(pattern.getPatternString(), pattern));
            }
        }));
        return screens.values().stream();
    }

    /** Opens what this person may open, and follows one link to each screen; what somebody else has looked at is only read for links. */
    private void visit(Page page, TreeSet<PathPattern> left, List<PathPattern> all, String... first) {
        var mine = new TreeSet<>(all);
        Deque<String> next = new ArrayDeque<>(List.of(first));
        all.stream().map(PathPattern::getPatternString).filter(path -> !path.contains("{")).forEach(next::add);
        while (!next.isEmpty()) {
            String path = next.pop();
            Optional<PathPattern> screen = screenOf(path, all);
            boolean wanted = screen.isEmpty() || left.contains(screen.get());
            Optional<List<String>> links = wanted
                    ? check(page, path)
                    : Optional.of(links(page.request().get(path).text()));
            if (links.isPresent()) {
                screen.ifPresent(left::remove);
            }
            for (String link : links.orElse(List.of())) {
                screenOf(link, all)
                        .filter(pattern -> pattern.getPatternString().contains("{") || left.contains(pattern))
                        .filter(mine::remove)
                        .ifPresent(pattern -> next.add(link));
            }
        }
    }

    private static List<String> links(String page) {
        return LINK.matcher(page).results().map(link -> link.group(1).replace("&amp;", "&")).toList();
    }

    private static Optional<PathPattern> screenOf(String address, List<PathPattern> all) {
        var path = PathContainer.parsePath(address.replaceFirst("\\?.*", ""));
        return all.stream().filter(screen -> screen.matches(path)).min(PathPattern.SPECIFICITY_COMPARATOR);
    }

    /** The links of the page, empty when it is not for this person; what leads on to another screen has nothing of its own. */
    private Optional<List<String>> check(Page page, String path) {
        Response response = page.navigate(path);
        if (!response.ok() || page.url().contains("sign-in?next=")) {
            return Optional.empty();
        }
        List<String> links = links(response.text());
        if (response.request().redirectedFrom() != null) {
            return Optional.of(links);
        }
        note(page, path);
        page.evaluate("() => { document.documentElement.style.fontSize = '200%' }");
        if (sidewaysScroll(page) > 0) {
            found.add(path + " scrolls sideways by " + sidewaysScroll(page) + " px with text of 200 %");
        }
        page.evaluate("() => { document.documentElement.style.fontSize = '' }");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        flaw(page, path, "is lost in forced colours");
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.NONE).setMedia(Media.PRINT));
        flaw(page, path, "prints what belongs to the screen");
        flaw(page, path, "prints nothing");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        return Optional.of(links);
    }

    private void note(Page page, String path) {
        if (sidewaysScroll(page) > 0) {
            found.add(path + " scrolls sideways by " + sidewaysScroll(page) + " px");
        }
        violations(page).forEach(violation -> found.add(path + " " + violation));
    }

    private void flaw(Page page, String path, String name) {
        List<?> offenders = (List<?>) page.evaluate(Objects.requireNonNull(FLAWS.get(name)));
        if (!offenders.isEmpty()) {
            found.add(path + " " + name + ": " + offenders);
        }
    }
}
