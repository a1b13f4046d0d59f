package org.yizhan.disclosure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.content.ColumnCard;
import org.yizhan.content.ColumnCards;
import org.yizhan.content.DocumentCard;
import org.yizhan.content.DocumentCards;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;

/** Says where documents belong in the catalogue (目录分类): one beside its article, or many at once. */
@Service
@Transactional
public class ClassificationDesk {
    static final int MOST_AT_ONCE = 200;

    private final JdbcClient sql;
    private final DocumentCards cards;
    private final ColumnCards columns;
    private final EntryRows entries;
    private final Proposals proposals;
    private final Bodies bodies;
    private final Terms terms;
    private final AnnualReports reports;
    private final Journal journal;
    private final Announcer announcer;

    ClassificationDesk(JdbcClient sql, DocumentCards cards, ColumnCards columns, EntryRows entries, Proposals proposals,
            Bodies bodies,
            Terms terms, AnnualReports reports, Journal journal, Announcer announcer) {
        this.sql = sql;
        this.cards = cards;
        this.columns = columns;
        this.entries = entries;
        this.proposals = proposals;
        this.bodies = bodies;
        this.terms = terms;
        this.reports = reports;
        this.journal = journal;
        this.announcer = announcer;
    }

    /**
     * A document on the desk.
     *
     * @param where what holds: chosen, or proposed as long as nobody has chosen
     */
    public record Sheet(DocumentCard card, Optional<Entry> entry, Classification where, boolean chosen) {}

    /** Empty when it is not there or of another unit. */
    @Transactional(readOnly = true)
    public Optional<Sheet> sheet(Actor actor, long document) {
        return cards.current(document).filter(card -> mayClassify(actor, card)).map(card -> {
            var entry = entries.find(document);
            Classification proposed = proposals.sight().of(card);
            return new Sheet(card, entry, entry.map(e -> e.where().orElse(proposed)).orElse(proposed),
                    entry.filter(Entry::confirmed).isPresent());
        });
    }

    private boolean mayClassify(Actor actor, DocumentCard card) {
        return refusal(actor, card).isEmpty();
    }

    private Optional<Refusal> refusal(Actor actor, DocumentCard card) {
        var byColumn = DisclosureRules.refusal(DisclosureAction.CLASSIFY, actor, card.unit());
        return byColumn.isEmpty() ? byColumn : byBody(actor, card, byColumn);
    }

    /** Who looks after the body may, also when the column is another unit's. */
    private Optional<Refusal> byBody(Actor actor, DocumentCard card, Optional<Refusal> otherwise) {
        return entries.find(card.documentId())
                .map(entry -> entry.where().body())
                .flatMap(bodies::find)
                .filter(body -> bodies.mayManage(actor, body))
                .isPresent() ? Optional.empty() : otherwise;
    }

    public Optional<Refusal> classify(Actor actor, long document, Classification where) {
        var card = cards.current(document);
        if (card.isEmpty()) {
            return Optional.of(new Refusal("这篇稿件不存在。"));
        }
        var refusal = refusal(actor, card.get()).or(() -> problem(where));
        if (refusal.isPresent()) {
            return refusal;
        }
        announcer.entries(List.of(document));
        entries.classify(document, where, true);
        if (card.get().live()) {
            entries.show(List.of(card.get()));
            entries.find(document).ifPresent(reports::came);
        }
        entries.record(document, actor, "CLASSIFIED", words(where));
        journal.record(actor.ref(), DisclosureAct.CLASSIFIED, new ObjectRef("article", document),
                Map.of("body", String.valueOf(where.body()), "section", where.section().name(), "statutory",
                        String.valueOf(where.statutory())));
        announcer.entries(List.of(document));
        return Optional.empty();
    }

    /** What became of one of many: why not, or empty. */
    public record Result(long document, String title, Optional<Refusal> refusal) {}

    /** Puts one value of one axis, or one section, on many at once; each is answered for itself. */
    public List<Result> classifyAll(Actor actor, List<Long> documents, Axis axis, String code) {
        var results = new ArrayList<Result>();
        for (long document : documents.stream().distinct().limit(MOST_AT_ONCE).toList()) {
            var sheet = sheet(actor, document);
            if (sheet.isEmpty()) {
                results.add(new Result(document, "", Optional.of(new Refusal("这篇稿件不存在，或不归您管理。"))));
                continue;
            }
            Classification where = with(sheet.get().where(), axis, code);
            results.add(new Result(document, sheet.get().card().title(), classify(actor, document, where)));
        }
        return results;
    }

    /** Confirms what was proposed for many at once. */
    public List<Result> confirmAll(Actor actor, List<Long> documents) {
        var results = new ArrayList<Result>();
        for (long document : documents.stream().distinct().limit(MOST_AT_ONCE).toList()) {
            var sheet = sheet(actor, document);
            results.add(sheet.map(one -> new Result(document, one.card().title(), classify(actor, document,
                    one.where())))
                    .orElseGet(() -> new Result(document, "", Optional.of(new Refusal("这篇稿件不存在，或不归您管理。")))));
        }
        return results;
    }

    private static Classification with(Classification where, Axis axis, String code) {
        return new Classification(where.body(), where.section(), axis == Axis.SUBJECT ? code : where.subject(),
                axis == Axis.GENRE ? code : where.genre(), axis == Axis.AUDIENCE ? code : where.audience(),
                axis == Axis.STATUTORY ? code : where.statutory());
    }

    /** What the program alone has classified so far, newest first: to be confirmed or put right. */
    @Transactional(readOnly = true)
    public KeyPage<Entry> unconfirmed(Actor actor, long body, @Nullable String key, int size) {
        if (bodies.find(body)
                .filter(b -> DisclosureRules.refusal(DisclosureAction.CLASSIFY, actor, b.unit())
                        .isEmpty())
                .isEmpty()) {
            return new KeyPage<>(List.of(), null, null);
        }
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean newer = place.startsWith("n");
        List<Entry> found = sql.sql(SqlLimit.of(size + 1, """
                select * from disclosure.entry where not confirmed and body_id = :body and document_id %s :from
                order by document_id %s limit :rows""".formatted(newer ? ">" : "<", newer ? "" : "desc")))
                .param("body", body)
                .param("from", place.isEmpty() ? Long.MAX_VALUE : Long.parseLong(newer ? place.substring(1) : place))
                .query((row, n) -> EntryRows.entry(row))
                .list();
        return newer && found.size() < size
                ? unconfirmed(actor, body, null, size)
                : KeyPage.of(found, size, newer, !place.isEmpty(), entry -> Long.toString(entry.documentId()),
                        entry -> entry);
    }

    /** What is set for columns, by column; those without a rule are missing. */
    @Transactional(readOnly = true)
    public Map<Long, Classification> rules() {
        return proposals.rules();
    }

    public boolean mayRule(Actor actor, ColumnCard column) {
        return DisclosureRules.refusal(DisclosureAction.MANAGE, actor, column.unit()).isEmpty();
    }

    /** What the documents of a column are unless somebody says otherwise. Holds for what is published from now on. */
    public Optional<Refusal> rule(Actor actor, long column, Classification where) {
        Optional<ColumnCard> card = columns.find(column);
        if (card.isEmpty()) {
            return Optional.of(new Refusal("没有这个栏目。"));
        }
        var refusal = DisclosureRules.refusal(DisclosureAction.MANAGE, actor, card.get().unit())
                .or(() -> whyNotFor(actor, where.body()))
                .or(() -> unknownTerm(where));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                insert into disclosure.column_rule (column_id, body_id, section, subject, genre, audience, statutory)
                values (:id, :body, :section, :subject, :genre, :audience, :statutory)
                on conflict (column_id) do update set body_id = excluded.body_id, section = excluded.section,
                    subject = excluded.subject, genre = excluded.genre, audience = excluded.audience,
                    statutory = excluded.statutory""")
                .param("id", column)
                .param("body", where.body())
                .param("section", where.section().name())
                .param("subject", where.subject())
                .param("genre", where.genre())
                .param("audience", where.audience())
                .param("statutory", where.statutory())
                .update();
        journal.record(actor.ref(), DisclosureAct.COLUMN_RULED, new ObjectRef("column", column), Map.of());
        return Optional.empty();
    }

    private Optional<Refusal> problem(Classification where) {
        List<String> missing = where.missing();
        if (!missing.isEmpty()) {
            return Optional.of(new Refusal("还没有选定：" + String.join("、", missing) + "。"));
        }
        if (where.body() == null || bodies.find(where.body()).filter(Body::open).isEmpty()) {
            return Optional.of(new Refusal("这个公开主体不存在或已停用，请重新选择。"));
        }
        return unknownTerm(where);
    }

    /** Another body's catalogue is filled only by whoever looks after that one too. */
    private Optional<Refusal> whyNotFor(Actor actor, @Nullable Long body) {
        if (body == null) {
            return Optional.empty();
        }
        Optional<Body> found = bodies.find(body).filter(Body::open);
        return found.isEmpty()
                ? Optional.of(new Refusal("这个公开主体不存在或已停用，请重新选择。"))
                : DisclosureRules.refusal(DisclosureAction.MANAGE, actor, found.get().unit());
    }

    private Optional<Refusal> unknownTerm(Classification where) {
        List<Term> known = terms.all();
        for (Axis axis : Axis.values()) {
            String code = where.of(axis);
            if (code != null && known.stream().noneMatch(t -> t.axis() == axis && t.code().equals(code))) {
                return Optional.of(new Refusal(axis.label() + "里没有您选的这一项，请重新选择。"));
            }
        }
        return Optional.empty();
    }

    private String words(Classification where) {
        List<Term> known = terms.all();
        var words = new ArrayList<String>();
        words.add(where.section().label());
        for (Axis axis : Axis.values()) {
            known.stream()
                    .filter(term -> term.axis() == axis && term.code().equals(where.of(axis)))
                    .forEach(term -> words.add(term.name()));
        }
        return String.join("；", words);
    }
}
