package org.yizhan.directory;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitId;

/**
 * A unit or division to be set up.
 *
 * @param parent null only for the root of the tree, which the program sets up
 * @param shortName blank: the name is used
 * @param creditCode unified social credit code as typed; null or blank when there is none
 * @param region code of the region; null or blank when it is the parent's
 * @param ordering the county's order among siblings, small numbers first
 */
public record NewUnit(@Nullable UnitId parent, UnitKind kind, String name, String shortName,
        @Nullable String creditCode, @Nullable String region, int ordering) {

    public static NewUnit of(@Nullable UnitId parent, UnitKind kind, String name, String shortName, int ordering) {
        return new NewUnit(parent, kind, name, shortName, null, null, ordering);
    }
}
