package org.yizhan.evaluation;

import java.util.Arrays;
import java.util.List;

import org.yizhan.content.ColumnRecord;

/**
 * A column with how it stands today (栏目维护情况).
 *
 * @param site its site's name
 * @param unit short name of the unit that answers for it
 * @param person name of the responsible person; empty when nobody is named
 * @param leaf whether no open column lies below it
 * @param duty what is due, in words; empty when nothing is
 */
public record Standing(ColumnRecord column, String site, String unit, String person, boolean leaf, String duty,
        Freshness freshness, List<Progress> progress) {
    private static final String BETWEEN = ";；,，、";

    public Standing {
        progress = List.copyOf(progress);
    }

    static List<String> types(ColumnRecord column) {
        return types(column.type());
    }

    /** Nearly all columns have one type, for which nothing has to be split. */
    static List<String> types(String words) {
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            if (BETWEEN.indexOf(c) >= 0 || Character.isWhitespace(c)) {
                return Arrays.stream(words.split("[" + BETWEEN + "\\s]+")).filter(type -> !type.isEmpty()).toList();
            }
        }
        return words.isEmpty() ? List.of() : List.of(words);
    }

    public boolean isBehind() {
        return progress.stream().anyMatch(Progress::isBehind);
    }

    public String siteHref() {
        return "/desk/duty?site=" + column.siteId();
    }

    public String href() {
        return "/desk/duty/columns/" + column.id();
    }
}
