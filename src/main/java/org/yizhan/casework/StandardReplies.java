package org.yizhan.casework;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Answers that are often needed (标准答复), kept by a unit and offered to its people and to those of units below. */
@Component
public class StandardReplies {
    private static final int MOST = 200;
    private static final String FIELDS = "select id, kind, unit_path, subject, title, text, uses, version from casework.standard_reply ";

    private final JdbcClient sql;
    private final Kinds kinds;
    private final Journal journal;

    StandardReplies(JdbcClient sql, Kinds kinds, Journal journal) {
        this.sql = sql;
        this.kinds = kinds;
        this.journal = journal;
    }

    /** @param subject for which subject it is; empty for all */
    public record Line(long id, String kind, UnitPath unit, String subject, String title, String text, int uses,
            int version) {}

    /** Those for this case, the ones for its subject first, then the most used. */
    List<Line> offered(Actor actor, CaseView view) {
        UnitPath unit = actor.unit();
        return unit == null
                ? List.of()
                : sql.sql(FIELDS + """
                        where kind = :kind and unit_path = any(:units) and subject in ('', :subject)
                        order by subject = '', uses desc, id limit 50""")
                        .param("kind", view.kind())
                        .param("units", upTo(unit))
                        .param("subject", view.subject())
                        .query((row, n) -> line(row))
                        .list();
    }

    /** What the person's unit and those above it keep. */
    public List<Line> of(Actor actor, String kind) {
        UnitPath unit = actor.unit();
        return unit == null
                ? List.of()
                : sql.sql(FIELDS + "where kind = :kind and unit_path = any(:units) order by unit_path, title, id")
                        .param("kind", kind)
                        .param("units", upTo(unit))
                        .query((row, n) -> line(row))
                        .list();
    }

    public Optional<Line> find(long id) {
        return sql.sql(FIELDS + "where id = :id").param("id", id).query((row, n) -> line(row)).optional();
    }

    /** Whether this person keeps the answers of this unit: whoever answers for it or receives there. */
    public boolean mayKeep(Actor actor, String kind, UnitPath unit) {
        CaseKind known = kinds.of(kind);
        return actor.isStaff() && (actor.may(known.permission(Power.HANDLE), unit)
                || actor.may(known.permission(Power.OFFICE), unit));
    }

    /** @param id null for a new one; {@code version} as it was when the person began to write */
    @Transactional
    public Optional<Refusal> keep(Actor actor, Line wanted, boolean isNew) {
        Optional<Refusal> refusal = whyNot(actor, wanted)
                .or(() -> Refusal.when(wanted.title().isBlank() || wanted.title().length() > 100, "标题应为 1 到 100 字。"))
                .or(() -> Refusal.when(wanted.text().isBlank() || wanted.text().length() > 5000, "内容应为 1 到 5000 字。"))
                .or(() -> Refusal.when(isNew && of(actor, wanted.kind()).size() >= MOST,
                        "标准答复已有 " + MOST + " 条，请先删去不用的。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (isNew) {
            long id = sql.sql("""
                    insert into casework.standard_reply (kind, unit_path, subject, title, text)
                    values (:kind, :unit, :subject, :title, :text) returning id""")
                    .params(values(wanted))
                    .query(Long.class)
                    .single();
            changed(actor, id, "added");
            return Optional.empty();
        }
        int written = sql
                .sql("""
                        update casework.standard_reply set subject = :subject, title = :title, text = :text, version = version + 1
                        where id = :id and version = :version and kind = :kind and unit_path = :unit""")
                .params(values(wanted))
                .param("id", wanted.id())
                .param("version", wanted.version())
                .update();
        if (written == 0) {
            return Optional.of(new Refusal("这条标准答复已被其他同志修改或删除，请核对最新内容后再保存；您写的内容还在。"));
        }
        changed(actor, wanted.id(), "changed");
        return Optional.empty();
    }

    private static Map<String, Object> values(Line wanted) {
        return Map.of("kind", wanted.kind(), "unit", wanted.unit().value(), "subject", wanted.subject(), "title",
                PlainText.line(wanted.title()), "text", wanted.text().strip());
    }

    @Transactional
    public Optional<Refusal> drop(Actor actor, long id) {
        Optional<Line> found = find(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("这条标准答复已被删除。"));
        }
        Optional<Refusal> refusal = whyNot(actor, found.get());
        if (refusal.isEmpty()) {
            sql.sql("delete from casework.standard_reply where id = :id").param("id", id).update();
            changed(actor, id, "dropped");
        }
        return refusal;
    }

    /** Counted when it goes into an answer, so that the useful ones stand first. */
    @Transactional
    public Optional<String> use(Actor actor, long id) {
        return find(id).filter(line -> Arrays.asList(upTo(actor.unit())).contains(line.unit().value())).map(line -> {
            sql.sql("update casework.standard_reply set uses = uses + 1 where id = :id").param("id", id).update();
            return line.text();
        });
    }

    private Optional<Refusal> whyNot(Actor actor, Line line) {
        return Refusal.when(!mayKeep(actor, line.kind(), line.unit()), "这个单位的标准答复由它自己的承办人维护，您没有这项权限。");
    }

    private void changed(Actor actor, long id, String how) {
        journal.record(actor.ref(), CaseworkAct.STANDARD_REPLY_CHANGED, new ObjectRef("standard-reply", id),
                Map.of("how", how));
    }

    /** The unit and all above it. */
    private static String[] upTo(@org.jspecify.annotations.Nullable UnitPath unit) {
        if (unit == null) {
            return new String[0];
        }
        var paths = new java.util.ArrayList<String>();
        String value = unit.value();
        for (int end = value.indexOf('/', 1); end > 0; end = value.indexOf('/', end + 1)) {
            paths.add(value.substring(0, end + 1));
        }
        return paths.toArray(String[]::new);
    }

    private static Line line(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Line(row.getLong("id"), row.getString("kind"), new UnitPath(row.getString("unit_path")),
                row.getString("subject"), row.getString("title"), row.getString("text"), row.getInt("uses"),
                row.getInt("version"));
    }
}
