package org.yizhan.setup;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The letters of the county year: as many as a real county had, answered as its report says, of each 1,532 in time 1,513 and after an
 * extension 19. Those of the last days are still on their way. The same moment gives the same letters.
 */
final class YearLetters {
    /** Where they go, what they are, and how many of them. */
    enum Channel {
        MAILBOX("xianzhang", 1_830), REPORTS("jubao", 574), QUESTIONS("zixun", 148);

        final String box;
        final int count;

        Channel(String box, int count) {
            this.box = box;
            this.count = count;
        }

        boolean takes(String clazz) {
            return switch (this) {
                case MAILBOX -> !clazz.equals("report");
                case REPORTS -> clazz.equals("report");
                case QUESTIONS -> clazz.equals("consult");
            };
        }
    }

    private static final int OF = 1_532;
    private static final int EXTENDED = 19;
    private static final String[] SURNAMES = "李 王 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 林 郭 何 高 罗".split(" ");
    private static final String[] GIVEN = "建国 秀英 志强 丽华 小军 晓燕 永红 海涛 春梅 文斌 玉兰 国平 雪梅 立新 佳宁".split(" ");

    /** One line of a story: when, what, and which unit or words go with it. */
    record Step(LocalDateTime at, LetterStory.Line line) {}

    record Written(String once, String box, String clazz, String subject, String town, String name, String phone,
            boolean wantsPublic, String title, String text, LocalDateTime received, List<Step> story) {}

    private record Matter(String clazz, String unit, String subject, Template template) {}

    private final Predicate<LocalDate> working;
    private final LocalDateTime end;
    private final Phrases phrases = Phrases.read();
    private final List<Matter> matters = Template.read("letters.txt")
            .stream()
            .filter(template -> !template.titles().isEmpty())
            .flatMap(template -> Stream.generate(() -> template).limit(template.weight()))
            .map(template -> {
                String[] key = template.keys().getFirst().split(":");
                return new Matter(key[0], key[1], key[2], template);
            })
            .toList();
    private final List<DemoUnit> units = DemoUnit.all();
    private final List<LocalDate> days;

    YearLetters(LocalDateTime end, Predicate<LocalDate> working) {
        this.end = end;
        this.working = working;
        days = IntStream.range(0, YearPlan.DAYS)
                .mapToObj(back -> end.toLocalDate().minusDays(YearPlan.DAYS - 1L - back))
                .flatMap(day -> Stream.generate(() -> day).limit(working.test(day) ? 5 : 1))
                .toList();
    }

    List<Written> all() {
        return Stream.of(Channel.values()).flatMap(stream -> of(stream).stream()).toList();
    }

    private List<Written> of(Channel stream) {
        var random = new Random(40_417L + stream.ordinal());
        List<Matter> own = matters.stream().filter(matter -> stream.takes(matter.clazz())).toList();
        var letters = new ArrayList<Written>();
        for (int i = 0; i < stream.count; i++) {
            int place = (int) ((i + random.nextDouble()) / stream.count * days.size());
            LocalDateTime received = days.get(place).atTime(7, 30).plusMinutes(random.nextInt(14 * 60));
            letters.add(write(stream, own.get(random.nextInt(own.size())), i,
                    received.isBefore(end) ? received : end.minusMinutes(30L + random.nextInt(30)), random));
        }
        return letters;
    }

    private Written write(Channel stream, Matter matter, int index, LocalDateTime received, Random random) {
        DemoUnit unit = units.stream().filter(one -> one.shortName().equals(matter.unit())).findFirst().orElseThrow();
        var writing = new Writing(phrases, received.toLocalDate(), unit.code(), random, working, letters -> letters);
        writing.with("unit", unit.called());
        String town = writing.fill("{town}");
        List<String> titles = matter.template().titles();
        String title = writing.fill(titles.get(random.nextInt(titles.size())));
        String text = String.join("\n", writing.body(matter.template().lines()));
        String answer = String.join("\n", writing.body(matter.template().interpretation()));
        boolean extended = (index + 1) * EXTENDED / OF > index * EXTENDED / OF;
        String name = SURNAMES[random.nextInt(SURNAMES.length)] + GIVEN[random.nextInt(GIVEN.length)];
        var story = new Story(received, random);
        story.tell(matter, unit, answer, extended);
        return new Written("county-year-letter-" + stream.box + "-" + index, stream.box, matter.clazz(),
                matter.subject(), town, name, "13909" + (800_000 + random.nextInt(190_000)), random.nextInt(2) == 0,
                title, text, received, story.until(end));
    }

    /** Working days that the office promises for an answer, by class. */
    private static int promised(String clazz) {
        return switch (clazz) {
            case "consult" -> 5;
            case "help", "suggest" -> 7;
            case "thanks" -> 10;
            default -> 15;
        };
    }

    private final class Story {
        private final Random random;
        private final List<Step> steps = new ArrayList<>();
        private final LocalDate first;
        private final LocalDateTime received;

        Story(LocalDateTime received, Random random) {
            this.random = random;
            this.received = received;
            LocalDate day = received.getHour() < 16 ? received.toLocalDate() : received.toLocalDate().plusDays(1);
            while (!working.test(day)) {
                day = day.plusDays(1);
            }
            first = day;
        }

        /** What was done on a working day after the first, hour by hour. */
        private void on(int days, int hour, String verb, String what, String words) {
            LocalDateTime at = after(days).atTime(hour, random.nextInt(55));
            LocalDateTime least = steps.isEmpty() ? received.plusMinutes(9) : steps.getLast().at().plusMinutes(3);
            steps.add(new Step(at.isBefore(least) ? least : at, new LetterStory.Line(0, verb, what, words)));
        }

        private LocalDate after(int count) {
            LocalDate day = first;
            for (int left = count; left > 0;) {
                day = day.plusDays(1);
                left -= working.test(day) ? 1 : 0;
            }
            return day;
        }

        void tell(Matter matter, DemoUnit unit, String answer, boolean extended) {
            int promised = promised(matter.clazz());
            String lead = unit.shortName();
            String helper = random.nextInt(8) == 0 ? other(lead) : "";
            int day = 0;
            if (random.nextInt(50) == 0) {
                on(0, 16, "dispatch", other(lead), "");
                on(1, 9, "return", "", "按职责分工，这一事项由" + unit.called() + "负责。");
                day = 1;
            }
            on(day, day == 0 ? 16 : 11, "dispatch", helper.isEmpty() ? lead : lead + " + " + helper, "");
            on(day + 1, 9, "sign", "", "");
            int answered = extended ? promised + 1 + random.nextInt(4) : 1 + random.nextInt(promised - 1);
            if (!helper.isEmpty()) {
                answered = Math.max(answered, 2);
                on(day + 1 + random.nextInt(Math.min(2, answered)), 11, "opinion", helper, "情况已经核实，同意主办单位的意见。");
            }
            if (extended) {
                on(day + promised - 1, 14, "extend", "5", "需要现场检测，结果尚未出来。");
                on(day + promised - 1, 15, "grant", "5", "同意，请先把进展告诉来信人。");
            }
            on(day + answered, 14, "draft", "", answer);
            on(day + answered, 15, "approve", "", "");
            if (!matter.clazz().equals("report") && random.nextInt(5) < 2) {
                rate(day + answered + 1 + random.nextInt(4), answer);
            }
        }

        private void rate(int day, String answer) {
            int luck = random.nextInt(100);
            if (luck < 60) {
                on(day, 19, "rate", "5 solved", "");
            } else if (luck < 86) {
                on(day, 19, "rate", "4 solved", "");
            } else if (luck < 95) {
                on(day, 19, "rate", "3", "");
            } else {
                on(day, 19, "rate", "2 unsolved", "事情还没有解决。");
                on(day + 2, 14, "draft", "", "您好。您反映还没有解决，我们再次核实，补充处理如下。" + answer.replaceFirst("^您好。", ""));
                on(day + 2, 15, "approve", "", "");
            }
        }

        private String other(String lead) {
            String other = lead;
            while (other.equals(lead)) {
                other = units.get(1 + random.nextInt(27)).shortName();
            }
            return other;
        }

        List<Step> until(LocalDateTime latest) {
            return steps.stream().takeWhile(step -> step.at().isBefore(latest)).toList();
        }
    }
}
