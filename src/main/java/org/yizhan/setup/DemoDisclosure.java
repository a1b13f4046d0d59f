package org.yizhan.setup;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticleLine;
import org.yizhan.content.ColumnView;
import org.yizhan.content.PublishedContent;
import org.yizhan.content.SiteView;
import org.yizhan.disclosure.Bodies;
import org.yizhan.disclosure.Body;
import org.yizhan.disclosure.Classification;
import org.yizhan.disclosure.ClassificationDesk;
import org.yizhan.disclosure.Documents;
import org.yizhan.disclosure.Guide;
import org.yizhan.disclosure.Guides;
import org.yizhan.disclosure.LinkKind;
import org.yizhan.disclosure.NewBody;
import org.yizhan.disclosure.Places;
import org.yizhan.disclosure.Section;
import org.yizhan.disclosure.Validity;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitId;

/** What the demonstration discloses: who is a body, which documents hold, and what explains which. */
@Component
class DemoDisclosure {
    private static final String REGION = "980123";
    private static final String NUMBERS = "{region6}-{deptCode}/{yyyyMM}-{seq:5}";
    private static final int PAGE = 100;
    /** One of so many documents does not hold as it was any more. */
    private static final int OF = 23;
    private static final int NORMATIVE = 3;
    private static final Pattern TERM = Pattern.compile("有效期([一二三四五1-5])年");
    private static final Pattern BEGINS = Pattern.compile("自(\\d{4})年(\\d{1,2})月(\\d{1,2})日起(?:施行|执行)");

    private final Bodies bodies;
    private final Guides guides;
    private final ClassificationDesk classification;
    private final Documents documents;
    private final Places places;
    private final DemoLists lists;
    private final PublishedContent published;
    private final DemoNames names;
    private final CountyClock clock;

    DemoDisclosure(Bodies bodies, Guides guides, ClassificationDesk classification, Documents documents, Places places,
            DemoLists lists, PublishedContent published, DemoNames names, CountyClock clock) {
        this.bodies = bodies;
        this.guides = guides;
        this.classification = classification;
        this.documents = documents;
        this.places = places;
        this.lists = lists;
        this.published = published;
        this.names = names;
        this.clock = clock;
    }

    /** Before the first article, so that each finds its place in the catalogue. */
    void setUpBodies() {
        setUp(names.county().id(), "xzf", "XZF", 0);
        int position = 10;
        for (DemoUnit unit : DemoUnit.all()) {
            setUp(names.unit(unit.shortName()), unit.code(), unit.code().toUpperCase(java.util.Locale.ROOT), position);
            position += 10;
        }
    }

    private void setUp(UnitId unit, String slug, String code, int position) {
        bodies.setUp(Actor.PROGRAM, new NewBody(unit, slug, "", "", REGION, code, NUMBERS, position, true)).orThrow();
    }

    /** What each body says of how to come by its information. */
    void writeGuides() {
        Map<String, String> says = DemoText.rows("guide.txt")
                .stream()
                .collect(Collectors.toMap(row -> row[0], row -> row[1]));
        for (Body body : bodies.open()) {
            UnaryOperator<String> of = field -> Objects.requireNonNull(says.get(field)).replace("{name}", body.name());
            var guide = new Guide(of.apply("classification"), of.apply("arrangement"), of.apply("ways"),
                    of.apply("office"), of.apply("address"), "", of.apply("hours"), of.apply("phone"), "",
                    of.apply("contact"), of.apply("supervision"), 0);
            Map<String, String> wrong = guides.put(Actor.PROGRAM, body.id(), guide);
            if (!wrong.isEmpty()) {
                throw new IllegalStateException(body.name() + wrong);
            }
        }
    }

    /** Where the papers can be read. */
    void openPlaces() {
        int position = 0;
        for (String[] row : DemoText.rows("places.txt")) {
            position += 10;
            done(places.put(Actor.PROGRAM, new Places.Place(0, row[0], row[1], row[2], row[3], position, true)));
        }
    }

    void fillLists() {
        lists.load();
    }

    /** What the columns of the portal hold, before the first article. */
    void ruleColumns() {
        SiteView portal = published.portal();
        for (String[] row : DemoText.rows("catalogue.txt")) {
            String slug = row[0];
            Long body = row[5].equals("county") ? bodies.county().orElseThrow().id() : null;
            var where = new Classification(body, Section.valueOf(row[1]), said(row[3]), said(row[4]), null,
                    said(row[2]));
            portal.columns()
                    .stream()
                    .flatMap(ColumnView::all)
                    .filter(column -> slug.endsWith("*")
                            ? column.slug().startsWith(slug.substring(0, slug.length() - 1))
                            : column.slug().equals(slug))
                    .forEach(column -> done(
                            classification.rule(Actor.PROGRAM, column.id(), where)));
        }
    }

    private static @Nullable String said(String code) {
        return code.isEmpty() ? null : code;
    }

    /** An interpretation, by its title, and what it explains; both on the same site. */
    record Explained(String title, String policy, LinkKind kind, String site) {
        static List<Explained> byHand() {
            return DemoText.rows("links.txt")
                    .stream()
                    .map(row -> new Explained(row[0], row[1], LinkKind.valueOf(row[2]), row[3]))
                    .toList();
        }
    }

    void link(List<Explained> pairs) {
        var titles = new HashMap<String, Map<String, Long>>();
        for (Explained pair : pairs) {
            Long from = titles.computeIfAbsent(pair.site() + "/zcjd", key -> titles(pair.site(), "zcjd"))
                    .get(pair.title());
            Long to = titles.computeIfAbsent(pair.site() + "/zcwj", key -> titles(pair.site(), "zcwj"))
                    .get(pair.policy());
            if (from != null && to != null) {
                done(documents.link(Actor.PROGRAM, from, to, pair.kind()));
            }
        }
    }

    /** Most documents hold, from and until the day their texts say; some were amended or repealed since, as in every county. */
    void stand() {
        String key = null;
        do {
            var page = published.list(names.column("", "zcwj"), key, PAGE);
            for (ArticleLine line : page.items()) {
                LocalDate published = clock.local(line.publishedAt()).toLocalDate();
                String text = this.published.article(line.id()).orElseThrow().bodyHtml().replaceAll("<[^>]+>|\\s", "");
                LocalDate from = begins(text, published);
                Matcher term = TERM.matcher(text);
                LocalDate ends = term.find() ? from.plusYears(years(term.group(1))) : null;
                int mark = Math.floorMod(line.title().hashCode(), OF);
                boolean old = published.isBefore(clock.today().minusDays(120));
                Validity validity = !old || mark > 2 || mark == 2 && ends != null
                        ? Validity.EFFECTIVE
                        : List.of(Validity.REPEALED, Validity.PARTLY, Validity.EXPIRED).get(mark);
                LocalDate until = validity == Validity.EXPIRED ? clock.today().minusDays(20) : ends;
                done(documents.stand(Actor.PROGRAM, line.id(), new Documents.Standing(validity, from, until, null,
                        mark % NORMATIVE == 0)));
            }
            key = page.older();
        } while (key != null);
    }

    private static LocalDate begins(String text, LocalDate published) {
        Matcher said = BEGINS.matcher(text);
        return said.find()
                ? LocalDate.of(Integer.parseInt(said.group(1)), Integer.parseInt(said.group(2)),
                        Integer.parseInt(said.group(3)))
                : published;
    }

    private static int years(String digit) {
        int chinese = "一二三四五".indexOf(digit);
        return chinese < 0 ? Integer.parseInt(digit) : chinese + 1;
    }

    private Map<String, Long> titles(String site, String slug) {
        var ids = new HashMap<String, Long>();
        String key = null;
        do {
            var page = published.list(names.column(site, slug), key, PAGE);
            page.items().forEach(line -> ids.put(line.title(), line.id()));
            key = page.older();
        } while (key != null);
        return ids;
    }

    private static void done(Optional<Refusal> refusal) {
        refusal.ifPresent(why -> {
            throw new IllegalStateException(why.text());
        });
    }
}
