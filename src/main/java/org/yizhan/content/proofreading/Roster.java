package org.yizhan.content.proofreading;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The leaders of a county in their order (领导名录): finds a wrong title, a name one character off, and a wrong order. */
public final class Roster {
    public static final Roster EMPTY = new Roster(List.of());

    static final String TITLE = "leader-title";
    static final String NAME = "leader-name";
    static final String ORDER = "leader-order";

    private static final String RANKS = "书记|县长|市长|区长|州长|镇长|乡长|省长|主任|主席|部长|局长|院长|检察长|秘书长|常委|组长|科长|所长|校长|会长|政委|司令员|调研员|委员";
    private static final Pattern RANK = Pattern.compile("(常务副|第一副|副|代理?)?(" + RANKS + ")");
    /** What a title may begin with, so that it is not tried everywhere. */
    private static final BitSet BEGINNINGS = beginnings();
    private static final String QUALIFIERS = "县委|市委|区委|州委|省委|纪委|监委|政法委|党组|党委|人大|政协|政府|武装部|法院|检察院|团委|工会|妇联";
    private static final Pattern QUALIFIER = Pattern.compile(QUALIFIERS);

    /** @param posts what the leader is called, such as 县委副书记、县长 */
    public record Leader(String name, String posts, int order) {}

    private record Post(String rank, String prefix, Set<String> qualifiers) {}

    private record Known(Leader leader, List<Post> posts, int rank) {}

    private record Place(Known who, int from, int to) {}

    private final Map<Character, List<Known>> byFirst = new HashMap<>();
    private final BitSet surnames = new BitSet();
    private final Set<String> names = new HashSet<>();
    private final List<Known> all = new ArrayList<>();

    public Roster(List<Leader> leaders) {
        int rank = 0;
        for (Leader leader : leaders.stream().sorted(Comparator.comparingInt(Leader::order)).toList()) {
            if (leader.name().length() >= 2) {
                var known = new Known(leader, posts(leader.posts()), rank++);
                all.add(known);
                byFirst.computeIfAbsent(leader.name().charAt(0), c -> new ArrayList<>()).add(known);
                surnames.set(leader.name().charAt(0));
                names.add(leader.name());
            }
        }
    }

    List<Remark> look(String text) {
        if (all.isEmpty()) {
            return List.of();
        }
        var found = new ArrayList<Remark>();
        List<Place> places = places(text);
        places.forEach(place -> title(text, place, found));
        order(text, places, found);
        nearlyNamed(text, places, found);
        return found;
    }

    private List<Place> places(String text) {
        var places = new ArrayList<Place>();
        for (int at = 0; at < text.length(); at++) {
            if (!surnames.get(text.charAt(at))) {
                continue;
            }
            for (Known known : byFirst.getOrDefault(text.charAt(at), List.of())) {
                if (text.startsWith(known.leader.name(), at)) {
                    places.add(new Place(known, at, at + known.leader.name().length()));
                }
            }
        }
        return places;
    }

    private static void title(String text, Place place, List<Remark> found) {
        String before = stretchBefore(text, place.from);
        Optional<Post> said = lastPost(before);
        int from = said.isPresent() ? place.from - lastRank(before) : place.from;
        int to = place.to;
        if (said.isEmpty()) {
            String after = text.substring(place.to, Math.min(text.length(), place.to + 8));
            Matcher rank = RANK.matcher(after);
            if (rank.lookingAt()) {
                said = Optional.of(new Post(rank.group(2), prefix(rank.group(1)), Set.of()));
                to = place.to + rank.end();
            }
        }
        if (said.isPresent() && !place.who.posts.isEmpty() && !holds(place.who, said.get())) {
            found.add(Remark.block(TITLE, from, to,
                    place.who.leader.name() + "的职务是“" + place.who.leader.posts() + "”，请核对。"));
        }
    }

    /** What stands right before a name and may be a title: characters without a pause but 、. */
    private static String stretchBefore(String text, int to) {
        int from = to;
        while (from > 0 && to - from < 20 && Words.isHan(text.charAt(from - 1))) {
            from--;
        }
        return text.substring(from, to);
    }

    /** The title that ends where the stretch does. */
    private static Optional<Post> lastPost(String stretch) {
        Matcher rank = RANK.matcher(stretch);
        while (rank.find()) {
            if (rank.end() == stretch.length()) {
                return Optional.of(new Post(rank.group(2), prefix(rank.group(1)),
                        qualifiers(stretch.substring(Math.max(0, rank.start() - 8), rank.start()))));
            }
        }
        return Optional.empty();
    }

    private static int lastRank(String stretch) {
        Matcher rank = RANK.matcher(stretch);
        while (rank.find()) {
            if (rank.end() == stretch.length()) {
                return stretch.length() - rank.start();
            }
        }
        return 0;
    }

    private static boolean holds(Known known, Post said) {
        return known.posts.stream()
                .anyMatch(post -> post.rank.equals(said.rank)
                        && post.prefix.equals(said.prefix)
                        && (post.qualifiers.isEmpty()
                                || said.qualifiers.isEmpty()
                                || said.qualifiers.stream().anyMatch(post.qualifiers::contains)));
    }

    private static List<Post> posts(String written) {
        var posts = new ArrayList<Post>();
        for (String one : written.split("[、，,；;\\s]+")) {
            Matcher rank = RANK.matcher(one);
            while (rank.find()) {
                posts.add(new Post(rank.group(2), prefix(rank.group(1)), qualifiers(one.substring(0, rank.start()))));
            }
        }
        return posts;
    }

    /** 常务副县长 is called 副县长 too. */
    private static String prefix(String written) {
        return written == null ? "" : written.contains("副") ? "副" : "代";
    }

    private static Set<String> qualifiers(String words) {
        var found = new HashSet<String>();
        Matcher qualifier = QUALIFIER.matcher(words);
        while (qualifier.find()) {
            found.add(qualifier.group());
        }
        return found;
    }

    /** Names that stand in one list, with nothing but titles and 、 between them. */
    private static void order(String text, List<Place> places, List<Remark> found) {
        int begin = 0;
        for (int i = 1; i <= places.size(); i++) {
            boolean goesOn = i < places.size() && listed(text.substring(places.get(i - 1).to, Math.max(
                    places.get(i - 1).to, places.get(i).from)));
            if (!goesOn) {
                wrongOrder(places.subList(begin, i), found);
                begin = i;
            }
        }
    }

    private static boolean listed(String between) {
        return between.length() <= 24
                && !between.isEmpty()
                && between.matches("[、，,\\s和及与]{1,3}(?:[\\p{IsHan}、]{0,18}(?:" + RANKS + "))?");
    }

    private static void wrongOrder(List<Place> list, List<Remark> found) {
        for (int i = 1; i < list.size(); i++) {
            if (list.get(i).who.rank < list.get(i - 1).who.rank) {
                String right = String.join("、", list.stream()
                        .map(place -> place.who)
                        .distinct()
                        .sorted(Comparator.comparingInt(Known::rank))
                        .map(known -> known.leader.name())
                        .toList());
                found.add(Remark.block(ORDER, list.getFirst().from, list.getLast().to,
                        "领导同志的排名顺序应为：" + right + "，请核对。"));
                return;
            }
        }
    }

    private static BitSet beginnings() {
        var beginnings = new BitSet();
        for (String word : ("常务副|第一副|副|代|" + RANKS).split("\\|")) {
            beginnings.set(word.charAt(0));
        }
        return beginnings;
    }

    /** 县长张明元 where the county head is 张明远. */
    private void nearlyNamed(String text, List<Place> places, List<Remark> found) {
        Matcher rank = RANK.matcher(text);
        for (int at = 0; at < text.length();) {
            if (!BEGINNINGS.get(text.charAt(at)) || !rank.region(at, text.length()).lookingAt()) {
                at++;
                continue;
            }
            at = rank.end();
            String stretch = stretchBefore(text, rank.end());
            Optional<Post> said = lastPost(stretch);
            if (said.isEmpty()) {
                continue;
            }
            for (Known known : all) {
                if (holds(known, said.get())) {
                    near(text, rank.end(), known, places, found);
                    near(text, rank.start() - known.leader.name().length(), known, places, found);
                }
            }
        }
    }

    private void near(String text, int from, Known known, List<Place> places, List<Remark> found) {
        String name = known.leader.name();
        int to = from + name.length();
        if (from < 0 || to > text.length() || places.stream().anyMatch(place -> place.from < to && from < place.to)) {
            return;
        }
        String written = text.substring(from, to);
        int different = 0;
        for (int i = 0; i < name.length(); i++) {
            different += written.charAt(i) == name.charAt(i) ? 0 : 1;
        }
        boolean surnameStays = written.charAt(0) == name.charAt(0);
        if (different == 1
                && (name.length() > 2 || surnameStays)
                && written.chars().allMatch(c -> Words.isHan((char) c))
                && !names.contains(written)
                && !"同志".equals(written.substring(written.length() - Math.min(2, written.length())))) {
            found.add(Remark.block(NAME, from, to,
                    "“" + written + "”与“" + name + "（" + known.leader.posts() + "）”只差一个字，请核对姓名。"));
        }
    }
}
