package org.yizhan.casework;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.web.Dates;

/** A list of cases as a workbook, written page by page; who took it is written down. */
@Component
public class CaseExport {
    private static final int MOST = 20_000;
    private static final int PAGE = 500;
    private static final List<String> HEAD = List.of("编号", "标题", "状态", "类型", "分类", "收到时间", "主办单位", "期限", "情况",
            "退办次数", "催办次数");

    private final CaseShelf shelf;
    private final Journal journal;
    private final TransactionTemplate transaction;

    CaseExport(CaseShelf shelf, Journal journal, TransactionTemplate transaction) {
        this.shelf = shelf;
        this.journal = journal;
        this.transaction = transaction;
    }

    public void write(Actor actor, CaseFilter filter, OutputStream out) throws IOException {
        int written = 0;
        boolean more = true;
        try (var book = new Workbook(out, "yizhan", "1.0")) {
            Worksheet sheet = book.newWorksheet("清单");
            row(sheet, 0, HEAD);
            String key = null;
            while (more && written < MOST) {
                KeyPage<CaseShelf.Line> page = shelf.page(actor, filter, key, PAGE);
                for (CaseShelf.Line line : page.items()) {
                    row(sheet, ++written, cells(line));
                }
                sheet.flush();
                key = page.older();
                more = key != null;
            }
            if (more) {
                sheet.value(written + 1, 0, "一次最多导出 " + MOST + " 件，其余请按时间分段导出。");
            }
        }
        int rows = written;
        transaction.executeWithoutResult(_ -> journal.record(actor.ref(), CaseworkAct.EXPORTED,
                new ObjectRef("case-kind", 0), Map.of("kind", filter.kind(), "rows", Integer.toString(rows))));
    }

    private static List<String> cells(CaseShelf.Line line) {
        CaseView view = line.view();
        LocalDateTime received = line.receivedAt();
        CaseSheet.Due due = line.due();
        return List.of(view.number(), view.title(), line.state(), line.clazz(), line.subject(),
                Dates.stamp(received), line.lead(), due == null ? "" : Dates.day(due.when().date()),
                view.late() ? "超期" : due == null ? "" : due.when().distance(), Integer.toString(view.returns()),
                Integer.toString(view.urges()));
    }

    private static void row(Worksheet sheet, int number, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            sheet.value(number, i, SheetFile.safe(cells.get(i)));
        }
    }
}
