package org.yizhan.directory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.ImportPlan.Known;
import org.yizhan.directory.ImportPlan.Node;
import org.yizhan.directory.ImportPlan.OldUnit;
import org.yizhan.directory.ImportPlan.PlannedPerson;
import org.yizhan.directory.Outcome.Done;
import org.yizhan.directory.SpreadsheetReader.Content;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SheetFile.Unreadable;
import org.yizhan.shared.Sm3;
import org.yizhan.shared.UnitPath;

/**
 * Takes in units and people from a spreadsheet (导入单位和人员): first a report of every row, then the decision. All rows or
 * none, unless the user chooses the right ones only. Posts come with a title and without roles.
 */
@Component
public class OrganisationImport {
    public static final int LARGEST_FILE = SheetFile.LARGEST;

    private static final Duration DRAFTS_WAIT = Duration.ofDays(1);
    private static final int SAMPLE = 20;

    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final TransactionTemplate transaction;
    private final RightsStamp stamp;
    private final Journal journal;
    private final CountyClock clock;
    private final ApplicationEventPublisher events;

    OrganisationImport(JdbcClient jdbc, JdbcTemplate template, TransactionTemplate transaction, RightsStamp stamp,
            Journal journal, CountyClock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.template = template;
        this.transaction = transaction;
        this.stamp = stamp;
        this.journal = journal;
        this.clock = clock;
        this.events = events;
    }

    /** What was taken in. */
    public record Taken(int units, int people, int leftOut) {}

    /** A spreadsheet to be filled in. */
    public static byte[] form() {
        var out = new ByteArrayOutputStream();
        try (var workbook = new Workbook(out, "Yizhan", "1.0")) {
            for (SheetColumn.Table table : SheetColumn.Table.values()) {
                Worksheet sheet = workbook.newWorksheet(table.label);
                List<SheetColumn> columns = table.columns();
                for (int i = 0; i < columns.size(); i++) {
                    SheetColumn column = columns.get(i);
                    sheet.value(0, i, column.label + (column.required ? "*" : ""));
                    sheet.width(i, Math.max(14, column.label.length() * 2.5));
                    sheet.style(0, i).bold().fillColor("D9E4F1").set();
                    sheet.range(1, i, 2000, i).style().format("@").set();
                }
                sheet.freezePane(0, 1);
            }
            Worksheet words = workbook.newWorksheet("填写说明");
            words.width(0, 10);
            words.width(1, 22);
            words.width(2, 70);
            int line = 0;
            words.value(line++, 0, "单位表和人员表可以只填一张；行的先后不限，上级单位可以在下级单位之后。带*的列必填。");
            words.value(line++, 0, "岗位的角色由安全管理员在导入之后授予，不在这里填写。");
            for (SheetColumn column : SheetColumn.values()) {
                words.value(line, 0, column.table.label);
                words.value(line, 1, column.label);
                words.value(line++, 2, column.hint);
            }
            words.value(line++, 1, "可选的单位类别：");
            for (UnitKind kind : UnitKind.values()) {
                words.value(line++, 2, kind.label());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Reads and checks the file and keeps it for a day; nothing is taken in yet. */
    public Outcome<ImportReport> preview(Actor actor, String fileName, byte[] file) {
        Optional<Refusal> refusal = may(actor);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        Content content;
        try {
            content = SpreadsheetReader.read(file);
        } catch (Unreadable e) {
            return Outcome.refused(e.why());
        }
        String name = SpreadsheetReader.shortened(PlainText.line(fileName));
        jdbc.sql("delete from directory.import_draft where made_at < ?")
                .param(clock.now().minus(DRAFTS_WAIT).atOffset(ZoneOffset.UTC))
                .update();
        long draft = jdbc
                .sql("""
                        insert into directory.import_draft (made_by, made_at, name, content) values (?, ?, ?, ?) returning id""")
                .params(actor.ref().id(), clock.now().atOffset(ZoneOffset.UTC), name, file)
                .query(Long.class)
                .single();
        return new Done<>(report(draft, name, content, plan(actor, content)));
    }

    /** The report once more; empty when the file was taken in already, is older than a day or someone else's. */
    public Optional<ImportReport> draft(Actor actor, long id) {
        return jdbc.sql("select name, content from directory.import_draft where id = ? and made_by = ?")
                .params(id, actor.ref().id())
                .query((row, _) -> {
                    try {
                        Content content = SpreadsheetReader.read(row.getBytes("content"));
                        return report(id, row.getString("name"), content, plan(actor, content));
                    } catch (Unreadable e) {
                        throw new IllegalStateException("draft " + id + " was readable before", e);
                    }
                })
                .optional();
    }

    /**
     * Takes the file in. Everything is checked again, because the directory may have changed since the preview.
     *
     * @param onlyRightRows leave wrong rows out; otherwise one wrong row refuses all
     */
    public Outcome<Taken> take(Actor actor, long draft, boolean onlyRightRows) {
        Optional<Refusal> refusal = may(actor);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        try {
            Outcome<Taken> taken = transaction.execute(_ -> takeInTransaction(actor, draft, onlyRightRows));
            return taken == null ? Outcome.refused("没有导入，请再试一次。") : taken;
        } catch (DuplicateKeyException e) {
            return Outcome.refused("导入时有人同时新增了同样的单位或账号，本次没有导入任何内容。请再看一遍核对结果。");
        }
    }

    private Outcome<Taken> takeInTransaction(Actor actor, long draft, boolean onlyRightRows) {
        stamp.hold();
        Optional<byte[]> file = jdbc
                .sql("delete from directory.import_draft where id = ? and made_by = ? returning content")
                .params(draft, actor.ref().id())
                .query((row, _) -> row.getBytes("content"))
                .optional();
        if (file.isEmpty()) {
            return Outcome.refused("这个文件已经导入过，或者已经过期。需要时请重新选择文件。");
        }
        Content content;
        try {
            content = SpreadsheetReader.read(file.get());
        } catch (Unreadable e) {
            return Outcome.refused(e.why());
        }
        ImportPlan plan = plan(actor, content);
        int wrong = wrongRows(content, plan);
        if (wrong > 0 && !onlyRightRows || plan.units().isEmpty() && plan.people().isEmpty()) {
            jdbc.sql("""
                    insert into directory.import_draft (id, made_by, made_at, name, content)
                    overriding system value values (?, ?, ?, '', ?)""")
                    .params(draft, actor.ref().id(), clock.now().atOffset(ZoneOffset.UTC), file.get())
                    .update();
            return Outcome.refused("有" + wrong + "行需要改正，本次没有导入任何内容。请改正后重新导入，或选择“只导入正确的行”。");
        }
        Map<Node, UnitPath> paths = insertUnits(plan.units());
        List<Long> added = insertPeople(plan.people(), paths);
        journal.record(actor.ref(), DirectoryAct.IMPORTED, new ObjectRef("import", draft),
                Map.of("units", String.valueOf(plan.units().size()), "people", String.valueOf(added.size()), "left-out",
                        String.valueOf(wrong), "digest", HexFormat.of().formatHex(Sm3.digest(file.get()))));
        plan.units().forEach(node -> {
            UnitPath path = paths.get(node);
            if (path != null) {
                journal.record(actor.ref(), DirectoryAct.UNIT_ADDED, new ObjectRef("unit", path.unit().value()),
                        Map.of("import", String.valueOf(draft)));
            }
        });
        added.forEach(id -> {
            journal.record(actor.ref(), DirectoryAct.PERSON_ADDED, new ObjectRef("person", id),
                    Map.of("import", String.valueOf(draft)));
            events.publishEvent(new PersonJoined(new PersonId(id)));
        });
        return new Done<>(new Taken(plan.units().size(), added.size(), wrong));
    }

    private Map<Node, UnitPath> insertUnits(List<Node> units) {
        List<Long> ids = ids("directory.unit", units.size());
        LocalDate today = clock.today();
        Map<Node, UnitPath> paths = new IdentityHashMap<>();
        var rows = new ArrayList<Object[]>();
        for (int i = 0; i < units.size(); i++) {
            Node node = units.get(i);
            NewUnit unit = Objects.requireNonNull(node.unit);
            UnitPath parent = pathOf(Objects.requireNonNull(node.parent), paths);
            var path = new UnitPath(parent.value() + ids.get(i) + "/");
            paths.put(node, path);
            rows.add(new Object[]{ids.get(i), path.value(), parent.unit().value(), unit.kind().name(), unit.name(),
                unit.shortName(), unit.creditCode(), unit.region(), parent.unit().value(), unit.ordering(), today});
        }
        template.batchUpdate("""
                insert into directory.unit
                    (id, path, parent, kind, name, short_name, credit_code, region, ordering, opened_on)
                values (?, ?, ?, ?, ?, ?, ?, coalesce(?, (select p.region from directory.unit p where p.id = ?)), ?, ?)
                """, rows);
        return paths;
    }

    private List<Long> insertPeople(List<PlannedPerson> people, Map<Node, UnitPath> paths) {
        List<Long> ids = ids("directory.person", people.size());
        LocalDate today = clock.today();
        var rows = new ArrayList<Object[]>();
        var posts = new ArrayList<Object[]>();
        for (int i = 0; i < people.size(); i++) {
            NewPerson person = people.get(i).person();
            long unit = pathOf(people.get(i).unit(), paths).unit().value();
            rows.add(new Object[]{ids.get(i), person.name(), person.account(), unit, person.phone(), person.ordering(),
                today});
            posts.add(new Object[]{ids.get(i), unit, person.title(), unit, today});
        }
        template.batchUpdate("""
                insert into directory.person (id, name, account, unit, phone, ordering, joined_on)
                values (?, ?, ?, ?, ?, ?, ?)""", rows);
        template.batchUpdate("""
                insert into directory.post (person, unit, title, scope, main, started_on)
                values (?, ?, ?, ?, true, ?)""", posts);
        return ids;
    }

    private static UnitPath pathOf(Node node, Map<Node, UnitPath> paths) {
        OldUnit old = node.old;
        return old != null ? old.path() : Objects.requireNonNull(paths.get(node));
    }

    private List<Long> ids(String table, int count) {
        return jdbc.sql("select nextval(pg_get_serial_sequence(?, 'id')) from generate_series(1, ?)")
                .params(table, count)
                .query(Long.class)
                .list();
    }

    private static Optional<Refusal> may(Actor actor) {
        return Refusal.when(!DirectoryRules.isProgram(actor)
                && !(actor.mayAnywhere(DirectoryPermissions.UNITS) && actor.mayAnywhere(DirectoryPermissions.PEOPLE)),
                "只有系统管理员可以导入单位和人员，请与系统管理员联系。");
    }

    private ImportPlan plan(Actor actor, Content content) {
        List<OldUnit> units = jdbc.sql("""
                select id, path, parent, name, short_name, kind, credit_code from directory.unit
                where closed_on is null""").query((row, _) -> {
            long parent = row.getLong("parent");
            return new OldUnit(row.getLong("id"), new UnitPath(row.getString("path")), parent == 0 ? null : parent,
                    row.getString("name"), row.getString("short_name"), UnitKind.valueOf(row.getString("kind")),
                    row.getString("credit_code"));
        }).list();
        String[] wanted = content.people()
                .stream()
                .map(row -> Accounts.normal(row.value(SheetColumn.ACCOUNT)))
                .toArray(String[]::new);
        Set<String> accounts = new HashSet<>(jdbc.sql("select account from directory.person where account = any(?)")
                .param(wanted)
                .query(String.class)
                .list());
        String[] codes = content.units().stream().map(row -> row.value(SheetColumn.REGION)).toArray(String[]::new);
        Set<String> regions = new HashSet<>(
                jdbc.sql("select code from directory.region where code = any(?)")
                        .param(codes)
                        .query(String.class)
                        .list());
        return new ImportPlan(actor, new Known(units, accounts, regions), content.units(), content.people());
    }

    private static int wrongRows(Content content, ImportPlan plan) {
        var lines = new HashSet<List<Object>>();
        content.problems().forEach(problem -> lines.add(List.of(problem.sheet(), problem.line())));
        plan.problems().forEach(problem -> lines.add(List.of(problem.sheet(), problem.line())));
        return lines.size();
    }

    private static ImportReport report(long draft, String name, Content content, ImportPlan plan) {
        var problems = new ArrayList<>(content.problems());
        problems.addAll(plan.problems());
        var sample = new ArrayList<String>();
        plan.units().stream().limit(SAMPLE).forEach(node -> {
            Node parent = node.parent;
            sample.add(
                    "单位：" + node.name + "（" + node.kind.label() + (parent == null ? "" : "，上级：" + parent.name) + "）");
        });
        plan.people()
                .stream()
                .limit(SAMPLE)
                .forEach(planned -> sample.add("人员：" + planned.person().name() + "（" + planned.person().account() + "），"
                        + planned.unit().name + " " + planned.person().title()));
        return new ImportReport(draft, name, plan.units().size(), plan.people().size(), wrongRows(content, plan),
                problems.stream().limit(ImportReport.LISTED).toList(), problems.size(), content.notes(), sample);
    }
}
