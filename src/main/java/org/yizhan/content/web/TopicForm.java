package org.yizhan.content.web;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.Topic;
import org.yizhan.content.TopicBanner;
import org.yizhan.content.TopicDesk;
import org.yizhan.content.TopicSection;
import org.yizhan.content.TopicStyle;
import org.yizhan.shared.UnitPath;

/**
 * The form of a topic as it was typed. What belongs to sections comes as lists of the same length; a section without a title and
 * without anything else is left out.
 */
public record TopicForm(@Nullable String unit, @Nullable String name, @Nullable String slug, @Nullable String intro,
        @Nullable String banner, @Nullable String picture, @Nullable String alt, @Nullable String from,
        @Nullable String until, @Nullable String version, @Nullable List<String> order, @Nullable List<String> title,
        @Nullable List<String> style, @Nullable List<String> count, @Nullable List<String> column1,
        @Nullable List<String> column2, @Nullable List<String> column3, @Nullable List<String> words,
        @Nullable List<String> labels, @Nullable List<String> picks) {
    /** A section as the form shows it. */
    public record Row(String order, String title, String style, String count, List<String> columns, String words,
            String labels, String picks) {
        public boolean isBlank() {
            return title.isBlank() && words.isBlank() && labels.isBlank() && picks.isBlank()
                    && columns.stream().allMatch(String::isBlank);
        }
    }

    static TopicForm empty(String unit, LocalDate today) {
        return new TopicForm(unit, "", "", "", TopicBanner.HILLS.name(), "", "", today.toString(), "", "0", null, null,
                null, null, null, null, null, null, null, null);
    }

    static TopicForm of(Topic topic, Map<Long, String> columns) {
        List<TopicSection> sections = topic.sections();
        return new TopicForm(topic.unit().value(), topic.name(), topic.slug(), topic.intro(), topic.banner().name(),
                topic.pictureFileId() == null ? "" : topic.pictureFileId().toString(), topic.alt(),
                topic.startsOn().toString(), topic.endsOn() == null ? "" : topic.endsOn().toString(),
                Integer.toString(topic.version()), null, sections.stream().map(TopicSection::title).toList(),
                sections.stream().map(section -> section.style().name()).toList(),
                sections.stream().map(section -> Integer.toString(section.count())).toList(),
                columns(sections, columns, 0), columns(sections, columns, 1), columns(sections, columns, 2),
                sections.stream().map(section -> String.join(" ", section.words())).toList(),
                sections.stream().map(section -> String.join(" ", section.labels())).toList(),
                sections.stream()
                        .map(section -> String.join("\n", section.picks().stream().map(String::valueOf).toList()))
                        .toList());
    }

    /** A column that has been closed since is called by its number, so that saving says so. */
    private static List<String> columns(List<TopicSection> sections, Map<Long, String> names, int place) {
        return sections.stream()
                .map(section -> section.columnIds().size() > place
                        ? names.getOrDefault(section.columnIds().get(place),
                                "已关闭的栏目" + section.columnIds().get(place))
                        : "")
                .toList();
    }

    TopicForm with(@Nullable Long pictureId) {
        return new TopicForm(unit, name, slug, intro, banner, pictureId == null ? "" : pictureId.toString(), alt, from,
                until, version, order, title, style, count, column1, column2, column3, words, labels, picks);
    }

    /** What was typed about sections, and room for two more. */
    public List<Row> rows() {
        var rows = new ArrayList<Row>();
        int typed = title == null ? 0 : title.size();
        for (int i = 0; i < typed; i++) {
            Row row = new Row(at(order, i), at(title, i), at(style, i), at(count, i),
                    List.of(at(column1, i), at(column2, i), at(column3, i)), at(words, i), at(labels, i), at(picks, i));
            if (!row.isBlank()) {
                rows.add(row);
            }
        }
        int wanted = Math.min(TopicDesk.MOST_SECTIONS, Math.max(3, rows.size() + 2));
        while (rows.size() < wanted) {
            rows.add(new Row("", "", TopicStyle.LIST.name(), "6", List.of("", "", ""), "", "", ""));
        }
        return rows;
    }

    /** In the order of the numbers; what has none stays where it stands. */
    List<TopicDesk.TypedSection> sections() {
        record Placed(int place, Row row) {}
        var placed = new ArrayList<Placed>();
        int place = 10;
        for (Row row : rows()) {
            if (!row.isBlank()) {
                placed.add(new Placed(row.order().matches("\\d{1,4}") ? Integer.parseInt(row.order()) : place, row));
            }
            place += 10;
        }
        placed.sort(java.util.Comparator.comparingInt(Placed::place));
        return placed.stream()
                .map(Placed::row)
                .map(row -> new TopicDesk.TypedSection(row.title(), style(row.style()),
                        row.count().matches("\\d{1,3}") ? Integer.parseInt(row.count()) : 0, row.columns(),
                        row.words(), row.labels(), row.picks()))
                .toList();
    }

    private static TopicStyle style(String typed) {
        for (TopicStyle style : TopicStyle.values()) {
            if (style.name().equals(typed)) {
                return style;
            }
        }
        return TopicStyle.LIST;
    }

    private TopicBanner bannerChosen() {
        for (TopicBanner one : TopicBanner.values()) {
            if (one.name().equals(text(banner))) {
                return one;
            }
        }
        return TopicBanner.PLAIN;
    }

    TopicDesk.Typed toTyped(UnitPath keeper, LocalDate first, @Nullable LocalDate last, boolean published) {
        return new TopicDesk.Typed(keeper, text(name), text(slug), text(intro), bannerChosen(),
                SiteFaceController.number(text(picture)), text(alt), first, last, published, sections());
    }

    int versionSeen() {
        return text(version).matches("\\d{1,9}") ? Integer.parseInt(text(version)) : 0;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    private static String at(@Nullable List<String> values, int i) {
        return values == null || i >= values.size() || values.get(i) == null ? "" : values.get(i).strip();
    }
}
