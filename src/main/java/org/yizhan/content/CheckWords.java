package org.yizhan.content;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SheetFile;
import org.yizhan.shared.UnitPath;

/** The words that texts are checked for (检查用词), kept by the editors themselves. */
@Service
@Transactional
public class CheckWords {
    private static final int PAGE = 50;
    private static final int MOST_PROBLEMS = 20;
    private static final int LONGEST_WORD = 50;
    private static final int LONGEST_NOTE = 200;
    private static final Pattern EXPRESSION = Pattern
            .compile("\\\\[a-zA-Z.*+?(\\[]|\\.[*+]|\\(\\?|\\[[^\\]]{1,40}][*+?{]|\\|");

    private final CheckWordRows rows;
    private final Journal journal;

    CheckWords(CheckWordRows rows, Journal journal) {
        this.rows = rows;
        this.journal = journal;
    }

    /** Which words a list shows. */
    public enum Shelf {
        /** What the county's units have added or changed themselves, in use. */
        OWN("本县增加的"),
        /** What came with the program, in use. */
        SHIPPED("随系统提供的"),
        /** All that is in use. */
        USED("在用"),
        /** Kept, but not looked for any more. */
        RETIRED("已停用");

        private final String label;

        Shelf(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** A word, and whether this person looks after it. */
    public record Line(CheckWord word, boolean mine) {}

    /** @param words what the word contains; empty for all */
    @Transactional(readOnly = true)
    public KeyPage<Line> list(Actor actor, String words, Shelf shelf, @Nullable String key) {
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean towardsNewer = place.startsWith("n");
        Long from = place.isEmpty() ? null : Long.valueOf(towardsNewer ? place.substring(1) : place);
        List<CheckWord> found = rows.page(words, shelf, from, towardsNewer, PAGE + 1);
        return towardsNewer && found.size() < PAGE
                ? list(actor, words, shelf, null)
                : KeyPage.of(found, PAGE, towardsNewer, from != null, word -> Long.toString(word.id()),
                        word -> new Line(word, refusal(actor, word.unit()).isEmpty()));
    }

    /** The word, for whoever looks after it. */
    @Transactional(readOnly = true)
    public Optional<CheckWord> find(Actor actor, long id) {
        return rows.byId(id).filter(word -> refusal(actor, word.unit()).isEmpty());
    }

    public Made add(Actor actor, NewCheckWord typed) {
        NewCheckWord word = clean(typed);
        var refusal = refusal(actor, word.unit()).or(() -> problem(word));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        Optional<Long> id = rows.insert(word);
        if (id.isEmpty()) {
            return new Made.Refused(taken(word));
        }
        record(actor, ContentAct.WORD_ADDED, id.get(), word.unit());
        return new Made.Done(id.get());
    }

    public Optional<Refusal> change(Actor actor, long id, int version, NewCheckWord typed) {
        NewCheckWord word = clean(typed);
        var found = rows.byId(id);
        if (found.isEmpty()) {
            return refuse("这个词已不在词表里。");
        }
        var refusal = refusal(actor, found.get().unit()).or(() -> refusal(actor, word.unit())).or(() -> problem(word));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (rows.byWord(word.unit(), word.word()).filter(other -> other.id() != id).isPresent()) {
            return Optional.of(taken(word));
        }
        if (!rows.update(id, version, word)) {
            return refuse("这个词刚被别人改过，请看过最新的内容再改。");
        }
        record(actor, ContentAct.WORD_CHANGED, id, word.unit());
        return Optional.empty();
    }

    /** It stays on the list, but is not looked for any more; or the other way round. */
    public Optional<Refusal> retire(Actor actor, long id, boolean retired) {
        var found = rows.byId(id);
        if (found.isEmpty()) {
            return refuse("这个词已不在词表里。");
        }
        var refusal = refusal(actor, found.get().unit());
        if (refusal.isEmpty() && found.get().retired() != retired) {
            rows.retire(id, retired);
            record(actor, retired ? ContentAct.WORD_RETIRED : ContentAct.WORD_RESTORED, id, found.get().unit());
        }
        return refusal;
    }

    /** What became of a table: how many words were new and how many changed, or every line that is wrong. */
    public sealed interface Taken {
        record Done(int added, int changed) implements Taken {}

        record Refused(List<String> problems) implements Taken {}
    }

    /** All lines of the table or none. A word that the unit has already gets what the table says. */
    public Taken take(Actor actor, UnitPath unit, byte[] file) {
        var refusal = refusal(actor, unit);
        if (refusal.isPresent()) {
            return new Taken.Refused(List.of(refusal.get().text()));
        }
        List<CheckWordSheet.Line> lines;
        try {
            lines = CheckWordSheet.read(file, unit);
        } catch (SheetFile.Unreadable e) {
            return new Taken.Refused(List.of(e.why().text()));
        }
        List<String> problems = problems(lines);
        return problems.isEmpty() ? take(actor, lines) : new Taken.Refused(problems);
    }

    private static List<String> problems(List<CheckWordSheet.Line> lines) {
        var problems = new ArrayList<String>();
        var seen = new HashSet<String>();
        for (CheckWordSheet.Line line : lines) {
            problem(line.word()).ifPresent(why -> problems.add("第" + line.number() + "行：" + why.text()));
            if (!seen.add(WordMatcher.folded(line.word().word()))) {
                problems.add("第" + line.number() + "行：“" + line.word().word() + "”前面已经有了，请删去一行。");
            }
        }
        int more = problems.size() - MOST_PROBLEMS;
        if (more > 0) {
            problems.subList(MOST_PROBLEMS, problems.size()).clear();
            problems.add("另外还有" + more + "处，请先改正上面这些。");
        }
        return problems;
    }

    private Taken take(Actor actor, List<CheckWordSheet.Line> lines) {
        int added = 0;
        for (CheckWordSheet.Line line : lines) {
            NewCheckWord word = line.word();
            var before = rows.byWord(word.unit(), word.word());
            if (before.isPresent()) {
                rows.update(before.get().id(), before.get().version(), word);
                record(actor, ContentAct.WORD_CHANGED, before.get().id(), word.unit());
            } else {
                record(actor, ContentAct.WORD_ADDED, rows.insert(word).orElseThrow(), word.unit());
                added++;
            }
        }
        return new Taken.Done(added, lines.size() - added);
    }

    /** Writes all words in use as an Excel workbook. */
    @Transactional(readOnly = true)
    public void workbook(OutputStream out) {
        CheckWordSheet.workbook(all(), out);
    }

    /** All words in use, a line each. */
    @Transactional(readOnly = true)
    public String text() {
        return CheckWordSheet.text(all());
    }

    private List<CheckWord> all() {
        return rows.page("", Shelf.USED, null, false, Integer.MAX_VALUE);
    }

    private static Optional<Refusal> problem(NewCheckWord word) {
        int length = PlainText.length(word.word());
        if (length == 0) {
            return refuse("请填写要检查的词。");
        }
        if (length > LONGEST_WORD) {
            return refuse("要检查的词最多" + LONGEST_WORD + "个字，现在有" + length + "个，请缩短。");
        }
        if (length == 1) {
            return refuse("“" + word.word() + "”只有一个字，会到处误报，请写成两个字以上的词。");
        }
        if (EXPRESSION.matcher(word.word()).find()) {
            return refuse("“" + word.word() + "”像是正则表达式。这里只按原样查找词语，请写成具体的词，几个词分几行写。");
        }
        if (word.level() == null) {
            return refuse("请选择级别：“建议”或“须处理”。");
        }
        if (PlainText.length(word.replacement()) > LONGEST_WORD || PlainText.length(word.note()) > LONGEST_NOTE) {
            return refuse("“改为”最多" + LONGEST_WORD + "个字，说明最多" + LONGEST_NOTE + "个字，请缩短。");
        }
        return Refusal.when(WordMatcher.folded(word.replacement()).contains(WordMatcher.folded(word.word())),
                "“改为”里还有“" + word.word() + "”，作者改了以后仍会提示。请换一种写法，或留空。");
    }

    private static NewCheckWord clean(NewCheckWord word) {
        return new NewCheckWord(word.unit(), PlainText.trimmed(PlainText.line(word.word())), word.level(),
                PlainText.line(word.replacement()), PlainText.line(word.note()));
    }

    private Refusal taken(NewCheckWord word) {
        boolean retired = rows.byWord(word.unit(), word.word()).filter(CheckWord::retired).isPresent();
        return new Refusal("“" + word.word() + "”已在词表里" + (retired ? "，只是停用了，请在“已停用”里重新启用。" : "，请直接修改那一条。"));
    }

    private static Optional<Refusal> refusal(Actor actor, UnitPath unit) {
        return ContentRules.refusal(ContentAction.MANAGE_WORDS, actor, unit);
    }

    private void record(Actor actor, ContentAct act, long id, UnitPath unit) {
        journal.record(actor.ref(), act, new ObjectRef("check-word", id), Map.of("unit", unit.value()));
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
