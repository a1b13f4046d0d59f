package org.yizhan.content;

import java.util.List;

/**
 * A section of a topic (专题板块): articles picked by hand, or the newest of some columns, narrowed by words of the title and by labels.
 *
 * @param count how many it shows
 * @param words an article needs one of them in its title; empty asks for none
 * @param labels an article needs one of them among its keywords; empty asks for none
 * @param picks the articles picked by hand, in their order; empty when the section fills itself
 */
public record TopicSection(String title, TopicStyle style, int count, List<Long> columnIds, List<String> words,
        List<String> labels, List<Long> picks) {
    public TopicSection {
        columnIds = List.copyOf(columnIds);
        words = List.copyOf(words);
        labels = List.copyOf(labels);
        picks = List.copyOf(picks);
    }
}
