package org.yizhan.hotline;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.IntakeLine;
import org.yizhan.casework.LimitClass;
import org.yizhan.casework.Matters;
import org.yizhan.hotline.OutsideSystems.OutsideSystem;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile.Unreadable;
import org.yizhan.shared.SheetForm;
import org.yizhan.shared.TypedDay;

/**
 * Takes over tickets of a platform above that come as a file (接收上级工单). The same number from the same platform is one ticket,
 * however often it comes, and whether by file or by its program.
 */
@Component
public class FromAbove {
    private static final List<String> HEAD = List.of("上级编号", "要求办结日期", "诉求类型", "紧急程度", "标题", "诉求内容", "分类", "乡镇", "村、社区",
            "具体地点", "发生日期", "姓名", "电话", "联系地址", "要求保密");
    private static final int MOST_ROWS = 2000;
    private static final int LONGEST_NUMBER = 60;
    private static final int SHOWN = 30;

    private final OutsideTickets tickets;
    private final HotlineDesk desk;
    private final TicketRows rows;
    private final CaseReading cases;
    private final Matters matters;
    private final HotlineSetup setup;

    FromAbove(OutsideTickets tickets, HotlineDesk desk, TicketRows rows, CaseReading cases, Matters matters,
            HotlineSetup setup) {
        this.tickets = tickets;
        this.desk = desk;
        this.rows = rows;
        this.cases = cases;
        this.matters = matters;
        this.setup = setup;
    }

    private record Read(int row, String number, NewTicket ticket, @Nullable LocalDate due, Optional<Refusal> problem) {
        /** What it will be called, or how it begins. */
        String title() {
            String words = PlainText.line(ticket.title().isEmpty() ? ticket.text() : ticket.title());
            return PlainText.length(words) <= SHOWN
                    ? words
                    : words.substring(0, words.offsetByCodePoints(0, SHOWN)) + "…";
        }
    }

    /** An empty file with the right columns. */
    public static void template(OutputStream out) throws IOException {
        SheetForm.write(out, "上级工单", HEAD, List.of());
    }

    public Optional<Refusal> mayNot(Actor officer) {
        return Refusal.when(!officer.isStaff() || !officer.may(HotlinePermissions.OFFICE, setup.now().home()),
                "您没有接收上级工单的权限。");
    }

    /** What would happen; nothing is taken over yet. */
    public List<IntakeLine> preview(Actor officer, OutsideSystem system, byte[] file) throws Unreadable {
        var seen = new HashSet<String>();
        Optional<Refusal> mayNot = mayNot(officer);
        return read(system, file).stream().map(read -> {
            Optional<CaseView> known = rows.fromOutside(system.name(), read.number()).flatMap(cases::find);
            Refusal why = mayNot.or(read::problem)
                    .or(() -> Refusal.when(!seen.add(read.number()), "文件里前面已经有这个编号。"))
                    .or(() -> known.map(view -> new Refusal("已经接收过，本县编号 " + view.number() + "。")))
                    .or(() -> desk.problems(read.ticket()).values().stream().findFirst())
                    .orElse(null);
            return new IntakeLine(read.row(), read.number(), read.title(), known.orElse(null), why);
        }).toList();
    }

    /** Row by row, each by itself: one that is refused keeps no other back. */
    public List<IntakeLine> take(Actor officer, OutsideSystem system, byte[] file) throws Unreadable {
        Optional<Refusal> mayNot = mayNot(officer);
        return read(system, file).stream().map(read -> {
            Optional<Refusal> problem = mayNot.or(read::problem);
            return problem.isPresent()
                    ? new IntakeLine(read.row(), read.number(), read.title(), null, problem.get())
                    : line(read, tickets.handDown(system, read.ticket(), read.due(), true, officer.ref()));
        }).toList();
    }

    private static IntakeLine line(Read read, Optional<HotlineDesk.Receipt> receipt) {
        CaseView view = null;
        Refusal why = null;
        if (receipt.isEmpty()) {
            why = new Refusal("今天从这个平台接收的工单到了上限，请明天再接收，或在热线设置里放宽。");
        } else {
            switch (receipt.get()) {
                case HotlineDesk.Receipt.Refused refused -> why = refused.problems().values().iterator().next();
                case HotlineDesk.Receipt.Taken taken -> {
                    view = taken.view();
                    why = taken.again() ? new Refusal("已经接收过，本县编号 " + view.number() + "。") : null;
                }
            }
        }
        return new IntakeLine(read.row(), read.number(), read.title(), view, why);
    }

    private List<Read> read(OutsideSystem system, byte[] file) throws Unreadable {
        Map<String, String> subjects = matters.subjects();
        Map<String, String> regions = matters.regions();
        return SheetForm.read(file, HEAD, MOST_ROWS)
                .stream()
                .map(row -> read(system, row.number(), row.cells(), subjects, regions))
                .toList();
    }

    private static Read read(OutsideSystem system, int row, List<String> cells, Map<String, String> subjects,
            Map<String, String> regions) {
        String number = PlainText.line(cells.get(0));
        Optional<LocalDate> due = TypedDay.of(cells.get(1));
        String clazz = Arrays.stream(TicketClass.values())
                .filter(one -> one.label().equals(cells.get(2)) || one.code().equals(cells.get(2)))
                .map(TicketClass::code)
                .findFirst()
                .orElse("");
        Optional<LimitClass> urgency = Arrays.stream(LimitClass.values())
                .filter(one -> one.label().equals(cells.get(3)) || one.name().equals(cells.get(3)))
                .findFirst();
        Optional<LocalDate> happened = TypedDay.of(cells.get(10));
        Optional<Refusal> problem = Refusal
                .when(number.isEmpty() || number.length() > LONGEST_NUMBER, "请填写上级编号，最多 60 个字符。")
                .or(() -> Refusal.when(!cells.get(1).isEmpty() && due.isEmpty(), "要求办结日期写成 2026-12-18 这样。"))
                .or(() -> Refusal.when(clazz.isEmpty(), "诉求类型应是咨询、求助、投诉、举报、建议、表扬、其他之一。"))
                .or(() -> Refusal.when(!cells.get(3).isEmpty() && urgency.isEmpty(), "紧急程度应是特急、加急、一般、疑难之一，或者不填。"))
                .or(() -> Refusal.when(!cells.get(10).isEmpty() && happened.isEmpty(), "发生日期写成 2026-12-18 这样，或者不填。"))
                .or(() -> unknown(subjects, cells.get(6), "分类"))
                .or(() -> unknown(regions, cells.get(7), "乡镇"))
                .or(() -> Refusal.when(!List.of("", "是", "否").contains(cells.get(14)), "要求保密填是或否，或者不填。"));
        return new Read(row, number, new NewTicket("", TicketChannel.ABOVE, clazz, urgency.orElse(null), cells.get(4),
                cells.get(5), code(subjects, cells.get(6)), code(regions, cells.get(7)), cells.get(8), cells.get(9),
                null, null, happened.orElse(null), cells.get(14).equals("是"), null,
                new Caller(cells.get(11), cells.get(12), cells.get(13)), "",
                new NewTicket.Outside(system.name(), number)), due.orElse(null), problem);
    }

    private static Optional<Refusal> unknown(Map<String, String> names, String written, String what) {
        return Refusal.when(!written.isEmpty() && !names.containsKey(code(names, written)),
                "本县没有“" + written + "”这个" + what + "，请改成本县的，或者留空，派单时再定。");
    }

    /** A code, or what people call it, also without the group above it where no other has that name; what is neither stays as it was. */
    private static String code(Map<String, String> names, String written) {
        return codes(names, name -> name.equals(written)).or(() -> codes(names, name -> name.endsWith(" / " + written)))
                .orElse(written);
    }

    private static Optional<String> codes(Map<String, String> names, Predicate<String> called) {
        List<String> found = names.entrySet()
                .stream()
                .filter(one -> called.test(one.getKey()) || called.test(one.getValue()))
                .map(Map.Entry::getKey)
                .limit(2)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
