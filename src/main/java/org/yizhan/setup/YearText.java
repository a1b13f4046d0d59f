package org.yizhan.setup;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Writes the texts of the county year. Items must come in the order of their plan: document numbers rise, and an interpretation takes
 * up the policy that was published before it.
 */
final class YearText {
    private static final List<String> FILES = List.of("departments.txt", "townships.txt", "unit-notices.txt",
            "news.txt",
            "notices.txt", "documents.txt", "disclosure.txt", "interaction.txt", "services.txt", "channels.txt",
            "standing.txt");
    private static final Map<String, String> LEADERS = Map.of("cxz", "县长程守正", "lzh", "常务副县长林致和", "hjs", "副县长何静姝",
            "lmy", "副县长罗明远", "lar", "副县长陆安然");
    private static final Set<String> OF_THE_GOVERNMENT = Set.of("xzfwj", "tzgg-gg");
    private static final int POLICIES_KEPT = 12;
    private static final Set<String> NEWS = Set.of("ylyw", "ttxw", "szcz", "ldhd", "spxw", "rwyl", "lypd", "tjyd",
            "snpd",
            "yzpd");
    private static final int SHORTEST = 210;
    private static final int TRIES = 12;

    /**
     * A written item.
     *
     * @param issuer the body that issued it, null when it is not a document
     * @param picture theme of its picture, empty for none
     * @param interprets title of the policy that it explains, null for others
     */
    record Written(String column, String title, String bodyHtml, String source, @Nullable String issuer,
            @Nullable String number, @Nullable LocalDate issuedOn, String picture, String form,
            @Nullable String interprets) {}

    private record Policy(Template template, Writing writing, String title) {}

    /** Each topic has its own column. */
    private static final String TOPICS = "rdzt-*";

    private final Phrases phrases = Phrases.read();
    private final Map<String, List<Template>> byKey = new HashMap<>();
    private final Map<String, List<String>> keysOfMonth = new HashMap<>();
    private final Map<String, List<Template>> templatesOfMonth = new HashMap<>();
    private final Map<String, DemoUnit> units = new HashMap<>();
    private final Map<String, String[]> townships = new HashMap<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> titles = new HashSet<>();
    private final Deque<Policy> policies = new ArrayDeque<>();
    private final Predicate<LocalDate> working;
    private final Random random = new Random(7_301_120L);
    private @Nullable Integer firstYear;
    private int year;
    private int topics;

    YearText(Predicate<LocalDate> working) {
        this.working = working;
        for (String file : FILES) {
            for (Template template : Template.read(file)) {
                template.keys().forEach(key -> byKey.computeIfAbsent(key, k -> new ArrayList<>()).add(template));
            }
        }
        DemoUnit.all().forEach(unit -> units.put(unit.code(), unit));
        DemoText.rows("townships.txt").forEach(row -> townships.put(row[0], row));
    }

    Set<String> keys() {
        return Set.copyOf(byKey.keySet());
    }

    Written write(YearPlan.Item item) {
        if (item.template().startsWith("zcjd")) {
            Policy policy = policies.pollLast();
            if (policy != null) {
                return interpretation(item, policy);
            }
        }
        LocalDate day = item.at().toLocalDate();
        DemoUnit unit = item.unit();
        boolean mixed = item.column().equals("ylyw") && !item.template().equals("ylyw");
        if (mixed) {
            unit = any(item.template().equals("xz"));
        }
        String key = key(item.template(), unit, day);
        Template template = template(key, day);
        year = day.getYear();
        if (firstYear == null) {
            firstYear = year;
        }
        Map<String, Integer> before = Map.copyOf(numbers);
        Writing writing = begin(item, key, unit, day);
        String title = writing.fill(template.titles().get(random.nextInt(template.titles().size())));
        for (int tries = 0; tries < TRIES && titles.contains(title); tries++) {
            numbers.clear();
            numbers.putAll(before);
            writing = begin(item, key, unit, day);
            title = writing.fill(template.titles().get(random.nextInt(template.titles().size())));
        }
        titles.add(title);
        List<String> body = writing.body(template.lines());
        boolean document = template.number() != null && template.source().isEmpty();
        if (!document) {
            complete(body, key, writing);
        }
        String number = document ? nextNumber(writing.fill(Objects.requireNonNull(template.number()))) : null;
        if (number != null && !template.interpretation().isEmpty()) {
            writing.with("policy", title).with("policyno", number);
            policies.addLast(new Policy(template, writing, title));
            if (policies.size() > POLICIES_KEPT) {
                policies.removeFirst();
            }
        }
        String source = template.source().isEmpty() ? unit.title() : template.source();
        String issuer = !document
                ? null
                : OF_THE_GOVERNMENT.contains(key)
                        ? "云岭县人民政府"
                        : key.equals("tzgg-td") ? "云岭县自然资源局" : unit.name();
        String column = item.column().endsWith("-*") ? key : item.column();
        return new Written(column, title, DemoHtml.of(body), source, issuer, number,
                document ? day.minusDays(1) : null, template.picture(), template.form(), null);
    }

    private static void complete(List<String> body, String key, Writing writing) {
        String more = key.startsWith("bm:") || key.equals("bm")
                ? "tail"
                : key.equals("xz")
                        ? "towntail"
                        : NEWS.contains(key.replaceFirst("-.*", "")) ? "newsmore" : "more";
        for (int i = 2; i < 5 && body.stream().mapToInt(String::length).sum() < SHORTEST; i++) {
            body.add(writing.fill("{" + more + i + "}。"));
        }
    }

    private Writing begin(YearPlan.Item item, String key, DemoUnit unit, LocalDate day) {
        var writing = new Writing(phrases, day, code(item, unit, key), random, working, this::nextNumber);
        bind(writing, unit, key);
        return writing;
    }

    private Written interpretation(YearPlan.Item item, Policy policy) {
        List<String> body = policy.writing().body(policy.template().interpretation());
        List<String> ways = List.of("zcjd-bm", "zcjd-tj", "zcjd-wd", "zcjd-fb");
        int way = random.nextInt(ways.size());
        String title = List.of("《%s》解读", "一图读懂：%s", "一问一答：%s", "新闻发布：%s").get(way).formatted(shortened(policy.title()));
        return new Written(ways.get(way), title, DemoHtml.of(body), "县政府办公室", null, null, null, "", "",
                policy.title());
    }

    /** As people speak of a document: without the body that issued it. */
    private static String shortened(String title) {
        return title.replaceFirst("^云岭县人民政府(办公室)?(?=关于)", "");
    }

    private static String code(YearPlan.Item item, DemoUnit unit, String key) {
        return item.site().isEmpty() && unit.code().equals("zfb") ? key : unit.code();
    }

    private void bind(Writing writing, DemoUnit unit, String key) {
        writing.with("unit", unit.called()).with("unitname", unit.name());
        writing.with("divisions", String.join("、", unit.divisions()));
        if (key.equals("zfgb")) {
            writing.with("issue",
                    Integer.toString(numbers.merge("gazette" + year, firstIssue(), (old, fresh) -> old + 1)));
        }
        String leader = LEADERS.get(key.substring(key.indexOf('-') + 1));
        if (leader != null) {
            writing.with("theleader", leader);
        }
        String[] township = townships.get(unit.shortName());
        if (unit.isTownship() && township != null) {
            writing.with("town", unit.shortName()).with("villages", township[1]).with("communities", township[2]);
            writing.with("area", township[3]).with("mark", unit.shortName().replaceFirst("[镇乡]$", "政"));
        }
    }

    /** It comes out once a month. */
    private int firstIssue() {
        return firstYear != null && year == firstYear ? 11 : 1;
    }

    private DemoUnit any(boolean township) {
        List<DemoUnit> all = units.values()
                .stream()
                .filter(unit -> unit.hasSite() && unit.isTownship() == township)
                .sorted(Comparator.comparing(DemoUnit::code))
                .toList();
        return all.get(random.nextInt(all.size()));
    }

    /** A unit's own templates go before those of all units, most of the time. */
    private String key(String wanted, DemoUnit unit, LocalDate day) {
        String own = wanted + ":" + unit.code();
        if (byKey.containsKey(own) && random.nextInt(8) > 0) {
            return own;
        }
        if (!wanted.endsWith("*")) {
            return wanted;
        }
        String beginning = wanted.substring(0, wanted.length() - 1);
        List<String> keys = keysOfMonth.computeIfAbsent(wanted + day.getMonthValue(), asked -> byKey.keySet()
                .stream()
                .filter(found -> found.startsWith(wanted.substring(0, wanted.length() - 1)))
                .sorted()
                .flatMap(found -> fitting(found, day).stream().map(template -> found))
                .toList());
        return keys.get(wanted.equals(TOPICS) ? topics++ % keys.size() : random.nextInt(keys.size()));
    }

    private Template template(String key, LocalDate day) {
        List<Template> fitting = fitting(key, day);
        if (fitting.isEmpty()) {
            throw new IllegalStateException("no template " + key + " for " + day);
        }
        return fitting.get(random.nextInt(fitting.size()));
    }

    /** Those that are credible in the month, each as often as it weighs. */
    private List<Template> fitting(String key, LocalDate day) {
        return templatesOfMonth.computeIfAbsent(key + day.getMonthValue(), asked -> byKey.getOrDefault(key, List.of())
                .stream()
                .filter(template -> template.fits(day.getMonthValue()))
                .flatMap(template -> Stream.generate(() -> template).limit(template.weight()))
                .toList());
    }

    /** The year before the present one is not seen from its beginning, so its numbers do not begin at 1. */
    private String nextNumber(String letters) {
        int start = firstYear == null || year > firstYear
                ? 0
                : letters.endsWith("字") ? 600 + letters.hashCode() % 200 : 30;
        int next = numbers.merge(letters + year, start + 1, (old, fresh) -> old + 1);
        return letters + "〔" + year + "〕" + next + "号";
    }
}
