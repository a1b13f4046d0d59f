package org.yizhan.requests;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAct;
import org.yizhan.casework.CaseDesk;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Power;
import org.yizhan.casework.Replies;
import org.yizhan.journal.Journal;
import org.yizhan.masking.Masking;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/**
 * The door by which an answered request becomes information for everybody (依申请转主动公开): the program proposes texts without personal
 * data, a human mends them and says yes, and these texts alone leave.
 */
@Component
public class RequestPublication {
    public static final int LONGEST_TITLE = 60;
    public static final int LONGEST_TEXT = 20_000;
    private static final int PAGE = 20;

    private final CaseReading cases;
    private final CaseOracle oracle;
    private final CaseDesk desk;
    private final RequestRows rows;
    private final PaperTemplates templates;
    private final Journal journal;
    private final JdbcClient sql;
    private final CountyClock clock;

    RequestPublication(CaseReading cases, CaseOracle oracle, CaseDesk desk, RequestRows rows,
            PaperTemplates templates, Journal journal, JdbcClient sql, CountyClock clock) {
        this.cases = cases;
        this.oracle = oracle;
        this.desk = desk;
        this.rows = rows;
        this.templates = templates;
        this.journal = journal;
        this.sql = sql;
        this.clock = clock;
    }

    /** What everybody reads of it. */
    public record Published(long id, long body, String title, String question, String answer, LocalDate day) {}

    /** @param asked and {@code answered} as they were written, to compare with */
    public record Proposal(CaseView view, String asked, String answered, String title, String question, String answer,
            boolean isPublic) {}

    @Transactional(readOnly = true)
    public Optional<Proposal> propose(Actor actor, CaseId id) {
        CaseView view = cases.find(id)
                .filter(one -> one.kind().equals(RequestKind.CODE)
                        && oracle.sight(actor, one) == CaseOracle.Sight.ALL)
                .orElse(null);
        Request it = rows.find(id).orElse(null);
        if (view == null || it == null) {
            return Optional.empty();
        }
        String answered = answer(id);
        // Where the applicant may complain is nobody else's matter.
        String forEverybody = templates.withoutRemedies(answered);
        Masking.Known known = known(id);
        return Optional.of(find(id.value())
                .map(text -> new Proposal(view, it.description(), answered, text.title(), text.question(),
                        text.answer(), true))
                .orElseGet(() -> new Proposal(view, it.description(), answered,
                        Masking.mask(view.title(), known).text(), Masking.mask(it.description(), known).text(),
                        Masking.maskAnswer(forEverybody, it.description(), known).text(), false)));
    }

    private String answer(CaseId id) {
        List<Replies.Reply> sent = cases.sent(id);
        return sent.isEmpty() ? "" : sent.getLast().text();
    }

    private Masking.Known known(CaseId id) {
        Applicant one = rows.applicant(id);
        return new Masking.Known(false, words(one.name(), one.contact(), one.representative(), one.agent()),
                words(one.phone(), one.paperNumber()), Set.of(), Set.of());
    }

    private static Set<String> words(String... all) {
        return Stream.of(all).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    public Optional<Refusal> whyNot(Actor actor, CaseView view) {
        return Refusal.when(!oracle.has(actor, Power.PUBLISH, view), "您没有公开这件申请的权限。")
                .or(() -> Refusal.when(answer(view.id()).isEmpty(), "还没有答复，答复以后再公开。"))
                .or(() -> Refusal.when(rows.find(view.id())
                        .filter(Request::mayBecomePublic)
                        .isEmpty(), "只有予以公开和部分公开的，才能转为主动公开。"));
    }

    @Transactional
    public Optional<Refusal> publish(Actor actor, CaseId id, String typedTitle, String typedQuestion,
            String typedAnswer, @Nullable Integer seen) {
        CaseView view = cases.find(id).orElseThrow();
        String title = PlainText.line(typedTitle).strip();
        String question = PlainText.lines(typedQuestion).strip();
        String answer = PlainText.lines(typedAnswer).strip();
        Optional<Refusal> refusal = whyNot(actor, view).or(() -> length("标题", title, LONGEST_TITLE))
                .or(() -> length("申请的内容", question, LONGEST_TEXT))
                .or(() -> length("答复", answer, LONGEST_TEXT));
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean again = find(id.value()).isPresent();
        sql.sql("""
                insert into requests.published (case_id, body_id, title, question, answer, published_by, published_at)
                select case_id, body_id, :title, :question, :answer, :by, :at from requests.request where case_id = :id
                on conflict (case_id) do update set title = excluded.title, question = excluded.question,
                    answer = excluded.answer, published_by = excluded.published_by""")
                .param("title", title)
                .param("question", question)
                .param("answer", answer)
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("id", id.value())
                .update();
        Optional<Refusal> refused = again
                ? Optional.empty()
                : desk.act(actor, id, new CaseAct.Publish(), seen).refusal();
        if (refused.isPresent()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        } else {
            journal.record(actor.ref(), RequestAct.PUBLISHED, id.ref(), Map.of());
        }
        return refused;
    }

    private static Optional<Refusal> length(String name, String text, int most) {
        int length = PlainText.length(text);
        return Refusal.when(length < 2, "请填写" + name + "。")
                .or(() -> Refusal.when(length > most, name + "最多 " + most + " 个字，现在有 " + length + " 个。"));
    }

    public Optional<Refusal> takeOff(Actor actor, CaseId id, String words) {
        return desk.act(actor, id, new CaseAct.Unpublish(words), null).refusal();
    }

    private static final String FIELDS = """
            select case_id, body_id, title, question, answer, published_at from requests.published
            """;

    @Transactional(readOnly = true)
    public Optional<Published> find(long id) {
        return sql.sql(FIELDS + "where case_id = :id").param("id", id).query(this::published).optional();
    }

    /** For everybody, the one with the highest number first. */
    @Transactional(readOnly = true)
    public KeyPage<Published> page(@Nullable String key) {
        boolean newer = key != null && key.matches("n\\d{1,18}");
        long from = key != null && key.matches("n?\\d{1,18}") ? Long.parseLong(key.replace("n", "")) : Long.MAX_VALUE;
        List<Published> found = sql
                .sql(SqlLimit.of(PAGE + 1, FIELDS + "where case_id " + (newer ? ">" : "<") + " :id order by case_id "
                        + (newer ? "" : "desc ") + "limit :rows"))
                .param("id", from)
                .query(this::published)
                .list();
        return KeyPage.of(found, PAGE, newer, from != Long.MAX_VALUE, one -> Long.toString(one.id()), one -> one);
    }

    private Published published(java.sql.ResultSet row, int n) throws java.sql.SQLException {
        return new Published(row.getLong("case_id"), row.getLong("body_id"), row.getString("title"),
                row.getString("question"), row.getString("answer"),
                clock.local(row.getTimestamp("published_at").toInstant()).toLocalDate());
    }
}
