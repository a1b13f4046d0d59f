package org.yizhan.casework;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a kind tells the writer of one case beyond what every case has (期限的来历): step by step how the day came about on which an answer
 * is owed, and what the writer can do now.
 */
public record WriterCourse(List<Step> steps, List<Way> ways) {
    public static final WriterCourse NONE = new WriterCourse(List.of(), List.of());

    public WriterCourse {
        steps = List.copyOf(steps);
        ways = List.copyOf(ways);
    }

    /**
     * @param basis the article on which it rests; empty for none
     * @param due the day that is owed after it; null where no time runs, or where it changed nothing
     */
    public record Step(LocalDate day, String what, String basis, @Nullable LocalDate due) {}

    /**
     * @param until the last day for it; null where none is set
     * @param href where it is done; empty where that is not on the page
     */
    public record Way(String title, String text, @Nullable LocalDate until, String href) {}
}
