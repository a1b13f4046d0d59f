package org.yizhan.content;

import java.util.List;

/**
 * What holds for the whole group of sites (站群规则): it is data, since the rules of the state and of provinces differ and change.
 *
 * @param domainRule how a unit site's host name is made, with {@code {slug}} and {@code {domain}}
 * @param countyDomain what stands for {@code {domain}}; empty: the portal's domain without www
 * @param extraColumns how many columns beside the standard a unit site may have
 * @param warnDays how many days before a registration expires it is warned of
 * @param idleDays after how many days without an update an account of new media is warned of
 */
public record GroupRule(String domainRule, String countyDomain, int extraColumns, int shutdownsAYear, int shutdownDays,
        int closingNoticeDays, List<Integer> warnDays, int idleDays) {
    public GroupRule {
        warnDays = List.copyOf(warnDays);
    }

    String host(String slug, String portalDomain) {
        String domain = countyDomain.isBlank() ? portalDomain.replaceFirst("^www\\.", "") : countyDomain;
        return domainRule.replace("{slug}", slug).replace("{domain}", domain);
    }
}
