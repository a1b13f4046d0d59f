package org.yizhan.letters;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.identity.Vault;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetBook;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SheetFile.Unreadable;
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
    private final LetterRows rows;
    private final Mailboxes mailboxes;
    private final CaseReading cases;
    private final Vault vault;
    private final Journal journal;
    private final CountyClock clock;

    UpperIntake(LetterDesk desk, LetterRows rows, Mailboxes mailboxes, CaseReading cases, Vault vault, Journal journal,
            CountyClock clock) {
        this.desk = desk;
        this.rows = rows;
        this.mailboxes = mailboxes;
        this.cases = cases;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * What becomes of one row of a file.
     *
     * @param row as people see it beside the row
     * @param view the letter it has become, or was before; null while it is none
     * @param why why it cannot be taken over; null when it can
     */
    public record Line(int row, String upperNumber, String title, @Nullable CaseView view, @Nullable Refusal why) {}

    private record Read(int row, String slug, NewLetter letter, Optional<Refusal> problem) {}

    /** An empty file with the right columns. */
    public static void template(OutputStream out) throws IOException {
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            var sheet = book.newWorksheet("上级转办件");
            for (int i = 0; i < HEAD.size(); i++) {
                sheet.value(0, i, HEAD.get(i));
                sheet.width(i, 18);
                sheet.style(0, i).bold().set();
            }
        }
    }

    /** What would happen; nothing is taken over yet. */
    public List<Line> preview(Actor officer, byte[] file) throws Unreadable {
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
            return new Line(read.row(), above.number(), read.letter().title(), known.orElse(null),
                    known.map(view -> new Refusal("已经接收过，本县编号 " + view.number() + "。")).or(() -> why).orElse(null));
        }).toList();
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
    public List<Line> take(Actor officer, byte[] file) throws Unreadable {
        return read(file).stream().map(read -> {
            String number = above(read).number();
            if (read.problem().isPresent()) {
                return new Line(read.row(), number, read.letter().title(), null, read.problem().get());
            }
            return switch (desk.register(officer, read.slug(), read.letter(), LetterChannel.ABOVE)) {
                case LetterDesk.Receipt.Taken taken ->
                    new Line(read.row(), number, read.letter().title(), taken.view(), null);
                case LetterDesk.Receipt.Refused refused -> new Line(read.row(), number, read.letter().title(), null,
                        refused.problems().values().iterator().next());
            };
        }).toList();
    }

    private List<Read> read(byte[] file) throws Unreadable {
        List<Read> all = new ArrayList<>();
        SheetFile.read(file, book -> {
            if (book.sheets().isEmpty()) {
                throw new Unreadable("文件里没有工作表，请下载模板填写。");
            }
            book.rows(book.sheets().getFirst(), row -> {
                var cells = new ArrayList<>(Collections.nCopies(HEAD.size(), ""));
                for (SheetBook.Cell cell : row.cells()) {
                    if (cell.column() < HEAD.size()) {
                        cells.set(cell.column(), cell.text().orElse("").strip());
                    }
                }
                if (row.number() == 1) {
                    if (!cells.equals(HEAD)) {
                        throw new Unreadable("第一行不是模板的栏目。请下载模板，把内容贴进去，不要改动第一行。");
                    }
                } else if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                    all.add(line(row.number(), cells));
                }
                if (all.size() > MOST_ROWS) {
                    throw new Unreadable("一次最多接收 " + MOST_ROWS + " 件，请分成几个文件。");
                }
                return true;
            });
            return all;
        });
        if (all.isEmpty()) {
            throw new Unreadable("文件里没有转办件，请从第二行起填写。");
        }
        return all;
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
        return find(system, number).map(view -> desk.reportBack(view, ActorRef.PROGRAM))
                .orElseGet(() -> Optional.of(new Refusal("没有这个编号的转办件。")));
    }
}
