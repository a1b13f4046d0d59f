package org.yizhan.content;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.UnitKind;

/**
 * One column that every site of a kind of unit has (标准栏目).
 *
 * @param id 0 before it is stored
 * @param description may name the unit as {@code {unit}}
 * @param model which content model its texts have by default
 * @param retired sites made from now on do not get it
 */
public record StandardColumn(long id, UnitKind kind, String slug, String name, String description, String type,
        String duty, @Nullable Integer updateEveryDays, String model, boolean disclosure, boolean needsIssuingBody,
        ChainPattern chain, int position, boolean retired) {}
