package org.yizhan.letters;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.yizhan.casework.LimitClass;

/**
 * What a letter is about (诉求分类).
 *
 * @param parent null for one of the upper level
 * @param unit a part of the name of the unit that usually handles it; empty when that differs
 */
public record Subject(long id, @Nullable Long parent, String name, LimitClass limit, String unit, int ordering,
        boolean retired, int version) {
    /** As it was typed; {@code limit} is null as long as it is not chosen. */
    public record Typed(@Nullable Long parent, String name, @Nullable LimitClass limit, String unit, int ordering) {}

    /** One of the upper level with what stands below it. */
    public record Branch(Subject top, List<Subject> below) {}
}
