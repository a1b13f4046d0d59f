package org.yizhan.letters.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.Limit;
import org.yizhan.casework.CaseKind.Ground.Purpose;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.letters.LetterClass;
import org.yizhan.letters.LetterPromise;
import org.yizhan.letters.Mailbox;
import org.yizhan.letters.Mailboxes;
import org.yizhan.letters.PublishedLetter;
import org.yizhan.letters.PublishedLetters;
import org.yizhan.letters.SubjectTree;
import org.yizhan.letters.Towns;
import org.yizhan.search.Search;
import org.yizhan.search.SearchQuery;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.KeptPage;
import org.yizhan.shared.web.Open;
import org.yizhan.shared.web.PublicFrame.NavEntry;

/** What one can do here about letters, each mailbox, and what was asked and answered (写信、来信选登). Kept, because it is the same for all. */
@Controller
@Open
class LetterPages {
    private static final int PAGE = 20;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final Mailboxes mailboxes;
    private final PublishedLetters published;
    private final LetterPromise promise;
    private final Kinds kinds;
    private final SubjectTree subjects;
    private final Towns towns;
    private final Directory directory;
    private final Search search;
    private final CountyClock clock;

    LetterPages(Mailboxes mailboxes, PublishedLetters published, SubjectTree subjects, LetterPromise promise,
            Kinds kinds, Towns towns, Directory directory, Search search, CountyClock clock) {
        this.mailboxes = mailboxes;
        this.published = published;
        this.promise = promise;
        this.kinds = kinds;
        this.subjects = subjects;
        this.towns = towns;
        this.directory = directory;
        this.search = search;
        this.clock = clock;
    }

    /** People leave out the last stroke. */
    @GetMapping("/letters")
    void withoutStroke(HttpServletResponse response) {
        moved("/letters/", response);
    }

    @GetMapping("/letters/replies")
    void repliesWithoutStroke(HttpServletResponse response) {
        moved("/letters/replies/", response);
    }

    /** Relative, so that the host that was asked for never comes back. */
    private static void moved(String href, HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", href);
        response.setHeader("Cache-Control", "no-cache");
    }

    @GetMapping("/letters/")
    String home(HttpServletRequest request, Model model) {
        KeptPage.of(request).on(Mailboxes.TOKEN).on(PublishedLetters.TOKEN).until(clock.now().plus(KEPT));
        var byNature = new LinkedHashMap<Mailbox.Nature, List<MailboxLine>>();
        for (Mailbox.Nature nature : Mailbox.Nature.values()) {
            List<MailboxLine> boxes = mailboxes.open()
                    .stream()
                    .filter(box -> box.nature() == nature)
                    .map(box -> new MailboxLine(box, unit(box)))
                    .toList();
            if (!boxes.isEmpty()) {
                byNature.put(nature, boxes);
            }
        }
        model.addAttribute("boxes", byNature);
        model.addAttribute("terms", terms());
        model.addAttribute("refused", kinds.grounds("letter", Purpose.REFUSE));
        model.addAttribute("newest", published.list(PublishedLetters.Narrowed.NOT, null, 5).items());
        return "letters/home";
    }

    private List<AnswerTerm> terms() {
        return Stream.of(LetterClass.values())
                .flatMap(clazz -> promise.term(clazz)
                        .map(Limit::words)
                        .map(words -> new AnswerTerm(clazz, words))
                        .stream())
                .toList();
    }

    private String unit(Mailbox box) {
        return directory.unit(box.home().unit()).map(Unit::name).orElse("");
    }

    @GetMapping("/letters/{mailbox:[a-z][a-z0-9-]{1,30}}")
    String mailbox(@PathVariable String mailbox, HttpServletRequest request, Model model) {
        Mailbox box = mailboxes.find(mailbox).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        KeptPage.of(request).on(Mailboxes.TOKEN).on(PublishedLetters.TOKEN).until(clock.now().plus(KEPT));
        model.addAttribute("box", new MailboxLine(box, unit(box)));
        model.addAttribute("terms", terms());
        model.addAttribute("newest",
                published.list(new PublishedLetters.Narrowed(box.id(), null, "", ""), null, 10).items());
        return "letters/mailbox";
    }

    @GetMapping("/letters/replies/")
    String replies(@RequestParam(defaultValue = "") String q, @RequestParam(required = false) @Nullable Long mailbox,
            @RequestParam(required = false) @Nullable Long unit, @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String region, @RequestParam(required = false) @Nullable String key,
            HttpServletRequest request, Model model) {
        model.addAttribute("q", q);
        model.addAttribute("crumbs", crumbs("来信选登", null));
        if (!q.isBlank()) {
            model.addAttribute("found", search.find(new SearchQuery(q, "public", null, null, null, null, null,
                    SearchQuery.Order.RELEVANCE, key, PAGE, null, PublishedLetters.KIND)));
            return "letters/found";
        }
        KeptPage.of(request).on(PublishedLetters.TOKEN).on(Mailboxes.TOKEN).until(clock.now().plus(KEPT));
        var by = new PublishedLetters.Narrowed(mailbox, unit, shortened(subject), shortened(region));
        model.addAttribute("page", published.list(by, key, PAGE));
        model.addAttribute("choices", choices(by));
        model.addAttribute("href", "/letters/replies/?" + query(by) + "key=");
        model.addAttribute("units", unitNames());
        return "letters/replies";
    }

    private static String shortened(String code) {
        return code.length() > 40 ? code.substring(0, 40) : code;
    }

    private static String query(PublishedLetters.Narrowed by) {
        return (by.mailbox() == null ? "" : "mailbox=" + by.mailbox() + "&")
                + (by.unit() == null ? "" : "unit=" + by.unit() + "&")
                + (by.subject().isEmpty() ? "" : "subject=" + encoded(by.subject()) + "&")
                + (by.region().isEmpty() ? "" : "region=" + encoded(by.region()) + "&");
    }

    private static String encoded(String value) {
        return java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
    }

    private Map<Long, String> unitNames() {
        var names = new LinkedHashMap<Long, String>();
        directory.units().forEach(unit -> names.put(unit.id().value(), unit.shortName()));
        return names;
    }

    private List<ReplyChoices> choices(PublishedLetters.Narrowed by) {
        var all = new ArrayList<ReplyChoices>();
        var boxes = published.mailboxes();
        all.add(new ReplyChoices("信箱", mailboxes.all()
                .stream()
                .filter(box -> boxes.contains(box.id()))
                .map(box -> choice(box.name(), by.mailbox() != null && by.mailbox() == box.id(),
                        chosen -> new PublishedLetters.Narrowed(chosen ? box.id() : null, by.unit(), by.subject(),
                                by.region())))
                .toList()));
        var about = published.subjects();
        all.add(new ReplyChoices("分类", subjects.names()
                .entrySet()
                .stream()
                .filter(subject -> subjects.within(subject.getKey()).stream().anyMatch(about::contains))
                .map(subject -> choice(subject.getValue(), subject.getKey().equals(by.subject()),
                        chosen -> new PublishedLetters.Narrowed(by.mailbox(), by.unit(),
                                chosen ? subject.getKey() : "", by.region())))
                .toList()));
        var units = published.units();
        all.add(new ReplyChoices("答复单位", unitNames().entrySet()
                .stream()
                .filter(unit -> units.contains(unit.getKey()))
                .map(unit -> choice(unit.getValue(), unit.getKey().equals(by.unit()),
                        chosen -> new PublishedLetters.Narrowed(by.mailbox(), chosen ? unit.getKey() : null,
                                by.subject(),
                                by.region())))
                .toList()));
        var regions = published.regions();
        all.add(new ReplyChoices("乡镇", towns.all()
                .entrySet()
                .stream()
                .filter(town -> regions.contains(town.getKey()))
                .map(town -> choice(town.getValue(), town.getKey().equals(by.region()),
                        chosen -> new PublishedLetters.Narrowed(by.mailbox(), by.unit(), by.subject(),
                                chosen ? town.getKey() : "")))
                .toList()));
        return all.stream().filter(one -> !one.choices().isEmpty()).toList();
    }

    private static ReplyChoices.Choice choice(String label, boolean chosen,
            java.util.function.Function<Boolean, PublishedLetters.Narrowed> narrowed) {
        String query = query(narrowed.apply(!chosen));
        return new ReplyChoices.Choice(label, "/letters/replies/" + (query.isEmpty()
                ? ""
                : "?" + query.substring(0, query.length() - 1)), chosen);
    }

    @GetMapping("/letters/replies/{id:[0-9]{1,18}}")
    String reply(@PathVariable long id, HttpServletRequest request, Model model) {
        PublishedLetter letter = published.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        KeptPage.of(request).on(PublishedLetters.token(id));
        model.addAttribute("letter", letter);
        model.addAttribute("unit", directory.unit(new UnitId(letter.unit())).map(Unit::name).orElse(""));
        model.addAttribute("mailbox", mailboxes.find(letter.mailbox()).map(Mailbox::name).orElse(""));
        model.addAttribute("town", towns.all().getOrDefault(letter.region(), ""));
        model.addAttribute("crumbs", crumbs("来信选登", letter.title()));
        return "letters/reply";
    }

    private static List<NavEntry> crumbs(String second, @Nullable String here) {
        var crumbs = new ArrayList<NavEntry>();
        crumbs.add(new NavEntry("首页", "/"));
        crumbs.add(new NavEntry("写信", "/letters/"));
        crumbs.add(new NavEntry(second, here == null ? "" : "/letters/replies/"));
        if (here != null) {
            crumbs.add(new NavEntry(here, ""));
        }
        return crumbs;
    }
}
