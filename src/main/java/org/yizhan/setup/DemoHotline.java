package org.yizhan.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.casework.TakenOver;
import org.yizhan.hotline.CallBacks;
import org.yizhan.hotline.Caller;
import org.yizhan.hotline.EarlierTickets;
import org.yizhan.hotline.HotlinePermissions;
import org.yizhan.hotline.Knowledge;
import org.yizhan.hotline.NewTicket;
import org.yizhan.hotline.OutsideResults;
import org.yizhan.hotline.OutsideSystems;
import org.yizhan.hotline.TicketChannel;
import org.yizhan.hotline.TicketResult;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Grant;
import org.yizhan.shared.UnitPath;

/** Tickets of the demonstration in every state, and what its hotline knows. */
@Component
class DemoHotline implements LetterStory.People {
    private static final int REVIEW_MONTHS = 6;
    private static final Duration AT_ONCE = Duration.ofMinutes(15);
    private static final String AGENT = "tangmin";
    private static final String OFFICE = "hejie";
    private static final String PREFECTURE = "江源市12345热线平台";
    private static final int MOST_A_DAY = 500;

    private final Kinds kinds;
    private final EarlierTickets earlier;
    private final CallBacks callBacks;
    private final Knowledge knowledge;
    private final OutsideSystems systems;
    private final OutsideResults results;
    private final Matters matters;
    private final DemoStaff staff;
    private final DemoNames names;
    private final CountyClock clock;
    private final DemoDays calendar;

    DemoHotline(Kinds kinds, EarlierTickets earlier, CallBacks callBacks, Knowledge knowledge,
            OutsideSystems systems, OutsideResults results, Matters matters, DemoStaff staff, DemoNames names,
            CountyClock clock, DemoDays calendar) {
        this.kinds = kinds;
        this.earlier = earlier;
        this.callBacks = callBacks;
        this.knowledge = knowledge;
        this.systems = systems;
        this.results = results;
        this.matters = matters;
        this.staff = staff;
        this.names = names;
        this.clock = clock;
        this.calendar = calendar;
    }

    /** Entries as {@code demo/knowledge.txt} has them: a head, a policy, and the text. */
    void know() {
        List<String> lines = DemoText.lines("knowledge.txt");
        Actor office = holder(OFFICE, names.county().path(), HotlinePermissions.KNOWLEDGE,
                HotlinePermissions.KNOWLEDGE_OFFICE);
        int n = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("= ")) {
                continue;
            }
            String[] head = lines.get(i).substring(2).split("\\s*\\|\\s*", -1);
            UnitPath unit = names.path(head[1]);
            var written = new Knowledge.Written(head[0], lines.get(i + 2).substring(2), lines.get(i + 1).substring(2),
                    !head[2].equals("internal"), clock.today().plusMonths(REVIEW_MONTHS).plusDays(n++));
            switch (knowledge.write(holder(staff.handlerOf(unit), unit, HotlinePermissions.KNOWLEDGE), 0, -1, unit,
                    written, !head[2].equals("draft"))) {
                case Knowledge.Saved.Refused refused ->
                    throw new IllegalStateException(head[0] + ": " + refused.why().text());
                case Knowledge.Saved.Done done -> {
                    if (!head[2].equals("draft") && !head[2].equals("waiting")) {
                        knowledge.approve(office, done.id(), knowledge.find(office, done.id()).orElseThrow().version())
                                .ifPresent(why -> {
                                    throw new IllegalStateException(head[0] + ": " + why.text());
                                });
                    }
                }
            }
        }
    }

    /** The prefecture's platform, joined by file alone: nobody has its key, and nothing leaves this machine. */
    void join() {
        Actor office = holder(OFFICE, names.county().path(), HotlinePermissions.SETTINGS);
        if (systems.add(office, PREFECTURE, Integer.toString(MOST_A_DAY), true,
                "") instanceof OutsideSystems.Added.Refused refused) {
            throw new IllegalStateException(refused.why().text());
        }
    }

    /** What the prefecture was told before the last working day has arrived there; the rest waits for the next file. */
    void arrived() {
        Actor office = holder(OFFICE, names.county().path(), HotlinePermissions.OFFICE);
        OutsideSystems.OutsideSystem above = systems.all()
                .stream()
                .filter(one -> one.name().equals(PREFECTURE))
                .findFirst()
                .orElseThrow();
        Instant until = calendar.at(calendar.working(clock.today(), -1), LocalTime.MIN);
        List<OutsideResults.Result> some;
        do {
            some = results.results(above, 0, OutsideResults.MOST)
                    .stream()
                    .takeWhile(one -> one.at().isBefore(until))
                    .toList();
            if (!some.isEmpty()) {
                results.confirm(office, above, some.getLast().result()).ifPresent(why -> {
                    throw new IllegalStateException(why.text());
                });
            }
        } while (some.size() == OutsideResults.MOST);
    }

    private Actor holder(String account, UnitPath unit, String... permissions) {
        Set<Grant> grants = new java.util.HashSet<>();
        Arrays.stream(permissions).forEach(permission -> grants.add(new Grant(permission, unit)));
        return new Actor(staff.ref(account), account, unit, grants);
    }

    void load() {
        kinds.ship(); // the demonstration is loaded before the program has started
        List<String> lines = DemoText.lines("tickets.txt");
        var blocks = new ArrayList<List<String>>();
        for (int i = lines.indexOf(""); i < lines.size(); i++) {
            if (lines.get(i).startsWith("# ")) {
                int end = i + 1;
                while (end < lines.size() && !lines.get(end).startsWith("# ")) {
                    end++;
                }
                blocks.add(lines.subList(i, end));
            }
        }
        var tickets = new ArrayList<EarlierTickets.Earlier>();
        for (List<String> block : blocks) {
            tickets.add(earlier(block, tickets.size()));
        }
        List<CaseView> taken = earlier.takeOver(tickets);
        for (int i = 0; i < taken.size(); i++) {
            asked(taken.get(i), flags(head(blocks.get(i))));
        }
        arrived();
    }

    private static String[] head(List<String> block) {
        return block.getFirst().substring(2).split("\\s*\\|\\s*", -1);
    }

    private static List<String> flags(String[] head) {
        return Arrays.asList(head[7].split("[ ,]+"));
    }

    private EarlierTickets.Earlier earlier(List<String> block, int index) {
        String[] head = head(block);
        int days = Integer.parseInt(head[0]);
        LocalDate day = calendar.working(clock.today(), -days);
        Instant received = days == 0
                ? clock.now().minus(Duration.ofMinutes(20 + 7L * index))
                : calendar.at(day, LocalTime.of(8, 0).plusMinutes(index * 17 % 55));
        var story = new LetterStory(this, names.county().path(), false);
        LocalTime time = LocalTime.of(9, 5);
        for (String line : block.stream().filter(one -> one.matches("\\d+ .*")).toList()) {
            LetterStory.Line step = LetterStory.Line.of(line);
            LocalDate then = calendar.working(day, step.days());
            time = time.plusMinutes(11);
            Instant at = calendar.at(then, time);
            Instant latest = clock.now().minusSeconds(600L - 10L * story.steps().size());
            Instant least = received.plusSeconds(60L * (1 + story.steps().size()));
            at = at.isBefore(latest) ? at : latest;
            story.tell(step, at.isBefore(least) ? least : at, then);
        }
        List<String> flags = flags(head);
        LocalDate askedBy = flags.stream()
                .filter(flag -> flag.matches("above[0-9]+"))
                .map(flag -> calendar.working(day, Integer.parseInt(flag.substring(5))))
                .findFirst()
                .orElse(null);
        String[] who = head[6].split(" ");
        var typed = new NewTicket("demonstration-ticket-" + index,
                askedBy != null
                        ? TicketChannel.ABOVE
                        : flags.contains("wechat") ? TicketChannel.WECHAT : TicketChannel.PHONE,
                head[1],
                LimitClass.valueOf(head[2]), marked(block, "= "), marked(block, "> "), subject(head[3]),
                Long.toString(names.unit(head[4]).value()), head[5], "", null, null, null, flags.contains("secret"),
                null, who.length < 2 ? Caller.UNKNOWN : new Caller(who[0], who[1], ""), "",
                askedBy == null ? null : outside(YearTickets.numberAbove(day, index)));
        return new EarlierTickets.Earlier(typed, staff.ref(askedBy == null ? AGENT : OFFICE), received, askedBy,
                TicketResult.of(head[8]).orElse(null), List.of(new EarlierTickets.Round(story.steps(), null)));
    }

    private static NewTicket.Outside outside(String number) {
        return new NewTicket.Outside(PREFECTURE, number);
    }

    /** How soon what is about a subject usually has to be handled, by the name of the subject. */
    Map<String, LimitClass> urgencies() {
        var all = new HashMap<String, LimitClass>();
        matters.subjects()
                .forEach((code, name) -> all.put(name.substring(name.indexOf('/') + 1).strip(), matters.urgency(code)));
        return all;
    }

    /** Some of the tickets of the year, with what callers said when they were asked. */
    List<CaseView> take(List<YearTickets.Written> tickets) {
        kinds.ship();
        return earlier.takeOver(tickets.stream().map(this::earlier).toList());
    }

    private EarlierTickets.Earlier earlier(YearTickets.Written it) {
        YearTickets.Above above = it.above();
        var typed = new NewTicket(it.once(), it.channel(), it.clazz(), it.urgency(), it.title(), it.text(),
                subject(it.subject()), Long.toString(names.unit(it.town()).value()), it.village(), it.place(),
                it.point() == null ? null : it.point().latitude(), it.point() == null ? null : it.point().longitude(),
                null, it.secret(), null, it.phone().isEmpty() ? Caller.UNKNOWN : new Caller(it.name(), it.phone(), ""),
                "", above == null ? null : outside(above.number()));
        Instant received = instant(it.received());
        var story = new LetterStory(new Hands(received), names.county().path(), false);
        var rounds = new ArrayList<EarlierTickets.Round>();
        for (YearTickets.Round round : it.rounds()) {
            int before = story.steps().size();
            round.steps().forEach(step -> story.tell(step.line(), instant(step.at()), step.at().toLocalDate()));
            YearTickets.Asked asked = round.asked();
            rounds.add(new EarlierTickets.Round(story.steps().subList(before, story.steps().size()), asked == null
                    ? null
                    : new CallBacks.Asked(instant(asked.at()), staff.ref("sunli"), asked.tries(), asked.said())));
        }
        return new EarlierTickets.Earlier(typed, staff.ref(above == null ? AGENT : OFFICE), received,
                above == null ? null : above.askedBy(), it.result(), rounds);
    }

    private Instant instant(LocalDateTime at) {
        return at.atZone(clock.zone()).toInstant();
    }

    /** What is done at once, the agent has done, and the rest the office. */
    private final class Hands implements LetterStory.People {
        private final Instant atOnce;

        Hands(Instant received) {
            atOnce = received.plus(AT_ONCE);
        }

        @Override
        public UnitPath unit(String shortName) {
            return names.path(shortName);
        }

        @Override
        public TakenOver.Step as(Instant at, LetterStory.Hand hand, UnitPath unit, CaseAct act) {
            return staff.step(at.isBefore(atOnce) ? AGENT : OFFICE, at, hand, unit, act);
        }
    }

    /** {@code asked5} was asked and very satisfied; {@code again2} says that it is not solved. */
    private void asked(CaseView view, List<String> flags) {
        Actor asker = holder("sunli", names.county().path(), HotlinePermissions.CALL_BACK);
        flags.stream()
                .filter(flag -> flag.matches("(asked|again)[1-5]"))
                .forEach(flag -> callBacks.of(view.id())
                        .stream()
                        .filter(one -> one.state() == CallBacks.State.OPEN)
                        .forEach(one -> callBacks.record(asker, one.id(), one.version(), new CallBacks.Said(true,
                                flag.startsWith("asked"), Integer.valueOf(flag.substring(5)),
                                flag.startsWith("asked") ? "" : "还是老样子，请再来看看", Map.of())).ifPresent(why -> {
                                    throw new IllegalStateException(view.title() + ": " + why.text());
                                })));
    }

    private static String marked(List<String> block, String mark) {
        return block.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse("");
    }

    private String subject(String name) {
        return matters.subjects()
                .entrySet()
                .stream()
                .filter(one -> one.getValue().equals(name) || one.getValue().endsWith("/ " + name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no subject " + name));
    }

    @Override
    public UnitPath unit(String shortName) {
        return names.path(shortName);
    }

    @Override
    public TakenOver.Step as(Instant at, LetterStory.Hand hand, UnitPath unit, CaseAct act) {
        return staff.step(OFFICE, at, hand, unit, act);
    }
}
