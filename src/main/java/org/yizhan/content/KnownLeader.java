package org.yizhan.content;

import org.yizhan.shared.UnitPath;

/**
 * A leader as texts must name him or her (领导名录).
 *
 * @param unit the unit that keeps the entry; it holds for the columns of this unit and of those below it
 * @param posts all that the leader is called, such as 县委副书记、县长
 * @param position the place in the order in which leaders are named
 */
public record KnownLeader(long id, UnitPath unit, String name, String posts, int position, boolean retired,
        int version) {}
