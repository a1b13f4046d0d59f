package org.yizhan.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.casework.LimitClass;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Kept;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** What letters are about, in two levels (诉求分类). A subject in use is never deleted: old letters keep theirs. */
@Service
@Transactional
public class SubjectTree {
    private static final int MOST = 600;

    private final JdbcClient sql;
    private final Journal journal;
    private final Kept<Tree> all = new Kept<>(this::read);

    private record Tree(List<Subject> subjects, List<Subject.Branch> inUse, List<Subject.Branch> branches,
            Map<String, String> choices, Map<String, String> names) {}

    SubjectTree(JdbcClient sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    /** What a letter may be given now, in order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Subject.Branch> branches() {
        return all.now().inUse();
    }

    /** The same with what is not in use any more. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Subject.Branch> branchesWithRetired() {
        return all.now().branches();
    }

    private static List<Subject.Branch> branches(List<Subject> subjects) {
        return subjects.stream()
                .filter(top -> top.parent() == null)
                .map(top -> new Subject.Branch(top,
                        subjects.stream().filter(one -> Objects.equals(one.parent(), top.id())).toList()))
                .toList();
    }

    /** Also one that is not in use any more. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Subject> find(long id) {
        return all.now().subjects().stream().filter(one -> one.id() == id).findFirst();
    }

    /** Both levels: 道路交通 / 停车难. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public String path(long id) {
        return find(id).map(one -> {
            Long parent = one.parent();
            return parent == null ? one.name() : find(parent).map(Subject::name).orElse("") + " / " + one.name();
        }).orElse("");
    }

    /** What can be chosen now, both levels in words by their id, in order. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> choices() {
        return all.now().choices();
    }

    /** The same with what is not in use any more. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<String, String> names() {
        return all.now().names();
    }

    /** The same and what stands below it. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<String> within(String code) {
        return all.now()
                .subjects()
                .stream()
                .filter(one -> code.equals(String.valueOf(one.id())) || code.equals(String.valueOf(one.parent())))
                .map(one -> String.valueOf(one.id()))
                .toList();
    }

    private static Map<String, String> named(List<Subject.Branch> branches) {
        var named = new LinkedHashMap<String, String>();
        for (Subject.Branch branch : branches) {
            named.put(String.valueOf(branch.top().id()), branch.top().name());
            branch.below()
                    .forEach(one -> named.put(String.valueOf(one.id()), branch.top().name() + " / " + one.name()));
        }
        return Collections.unmodifiableMap(named);
    }

    public Optional<Refusal> add(Actor actor, Subject.Typed typed) {
        Subject.Typed subject = clean(typed);
        var refusal = refusal(actor, subject, 0)
                .or(() -> Refusal.when(all.now().subjects().size() >= MOST, "分类已有" + MOST + "个，请先停用不用的。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        all.changed();
        Optional<Long> id = bound("""
                insert into letters.subject (parent, name, class, unit, ordering)
                values (:parent, :name, :class, :unit, :ordering) on conflict do nothing returning id""", subject)
                .query(Long.class)
                .optional();
        id.ifPresent(added -> record(actor, RuleAct.SUBJECT_ADDED, added));
        return Refusal.when(id.isEmpty(), taken(subject));
    }

    public Optional<Refusal> change(Actor actor, long id, int version, Subject.Typed typed) {
        Subject.Typed subject = clean(typed);
        var refusal = refusal(actor, subject, id);
        if (refusal.isPresent()) {
            return refusal;
        }
        all.changed();
        boolean done = bound("""
                update letters.subject set parent = :parent, name = :name, class = :class, unit = :unit,
                    ordering = :ordering, shipped = false, version = version + 1
                where id = :id and version = :version""", subject).param("id", id)
                .param("version", version)
                .update() == 1;
        if (done) {
            record(actor, RuleAct.SUBJECT_CHANGED, id);
        }
        return Refusal.when(!done, "这个分类刚被别人改过，请先看一看现在的内容，再决定怎么改。");
    }

    /** @param retired with what stands below it; false: in use again */
    public Optional<Refusal> retire(Actor actor, long id, boolean retired) {
        var refusal = RuleRefusals.of(actor).or(() -> Refusal.when(find(id).isEmpty(), "没有这个分类。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        all.changed();
        sql.sql("update letters.subject set retired = :retired, version = version + 1 where id = :id or parent = :id")
                .param("id", id)
                .param("retired", retired)
                .update();
        record(actor, retired ? RuleAct.SUBJECT_RETIRED : RuleAct.SUBJECT_RESTORED, id);
        return Optional.empty();
    }

    private Optional<Refusal> refusal(Actor actor, Subject.Typed subject, long id) {
        Long parent = subject.parent();
        return RuleRefusals.of(actor)
                .or(() -> RuleRefusals.of(subject))
                .or(() -> Refusal.when(parent != null
                        && find(parent).filter(top -> top.parent() == null && top.id() != id).isEmpty(), "请选择上一级分类。"))
                .or(() -> Refusal.when(parent != null && all.now()
                        .subjects()
                        .stream()
                        .anyMatch(
                                one -> Objects.equals(one.parent(), id)),
                        "它下面还有分类，不能再放到别的分类下面。"))
                .or(() -> Refusal.when(all.now()
                        .subjects()
                        .stream()
                        .anyMatch(one -> one.id() != id && Objects.equals(one.parent(), parent)
                                && one.name().equals(subject.name())),
                        taken(subject)));
    }

    private static String taken(Subject.Typed subject) {
        return "同一级里已有“" + subject.name() + "”，请换一个名称，或启用已停用的那一个。";
    }

    private static Subject.Typed clean(Subject.Typed typed) {
        return new Subject.Typed(typed.parent(), PlainText.line(typed.name()), typed.limit(),
                PlainText.line(typed.unit()), Math.clamp(typed.ordering(), 0, 9_999));
    }

    private JdbcClient.StatementSpec bound(String statement, Subject.Typed subject) {
        return sql.sql(statement)
                .param("parent", subject.parent(), java.sql.Types.BIGINT)
                .param("name", subject.name())
                .param("class", Objects.requireNonNull(subject.limit()).name())
                .param("unit", subject.unit())
                .param("ordering", subject.ordering());
    }

    private Tree read() {
        List<Subject> subjects = sql.sql("select * from letters.subject order by parent nulls first, ordering, id")
                .query(SubjectTree::subject)
                .list();
        List<Subject.Branch> inUse = branches(subjects.stream().filter(one -> !one.retired()).toList());
        List<Subject.Branch> branches = branches(subjects);
        return new Tree(subjects, inUse, branches, named(inUse), named(branches));
    }

    private static Subject subject(ResultSet row, int n) throws SQLException {
        return new Subject(row.getLong("id"), row.getObject("parent", Long.class), row.getString("name"),
                LimitClass.valueOf(row.getString("class")), row.getString("unit"), row.getInt("ordering"),
                row.getBoolean("retired"), row.getInt("version"));
    }

    private void record(Actor actor, RuleAct act, long id) {
        journal.record(actor.ref(), act, new ObjectRef("letters.subject", id), Map.of());
    }
}
