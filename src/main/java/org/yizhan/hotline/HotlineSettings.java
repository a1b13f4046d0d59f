package org.yizhan.hotline;

import org.yizhan.shared.UnitPath;

/**
 * What the office may change (热线设置).
 *
 * @param home the unit that runs the hotline
 * @param consultShare of a hundred questions, how many are asked afterwards; {@code demandShare} of demands
 * @param callBackTerm as {@link org.yizhan.calendar.Limit} reads it
 * @param tries after how many calls in vain somebody counts as unreachable
 * @param rounds how often a matter that is not solved is handled again
 * @param withoutAnonymous whether what nobody left a number for is left out of the rates; so with those never reached
 * @param satisfiedFrom the degree of five from which on somebody is satisfied
 * @param agentsDispatch whether agents give tickets to units themselves
 * @param greeting what is said first when calling back
 */
public record HotlineSettings(UnitPath home, int consultShare, int demandShare, String callBackTerm, int tries,
        int rounds, boolean withoutAnonymous, boolean withoutUnreachable, int satisfiedFrom, boolean agentsDispatch,
        String greeting, int version) {
    int share(TicketClass clazz) {
        return clazz.isDemand() ? demandShare : consultShare;
    }
}
