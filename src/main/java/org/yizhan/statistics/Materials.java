package org.yizhan.statistics;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseAxis;
import org.yizhan.casework.CaseId;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.casework.Kinds;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.masking.Masking;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Cases of any kind that an officer picks for the digest (专报素材采编). What names people is hidden whenever something is saved; a guarded case is
 * never picked, and nobody reads the excerpt of a case that he does not see.
 */
@Service
@Transactional
public class Materials {
    static final int LONGEST = 2_000;
    private static final String OTHER = "其他";
    private static final int LONGEST_NOTE = 500;
    private static final int LONGEST_TITLE = 100;
    /** So many a month are more than a digest holds. */
    private static final int MOST = 500;
    private static final Refusal NOT_YOURS = new Refusal("没有这一件，或者您不能查看，也不能采编。");

    private final JdbcClient sql;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final Kinds kinds;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;

    Materials(JdbcClient sql, CaseReading cases, CaseOracle oracle, Kinds kinds, Directory directory, Journal journal,
            CountyClock clock) {
        this.sql = sql;
        this.cases = cases;
        this.oracle = oracle;
        this.kinds = kinds;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
    }

    static boolean mayPick(Actor actor) {
        return actor.isStaff() && actor.mayAnywhere(StatisticsPermissions.MATERIAL);
    }

    /** Whether something of the case may be read by others than those who handle it. */
    private boolean isOpenTo(Actor actor, CaseView view) {
        return !view.guarded() && oracle.sight(actor, view) == CaseOracle.Sight.ALL;
    }

    /** What was picked, or what the program proposes; empty for what this person may not pick. */
    @Transactional(readOnly = true)
    public Optional<Material> draft(Actor actor, CaseId id) {
        return cases.find(id).filter(view -> mayPick(actor) && isOpenTo(actor, view)).map(view -> {
            CaseKind kind = kinds.of(view.kind());
            return stored(List.of(view)).stream()
                    .findFirst()
                    .orElseGet(() -> material(view, clock.today(), hidden(kind, view, view.title()),
                            shortened(hidden(kind, view, kind.asked(view))), "", -1));
        });
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    /** Of a kind that says nothing of who wrote, what can be told by its form is hidden. */
    private static String hidden(CaseKind kind, CaseView view, String text) {
        String masked = kind.masked(view, text);
        return masked.isEmpty() ? Masking.mask(text, Masking.Known.NOTHING).text() : masked;
    }

    /** @param version what was shown; -1 when nothing was picked yet */
    public Optional<Refusal> pick(Actor actor, CaseId id, int version, String title, String excerpt, String note) {
        Optional<CaseView> found = cases.find(id).filter(view -> mayPick(actor) && isOpenTo(actor, view));
        if (found.isEmpty()) {
            return Optional.of(NOT_YOURS);
        }
        String line = PlainText.line(title);
        String text = PlainText.lines(excerpt);
        String added = PlainText.lines(note);
        if (line.isEmpty() || PlainText.length(line) > LONGEST_TITLE) {
            return refuse("请写标题，最多 " + LONGEST_TITLE + " 个字。");
        }
        if (text.isEmpty() || PlainText.length(text) > LONGEST) {
            return refuse("请写摘要，最多 " + LONGEST + " 个字。");
        }
        if (PlainText.length(added) > LONGEST_NOTE) {
            return refuse("编者按最多 " + LONGEST_NOTE + " 个字。");
        }
        CaseView view = found.get();
        CaseKind kind = kinds.of(view.kind());
        boolean saved = sql.sql(version < 0 ? """
                insert into statistics.material (case_id, kind, picked, title, excerpt, note, by_id, at)
                values (:id, :kind, :picked, :title, :excerpt, :note, :by, :at) on conflict do nothing""" : """
                update statistics.material set title = :title, excerpt = :excerpt, note = :note, by_id = :by, at = :at,
                    version = version + 1 where case_id = :id and version = :version""")
                .param("id", id.value())
                .param("kind", view.kind())
                .param("picked", clock.today())
                .param("title", hidden(kind, view, line))
                .param("excerpt", hidden(kind, view, text))
                .param("note", hidden(kind, view, added))
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .param("version", version)
                .update() == 1;
        if (!saved) {
            return refuse("这一件刚被别人采编过，请看过最新的文字再改。您写的还在下面。");
        }
        journal.record(actor.ref(), StatisticsAct.MATERIAL_PICKED, id.ref(), Map.of());
        return Optional.empty();
    }

    public Optional<Refusal> drop(Actor actor, CaseId id) {
        if (!mayPick(actor) || cases.find(id).filter(view -> isOpenTo(actor, view)).isEmpty()) {
            return Optional.of(NOT_YOURS);
        }
        if (sql.sql("delete from statistics.material where case_id = :id").param("id", id.value()).update() == 1) {
            journal.record(actor.ref(), StatisticsAct.MATERIAL_DROPPED, id.ref(), Map.of());
        }
        return Optional.empty();
    }

    /** What was picked in a month and this person may read, the newest first. */
    @Transactional(readOnly = true)
    public List<Material> of(Actor actor, YearMonth month) {
        if (!mayPick(actor)) {
            return List.of();
        }
        List<Long> ids = sql
                .sql("""
                        select case_id from statistics.material where picked between :first and :last
                        order by picked desc, case_id desc limit 500""")
                .param("first", month.atDay(1))
                .param("last", month.atEndOfMonth())
                .query(Long.class)
                .list();
        return stored(cases.find(ids).stream().filter(view -> isOpenTo(actor, view)).limit(MOST).toList());
    }

    private List<Material> stored(List<CaseView> views) {
        Map<Long, CaseView> known = views.stream()
                .collect(Collectors.toMap(view -> view.id().value(), Function.identity()));
        return sql
                .sql("""
                        select case_id, picked, title, excerpt, note, version from statistics.material where case_id = any(:ids)
                        order by picked desc, case_id desc""")
                .param("ids", known.keySet().toArray(Long[]::new))
                .query((row, n) -> material(Objects.requireNonNull(known.get(row.getLong("case_id"))),
                        row.getObject("picked", LocalDate.class), row.getString("title"), row.getString("excerpt"),
                        row.getString("note"), row.getInt("version")))
                .list();
    }

    private Material material(CaseView view, LocalDate picked, String title, String excerpt, String note, int version) {
        CaseKind kind = kinds.of(view.kind());
        UnitPath unit = view.lead() == null ? view.home() : view.lead();
        return new Material(view, kind.label(), label(kind, CaseAxis.SUBJECT, view.subject()),
                label(kind, CaseAxis.REGION, view.region()),
                directory.unit(unit.unit()).map(Unit::shortName).orElse("已撤销的单位"), picked, title, excerpt, note,
                version);
    }

    private static String label(CaseKind kind, CaseAxis axis, String code) {
        return kind.labels().of(axis).getOrDefault(code, "");
    }

    /** The list as a paper that the office edits: one part for each matter. */
    public static List<Paper> paper(YearMonth month, List<Material> all) {
        var parts = new ArrayList<Paper>();
        parts.add(new Paper("网络舆情信息专报素材", month.getYear() + "年" + month.getMonthValue() + "月",
                List.of("本期共采编群众诉求" + all.size() + "件，已隐去个人信息。"), 1, List.of()));
        var bySubject = new LinkedHashMap<String, List<Material>>();
        all.forEach(one -> bySubject.computeIfAbsent(one.subject().isEmpty() ? OTHER : one.subject(),
                _ -> new ArrayList<>()).add(one));
        Optional.ofNullable(bySubject.remove(OTHER)).ifPresent(some -> bySubject.put(OTHER, some));
        bySubject.forEach((subject, some) -> {
            var words = new ArrayList<String>();
            for (Material one : some) {
                words.add("【" + one.title() + "】" + one.kind() + one.view().number() + "，" + one.unit() + "承办，"
                        + one.view().state().label() + "。");
                one.excerpt().lines().filter(line -> !line.isBlank()).forEach(words::add);
                if (!one.note().isEmpty()) {
                    words.add("编者按：" + one.note().replace('\n', ' '));
                }
            }
            parts.add(new Paper(subject, "", words, 1, List.of()));
        });
        return List.copyOf(parts);
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
