package org.yizhan.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** Makes of what was typed about a topic the topic that is meant, or says what stands in the way. */
@Component
class TopicReader {
    private static final int MOST_SHOWN = 20;
    private static final int MOST_WORDS = 10;
    private static final Pattern ADDRESS = Pattern
            .compile("(?:https?://[^/\\s]+)?/(?:[a-z0-9-]+/){1,2}\\d{6}/(\\d{1,18})\\.html");

    private final TopicRows rows;
    private final Structure structure;
    private final FileRights rights;
    private final Wording wording;

    TopicReader(TopicRows rows, Structure structure, FileRights rights, Wording wording) {
        this.rows = rows;
        this.structure = structure;
        this.rights = rights;
        this.wording = wording;
    }

    Map<Long, String> columnNames() {
        var names = new LinkedHashMap<Long, String>();
        for (SiteView site : structure.now().sites()) {
            site.columns().forEach(column -> name(names, site.isPortal() ? "" : site.name() + "：", column));
        }
        return names;
    }

    private static void name(Map<Long, String> names, String before, ColumnView column) {
        names.put(column.id(), before + column.name());
        column.children().forEach(child -> name(names, before + column.name() + " › ", child));
    }

    sealed interface Understood {
        record Done(Topic topic) implements Understood {}

        record Refused(Refusal why) implements Understood {}
    }

    Understood understood(Actor actor, long id, int version, TopicDesk.Typed typed, @Nullable Topic before) {
        String name = PlainText.trimmed(PlainText.line(typed.name()));
        String intro = PlainText.lines(typed.intro());
        String slug = typed.slug().isBlank() ? proposal(name) : typed.slug().strip();
        String alt = PlainText.line(typed.alt());
        var refusal = ContentRules.topics(actor, typed.unit())
                .or(() -> Refusal.when(name.isEmpty() || PlainText.length(name) > 30, "请填写专题名称，最多30个字。"))
                .or(() -> Slugs.refusal(slug))
                .or(() -> Refusal.when(rows.isTaken(slug, id), "网址名“" + slug + "”已有别的专题用了，请换一个。"))
                .or(() -> Refusal.when(intro.isEmpty() || PlainText.length(intro) > 500, "请写几句导语，说明专题是什么，最多500个字。"))
                .or(() -> Refusal.when(typed.endsOn() != null && typed.endsOn().isBefore(typed.startsOn()),
                        "最后一天不能早于第一天。"))
                .or(() -> picture(actor, typed.pictureFileId(), alt, before))
                .or(() -> wording.refusal("名称", name, typed.unit()))
                .or(() -> wording.refusal("导语", intro, typed.unit()));
        if (refusal.isPresent()) {
            return new Understood.Refused(refusal.get());
        }
        if (typed.sections().isEmpty() || typed.sections().size() > TopicDesk.MOST_SECTIONS) {
            return new Understood.Refused(new Refusal("专题要有1到" + TopicDesk.MOST_SECTIONS + "个板块，每个板块都要有标题。"));
        }
        Map<String, Long> columns = columns();
        var sections = new ArrayList<TopicSection>();
        for (TopicDesk.TypedSection section : typed.sections()) {
            switch (understood(section, columns, typed.unit())) {
                case Part.Refused refused -> {
                    return new Understood.Refused(refused.why());
                }
                case Part.Done done -> sections.add(done.section());
            }
        }
        return new Understood.Done(new Topic(id, version, typed.unit(), slug, name, intro, typed.banner(),
                typed.pictureFileId(), typed.pictureFileId() == null ? "" : alt, typed.startsOn(), typed.endsOn(),
                typed.published(), before == null ? null : before.archivedOn(), sections));
    }

    /** The first letters of the name; with a number when another topic has them. */
    private String proposal(String name) {
        String letters = SlugProposal.of(name);
        String base = letters.length() > 30 ? letters.substring(0, 30) : letters;
        return Stream.iterate(1, n -> n + 1)
                .limit(50)
                .map(n -> n == 1 ? base : base + '-' + n)
                .filter(slug -> !rows.isTaken(slug, 0))
                .findFirst()
                .orElse(base);
    }

    private Optional<Refusal> picture(Actor actor, @Nullable Long file, String alt, @Nullable Topic before) {
        if (file == null) {
            return Optional.empty();
        }
        boolean mine = before != null && file.equals(before.pictureFileId()) || rights.isUploadOf(file, actor);
        return Refusal.when(!mine, "这张横幅图片不是您上传的，请重新选择图片。")
                .or(() -> Refusal.when(alt.isEmpty() || PlainText.length(alt) > 100,
                        "请填写横幅图片的替代文字，说明图上有什么，最多100个字。"));
    }

    private sealed interface Part {
        record Done(TopicSection section) implements Part {}

        record Refused(Refusal why) implements Part {}

        static Part refused(String words) {
            return new Refused(new Refusal(words));
        }
    }

    private Map<String, Long> columns() {
        var byName = new LinkedHashMap<String, Long>();
        columnNames().forEach((id, name) -> byName.putIfAbsent(name, id));
        return byName;
    }

    private Part understood(TopicDesk.TypedSection typed, Map<String, Long> columns, UnitPath unit) {
        String title = PlainText.trimmed(PlainText.line(typed.title()));
        if (title.isEmpty() || PlainText.length(title) > 20) {
            return Part.refused("每个板块都要有标题，最多20个字。");
        }
        var wrong = wording.refusal("板块标题", title, unit);
        if (wrong.isPresent()) {
            return new Part.Refused(wrong.get());
        }
        String in = "“" + title + "”板块：";
        if (typed.count() < 1 || typed.count() > MOST_SHOWN) {
            return Part.refused(in + "显示的条数应在1到" + MOST_SHOWN + "之间。");
        }
        var columnIds = new LinkedHashSet<Long>();
        for (String typedName : typed.columns()) {
            String name = PlainText.trimmed(PlainText.line(typedName));
            Long found = columns.get(name);
            if (!name.isEmpty() && found == null) {
                return Part.refused(in + "没有“" + name + "”这个栏目，请从列表里选。");
            }
            if (found != null) {
                columnIds.add(found);
            }
        }
        var picks = new LinkedHashSet<Long>();
        for (String line : typed.picks().lines().map(PlainText::trimmed).filter(l -> !l.isEmpty()).toList()) {
            Matcher address = ADDRESS.matcher(line.replaceFirst("[?#].*", ""));
            if (address.matches()) {
                picks.add(Long.valueOf(address.group(1)));
            } else if (line.matches("\\d{1,18}")) {
                picks.add(Long.valueOf(line));
            } else {
                return Part.refused(in + "“" + Trail.shortened(line) + "”不是稿件的网址或编号。请从浏览器地址栏复制，每行一个。");
            }
        }
        if (columnIds.isEmpty() == picks.isEmpty()) {
            return Part.refused(in + (picks.isEmpty()
                    ? "请选择从哪些栏目自动选稿，或者填写手选稿件的网址。"
                    : "自动选稿的栏目和手选的稿件只能用一种，请清空另一种。"));
        }
        if (columnIds.size() > TopicDesk.MOST_COLUMNS || picks.size() > TopicDesk.MOST_PICKS) {
            return Part.refused(in + "最多从" + TopicDesk.MOST_COLUMNS + "个栏目选稿，或手选" + TopicDesk.MOST_PICKS + "篇。");
        }
        Map<Long, String> live = rows.titles(picks);
        for (long pick : picks) {
            if (!live.containsKey(pick)) {
                return Part.refused(in + "编号" + pick + "的稿件没有公开，不能放进专题。");
            }
        }
        List<String> wanted = split(typed.words());
        List<String> labels = split(typed.labels());
        if (wanted.size() > MOST_WORDS || labels.size() > MOST_WORDS) {
            return Part.refused(in + "标题用词和标签最多各填" + MOST_WORDS + "个。");
        }
        if (!picks.isEmpty() && !(wanted.isEmpty() && labels.isEmpty())) {
            return Part.refused(in + "标题用词和标签只用于自动选稿，手选稿件时请清空。");
        }
        return new Part.Done(new TopicSection(title, typed.style(), typed.count(), List.copyOf(columnIds), wanted,
                labels, List.copyOf(picks)));
    }

    private static List<String> split(String typed) {
        return Stream.of(PlainText.line(typed).split("[\\s\u3000,，、;；]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }
}
