package org.yizhan.letters;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.letters.RuleWord.Typed;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Kept;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** The words and grounds by which letters and replies are read (来信规则), kept by the office itself. */
@Service
@Transactional
public class RuleWords {
    private static final int PAGE = 50;

    private final RuleWordRows rows;
    private final Directory directory;
    private final Journal journal;
    private final JdbcClient sql;
    private final Kept<List<Ground>> grounds = new Kept<>(this::readGrounds);

    RuleWords(RuleWordRows rows, Directory directory, Journal journal, JdbcClient sql) {
        this.rows = rows;
        this.directory = directory;
        this.journal = journal;
        this.sql = sql;
    }

    /** @param leadsTo the ground or the unit that the word means now; empty when the county has no such unit */
    public record Line(RuleWord word, String leadsTo) {}

    @Transactional(readOnly = true)
    public KeyPage<Line> list(Actor actor, RuleList list, String words, boolean retired, @Nullable String key) {
        if (RuleRefusals.of(actor).isPresent()) {
            return new KeyPage<>(List.of(), null, null);
        }
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean towardsNewer = place.startsWith("n");
        Long from = place.isEmpty() ? null : Long.valueOf(towardsNewer ? place.substring(1) : place);
        List<RuleWord> found = rows.page(list, words, retired, from, towardsNewer, PAGE + 1);
        List<Unit> units = list == RuleList.DUTY ? directory.units() : List.of();
        return towardsNewer && found.size() < PAGE
                ? list(actor, list, words, retired, null)
                : KeyPage.of(found, PAGE, towardsNewer, from != null, word -> Long.toString(word.id()),
                        word -> new Line(word, leadsTo(word, units)));
    }

    private String leadsTo(RuleWord word, List<Unit> units) {
        return switch (word.list()) {
            case STOCK_PHRASE -> "";
            case SIGN -> grounds.now()
                    .stream()
                    .filter(ground -> ground.code().name().equals(word.target()))
                    .findFirst()
                    .map(Ground::name)
                    .orElse("");
            case DUTY -> UnitNaming.of(units, word.target()).map(Unit::shortName).orElse("");
        };
    }

    @Transactional(readOnly = true)
    public Optional<RuleWord> find(Actor actor, long id) {
        return RuleRefusals.of(actor).isPresent() ? Optional.empty() : rows.byId(id);
    }

    public Optional<Refusal> add(Actor actor, Typed typed) {
        Typed word = clean(typed);
        var refusal = RuleRefusals.of(actor).or(() -> RuleRefusals.of(word)).or(() -> noTarget(word));
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Long> id = rows.insert(word);
        id.ifPresent(added -> record(actor, RuleAct.WORD_ADDED, added));
        return id.isPresent() ? Optional.empty() : Optional.of(taken(word));
    }

    public Optional<Refusal> change(Actor actor, long id, int version, Typed typed) {
        Typed word = clean(typed);
        var refusal = RuleRefusals.of(actor).or(() -> RuleRefusals.of(word)).or(() -> noTarget(word));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (rows.byWord(word).filter(other -> other.id() != id).isPresent()) {
            return Optional.of(taken(word));
        }
        boolean done = rows.update(id, version, word);
        if (done) {
            record(actor, RuleAct.WORD_CHANGED, id);
        }
        return Refusal.when(!done, "这一条刚被别人改过，请先看一看现在的内容，再决定怎么改。");
    }

    /** @param retired false: it is looked for again */
    public Optional<Refusal> retire(Actor actor, long id, boolean retired) {
        var refusal = RuleRefusals.of(actor)
                .or(() -> Refusal.when(rows.byId(id).isEmpty(), "这一条不在词表里。"));
        if (refusal.isEmpty()) {
            rows.retire(id, retired);
            record(actor, retired ? RuleAct.WORD_RETIRED : RuleAct.WORD_RESTORED, id);
        }
        return refusal;
    }

    @Transactional(readOnly = true)
    public List<Ground> grounds() {
        return grounds.now();
    }

    public Optional<Refusal> change(Actor actor, Ground.Code code, int version, String name, String way, String basis) {
        String newName = PlainText.line(name);
        String newWay = PlainText.line(way);
        String newBasis = PlainText.line(basis);
        var refusal = RuleRefusals.of(actor).or(() -> RuleRefusals.ofGround(newName, newWay, newBasis));
        if (refusal.isPresent()) {
            return refusal;
        }
        grounds.changed();
        boolean done = sql.sql("""
                update letters.ground set name = :name, way = :way, basis = :basis, version = version + 1
                where code = :code and version = :version""")
                .param("name", newName)
                .param("way", newWay)
                .param("basis", newBasis)
                .param("code", code.name())
                .param("version", version)
                .update() == 1;
        if (done) {
            journal.record(actor.ref(), RuleAct.GROUND_CHANGED, new ObjectRef("letters.ground", code.ordinal()),
                    Map.of("code", code.name()));
        }
        return Refusal.when(!done, "这一条刚被别人改过，请先看一看现在的内容，再决定怎么改。");
    }

    private List<Ground> readGrounds() {
        var read = sql.sql("select code, name, way, basis, version from letters.ground")
                .query((row, n) -> new Ground(Ground.Code.valueOf(row.getString("code")), row.getString("name"),
                        row.getString("way"), row.getString("basis"), row.getInt("version")))
                .list();
        return read.stream().sorted(java.util.Comparator.comparing(Ground::code)).toList();
    }

    private Optional<Refusal> noTarget(Typed word) {
        return switch (word.list()) {
            case STOCK_PHRASE -> Optional.empty();
            case SIGN -> Refusal.when(
                    grounds.now().stream().noneMatch(ground -> ground.code().name().equals(word.target())),
                    "请选择属于哪一种情形。");
            case DUTY -> Refusal.when(UnitNaming.of(directory.units(), word.target()).isEmpty(),
                    "没有名称里有“" + word.target() + "”的单位，请核对。");
        };
    }

    private static Typed clean(Typed typed) {
        return new Typed(typed.list(), PlainText.trimmed(PlainText.line(typed.word()).replaceAll("[ \u3000]+", " ")),
                typed.list().hasTarget() ? typed.weight() : 0,
                typed.list().hasTarget() ? PlainText.line(typed.target()) : "", PlainText.line(typed.note()));
    }

    private Refusal taken(Typed word) {
        boolean retired = rows.byWord(word).filter(RuleWord::retired).isPresent();
        return new Refusal("“" + word.word() + "”已在词表里" + (retired ? "，只是停用了，请在“已停用”里重新启用。" : "，请直接修改那一条。"));
    }

    private void record(Actor actor, RuleAct act, long id) {
        journal.record(actor.ref(), act, new ObjectRef("letters.rule-word", id), Map.of());
    }
}
