package org.yizhan.journal;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.yizhan.shared.TypedDay;

/**
 * What an auditor asks of the journal, as typed (查询条件); empty means any.
 *
 * @param person {@code staff:12}, or the number alone for a member of staff
 * @param object {@code article:5}
 * @param from first day, {@code to} last day, as 2026-09-30
 */
public record JournalQuestion(String person, String act, String object, String from, String to) {
    public JournalQuestion {
        person = clean(person);
        act = clean(act);
        object = clean(object);
        from = clean(from);
        to = clean(to);
    }

    /** What cannot be understood, by field. */
    public Map<String, String> mistakes() {
        var mistakes = new TreeMap<String, String>();
        if (!person.isEmpty() && who().isEmpty()) {
            mistakes.put("person", "请填人员编号，例如12；群众和企业写成citizen:12、enterprise:12。");
        }
        if (!object.matches("|[a-z0-9-]{1,80}:\\d{1,18}")) {
            mistakes.put("object", "请填对象类别和编号，例如article:5。");
        }
        if (!from.isEmpty() && day(from).isEmpty()) {
            mistakes.put("from", "起始日期不存在，请核对。");
        }
        if (!to.isEmpty() && day(to).isEmpty()) {
            mistakes.put("to", "截止日期不存在，请核对。");
        }
        return mistakes;
    }

    /** Kind and id. */
    Optional<Map.Entry<String, Long>> who() {
        String[] parts = (person.matches("\\d{1,18}") ? "staff:" + person : person).split(":");
        return parts.length == 2 && parts[0].matches("staff|citizen|enterprise|visitor|program")
                && parts[1].matches("\\d{1,18}")
                        ? Optional.of(Map.entry(parts[0], Long.parseLong(parts[1])))
                        : Optional.empty();
    }

    static Optional<LocalDate> day(String text) {
        return TypedDay.of(text);
    }

    private static String clean(String typed) {
        String text = typed.strip().toLowerCase(Locale.ROOT).replace('：', ':');
        return text.length() > 100 ? text.substring(0, 100) : text;
    }
}
