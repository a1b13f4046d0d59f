package org.yizhan.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.TakenOver;
import org.yizhan.letters.LetterChannel;
import org.yizhan.letters.LetterDesk;
import org.yizhan.letters.LetterPermissions;
import org.yizhan.letters.Mailbox;
import org.yizhan.letters.Mailboxes;
import org.yizhan.letters.NewLetter;
import org.yizhan.letters.Publication;
import org.yizhan.letters.SubjectTree;
import org.yizhan.letters.Writer;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

/** Mailboxes of the demonstration, and letters in every state. */
@Component
class DemoLetters implements LetterStory.People {
    private static final int FLOOD = 6;
    private static final String ABOVE = "above";

    private final Kinds kinds;
    private final Mailboxes mailboxes;
    private final SubjectTree subjects;
    private final LetterDesk desk;
    private final Publication publication;
    private final DemoStaff staff;
    private final DemoNames names;
    private final CountyClock clock;
    private final DemoDays calendar;

    DemoLetters(Kinds kinds, Mailboxes mailboxes, SubjectTree subjects, LetterDesk desk, Publication publication,
            DemoStaff staff, DemoNames names, CountyClock clock, DemoDays calendar) {
        this.kinds = kinds;
        this.mailboxes = mailboxes;
        this.subjects = subjects;
        this.desk = desk;
        this.publication = publication;
        this.staff = staff;
        this.names = names;
        this.clock = clock;
        this.calendar = calendar;
    }

    void openMailboxes() {
        kinds.ship(); // the demonstration is loaded before the program has started
        UnitPath county = names.county().path();
        var keeper = new Actor(ActorRef.PROGRAM, "系统", null,
                Set.of(new Grant(LetterPermissions.MAILBOXES, county)));
        int ordering = 10;
        for (String[] row : DemoText.rows("mailboxes.txt")) {
            mailboxes.save(keeper, new Mailbox(0, row[0], row[1], Mailbox.Nature.valueOf(row[2]), unit(row[3]), row[5],
                    row[4].equals("yes"), true, ordering, 0)).ifPresent(why -> {
                        throw new IllegalStateException(row[0] + ": " + why.text());
                    });
            ordering += 10;
        }
    }

    /** A letter as {@code demo/letters.txt} has it. */
    private record Written(String[] head, String title, String text, List<LetterStory.Line> story, String published) {
        static List<Written> all() {
            var letters = new ArrayList<Written>();
            List<String> lines = DemoText.lines("letters.txt");
            int from = lines.indexOf("");
            for (int i = from; i < lines.size(); i++) {
                if (lines.get(i).startsWith("# ")) {
                    int end = i + 1;
                    while (end < lines.size() && !lines.get(end).startsWith("# ")) {
                        end++;
                    }
                    letters.add(of(lines.subList(i, end)));
                }
            }
            return letters;
        }

        private static Written of(List<String> block) {
            return new Written(block.getFirst().substring(2).split("\\s*\\|\\s*", -1), marked(block, "= "),
                    marked(block, "> "),
                    block.stream().filter(line -> line.matches("\\d+ .*")).map(LetterStory.Line::of).toList(),
                    marked(block, "! "));
        }

        private static String marked(List<String> block, String mark) {
            return block.stream()
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(2).strip())
                    .findFirst()
                    .orElse("");
        }

        boolean is(String flag) {
            return Arrays.asList(head[6].split("[ ,]+")).contains(flag);
        }
    }

    int load() {
        int n = 0;
        for (Written letter : Written.all()) {
            n += letter.head()[0].equals("flood") ? flood(letter) : take(letter, n);
        }
        return n;
    }

    private int take(Written letter, int index) {
        int days = Integer.parseInt(letter.head()[0]);
        Mailbox box = mailboxes.find(letter.head()[1]).orElseThrow();
        LocalDate today = clock.today();
        LocalDate day = calendar.working(today, -days);
        Instant received = days == 0
                ? clock.now().minus(Duration.ofMinutes(25 + 13L * index))
                : calendar.at(day, LocalTime.of(8, 0).plusMinutes(index * 17 % 55));
        var story = new LetterStory(this, box.home(), box.signed());
        LocalTime time = LocalTime.of(9, 5);
        for (LetterStory.Line line : letter.story()) {
            LocalDate then = calendar.working(day, line.days());
            time = time.plusMinutes(9);
            Instant at = calendar.at(then, time);
            Instant latest = clock.now().minusSeconds(600L - 10L * story.steps().size());
            story.tell(line, at.isBefore(latest) ? at : latest, then);
        }
        CaseView taken = take(letter, box, received, letter.head()[5], story.steps(), index);
        if (!letter.published().isEmpty()) {
            String[] said = letter.published().split("\\s*\\|\\|\\s*", 2);
            publish(taken.id(), letter.title(), said[0], said[1]);
        }
        return 1;
    }

    /** The office makes it public, with the words that it has read once more. */
    private void publish(CaseId id, String title, String question, String answer) {
        publication.publish(office(), id, title, question, answer, null).ifPresent(why -> {
            throw new IllegalStateException(title + ": " + why.text());
        });
    }

    private Actor office() {
        UnitPath county = names.county().path();
        return new Actor(staff.ref("xufang"), "徐芳", county,
                Set.of(new Grant(LetterPermissions.SEE, county), new Grant(LetterPermissions.PUBLISH, county)));
    }

    /** Many send the same; the office merges them into the first. */
    private int flood(Written letter) {
        Mailbox box = mailboxes.find(letter.head()[1]).orElseThrow();
        Instant begin = calendar.at(calendar.working(clock.today(), -3), LocalTime.of(20, 0));
        CaseView first = null;
        for (int i = 0; i < FLOOD; i++) {
            List<TakenOver.Step> steps = first == null
                    ? List.of()
                    : List.of(as(begin.plus(Duration.ofHours(13)), LetterStory.Hand.OFFICE, box.home(),
                            new CaseAct.Merge(first.id())));
            String[] writer = letter.head()[5].split(" ");
            CaseView taken = take(letter, box, begin.plusSeconds(40L * i), writer[0] + " "
                    + (Long.parseLong(writer[1]) + i), steps, 900 + i);
            first = first == null ? taken : first;
        }
        return FLOOD;
    }

    private CaseView take(Written letter, Mailbox box, Instant received, String writer, List<TakenOver.Step> steps,
            int index) {
        String[] head = letter.head();
        String[] who = writer.split(" ");
        boolean above = letter.is(ABOVE);
        var typed = new NewLetter("demonstration-letter-" + index, head[2], letter.title(), letter.text(),
                subject(head[3]),
                Long.toString(names.unit(head[4]).value()), "", null, null, letter.is("public"), letter.is("guarded"),
                null, new Writer(letter.is("guarded") ? "" : who[0], who[1], "", ""), null, List.of(),
                above ? new NewLetter.Above("江源市人民政府办公室", "市信转〔2026〕118号", null) : null);
        return taken(letter.title(),
                desk.takeOver(box.slug(), typed, above ? LetterChannel.ABOVE : LetterChannel.WEB, received, steps));
    }

    /** Some of the letters of the year; every one of them is taken over with its own dates. */
    void take(List<YearLetters.Written> letters) {
        for (YearLetters.Written letter : letters) {
            Mailbox box = mailboxes.find(letter.box()).orElseThrow();
            var story = new LetterStory(this, box.home(), box.signed());
            letter.story()
                    .forEach(step -> story.tell(step.line(), step.at().atZone(clock.zone()).toInstant(),
                            step.at().toLocalDate()));
            boolean report = box.guarded();
            var typed = new NewLetter(letter.once(), letter.clazz(), letter.title(), letter.text(),
                    subject(letter.subject()),
                    Long.toString(names.unit(letter.town()).value()), "", null, null, letter.wantsPublic() && !report,
                    report, null, new Writer(report ? "" : letter.name(), letter.phone(), "", ""), null, List.of(),
                    null);
            CaseView taken = taken(letter.title(), desk.takeOver(box.slug(), typed, LetterChannel.WEB,
                    letter.received().atZone(clock.zone()).toInstant(), story.steps()));
            if (typed.wantsPublic() && taken.answeredAt() != null && CaseAction.PUBLISH.isPossibleIn(taken.state())) {
                publication.propose(office(), taken.id())
                        .ifPresent(words -> publish(taken.id(), words.title(), words.question(), words.answer()));
            }
        }
    }

    private String subject(String name) {
        return subjects.branches()
                .stream()
                .flatMap(branch -> Stream.concat(Stream.of(branch.top()), branch.below().stream()))
                .filter(one -> one.name().equals(name))
                .findFirst()
                .map(one -> Long.toString(one.id()))
                .orElseThrow(() -> new IllegalStateException("no subject " + name));
    }

    private static CaseView taken(String title, LetterDesk.Receipt receipt) {
        return switch (receipt) {
            case LetterDesk.Receipt.Taken taken -> taken.view();
            case LetterDesk.Receipt.Refused refused ->
                throw new IllegalStateException(title + ": " + refused.problems());
        };
    }

    @Override
    public UnitPath unit(String shortName) {
        return names.path(shortName);
    }

    @Override
    public TakenOver.Step as(Instant at, LetterStory.Hand hand, UnitPath unit, CaseAct act) {
        return staff.step("xufang", at, hand, unit, act);
    }
}
