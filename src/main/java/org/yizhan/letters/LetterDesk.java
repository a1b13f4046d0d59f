package org.yizhan.letters;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.CommonWords;
import org.yizhan.casework.Matters;
import org.yizhan.casework.NewCase;
import org.yizhan.casework.TakenOver;
import org.yizhan.identity.Phone;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.Channel;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;

/** The door through which letters come in: from the writer, from an officer who writes down what he was told, from above. */
@Component
public class LetterDesk {
    public static final int LONGEST_TITLE = 50;
    public static final int LONGEST_TEXT = 5000;
    private static final int SHORTEST_TITLE = 2;
    private static final int SHORTEST_TEXT = 5;

    private final Mailboxes mailboxes;
    private final LetterRows rows;
    private final SubjectTree subjects;
    private final Duplicates duplicates;
    private final CaseDesk desk;
    private final TakenOver past;
    private final CaseReading cases;
    private final WriterNotices notices;
    private final LetterMatters matters;
    private final Journal journal;
    private final CountyClock clock;

    LetterDesk(Mailboxes mailboxes, LetterRows rows, SubjectTree subjects, Duplicates duplicates, CaseDesk desk,
            TakenOver past,
            CaseReading cases,
            WriterNotices notices, LetterMatters matters,
            Journal journal, CountyClock clock) {
        this.subjects = subjects;
        this.duplicates = duplicates;
        this.mailboxes = mailboxes;
        this.rows = rows;
        this.desk = desk;
        this.past = past;
        this.cases = cases;
        this.notices = notices;
        this.matters = matters;
        this.journal = journal;
        this.clock = clock;
    }

    /** What the writer gets. */
    public sealed interface Receipt {
        /** @param again whether the same form had been sent before: it is the same letter */
        record Taken(CaseView view, boolean again) implements Receipt {}

        /** @param problems by field of the form, in its order; the empty field is the form as a whole */
        record Refused(Map<String, Refusal> problems) implements Receipt {}
    }

    /**
     * A letter over the web.
     *
     * @param address of the caller, by which a flood from one place is recognised; kept only as a keyed mark
     */
    @Transactional
    public Receipt submit(String mailbox, NewLetter typed, ActorRef who, String address) {
        return take(mailbox, typed, LetterChannel.WEB, who, address, clock.now());
    }

    /** How the writer is told the number and the code; empty when there is no way. */
    public Optional<Channel> told(CaseView letter) {
        return notices.first(letter);
    }

    /** A letter that an officer takes down, or takes over from above. */
    @Transactional
    public Receipt register(Actor officer, String mailbox, NewLetter typed, LetterChannel channel) {
        Optional<Mailbox> box = mailboxes.find(mailbox);
        if (box.isEmpty() || !officer.may(LetterPermissions.OFFICE, box.get().home())) {
            return refused("", "您没有在这个信箱登记来信的权限。");
        }
        NewLetter.Above above = typed.above();
        Optional<CaseView> known = above == null || rows.byOnce(typed.once()).isPresent()
                ? Optional.empty()
                : rows.fromAbove(above.body(), above.number()).flatMap(cases::find);
        if (known.isPresent()) {
            return refused("number", "这个编号的转办件已经接收过，本县编号 " + known.get().number() + "。");
        }
        return take(mailbox, typed, channel, officer.ref(), "", clock.now());
    }

    /** A letter that came in elsewhere and is to be handled here from now on. */
    @Transactional
    public Receipt takeOver(String mailbox, NewLetter typed, LetterChannel channel, Instant received) {
        return take(mailbox, typed, channel, ActorRef.PROGRAM, "", received);
    }

    /** A letter of an earlier time with all that was done about it, such as one from the system before this one. */
    @Transactional
    public Receipt takeOver(String mailbox, NewLetter typed, LetterChannel channel, Instant received,
            List<TakenOver.Step> steps) {
        return take(mailbox, typed, channel, ActorRef.PROGRAM, "",
                (wanted, own) -> {
                    CaseView view = past.takeOver(wanted, ActorRef.PROGRAM, received, steps,
                            it -> own.accept(it.id(), received));
                    matters.earlier(List.of(new Matters.Earlier(view.id(), typed.title() + "\n" + typed.text(),
                            view.lead(), view.subject(), clock.local(received).toLocalDate())));
                    return view;
                });
    }

    /** How it becomes a case; its own rows are written when the case has its number. */
    private interface Opening {
        CaseView open(NewCase wanted, BiConsumer<CaseId, Instant> own);
    }

    private Receipt take(String slug, NewLetter typed, LetterChannel channel, ActorRef who, String address,
            Instant received) {
        return take(slug, typed, channel, who, address, (wanted, own) -> {
            CaseView view = desk.open(wanted, who, received);
            own.accept(view.id(), received);
            notices.received(view, LetterRows.Sender.of(cleaned(typed), who));
            NewLetter.Above above = typed.above();
            if (above == null || above.due() == null) {
                return view;
            }
            desk.actAsProgram(view.id(), asked(above.body(), above.due()))
                    .refusal()
                    .ifPresent(refusal -> {
                        throw new IllegalStateException(view.number() + ": " + refusal.text());
                    });
            return cases.find(view.id()).orElseThrow();
        });
    }

    /** What comes down when its day is over is owed today. */
    private CaseAct.GiveDate asked(String body, LocalDate due) {
        LocalDate today = clock.today();
        return due.isBefore(today)
                ? new CaseAct.GiveDate(today, body + "要求 " + Dates.day(due) + " 办结，送到时已经过期")
                : new CaseAct.GiveDate(due, body + "要求的日期");
    }

    private Receipt take(String slug, NewLetter typed, LetterChannel channel, ActorRef who, String address,
            Opening opening) {
        Optional<CaseView> before = rows.byOnce(typed.once()).flatMap(cases::find);
        if (before.isPresent()) {
            return new Receipt.Taken(before.get(), true);
        }
        Optional<Mailbox> box = mailboxes.find(slug).filter(one -> one.open() || channel != LetterChannel.WEB);
        if (box.isEmpty()) {
            return refused("", "这个信箱现在不接收来信，请选择其他信箱。");
        }
        NewLetter letter = cleaned(typed);
        Map<String, Refusal> problems = problems(letter, channel);
        subject(problems, letter, subjects.names());
        if (!problems.isEmpty()) {
            return new Receipt.Refused(problems);
        }
        boolean guarded = letter.guarded() || box.get().guarded();
        var wanted = new NewCase(LetterKind.CODE, letter.title(), letter.clazz(), letter.subject(), letter.region(),
                channel.code(), rows.mark(letter.writer()), guarded, box.get().home(),
                Map.of(CommonWords.SIGN_OFF, Boolean.toString(box.get().signed()), CommonWords.VILLAGE,
                        Towns.villageIn(letter.place())),
                letter.files());
        return new Receipt.Taken(opening.open(wanted, (id, received) -> {
            rows.insert(id, box.get().id(), letter, who, rows.addressMark(address), received);
            duplicates.take(id.value(), letter.title() + "\n" + letter.text());
        }), false);
    }

    /** What would be said against a letter over the web; empty when it can be sent. */
    public Map<String, Refusal> problems(String mailbox, NewLetter typed) {
        Map<String, Refusal> problems = new LinkedHashMap<>();
        if (mailboxes.find(mailbox).filter(Mailbox::open).isEmpty()) {
            put(problems, "to", "请选择写给哪个信箱。");
        }
        problems.putAll(problems(cleaned(typed), LetterChannel.WEB));
        subject(problems, typed, subjects.choices());
        return problems;
    }

    private static void subject(Map<String, Refusal> problems, NewLetter letter, Map<String, String> known) {
        if (!letter.subject().isEmpty() && !known.containsKey(letter.subject())) {
            put(problems, "subject", "请从列表里选择关于什么，或者不选。");
        }
    }

    static NewLetter cleaned(NewLetter typed) {
        Writer writer = typed.writer();
        return new NewLetter(typed.once(), typed.clazz(), PlainText.line(typed.title()).strip(),
                PlainText.lines(typed.text()).strip(), typed.subject(), typed.region(),
                PlainText.line(typed.place()).strip(), typed.latitude(), typed.longitude(), typed.wantsPublic(),
                typed.guarded(), typed.reportedUnit(), new Writer(PlainText.line(writer.name()).strip(),
                        Phone.problem(writer.phone()).isEmpty()
                                ? new Phone(writer.phone()).value()
                                : writer.phone().strip(),
                        PlainText.line(writer.email()).strip(), PlainText.line(writer.address()).strip()),
                typed.member(), typed.files(), typed.above());
    }

    static Map<String, Refusal> problems(NewLetter letter, LetterChannel channel) {
        var problems = new LinkedHashMap<String, Refusal>();
        if (letter.once().length() < 16 || letter.once().length() > 64) {
            put(problems, "", "页面已经过期，请刷新后再提交。");
        }
        if (LetterClass.of(letter.clazz()).isEmpty()) {
            put(problems, "class", "请选择来信类型。");
        }
        length(problems, "title", letter.title(), SHORTEST_TITLE, LONGEST_TITLE, "标题");
        length(problems, "text", letter.text(), SHORTEST_TEXT, LONGEST_TEXT, "内容");
        length(problems, "place", letter.place(), 0, 100, "地点");
        if ((letter.latitude() == null) != (letter.longitude() == null)
                || letter.latitude() != null && !isOnEarth(letter)) {
            put(problems, "place", "位置不对，请重新选择，或只写文字。");
        }
        Writer writer = letter.writer();
        length(problems, "name", writer.name(), 0, 30, "姓名");
        length(problems, "address", writer.address(), 0, 100, "联系地址");
        if (!writer.phone().isEmpty() && !isPhone(writer.phone())) {
            put(problems, "phone", "请填写 11 位手机号，或带区号的固定电话，例如 0980-2200000。");
        }
        if (!writer.email().isEmpty() && !writer.email().matches("[^\\s@]{1,64}@[^\\s@]+\\.[^\\s@.]{2,24}")) {
            put(problems, "email", "电子邮箱的格式不对，例如 name@example.com。");
        }
        boolean asks = channel == LetterChannel.WEB && !letter.guarded();
        if (asks && writer.phone().isEmpty() && writer.email().isEmpty()) {
            put(problems, "phone", "请留下手机号或电子邮箱，承办单位需要联系您核实情况。");
        }
        return problems;
    }

    /** What is wrong with a matter that is taken out of a letter. */
    static List<Refusal> matter(String title, String text) {
        var problems = new LinkedHashMap<String, Refusal>();
        length(problems, "title", title, SHORTEST_TITLE, LONGEST_TITLE, "标题");
        length(problems, "text", text, SHORTEST_TEXT, LONGEST_TEXT, "内容");
        return List.copyOf(problems.values());
    }

    private static boolean isPhone(String phone) {
        return Phone.problem(phone).isEmpty() || phone.matches("0\\d{2,3}-?\\d{7,8}(-\\d{1,6})?");
    }

    private static boolean isOnEarth(NewLetter letter) {
        return letter.latitude() != null && letter.longitude() != null
                && Math.abs(letter.latitude().doubleValue()) <= 90 && Math.abs(letter.longitude().doubleValue()) <= 180;
    }

    private static void length(Map<String, Refusal> problems, String field, String text, int least, int most,
            String name) {
        int length = PlainText.length(text);
        if (length < least) {
            put(problems, field, length == 0 ? "请填写" + name + "。" : name + "至少 " + least + " 个字。");
        } else if (length > most) {
            put(problems, field, name + "最多 " + most + " 个字，现在有 " + length + " 个，请精简。");
        }
    }

    private static void put(Map<String, Refusal> problems, String field, String text) {
        problems.putIfAbsent(field, new Refusal(text));
    }

    private static Receipt refused(String field, String text) {
        return new Receipt.Refused(Map.of(field, new Refusal(text)));
    }
}
