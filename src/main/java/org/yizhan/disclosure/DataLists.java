package org.yizhan.disclosure;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetBook;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.SqlLimit;

/**
 * Lists that are disclosed row by row (公开名录): appointments, tenders, projects, powers and so on. One mechanism for all; their kinds
 * are data. A row that changes gets a new dated version and the old one stays.
 */
@Service
@Transactional
public class DataLists {
    private static final int MOST_ROWS = 5_000;
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_REASON = 200;

    private final JdbcClient sql;
    private final Bodies bodies;
    private final Journal journal;
    private final Announcer announcer;
    private final CountyClock clock;

    DataLists(JdbcClient sql, Bodies bodies, Journal journal, Announcer announcer, CountyClock clock) {
        this.sql = sql;
        this.bodies = bodies;
        this.journal = journal;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * One version of a row; cells in the order of the kind's columns.
     *
     * @param because why it may differ from the list that it is held against; for the desk only
     */
    public record Row(long id, long body, String bodyName, int version, boolean ended, List<String> cells,
            Instant madeAt, String because) {
        public String cell(ListKind.Column column) {
            return column.place() <= cells.size() ? cells.get(column.place() - 1) : "";
        }
    }

    @Transactional(readOnly = true)
    public List<ListKind> kinds() {
        Map<String, List<ListKind.Column>> columns = sql
                .sql("select * from disclosure.list_column order by kind, place")
                .query((row, n) -> Map.entry(row.getString("kind"),
                        new ListKind.Column(row.getInt("place"), row.getString("name"),
                                ListKind.Type.valueOf(row.getString("type")), row.getBoolean("required"),
                                row.getBoolean("is_key"), row.getObject("at_most", Integer.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Map.Entry::getKey,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        return sql.sql("select * from disclosure.list_kind order by position, code")
                .query((row, n) -> new ListKind(row.getString("code"), row.getString("name"), row.getString("note"),
                        row.getBoolean("open"), row.getString("against"),
                        columns.getOrDefault(row.getString("code"), List.of())))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<ListKind> kind(String code) {
        return kinds().stream().filter(kind -> kind.code().equals(code)).findFirst();
    }

    /** Adds a kind, or changes what it is called; columns can be added at the end, and none is taken away. */
    public Optional<Refusal> putKind(Actor actor, ListKind typed) {
        Optional<ListKind> before = kind(typed.code());
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(!typed.code().matches("[a-z][a-z0-9-]{1,30}") || typed.code().equals("new"),
                        "网址名用小写字母、数字和短横线，字母开头，2到31个字符，例如 licences。"))
                .or(() -> Refusal.when(typed.name().isBlank() || PlainText.length(typed.name()) > 40, "请填写名称，最多40个字。"))
                .or(() -> Refusal.when(typed.columns().isEmpty() || typed.columns().size() > 30, "名录应有1到30列。"))
                .or(() -> Refusal.when(typed.columns()
                        .stream()
                        .anyMatch(one -> PlainText.line(one.name()).isBlank() || PlainText.length(one.name()) > 30),
                        "列名最多30个字。"))
                .or(() -> Refusal.when(typed.columns()
                        .stream()
                        .map(one -> PlainText.line(one.name()).strip())
                        .distinct()
                        .count() < typed.columns().size(), "列名有重复，请检查。"))
                .or(() -> Refusal.when(typed.columns().stream().noneMatch(ListKind.Column::key), "至少一列要能区分不同的行。"))
                .or(() -> Refusal.when(before.isPresent()
                        && !typed.columns()
                                .stream()
                                .limit(before.get().columns().size())
                                .toList()
                                .equals(before.get().columns()),
                        "已有的列不能改动，只能在后面增加，否则以前的数据会错位。"))
                .or(() -> againstRefusal(typed))
                .or(() -> typed.columns()
                        .stream()
                        .filter(one -> one.atMost() != null && !typed.mayHaveCeiling(one))
                        .findFirst()
                        .map(one -> new Refusal("“" + one.name() + "”的上限要填前面一个数字列的列名，而且它自己也是数字。")));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql("""
                insert into disclosure.list_kind (code, name, note, position, open, against)
                values (:code, :name, :note, (select coalesce(max(position), 0) + 1 from disclosure.list_kind), :open,
                    :against)
                on conflict (code) do update set name = excluded.name, note = excluded.note, open = excluded.open,
                    against = excluded.against""")
                .param("code", typed.code())
                .param("name", PlainText.line(typed.name()))
                .param("note", PlainText.line(typed.note()))
                .param("open", typed.open())
                .param("against", typed.against())
                .update();
        for (ListKind.Column column : typed.columns()) {
            sql.sql("""
                    insert into disclosure.list_column (kind, place, name, type, required, is_key, at_most)
                    values (:kind, :place, :name, :type, :required, :key, :atMost) on conflict do nothing""")
                    .param("kind", typed.code())
                    .param("place", column.place())
                    .param("name", PlainText.line(column.name()))
                    .param("type", column.type().name())
                    .param("required", column.required())
                    .param("key", column.key())
                    .param("atMost", column.atMost())
                    .update();
        }
        announcer.say(Announcer.SETUP, Announcer.list(typed.code()));
        journal.record(actor.ref(), DisclosureAct.LIST_KIND_CHANGED, new ObjectRef("list-kind", 0),
                Map.of("kind", typed.code()));
        return Optional.empty();
    }

    private Optional<Refusal> againstRefusal(ListKind typed) {
        if (typed.against() == null) {
            return Optional.empty();
        }
        Optional<ListKind> other = kind(typed.against());
        return Refusal.when(other.isEmpty() || typed.code().equals(typed.against()), "请选择另一种名录作为核对的依据。")
                .or(() -> Refusal.when(!other.orElseThrow().keyNames().equals(typed.keyNames()),
                        "用来区分各行的列名，两种名录要一样（“" + String.join("、", other.orElseThrow().keyNames()) + "”），才能逐行核对。"));
    }

    /** What became of a table. */
    public sealed interface Taken {
        /** @param same rows that were there already and had not changed */
        record Done(int added, int changed, int same) implements Taken {}

        record Refused(List<String> problems) implements Taken {}
    }

    /**
     * All rows of the workbook or none. Its first line names the columns; their order does not matter.
     *
     * @param because why rows may differ from the list that this kind is held against; blank when nothing should
     * @param twice whether what another body discloses already is to stand on the list twice
     */
    public Taken take(Actor actor, String code, long body, byte[] file, String because, boolean twice) {
        Optional<ListKind> kind = kind(code);
        Optional<Refusal> refusal = refusal(actor, kind, body);
        if (kind.isEmpty() || refusal.isPresent()) {
            return new Taken.Refused(List.of(refusal.map(Refusal::text).orElse("没有这种名录。")));
        }
        var rows = new ArrayList<Line>();
        var problems = new ArrayList<String>();
        try {
            SheetFile.read(file, book -> read(book, kind.get(), rows, problems));
        } catch (SheetFile.Unreadable e) {
            return new Taken.Refused(List.of(e.why().text()));
        }
        if (problems.isEmpty() && rows.isEmpty()) {
            problems.add("文件里没有数据。第一行写列名，从第二行起每行一条。");
        }
        Map<String, List<String>> differences = problems.isEmpty()
                ? differences(kind.get(), rows.stream().map(Line::cells).toList())
                : Map.of();
        String reason = PlainText.trimmed(PlainText.line(because));
        if (PlainText.length(reason) > LONGEST_REASON) {
            problems.add("“为什么不一致”最多" + LONGEST_REASON + "个字。");
        }
        if (reason.isEmpty() && !differences.isEmpty()) {
            Set<String> explained = explained(code, body, rows.stream().map(Line::cells).toList(), kind.get());
            rows.forEach(row -> {
                String key = key(kind.get(), row.cells());
                if (!explained.contains(key)) {
                    differences.getOrDefault(key, List.of())
                            .forEach(why -> problems.add("第" + row.number() + "行：" + why + "。"));
                }
            });
        }
        if (problems.isEmpty() && !twice) {
            Map<String, String> elsewhere = elsewhere(code, body,
                    rows.stream().map(row -> key(kind.get(), row.cells())).toArray(String[]::new));
            rows.forEach(row -> {
                String whose = elsewhere.get(key(kind.get(), row.cells()));
                if (whose != null) {
                    problems.add("第" + row.number() + "行：“" + row.cells().get(kind.get().title().place() - 1) + "”已由"
                            + whose + "公开，导入后名录里会有两条。要更新原来那一条，请选择" + whose + "；确实各公开一条的，请勾选“各公开一条”。");
                }
            });
        }
        if (!problems.isEmpty()) {
            int more = problems.size() - MOST_PROBLEMS;
            if (more > 0) {
                problems.subList(MOST_PROBLEMS, problems.size()).clear();
                problems.add("另外还有" + more + "处，请先改正上面这些。");
            }
            return new Taken.Refused(problems);
        }
        int[] counts = new int[3];
        for (Line row : rows) {
            boolean differs = differences.containsKey(key(kind.get(), row.cells()));
            counts[write(actor, kind.get(), body, row.cells(), differs ? reason : "")]++;
        }
        announcer.say(Announcer.list(code));
        journal.record(actor.ref(), DisclosureAct.LIST_IMPORTED, new ObjectRef("body", body),
                Map.of("kind", code, "added", Integer.toString(counts[0]), "changed", Integer.toString(counts[1]),
                        "because", differences.isEmpty() ? "" : reason));
        return new Taken.Done(counts[0], counts[1], counts[2]);
    }

    /** @param number of the line in the workbook */
    private record Line(int number, List<String> cells) {}

    private static int read(SheetBook book, ListKind kind, List<Line> rows, List<String> problems)
            throws IOException, SheetFile.Unreadable {
        var places = new ArrayList<Integer>();
        var keys = new HashSet<String>();
        if (book.sheets().isEmpty()) {
            return 0;
        }
        book.rows(book.sheets().getFirst(), line -> {
            var cells = new ArrayList<String>();
            line.cells().forEach(cell -> {
                while (cells.size() <= cell.column()) {
                    cells.add("");
                }
                cells.set(cell.column(), PlainText.trimmed(PlainText.line(cell.text().orElse(""))));
            });
            if (cells.stream().allMatch(String::isEmpty)) {
                return true;
            }
            if (places.isEmpty()) {
                for (ListKind.Column column : kind.columns()) {
                    int at = cells.indexOf(column.name());
                    places.add(at);
                    if (at < 0 && column.required()) {
                        problems.add("第" + line.number() + "行没有“" + column.name() + "”这一列。请下载模板填写。");
                    }
                }
                return problems.isEmpty();
            }
            if (rows.size() == MOST_ROWS) {
                problems.add("一次最多导入" + MOST_ROWS + "行，请分成几个文件。");
                return false;
            }
            List<String> row = tidy(kind,
                    places.stream().map(at -> at >= 0 && at < cells.size() ? cells.get(at) : "").toList());
            problems(kind, row).forEach(why -> problems.add("第" + line.number() + "行：" + why));
            if (!keys.add(key(kind, row))) {
                problems.add("第" + line.number() + "行：与前面的一行重复，请删去一行。");
            }
            rows.add(new Line(line.number(), row));
            return true;
        });
        return rows.size();
    }

    /** One row, by the program. What differs from the list that it is held against is refused. */
    public Optional<Refusal> put(Actor actor, String code, long body, List<String> cells) {
        Optional<ListKind> kind = kind(code);
        Optional<Refusal> refusal = refusal(actor, kind, body);
        if (kind.isEmpty() || refusal.isPresent()) {
            return refusal.or(() -> Optional.of(new Refusal("没有这种名录。")));
        }
        List<String> typed = new ArrayList<>(
                cells.stream().map(cell -> PlainText.trimmed(PlainText.line(cell))).toList());
        while (typed.size() < kind.get().columns().size()) {
            typed.add("");
        }
        List<String> row = tidy(kind.get(), typed);
        List<String> problems = problems(kind.get(), row);
        if (problems.isEmpty()) {
            differences(kind.get(), List.of(row)).values().forEach(problems::addAll);
        }
        if (!problems.isEmpty()) {
            return Optional.of(new Refusal(String.join("", problems)));
        }
        write(actor, kind.get(), body, row, "");
        announcer.say(Announcer.list(code));
        journal.record(actor.ref(), DisclosureAct.LIST_CHANGED, new ObjectRef("body", body), Map.of("kind", code));
        return Optional.empty();
    }

    /** The public list shows it no more; its versions stay. */
    public Optional<Refusal> end(Actor actor, long id) {
        record Found(String kind, long body) {}
        var found = sql.sql("select kind, body_id from disclosure.list_row where id = :id and current")
                .param("id", id)
                .query((row, n) -> new Found(row.getString(1), row.getLong(2)))
                .optional();
        var refusal = found.isEmpty()
                ? Optional.of(new Refusal("这一行不存在，或刚被改过。"))
                : refusal(actor, kind(found.get().kind()), found.get().body());
        if (refusal.isEmpty() && found.isPresent()) {
            sql.sql("update disclosure.list_row set ended = true where id = :id").param("id", id).update();
            announcer.say(Announcer.list(found.get().kind()));
            journal.record(actor.ref(), DisclosureAct.LIST_CHANGED, new ObjectRef("list-row", id), Map.of());
        }
        return refusal;
    }

    private Optional<Refusal> refusal(Actor actor, Optional<ListKind> kind, long body) {
        Optional<Body> whose = bodies.find(body);
        if (whose.isEmpty()) {
            return Optional.of(new Refusal("请选择公开主体。"));
        }
        return DisclosureRules.refusal(DisclosureAction.MANAGE, actor, whose.get().unit())
                .or(() -> Refusal.when(kind.isEmpty() || !kind.get().open(), "没有这种名录，或者已停用。"));
    }

    private static List<String> tidy(ListKind kind, List<String> typed) {
        var row = new ArrayList<>(typed);
        kind.columns().forEach(column -> row.set(column.place() - 1, column.tidy(typed.get(column.place() - 1))));
        return row;
    }

    private static List<String> problems(ListKind kind, List<String> row) {
        var problems = new ArrayList<String>();
        for (ListKind.Column column : kind.columns()) {
            column.problem(row.get(column.place() - 1)).ifPresent(why -> problems.add(why.text()));
        }
        return problems;
    }

    private static String key(ListKind kind, List<String> row) {
        return kind.columns()
                .stream()
                .filter(ListKind.Column::key)
                .map(column -> row.get(column.place() - 1))
                .collect(Collectors.joining("\u001f"));
    }

    /** What does not agree with the list that the kind is held against, by the key of the row; rows that agree are left out. */
    private Map<String, List<String>> differences(ListKind kind, List<List<String>> rows) {
        ListKind standard = kind.against() == null ? null : kind(kind.against()).orElse(null);
        var laidDown = new HashMap<String, List<String>>();
        if (standard != null) {
            sql.sql("""
                    select key, cells from disclosure.list_row
                    where kind = :kind and key = any(:keys) and current and not ended order by id""")
                    .param("kind", standard.code())
                    .param("keys", rows.stream().map(row -> key(kind, row)).toArray(String[]::new))
                    .query(row -> {
                        laidDown.put(row.getString("key"), cells(row));
                    });
        }
        var found = new HashMap<String, List<String>>();
        for (List<String> row : rows) {
            String key = key(kind, row);
            List<String> differences = kind.differences(row, standard, laidDown.get(key));
            if (!differences.isEmpty()) {
                found.put(key, differences);
            }
        }
        return found;
    }

    /** The rows among these that stand as they are and whose difference was explained before. */
    private Set<String> explained(String code, long body, List<List<String>> rows, ListKind kind) {
        var now = rows.stream().collect(Collectors.toMap(row -> key(kind, row), row -> row));
        var explained = new HashSet<String>();
        sql.sql("""
                select key, cells from disclosure.list_row
                where kind = :kind and body_id = :body and key = any(:keys) and current and not ended and because <> ''""")
                .param("kind", code)
                .param("body", body)
                .param("keys", now.keySet().toArray(String[]::new))
                .query(row -> {
                    List<String> typed = now.getOrDefault(row.getString("key"), List.of());
                    if (padded(cells(row), typed.size()).equals(typed)) {
                        explained.add(row.getString("key"));
                    }
                });
        return explained;
    }

    /** Which of these rows another body discloses and this one does not yet, with the name of that body. */
    private Map<String, String> elsewhere(String kind, long body, String[] keys) {
        var found = new HashMap<String, String>();
        sql.sql("""
                select other.key, b.name from disclosure.list_row other
                join disclosure.body b on b.unit_id = other.body_id
                where other.kind = :kind and other.key = any(:keys) and other.current and not other.ended
                    and other.body_id <> :body and not exists (select 1 from disclosure.list_row own
                        where own.kind = other.kind and own.body_id = :body and own.key = other.key and own.current
                            and not own.ended)""")
                .param("kind", kind)
                .param("keys", keys)
                .param("body", body)
                .query(row -> {
                    found.put(row.getString("key"), row.getString("name"));
                });
        return found;
    }

    /** A row that is public and does not agree with the list that it is held against. */
    public record Differing(Row row, List<String> differences) {}

    /** What does not agree today, explained or not, the newest rows first; looks at the newest 5,000 rows. */
    @Transactional(readOnly = true)
    public List<Differing> differing(ListKind kind) {
        if (!kind.isChecked()) {
            return List.of();
        }
        var differing = new ArrayList<Differing>();
        List<Row> rows = list(kind.code(), "", null, MOST_ROWS).items();
        int width = kind.columns().size();
        Map<String, List<String>> differences = differences(kind,
                rows.stream().map(row -> padded(row.cells(), width)).toList());
        for (Row row : rows) {
            List<String> found = differences.getOrDefault(key(kind, padded(row.cells(), width)), List.of());
            if (!found.isEmpty()) {
                differing.add(new Differing(row, found));
            }
        }
        return differing;
    }

    /** 0 added, 1 changed, 2 the same as before. */
    private int write(Actor actor, ListKind kind, long body, List<String> row, String because) {
        String key = key(kind, row);
        record Before(long id, int version, boolean ended, List<String> cells) {}
        var before = sql.sql("""
                select id, version, ended, cells from disclosure.list_row
                where kind = :kind and body_id = :body and key = :key and current for update""")
                .param("kind", kind.code())
                .param("body", body)
                .param("key", key)
                .query((r, n) -> new Before(r.getLong(1), r.getInt(2), r.getBoolean(3), cells(r)))
                .optional();
        if (before.isPresent() && !before.get().ended() && padded(before.get().cells(), row.size()).equals(row)) {
            return 2;
        }
        before.ifPresent(b -> sql.sql("update disclosure.list_row set current = false where id = :id")
                .param("id", b.id())
                .update());
        sql.sql("""
                insert into disclosure.list_row (kind, body_id, key, version, current, cells, words, made_at, made_by,
                    because)
                values (:kind, :body, :key, :version, true, :cells, :words, :now, :by, :because)""")
                .param("kind", kind.code())
                .param("body", body)
                .param("key", key)
                .param("version", before.map(Before::version).orElse(0) + 1)
                .param("cells", row.toArray(String[]::new))
                .param("words", kind.columns()
                        .stream()
                        .filter(column -> !column.type().personal())
                        .map(column -> row.get(column.place() - 1))
                        .collect(Collectors.joining("\n")))
                .param("now", Timestamp.from(clock.now()))
                .param("by", actor.ref().id())
                .param("because", because)
                .update();
        return before.isPresent() ? 1 : 0;
    }

    private static List<String> padded(List<String> cells, int size) {
        var padded = new ArrayList<>(cells);
        padded.addAll(Collections.nCopies(Math.max(0, size - cells.size()), ""));
        return padded;
    }

    /** Current rows, newest first; with words only those that say them, personal data aside. */
    @Transactional(readOnly = true)
    public KeyPage<Row> list(String kind, String words, @Nullable String key, int size) {
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean newer = place.startsWith("n");
        List<Row> found = sql
                .sql(SqlLimit.of(size + 1,
                        """
                                select r.*, b.name as body_name from disclosure.list_row r join disclosure.body b on b.unit_id = r.body_id
                                where r.kind = :kind and r.current and not r.ended and position(:words in r.words) > 0 and r.id %s :from
                                order by r.id %s limit :rows"""
                                .formatted(newer ? ">" : "<", newer ? "" : "desc")))
                .param("kind", kind)
                .param("words", words.strip())
                .param("from", place.isEmpty() ? Long.MAX_VALUE : Long.parseLong(newer ? place.substring(1) : place))
                .query((row, n) -> row(row))
                .list();
        return newer && found.size() < size
                ? list(kind, words, null, size)
                : KeyPage.of(found, size, newer, !place.isEmpty(), row -> Long.toString(row.id()), row -> row);
    }

    /** A row with all its versions, newest first; empty when it is not shown to the public. */
    @Transactional(readOnly = true)
    public List<Row> history(String kind, long id) {
        return sql
                .sql("""
                        select r.*, b.name as body_name from disclosure.list_row at
                        join disclosure.list_row r on r.kind = at.kind and r.body_id = at.body_id and r.key = at.key
                        join disclosure.body b on b.unit_id = r.body_id
                        where at.id = :id and at.kind = :kind and exists (select 1 from disclosure.list_row now
                            where now.kind = at.kind and now.body_id = at.body_id and now.key = at.key and now.current and not now.ended)
                        order by r.version desc""")
                .param("id", id)
                .param("kind", kind)
                .query((row, n) -> row(row))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("id"), row.getLong("body_id"), row.getString("body_name"), row.getInt("version"),
                row.getBoolean("ended"), cells(row), row.getTimestamp("made_at").toInstant(),
                row.getString("because"));
    }

    private static List<String> cells(ResultSet row) throws SQLException {
        return Arrays.asList((String[]) row.getArray("cells").getArray());
    }
}
