package org.yizhan.disclosure;

import java.util.Arrays;
import java.util.List;

/**
 * One value of an axis (分类词).
 *
 * @param words what titles say that belong here, separated by commas; the suggestions come from them
 */
public record Term(Axis axis, String code, String name, String words, int position, boolean open) {
    List<String> signs() {
        return Arrays.stream(words.split("[,，、]")).map(String::strip).filter(word -> !word.isEmpty()).toList();
    }
}
