package org.yizhan.statistics.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.web.FormErrors;
import org.yizhan.statistics.YearLine;
import org.yizhan.statistics.YearLine.Counted;

/** The form of a line of the yearly table as it was typed. */
public record YearLineForm(@Nullable String group, @Nullable String name, @Nullable String position,
        @Nullable String counted, @Nullable List<String> column, @Nullable String version) {
    static YearLineForm empty(String group, int position) {
        return new YearLineForm(group, "", Integer.toString(position), Counted.COLUMNS.name(), List.of(), "0");
    }

    static YearLineForm of(YearLine line) {
        return new YearLineForm(line.group(), line.name(), Integer.toString(line.position()), line.counted().name(),
                line.columns().stream().map(id -> Long.toString(id)).toList(), Integer.toString(line.version()));
    }

    FormErrors errors() {
        var errors = FormErrors.NONE;
        if (PlainText.line(text(group)).isEmpty()) {
            errors = errors.and("group", "请填写大类，例如“今日云岭”。");
        }
        if (PlainText.line(text(name)).isEmpty()) {
            errors = errors.and("name", "请填写统计表里的栏目名称。");
        }
        if (!text(position).strip().matches("\\d{1,4}")) {
            errors = errors.and("position", "请填写次序，例如 10。小的在前。");
        }
        if (one().isEmpty()) {
            errors = errors.and("counted", "请选择统计什么。");
        }
        if (one().filter(Counted.COLUMNS::equals).isPresent() && chosen().isEmpty()) {
            errors = errors.and("column", "请至少选择一个栏目。");
        }
        return errors;
    }

    private Optional<Counted> one() {
        return Arrays.stream(Counted.values()).filter(it -> it.name().equals(counted)).findFirst();
    }

    public java.util.Set<Long> chosen() {
        return column == null
                ? java.util.Set.of()
                : column.stream()
                        .filter(id -> id.matches("\\d{1,18}"))
                        .map(Long::parseLong)
                        .collect(
                                Collectors.toSet());
    }

    YearLine toLine(long id) {
        return new YearLine(id, text(group), text(name), Integer.parseInt(text(position).strip()), one().orElseThrow(),
                chosen(), text(version).matches("\\d{1,9}") ? Integer.parseInt(text(version)) : 0);
    }

    public Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        for (Counted one : Counted.values()) {
            kinds.put(one.name(), one.label());
        }
        return kinds;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
