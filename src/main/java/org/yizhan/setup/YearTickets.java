package org.yizhan.setup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.LimitClass;
import org.yizhan.hotline.CallBacks;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketClass;
import org.yizhan.hotline.TicketResult;

/**
 * The tickets of the county year, written from {@code demo/year/tickets.txt}: nearly half answered during the call, the others given to
 * units, most of them in time, and callers asked afterwards. Those of the last days are still on their way. The same moment gives the
 * same tickets.
 */
final class YearTickets {
    static final int COUNT = 15_000;
    private static final String DIRECT = "热线";
    private static final String TOWNSHIP = "乡镇";
    private static final String REFUSED = "不受理";
    private static final String TRANSFERRED = "转办";
    private static final String COUNTY_TOWN = "云溪镇";
    private static final String[] SURNAMES = ("李 王 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 林 郭 何 高 罗 郑 梁 谢 宋 唐 许 邓 韩 冯 曹 彭 曾 肖 田 董 潘 袁 蔡 蒋 余 "
            + "谭 石 尹 和 段").split(" ");
    private static final String[] GIVEN = ("建国 秀英 志强 丽华 小军 晓燕 永红 海涛 春梅 文斌 玉兰 国平 雪梅 立新 佳宁 桂芳 德明 子涵 凤琴 成林 美玲 光明 红梅 家旺 "
            + "翠花 正华 思雨 有福 金凤 卫东 淑珍 国强 小芳 明辉 兰英 天宝 婷 磊 敏 俊").split(" ");
    private static final Set<String> REPAIRS = Set.of("综合执法局", "交通局", "水利局", "公安局", "生态环境局", "住建局", "农业农村局", "科工局",
            "应急局",
            TOWNSHIP);
    /** How often the telephone rings in each hour of the day. */
    private static final int[] HOURS = {1, 1, 1, 1, 1, 2, 5, 14, 46, 62, 58, 40, 24, 26, 46, 54, 50, 38, 30, 26, 20, 12,
        6, 3};
    /** Many callers of one township about one thing: days ago, subject, township, how many. */
    private static final List<Burst> BURSTS = List.of(new Burst(1, "农村饮水", "龙潭镇", 9),
            new Burst(158, "道路塌陷、塌方", "高坪乡", 16), new Burst(311, "农村饮水", "长岭镇", 21));

    private record Burst(int days, String subject, String town, int count) {}

    record Asked(LocalDateTime at, int tries, CallBacks.@Nullable Said said) {}

    /** One round of handling and what the caller said of it; null when nobody has asked yet. */
    record Round(List<YearLetters.Step> steps, @Nullable Asked asked) {}

    record Written(String once, TicketChannel channel, String clazz, LimitClass urgency, String subject, String town,
            String village, String place, DemoPlaces.@Nullable Point point, boolean secret, String name, String phone,
            String title, String text, LocalDateTime received, @Nullable Above above, TicketResult result,
            List<Round> rounds) {}

    /** What the prefecture's platform handed down, under its own number. */
    record Above(String number, LocalDate askedBy) {}

    private record Matter(String clazz, String unit, String subject, boolean inTown, TicketResult result,
            Template template) {
        static Matter of(Template template) {
            String[] key = template.keys().getFirst().split(":");
            return new Matter(key[0], key[1], key[2], key[3].equals("城"), TicketResult.valueOf(key[4]), template);
        }

        boolean says(String gap) {
            return Stream.of(template.titles(), template.lines())
                    .flatMap(List::stream)
                    .anyMatch(line -> line.contains("{" + gap + "}"));
        }
    }

    private final LocalDateTime end;
    private final WorkingHours hours;
    private final Predicate<LocalDate> working;
    private final Map<String, LimitClass> urgencies;
    private final Phrases phrases = Phrases.read();
    private final DemoPlaces places = DemoPlaces.read();
    private final List<DemoUnit> units = DemoUnit.all();
    private final List<String> towns = units.stream().filter(DemoUnit::isTownship).map(DemoUnit::shortName).toList();
    private final List<Matter> matters = Template.read("tickets.txt")
            .stream()
            .filter(template -> !template.titles().isEmpty())
            .flatMap(template -> Stream.generate(() -> Matter.of(template)).limit(template.weight()))
            .toList();
    private final int hourlyCalls = IntStream.of(HOURS).sum();

    /** @param urgencies how soon each subject usually has to be handled */
    YearTickets(LocalDateTime end, Predicate<LocalDate> working, Map<String, LimitClass> urgencies) {
        this.end = end;
        this.working = working;
        this.urgencies = urgencies;
        hours = new WorkingHours(working);
    }

    private record Call(LocalDateTime at, Matter matter, @Nullable String town) {}

    /** So many, spread over the year as all of them are, in the order in which they came; all of them have the days of many calls too. */
    List<Written> some(int count) {
        var random = new Random(12_345);
        List<LocalDate> days = IntStream.range(0, YearPlan.DAYS)
                .mapToObj(back -> end.toLocalDate().minusDays(YearPlan.DAYS - 1L - back))
                .flatMap(day -> Stream.generate(() -> day).limit(working.test(day) ? 5 : 3))
                .toList();
        var calls = new ArrayList<Call>();
        if (count == COUNT) {
            BURSTS.forEach(burst -> burst(burst, random, calls));
        }
        for (int i = calls.size(); i < count; i++) {
            LocalDate day = days.get((int) ((i + random.nextDouble()) / count * days.size()));
            calls.add(new Call(moment(day, random), matter(day, random), null));
        }
        calls.sort(Comparator.comparing(Call::at));
        var people = new ArrayList<Person>();
        var written = new ArrayList<Written>();
        for (Call call : calls) {
            written.add(write(call, written.size(), person(people, random), random));
        }
        return written;
    }

    private void burst(Burst burst, Random random, List<Call> calls) {
        List<Matter> own = matters.stream().filter(matter -> matter.subject().equals(burst.subject())).toList();
        LocalDateTime begin = end.toLocalDate().minusDays(burst.days()).atTime(6, 30);
        for (int i = 0; i < burst.count(); i++) {
            calls.add(new Call(begin.plusMinutes(random.nextInt(15 * 60)), own.getFirst(), burst.town()));
        }
    }

    private LocalDateTime moment(LocalDate day, Random random) {
        int left = random.nextInt(hourlyCalls);
        int hour = 0;
        while (left >= HOURS[hour]) {
            left -= HOURS[hour++];
        }
        LocalDateTime at = day.atTime(hour, random.nextInt(60), random.nextInt(60));
        return at.isBefore(end.minusMinutes(20)) ? at : end.minusMinutes(20L + random.nextInt(120));
    }

    private Matter matter(LocalDate day, Random random) {
        while (true) {
            Matter matter = matters.get(random.nextInt(matters.size()));
            if (matter.template().fits(day.getMonthValue())) {
                return matter;
            }
        }
    }

    private record Person(String name, String phone) {}

    /** Four in ten have called before. */
    private static Person person(List<Person> people, Random random) {
        if (people.size() > 20 && random.nextInt(10) < 4) {
            return people.get(random.nextInt(people.size()));
        }
        var one = new Person(SURNAMES[random.nextInt(SURNAMES.length)] + GIVEN[random.nextInt(GIVEN.length)],
                "13909" + (100_000 + people.size() * 67 % 690_000));
        people.add(one);
        return one;
    }

    private Written write(Call call, int index, Person person, Random random) {
        Matter matter = call.matter();
        var writing = new Writing(phrases, call.at().toLocalDate(), "", random, working, letters -> letters);
        String town = call.town() != null ? call.town() : town(matter, writing, random);
        String place = matter.says("street")
                ? writing.fill("{street}")
                : matter.says("estate") ? writing.fill("{estate}") : "";
        writing.with("town", town);
        String village = village(matter, place, writing);
        writing.with("village", village);
        Template template = matter.template();
        List<String> titles = template.titles();
        String title = writing.fill(titles.get(random.nextInt(titles.size())));
        String text = String.join("\n", writing.body(template.lines()));
        boolean placed = matter.inTown() || matter.says("village");
        TicketClass clazz = TicketClass.of(matter.clazz()).orElseThrow();
        LimitClass urgency = clazz.isDemand()
                ? urgencies.getOrDefault(matter.subject(), LimitClass.ORDINARY)
                : LimitClass.ORDINARY;
        boolean unknown = random.nextInt(100) < (clazz.isDemand() ? 6 : 3);
        TicketChannel channel = channel(matter, random);
        Above above = channel == TicketChannel.ABOVE ? above(call.at(), index, clazz, urgency) : null;
        var story = new Story(call.at(), matter, clazz, urgency, town, above != null, writing, random);
        return new Written("county-year-ticket-" + index, channel, matter.clazz(), urgency, matter.subject(),
                town, placed ? village : "", place,
                placed && random.nextInt(10) < 6 ? places.near(town, village, random) : null,
                clazz == TicketClass.COMPLAINT && random.nextInt(60) == 0, unknown ? "" : person.name(),
                unknown ? "" : person.phone(), title, text, call.at(), above, matter.result(),
                story.rounds());
    }

    /** The prefecture asks for no more than what is promised here anyway. */
    private Above above(LocalDateTime received, int index, TicketClass clazz, LimitClass urgency) {
        LocalDate askedBy = switch (urgency) {
            case URGENT -> received.toLocalDate().plusDays(1);
            case PROMPT -> hours.day(received, 2);
            case HARD -> hours.day(received, 15);
            default -> hours.day(received, clazz == TicketClass.CONSULT ? 3 : 7);
        };
        return new Above(numberAbove(received.toLocalDate(), index), askedBy);
    }

    static String numberAbove(LocalDate day, int index) {
        return "JY%1$tY%1$tm%1$td%2$05d".formatted(day, 10_000 + index * 37 % 80_000);
    }

    /** A school of a township lies in it; the larger townships come first in the list and call more often. */
    private String town(Matter matter, Writing writing, Random random) {
        for (String gap : List.of("school", "hospital")) {
            if (matter.says(gap)) {
                String name = writing.fill("{" + gap + "}");
                return towns.stream().filter(name::startsWith).findFirst().orElse(COUNTY_TOWN);
            }
        }
        return matter.inTown()
                ? COUNTY_TOWN
                : towns.get((int) (Math.pow(random.nextDouble(), 1.5) * towns.size()));
    }

    /** In the county town a street always belongs to the same community. */
    private String village(Matter matter, String place, Writing writing) {
        if (!matter.inTown()) {
            return writing.fill("{village}");
        }
        List<String> communities = phrases.list("community", "");
        return place.isEmpty()
                ? writing.fill("{community}")
                : communities.get(Math.floorMod(place.hashCode(), communities.size()));
    }

    /** Nothing is handed down that the prefecture could have answered itself. */
    private static TicketChannel channel(Matter matter, Random random) {
        int luck = random.nextInt(100);
        return luck < 78 || luck >= 96 && luck < 99 && matter.unit().equals(DIRECT)
                ? TicketChannel.PHONE
                : luck < 88
                        ? TicketChannel.WECHAT
                        : luck < 92
                                ? TicketChannel.WEB
                                : luck < 96 ? TicketChannel.APP : luck < 99 ? TicketChannel.ABOVE : TicketChannel.SMS;
    }

    private final class Story {
        private final LocalDateTime received;
        private final Matter matter;
        private final TicketClass clazz;
        private final LimitClass urgency;
        private final String town;
        private final boolean fromAbove;
        private final Writing writing;
        private final Random random;
        private List<YearLetters.Step> steps = new ArrayList<>();
        private LocalDateTime last;

        Story(LocalDateTime received, Matter matter, TicketClass clazz, LimitClass urgency, String town,
                boolean fromAbove, Writing writing, Random random) {
            this.received = received;
            this.matter = matter;
            this.clazz = clazz;
            this.urgency = urgency;
            this.town = town;
            this.fromAbove = fromAbove;
            this.writing = writing;
            this.random = random;
            last = received;
        }

        private int some(int least, int most) {
            return least + random.nextInt(most - least + 1);
        }

        private void at(LocalDateTime moment, String verb, String what, String words) {
            last = moment.isAfter(last) ? moment : last.plusMinutes(2);
            steps.add(new YearLetters.Step(last, new LetterStory.Line(0, verb, what, words)));
        }

        /** What has happened until now. */
        List<Round> rounds() {
            var rounds = new ArrayList<Round>();
            switch (matter.unit()) {
                case DIRECT -> at(received.plusMinutes(some(2, 9)), "draft", "", answer(writing));
                case REFUSED, TRANSFERRED -> {
                    List<String> lines = matter.template().interpretation();
                    at(hours.after(received, some(20, 200)), matter.unit().equals(REFUSED) ? "refuse" : "transfer",
                            lines.getFirst(), writing.fill(lines.get(1)));
                }
                default -> handled();
            }
            boolean asks = steps.getLast().line().verb().equals("approve");
            rounds.add(new Round(done(), asks ? asked(0) : null));
            Asked asked = rounds.getFirst().asked();
            if (asked != null && asked.said() != null && Boolean.FALSE.equals(asked.said().solved())) {
                last = asked.at();
                steps = new ArrayList<>();
                again(phrases.list("again", still())
                        .get(phrases.list("unsolved", still()).indexOf(asked.said().words())));
                rounds.add(new Round(done(), asked(1)));
            }
            return rounds;
        }

        private List<YearLetters.Step> done() {
            return steps.stream().takeWhile(step -> step.at().isBefore(end.minusMinutes(5))).toList();
        }

        private String answer(Writing from) {
            return String.join("\n", from.body(matter.template().interpretation()));
        }

        private String lead() {
            return matter.unit().equals(TOWNSHIP) ? town : matter.unit();
        }

        private boolean isSoon() {
            return urgency == LimitClass.URGENT || urgency == LimitClass.PROMPT;
        }

        private void handled() {
            String lead = lead();
            String helper = random.nextInt(14) == 0 ? lead.equals(town) ? "农业农村局" : town : "";
            if (!isSoon() && random.nextInt(25) == 0) {
                at(received.plusMinutes(some(3, 9)), "dispatch", lead.equals(town) ? "住建局" : town, "");
                at(hours.after(last, some(40, 150)), "return", "", lead.equals(town)
                        ? "这一事项由属地乡镇办理。"
                        : "按职责分工，这一事项由" + called(lead) + "负责。");
                at(hours.after(last, some(15, 90)), "dispatch", lead, "按职责分工办理。");
            } else if (isSoon() || random.nextInt(4) > 0) {
                at(received.plusMinutes(some(3, 8)), "dispatch", with(lead, helper), "");
            } else {
                at(hours.after(received, some(10, 120)), "dispatch", with(lead, helper), "");
            }
            LocalDateTime given = last;
            boolean helped = !helper.isEmpty() && steps.getLast().line().what().contains("+");
            switch (urgency) {
                case URGENT -> {
                    at(given.plusMinutes(some(4, 26)), "sign", "", "");
                    at(last.plusMinutes(some(5, 30)), "contact", "", contact());
                }
                case PROMPT -> {
                    at(given.plusMinutes(some(10, 100)), "sign", "", "");
                    at(last.plusMinutes(some(15, 110)), "contact", "", contact());
                }
                default -> {
                    at(hours.after(given, some(15, 180)), "sign", "", "");
                    at(hours.after(last, some(20, 200)), "contact", "", contact());
                }
            }
            LocalDateTime contacted = last;
            if (helped) {
                at(hours.after(last, some(30, 200)), "opinion", helper, "已到现场核实，配合主办单位处理。");
            }
            finish(given, contacted);
        }

        private String with(String lead, String helper) {
            return helper.isEmpty() ? lead : lead + " + " + helper;
        }

        private String called(String shortName) {
            return units.stream().filter(one -> one.shortName().equals(shortName)).findFirst().orElseThrow().called();
        }

        private String contact() {
            return writing.fill("[电话联系来电人，了解具体位置和情况，约定到现场;电话核实情况，告知办理时间;已与来电人见面，到现场查看;电话联系，来电人补充了照片]。");
        }

        private void finish(LocalDateTime given, LocalDateTime contacted) {
            boolean late = random.nextInt(45) == 0;
            boolean extended = !late && random.nextInt(50) == 0 && clazz != TicketClass.CONSULT && !isSoon()
                    && !fromAbove;
            int days = switch (urgency) {
                case URGENT -> 0;
                case PROMPT -> late ? some(4, 5) : some(0, 1);
                case HARD -> late ? some(17, 20) : extended ? some(17, 22) : some(5, 13);
                default -> clazz == TicketClass.CONSULT
                        ? late ? some(5, 6) : some(0, 2)
                        : late ? some(9, 11) : extended ? some(9, 11) : some(1, 5);
            };
            if (extended) {
                boolean hard = urgency == LimitClass.HARD;
                at(hours.day(given, hard ? 12 : 5).atTime(10, some(0, 50)), "extend", hard ? "10" : "5",
                        "需要等检测结果和施工材料，已电话告知来电人。");
                at(last.plusMinutes(some(30, 180)), "grant", hard ? "10" : "5", "同意，请每周告诉来电人进展。");
            }
            LocalDateTime drafted = urgency == LimitClass.URGENT
                    ? given.plusMinutes(late ? some(1_600, 2_600) : some(140, 1_100))
                    : hours.day(given, days).atTime(some(9, 16), some(0, 55));
            drafted = drafted.isAfter(last) ? drafted : last.plusMinutes(some(30, 90));
            Writing then = writing.on(drafted.toLocalDate())
                    .with("went", date(contacted.toLocalDate(), drafted.toLocalDate()));
            at(drafted, "draft", "", answer(then));
            approve();
        }

        private void approve() {
            at(isSoon() ? last.plusMinutes(some(8, 70)) : hours.after(last, some(12, 120)), "approve", "", "");
        }

        private static String date(LocalDate day, LocalDate on) {
            return day.equals(on)
                    ? "今天"
                    : day.equals(on.minusDays(1)) ? "昨天" : day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
        }

        private void again(String answer) {
            LocalDateTime begun = last;
            at(isSoon() ? begun.plusMinutes(some(20, 200)) : hours.after(begun, some(30, 300)), "contact", "",
                    "回访后再次联系来电人，约定一起到现场查看。");
            LocalDateTime contacted = last;
            LocalDateTime drafted = isSoon()
                    ? last.plusMinutes(some(60, 240))
                    : hours.day(begun, some(1, 4)).atTime(some(10, 16), some(0, 55));
            Writing then = writing.on(drafted.toLocalDate())
                    .with("went", date(contacted.toLocalDate(), drafted.toLocalDate()));
            at(drafted, "draft", "", then.fill(answer));
            approve();
        }

        /** Null when it is for the next days. */
        private @Nullable Asked asked(int before) {
            LocalDateTime at = hours.day(last, some(1, 3) == 3 ? 2 : 1).atTime(some(9, 16), some(0, 59));
            boolean reached = random.nextInt(100) < 94;
            var said = reached ? said(before) : null;
            int tries = reached ? random.nextInt(5) == 0 ? 2 : 1 : 3;
            return at.isBefore(end.minusMinutes(10)) ? new Asked(at, tries, said) : null;
        }

        private CallBacks.Said said(int before) {
            int likely = switch (matter.result()) {
                case SOLVED -> 94;
                case EXPLAINED -> 86;
                default -> 62;
            };
            boolean solved = random.nextInt(100) < (before == 0 ? likely : 72);
            int luck = random.nextInt(100);
            Integer degree = luck < 25 ? 3 : luck < 78 ? 2 : 1;
            if (solved) {
                degree = luck < 55
                        ? Integer.valueOf(5)
                        : luck < 87 ? Integer.valueOf(4) : luck < 95 ? Integer.valueOf(3) : null;
            }
            String words = phrase(solved ? "content" : "unsolved");
            return new CallBacks.Said(random.nextInt(100) < 97, solved, degree,
                    !solved || degree != null && degree > 3 && random.nextInt(4) == 0 ? words : "", Map.of());
        }

        /** What may still be wrong: something that was to be repaired, was promised, or was to be explained. */
        private String still() {
            return clazz == TicketClass.CONSULT ? "consult" : REPAIRS.contains(matter.unit()) ? "" : "promise";
        }

        private String phrase(String list) {
            List<String> all = phrases.list(list, still());
            return all.get(random.nextInt(all.size()));
        }
    }
}
