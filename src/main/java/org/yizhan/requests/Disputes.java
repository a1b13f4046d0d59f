package org.yizhan.requests;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Power;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.web.Dates;

/** Reviews and lawsuits about requests, and how they ended. */
@Component
public class Disputes {
    private static final LocalDate FIRST = LocalDate.of(2008, 5, 1);

    private final JdbcClient sql;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final RequestRows rows;
    private final Journal journal;
    private final CountyClock clock;

    Disputes(JdbcClient sql, CaseReading cases, CaseOracle oracle, RequestRows rows, Journal journal,
            CountyClock clock) {
        this.sql = sql;
        this.cases = cases;
        this.oracle = oracle;
        this.rows = rows;
        this.journal = journal;
        this.clock = clock;
    }

    /** What an officer knows of one; a result with its day, or none yet. */
    public record Typed(Dispute.@Nullable Kind kind, @Nullable LocalDate begunOn, String number, String before,
            Dispute.@Nullable Result result, @Nullable LocalDate decidedOn, String note) {}

    @Transactional(readOnly = true)
    public List<Dispute> of(CaseId id) {
        return rows.disputes(id);
    }

    static Dispute dispute(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Dispute(row.getLong("id"), new CaseId(row.getLong("case_id")), row.getLong("body_id"),
                Dispute.Kind.valueOf(row.getString("kind")), row.getObject("begun_on", LocalDate.class),
                row.getString("number"), row.getString("before"), Dispute.Result.valueOf(row.getString("result")),
                row.getObject("decided_on", LocalDate.class), row.getString("note"));
    }

    /** @param id of the one that is told anew; 0 for a new one */
    @Transactional
    public Optional<Refusal> put(Actor officer, CaseId request, long id, Typed typed) {
        CaseView view = cases.find(request).orElse(null);
        Request it = rows.find(request).orElse(null);
        String number = PlainText.line(typed.number()).strip();
        String before = PlainText.line(typed.before()).strip();
        String note = PlainText.line(typed.note()).strip();
        LocalDate begun = typed.begunOn();
        LocalDate decided = typed.decidedOn();
        boolean pending = typed.result() == Dispute.Result.PENDING;
        Optional<Refusal> refusal = Refusal
                .when(view == null || it == null || !oracle.has(officer, Power.OFFICE, view), "没有这件申请，或您没有登记复议诉讼的权限。")
                .or(() -> Refusal.when(of(request).stream()
                        .anyMatch(one -> one.id() != id && !number.isEmpty() && one.number().equals(number)),
                        "案号“" + number + "”已经登记过，请在上面“登记结果或者更正”里修改。"))
                .or(() -> Refusal.when(id != 0 && of(request).stream().noneMatch(one -> one.id() == id),
                        "没有这条复议诉讼记录，请刷新页面。"))
                .or(() -> Refusal.when(typed.kind() == null, "请选择是复议还是诉讼。"))
                .or(() -> Refusal.when(begun == null || begun.isAfter(clock.today()) || begun.isBefore(FIRST),
                        "请填写受理日期，不能晚于今天。"))
                .or(() -> Refusal.when(it != null && begun != null && it.receivedOn() != null
                        && begun.isBefore(it.receivedOn()),
                        "受理日期不能早于收到这件申请的 "
                                + (it == null || it.receivedOn() == null ? "" : Dates.day(it.receivedOn())) + "。"))
                .or(() -> Refusal.when(number.isEmpty() || PlainText.length(number) > 60, "请填写案号，最多 60 个字。"))
                .or(() -> Refusal.when(before.isEmpty() || PlainText.length(before) > 60, "请填写受理的机关或者法院，最多 60 个字。"))
                .or(() -> Refusal.when(typed.result() == null, "请选择结果；还没有结果的选“尚未审结”。"))
                .or(() -> Refusal.when(!pending && decided == null, "请填写作出结果的日期。"))
                .or(() -> Refusal.when(pending && decided != null, "尚未审结的，不填作出结果的日期。"))
                .or(() -> Refusal.when(decided != null && begun != null
                        && (decided.isBefore(begun) || decided.isAfter(clock.today())), "作出结果的日期应在受理日期到今天之间。"))
                .or(() -> Refusal.when(PlainText.length(note) > 500, "说明最多 500 个字。"));
        if (refusal.isPresent() || it == null || typed.kind() == null || typed.result() == null) {
            return refusal;
        }
        sql.sql(id == 0
                ? """
                        insert into requests.dispute (case_id, body_id, kind, begun_on, number, before, result, decided_on, note, by_id)
                        values (:case, :body, :kind, :begun, :number, :before, :result, :decided, :note, :by)"""
                : """
                        update requests.dispute set kind = :kind, begun_on = :begun, number = :number, before = :before,
                            result = :result, decided_on = :decided, note = :note, by_id = :by
                        where id = :id and case_id = :case and body_id = :body""")
                .param("id", id)
                .param("case", request.value())
                .param("body", it.body())
                .param("kind", typed.kind().name())
                .param("begun", begun)
                .param("number", number)
                .param("before", before)
                .param("result", typed.result().name())
                .param("decided", decided)
                .param("note", note)
                .param("by", officer.ref().id())
                .update();
        journal.record(officer.ref(), RequestAct.DISPUTE, request.ref(),
                Map.of("kind", typed.kind().name(), "result", typed.result().name()));
        return Optional.empty();
    }
}
