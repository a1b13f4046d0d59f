package org.yizhan.disclosure;

import java.util.Arrays;
import java.util.List;

/**
 * One value of an axis (分类词).
 *
 * @param words what titles say that belong here, separated by commas; the suggestions come from them. {@link #REST} alone
 *     takes what the words of no other term name
 */
public record Term(Axis axis, String code, String name, String words, int position, boolean open) {
    public static final String REST = "*";

    public boolean takesTheRest() {
        return open && words.strip().equals(REST);
    }

    List<String> signs() {
        return Arrays.stream(words.split("[,，、]")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }
}
