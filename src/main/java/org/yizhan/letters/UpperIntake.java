package org.yizhan.letters;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.IntakeLine;
import org.yizhan.identity.Vault;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile.Unreadable;
import org.yizhan.shared.SheetForm;
import org.yizhan.shared.TypedDay;

/**
 * Takes over what offices above hand down (接收上级转办件), by file and by their programs. The same number from the same office is one letter,
 * however often it comes.
 */
@Component
public class UpperIntake {
    private static final List<String> HEAD = List.of("转办单位", "转办编号", "要求办结日期", "信箱", "类型", "标题", "内容", "姓名", "电话",
            "联系地址");
    private static final int MOST_ROWS = 2000;

    private final LetterDesk desk;
    private final UpperResults results;
    private final LetterRows rows;
    private final Mailboxes mailboxes;
    private final CaseReading cases;
    private final Vault vault;
    private final Journal journal;
    private final CountyClock clock;

    UpperIntake(LetterDesk desk, UpperResults results, LetterRows rows, Mailboxes mailboxes, CaseReading cases,
            Vault vault, Journal journal,
            CountyClock clock) {
        this.desk = desk;
        this.results = results;
        this.rows = rows;
        this.mailboxes = mailboxes;
        this.cases = cases;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    private record Read(int row, String slug, NewLetter letter, Optional<Refusal> problem) {}

    /** An empty file with the right columns. */
    public static void template(OutputStream out) throws IOException {
        SheetForm.write(out, "上级转办件", HEAD, List.of());
    }

    /** What would happen; nothing is taken over yet. */
    public List<IntakeLine> preview(Actor officer, byte[] file) throws Unreadable {
        var seen = new HashSet<String>();
        return read(file).stream().map(read -> {
            NewLetter.Above above = above(read);
            Optional<Refusal> why = read.problem()
                    .or(() -> Refusal.when(!seen.add(above.body() + "\n" + above.number()), "文件里前面已经有这个编号。"))
                    .or(() -> mayNot(officer, read.slug()))
                    .or(() -> LetterDesk.problems(LetterDesk.cleaned(read.letter()), LetterChannel.ABOVE)
                            .values()
                            .stream()
                            .findFirst());
            Optional<CaseView> known = rows.fromAbove(above.body(), above.number()).flatMap(cases::find);
            return new IntakeLine(read.row(), above.number(), read.letter().title(), known.orElse(null),
                    known.map(UpperIntake::known).or(() -> why).orElse(null));
        }).toList();
    }

    private static Refusal known(CaseView view) {
        return new Refusal("已经接收过，本县编号 " + view.number() + "。");
    }

    private static NewLetter.Above above(Read read) {
        NewLetter.Above above = read.letter().above();
        return above == null ? new NewLetter.Above("", "", null) : above;
    }

    private Optional<Refusal> mayNot(Actor officer, String slug) {
        return mailboxes.find(slug).filter(box -> officer.may(LetterPermissions.OFFICE, box.home())).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal("没有这个信箱，或您没有在这个信箱登记来信的权限。"));
    }

    /** Row by row, each by itself: one that is refused keeps no other back. */
    public List<IntakeLine> take(Actor officer, byte[] file) throws Unreadable {
        return read(file).stream().map(read -> {
            String number = above(read).number();
            if (read.problem().isPresent()) {
                return new IntakeLine(read.row(), number, read.letter().title(), null, read.problem().get());
            }
            return switch (desk.register(officer, read.slug(), read.letter(), LetterChannel.ABOVE)) {
                case LetterDesk.Receipt.Taken taken ->
                    new IntakeLine(read.row(), number, read.letter().title(), taken.view(),
                            taken.again() ? known(taken.view()) : null);
                case LetterDesk.Receipt.Refused refused ->
                    new IntakeLine(read.row(), number, read.letter().title(), null,
                            refused.problems().values().iterator().next());
            };
        }).toList();
    }

    private List<Read> read(byte[] file) throws Unreadable {
        return SheetForm.read(file, HEAD, MOST_ROWS).stream().map(row -> line(row.number(), row.cells())).toList();
    }

    private Read line(int row, List<String> cells) {
        String body = cells.get(0);
        String number = cells.get(1);
        Optional<LocalDate> due = TypedDay.of(cells.get(2));
        String slug = mailboxes.all()
                .stream()
                .filter(box -> box.name().equals(cells.get(3)) || box.slug().equals(cells.get(3)))
                .map(Mailbox::slug)
                .findFirst()
                .orElse("");
        String clazz = Arrays.stream(LetterClass.values())
                .filter(one -> one.label().equals(cells.get(4)) || one.code().equals(cells.get(4)))
                .map(LetterClass::code)
                .findFirst()
                .orElse("");
        Optional<Refusal> problem = Refusal
                .when(body.length() < 2 || body.length() > 50 || number.isEmpty() || number.length() > 50,
                        "请填写转办单位和转办编号，都不超过 50 个字。")
                .or(() -> Refusal.when(!cells.get(2).isEmpty() && due.isEmpty(), "要求办结日期写成 2026-12-18 这样。"))
                .or(() -> Refusal.when(slug.isEmpty(), "没有名叫“" + cells.get(3) + "”的信箱。"))
                .or(() -> Refusal.when(clazz.isEmpty(), "类型应是咨询、求助、建议、投诉、举报、表扬之一。"));
        var writer = new Writer(cells.get(7), cells.get(8), "", cells.get(9));
        return new Read(row, slug, letter(new NewLetter.Above(body, number, due.orElse(null)), clazz, cells.get(5),
                cells.get(6), "", writer), problem);
    }

    private NewLetter letter(NewLetter.Above above, String clazz, String title, String text, String place,
            Writer writer) {
        boolean guarded = clazz.equals(LetterClass.REPORT.code());
        String once = vault.digest("letter-above", above.body() + "\n" + above.number()).substring(0, 40);
        return new NewLetter(once, clazz, title, text, "", "", place, null, null, false, guarded, null, writer, null,
                List.of(), above);
    }

    /** What a program of an office above sends. */
    public record Sent(String number, @Nullable LocalDate due, String clazz, String title, String text, String place,
            Writer writer) {}

    public LetterDesk.Receipt take(UpperSystems.UpperSystem system, Sent sent) {
        if (sent.number().isBlank() || sent.number().length() > 50) {
            return new LetterDesk.Receipt.Refused(Map.of("number", new Refusal("请填写转办编号，最多 50 个字。")));
        }
        String slug = mailboxes.find(system.mailbox()).map(Mailbox::slug).orElse("");
        var above = new NewLetter.Above(system.name(), sent.number(), sent.due());
        LetterDesk.Receipt receipt = desk.takeOver(slug,
                letter(above, sent.clazz(), sent.title(), sent.text(), sent.place(), sent.writer()), LetterChannel.API,
                clock.now());
        if (receipt instanceof LetterDesk.Receipt.Taken taken && !taken.again()) {
            journal.record(ActorRef.PROGRAM, LetterAct.TAKEN_OVER, new ObjectRef("case", taken.view().id().value()),
                    Map.of("system", String.valueOf(system.id())));
        }
        return receipt;
    }

    /** What became of it, for the office that handed it down. */
    public Optional<CaseView> find(UpperSystems.UpperSystem system, String number) {
        return rows.fromAbove(system.name(), number).flatMap(cases::find);
    }

    /** The office above has taken note of the result. */
    public Optional<Refusal> reportedBack(UpperSystems.UpperSystem system, String number) {
        return find(system, number).map(view -> results.enter(view, ActorRef.PROGRAM))
                .orElseGet(() -> Optional.of(new Refusal("没有这个编号的转办件。")));
    }
}
