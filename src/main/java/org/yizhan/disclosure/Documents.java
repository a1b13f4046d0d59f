package org.yizhan.disclosure;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.calendar.WorkingCalendar;
import org.yizhan.calendar.YearNotLoaded;
import org.yizhan.content.DocumentCard;
import org.yizhan.content.DocumentCards;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.journal.Journal;
import org.yizhan.messaging.NewTodo;
import org.yizhan.messaging.TodoList;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

/**
 * The library of documents (文件库): which hold, what belongs to what, and who still owes the interpretation of a policy. What it
 * tells is what the public page, the search and the desk show.
 */
@Service
@Transactional
public class Documents {
    private static final int MOST_LINKS = 200;

    private final JdbcClient sql;
    private final EntryRows entries;
    private final Bodies bodies;
    private final Terms terms;
    private final DocumentCards cards;
    private final Filings filings;
    private final Settings settings;
    private final Directory directory;
    private final TodoList todos;
    private final WorkingCalendar calendar;
    private final CountyClock clock;
    private final Journal journal;
    private final Announcer announcer;

    Documents(JdbcClient sql, EntryRows entries, Bodies bodies, Terms terms, DocumentCards cards, Filings filings,
            Settings settings, Directory directory, TodoList todos, WorkingCalendar calendar, CountyClock clock,
            Journal journal,
            Announcer announcer) {
        this.sql = sql;
        this.entries = entries;
        this.bodies = bodies;
        this.terms = terms;
        this.cards = cards;
        this.filings = filings;
        this.settings = settings;
        this.directory = directory;
        this.todos = todos;
        this.calendar = calendar;
        this.clock = clock;
        this.journal = journal;
        this.announcer = announcer;
    }

    /** A link as the desk shows it; the other document may not be public yet. */
    public record Link(long from, long to, LinkKind kind) {}

    public record Promise(long documentId, long person, LocalDate dueOn, boolean kept) {}

    /**
     * What the public may know of the document; empty when it is not in the catalogue or not public. Most articles are not, and
     * every page of one asks: that is one question, without a transaction of its own.
     */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Optional<DocumentFacts> factsOf(long document) {
        EntryRows.Known known = entries.known(document);
        Optional<Entry> found = Optional.ofNullable(known.entry());
        List<Link> links = known.linked() ? links(document) : List.of();
        if (found.isEmpty() && links.isEmpty()) {
            return Optional.empty();
        }
        var others = new HashMap<Long, DocumentCard>();
        cards.live(links.stream().map(link -> other(link, document)).toList())
                .forEach(card -> others.put(card.documentId(), card));
        var groups = new LinkedHashMap<String, List<DocumentFacts.Linked>>();
        DocumentFacts.Linked current = null;
        for (Link link : links) {
            DocumentCard card = others.get(other(link, document));
            if (card == null) {
                continue;
            }
            var linked = new DocumentFacts.Linked(card.documentId(), card.title(), card.href());
            boolean target = link.to() == document;
            groups.computeIfAbsent(target ? link.kind().onTarget() : link.kind().onSource(), h -> new ArrayList<>())
                    .add(linked);
            if (target && (link.kind() == LinkKind.AMENDS || link.kind() == LinkKind.REPEALS)) {
                current = linked;
            }
        }
        var grouped = groups.entrySet().stream().map(g -> new DocumentFacts.Group(g.getKey(), g.getValue())).toList();
        Long owner = found.isEmpty() ? null : found.get().where().body();
        if (owner == null) {
            return grouped.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new DocumentFacts(document, "", "", null, null, null, null, null, null, null, current,
                            grouped, null));
        }
        Entry entry = found.orElseThrow();
        Body body = bodies.find(owner).orElseThrow();
        List<Term> words = terms.all();
        LocalDate due = promise(document).filter(p -> !p.kept()).map(Promise::dueOn).orElse(null);
        return Optional.of(new DocumentFacts(document, body.name(), body.href(), name(words, Axis.SUBJECT, entry),
                name(words, Axis.GENRE, entry), name(words, Axis.STATUTORY, entry), entry.validityOn(clock.today()),
                entry.issuedOn(), entry.effectiveOn(), entry.expiresOn(), current, grouped, due));
    }

    /** The validity of those of the documents that have one: what a list of results shows beside them. */
    @Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
    public Map<Long, Validity> validityOf(Collection<Long> documents) {
        var validity = new HashMap<Long, Validity>();
        LocalDate today = clock.today();
        for (Entry entry : entries.of(documents)) {
            Validity now = entry.validityOn(today);
            if (now != null) {
                validity.put(entry.documentId(), now);
            }
        }
        return validity;
    }

    private static @Nullable String name(List<Term> words, Axis axis, Entry entry) {
        return words.stream()
                .filter(term -> term.axis() == axis && term.code().equals(entry.where().of(axis)))
                .map(Term::name)
                .findFirst()
                .orElse(null);
    }

    @Transactional(readOnly = true)
    public Optional<Entry> find(long document) {
        return entries.find(document);
    }

    @Transactional(readOnly = true)
    public List<Link> links(long document) {
        return sql.sql("""
                select from_id, to_id, kind from disclosure.link where from_id = :id
                union all select from_id, to_id, kind from disclosure.link where to_id = :id
                order by kind, from_id desc, to_id desc""")
                .param("id", document)
                .query((row, n) -> new Link(row.getLong(1), row.getLong(2), LinkKind.valueOf(row.getString(3))))
                .list();
    }

    private static long other(Link link, long document) {
        return link.from() == document ? link.to() : link.from();
    }

    /** Why this person may not say anything about the document; empty when the person may. */
    @Transactional(readOnly = true)
    public Optional<Refusal> whyNotManage(Actor actor, long document) {
        return entries.find(document)
                .map(entry -> entry.where().body())
                .flatMap(bodies::find)
                .map(body -> DisclosureRules.refusal(DisclosureAction.MANAGE, actor, body.unit()))
                .orElse(Optional.of(new Refusal("这篇稿件还不在公开目录里，请先选定分类。")));
    }

    /**
     * What is said about a document.
     *
     * @param policy whether it owes an interpretation; null leaves that to its kind of text
     */
    public record Standing(@Nullable Validity validity, @Nullable LocalDate effectiveOn, @Nullable LocalDate expiresOn,
            @Nullable Boolean policy, boolean normative) {}

    public Optional<Refusal> stand(Actor actor, long document, Standing typed) {
        var refusal = whyNotManage(actor, document)
                .or(() -> Refusal.when(typed.effectiveOn() != null && typed.expiresOn() != null
                        && typed.expiresOn().isBefore(typed.effectiveOn()), "失效日期不能早于施行日期，请核对。"))
                .or(() -> Refusal.when(typed.validity() == null && typed.expiresOn() != null,
                        "填了失效日期，请同时选择时效状态。"))
                .or(() -> Refusal.when(typed.validity() == null && typed.normative(), "规范性文件须有时效状态，请选择。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        Entry before = entries.find(document).orElseThrow();
        entries.validity(document, typed.validity(), typed.effectiveOn(), typed.expiresOn(), typed.policy(),
                typed.normative());
        changed(actor, before, typed.validity());
        return Optional.empty();
    }

    private void changed(Actor actor, Entry before, @Nullable Validity now) {
        long document = before.documentId();
        String words = now == null ? "不标注时效" : now.label();
        entries.record(document, actor, "VALIDITY", words);
        journal.record(actor.ref(), DisclosureAct.VALIDITY_CHANGED, new ObjectRef("article", document),
                Map.of("validity", now == null ? "none" : now.name()));
        boolean ended = now == Validity.REPEALED || now == Validity.EXPIRED;
        if (ended && now != before.validity()) {
            filings.terminated(before, now == Validity.REPEALED ? "文件已废止" : "文件已失效");
        }
        announcer.entries(List.of(document));
    }

    /** Both pages show it. To amend or repeal also ends the validity of the other. */
    public Optional<Refusal> link(Actor actor, long from, long to, LinkKind kind) {
        if (from == to) {
            return Optional.of(new Refusal("不能把文件和它自己关联。"));
        }
        var source = cards.current(from);
        var target = cards.current(to);
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.of(new Refusal("没有找到编号为" + (source.isEmpty() ? from : to) + "的稿件，请核对。"));
        }
        var refusal = mayLink(actor, from, source.get(), to, target.get())
                .or(() -> Refusal.when(links(to).size() >= MOST_LINKS, "这份文件的关联已经很多，请先整理。"))
                .or(() -> Refusal.when((kind == LinkKind.AMENDS || kind == LinkKind.REPEALS)
                        && whyNotManage(actor, to).isPresent(), "修改或废止别的单位的文件，须由有权管理那份文件的人员办理。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        int added = sql
                .sql("""
                        insert into disclosure.link (from_id, to_id, kind, person_id, at) values (:from, :to, :kind, :person, :now)
                        on conflict do nothing""")
                .param("from", from)
                .param("to", to)
                .param("kind", kind.name())
                .param("person", actor.ref().id())
                .param("now", Timestamp.from(clock.now()))
                .update();
        if (added == 0) {
            return Optional.empty();
        }
        entries.record(to, actor, "LINKED", kind.onTarget() + "：《" + source.get().title() + "》");
        entries.record(from, actor, "LINKED", kind.onSource() + "：《" + target.get().title() + "》");
        journal.record(actor.ref(), DisclosureAct.LINKED, new ObjectRef("article", from),
                Map.of("to", Long.toString(to), "kind", kind.name()));
        if (kind == LinkKind.AMENDS || kind == LinkKind.REPEALS) {
            Validity now = kind == LinkKind.AMENDS ? Validity.AMENDED : Validity.REPEALED;
            Entry before = entries.find(to).orElseThrow();
            entries.validity(to, now);
            changed(actor, before, now);
        }
        if (kind.explains()) {
            keep(actor, to);
        }
        announcer.pages(List.of(from, to));
        return Optional.empty();
    }

    public Optional<Refusal> unlink(Actor actor, long from, long to, LinkKind kind) {
        var source = cards.current(from);
        var target = cards.current(to);
        if (source.isEmpty() || target.isEmpty()) {
            return Optional.of(new Refusal("没有找到这两篇稿件。"));
        }
        var refusal = mayLink(actor, from, source.get(), to, target.get());
        if (refusal.isEmpty() && sql
                .sql("delete from disclosure.link where from_id = :from and to_id = :to and kind = :kind")
                .param("from", from)
                .param("to", to)
                .param("kind", kind.name())
                .update() > 0) {
            entries.record(to, actor, "UNLINKED", kind.onTarget() + "：《" + source.get().title() + "》");
            entries.record(from, actor, "UNLINKED", kind.onSource() + "：《" + target.get().title() + "》");
            journal.record(actor.ref(), DisclosureAct.UNLINKED, new ObjectRef("article", from),
                    Map.of("to", Long.toString(to), "kind", kind.name()));
            announcer.pages(List.of(from, to));
        }
        return refusal;
    }

    /** Whoever may classify one of the two; an interpretation is often written by another unit than the policy. */
    private static Optional<Refusal> mayLink(Actor actor, long from, DocumentCard source, long to,
            DocumentCard target) {
        var bySource = DisclosureRules.refusal(DisclosureAction.CLASSIFY, actor, source.unit());
        return bySource.isEmpty() ? bySource : DisclosureRules.refusal(DisclosureAction.CLASSIFY, actor, target.unit());
    }

    // The interpretation that a policy owes

    @Transactional(readOnly = true)
    public Optional<Promise> promise(long document) {
        return sql.sql("select * from disclosure.promise where document_id = :id")
                .param("id", document)
                .query((row, n) -> new Promise(row.getLong("document_id"), row.getLong("person_id"),
                        row.getObject("due_on", LocalDate.class), row.getTimestamp("kept_at") != null))
                .optional();
    }

    @Transactional(readOnly = true)
    public boolean isExplained(long document) {
        return links(document).stream().anyMatch(link -> link.to() == document && link.kind().explains());
    }

    /** The day that is proposed: within the county's limit from today. */
    @Transactional(readOnly = true)
    public LocalDate usualDay() {
        TimeLimit limit = settings.interpretationLimit();
        try {
            return calendar.due(clock.today(), limit).due();
        } catch (YearNotLoaded e) {
            return clock.today().plusDays(limit.days());
        }
    }

    /** The policy may go out; this person owes its interpretation by this day. */
    public Optional<Refusal> promise(Actor actor, long document, PersonId person, LocalDate due) {
        var card = cards.current(document);
        Optional<Person> who = directory.person(person);
        if (card.isEmpty()) {
            return Optional.of(new Refusal("这篇稿件不存在。"));
        }
        var refusal = DisclosureRules.refusal(DisclosureAction.CLASSIFY, actor, card.get().unit())
                .or(() -> Refusal.when(who.filter(Person::active).isEmpty(), "请选择一位在岗人员负责解读。"))
                .or(() -> Refusal.when(due.isBefore(clock.today()), "解读日期不能早于今天。"))
                .or(() -> Refusal.when(due.isAfter(clock.today().plusDays(90)), "解读应当与文件同步，最迟不超过三个月，请核对日期。"))
                .or(() -> Refusal.when(isExplained(document), "这份文件已有解读，不用再约定时间。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                insert into disclosure.promise (document_id, person_id, due_on, made_by, made_at)
                values (:id, :person, :due, :by, :now)
                on conflict (document_id) do update set person_id = excluded.person_id, due_on = excluded.due_on,
                    made_by = excluded.made_by, made_at = excluded.made_at, kept_at = null""")
                .param("id", document)
                .param("person", person.value())
                .param("due", due)
                .param("by", actor.ref().id())
                .param("now", Timestamp.from(clock.now()))
                .update();
        entries.record(document, actor, "PROMISED", "解读由" + who.map(Person::name).orElse("") + "在" + due + "前完成");
        journal.record(actor.ref(), DisclosureAct.PROMISED, new ObjectRef("article", document),
                Map.of("person", Long.toString(person.value()), "due", due.toString()));
        todos.add(new NewTodo(key(document), "解读：" + card.get().title(), "政策文件已安排公开，解读须在约定日期前发布并关联", due,
                "/desk/disclosure/" + document, List.of(new NewTodo.Audience.OnePerson(person.value()))));
        announcer.pages(List.of(document));
        return Optional.empty();
    }

    private void keep(Actor actor, long document) {
        int kept = sql.sql("update disclosure.promise set kept_at = :now where document_id = :id and kept_at is null")
                .param("id", document)
                .param("now", Timestamp.from(clock.now()))
                .update();
        if (kept > 0) {
            todos.done(key(document), actor.ref());
        }
    }

    private static String key(long document) {
        return "disclosure:interpretation:" + document;
    }

    /** What has happened to the item, newest first (档案). */
    @Transactional(readOnly = true)
    public List<Happening> file(long document) {
        return sql.sql("""
                select at, actor_kind, actor_id, act, words from disclosure.record where document_id = :id
                order by id desc limit 200""")
                .param("id", document)
                .query((row, n) -> new Happening(row.getTimestamp("at").toInstant(),
                        row.getString("actor_kind").equals("STAFF")
                                ? directory.person(new PersonId(row.getLong("actor_id"))).map(Person::name).orElse("")
                                : "系统自动",
                        row.getString("act"), row.getString("words")))
                .list();
    }

    /** One line of an item's file. */
    public record Happening(java.time.Instant at, String who, String act, String words) {
        private static final Map<String, String> LABELS = Map.ofEntries(Map.entry("PUBLISHED", "首次公开"),
                Map.entry("CHANGED", "内容变更"), Map.entry("WITHDRAWN", "撤下"), Map.entry("TERMINATED", "终止"),
                Map.entry("EXPIRED", "到期失效"), Map.entry("CLASSIFIED", "选定分类"), Map.entry("VALIDITY", "时效"),
                Map.entry("LINKED", "关联"), Map.entry("UNLINKED", "解除关联"), Map.entry("PROMISED", "约定解读"),
                Map.entry("RELEASED", "载体发布"), Map.entry("REVIEWED", "清理结论"));

        public String label() {
            return LABELS.getOrDefault(act, act);
        }
    }
}
