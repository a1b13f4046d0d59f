package org.yizhan.content;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.yizhan.content.proofreading.Knowledge;
import org.yizhan.content.proofreading.Proofreader;
import org.yizhan.content.proofreading.Roster;
import org.yizhan.content.proofreading.TableSums;
import org.yizhan.content.proofreading.UnitNames;
import org.yizhan.shared.UnitPath;

/** Runs the checks over a text that other modules' tests have, as they run at every save. */
public final class CheckedText {
    private CheckedText() {}

    /**
     * @param units names of the county's units, in full and short
     * @param leaders names with their posts, in their order
     */
    public static List<String> findings(String title, String bodyHtml, String source, LocalDate day, String county,
            List<String> units, Map<String, String> leaders) {
        CleanHtml body = CleanHtml.of(bodyHtml);
        var edition = new Edition(1, 1, 1, EditionState.DRAFT, 1, 0, 1, "站点", "", 1, "通知公告", "tzgg",
                new UnitPath("/1/"),
                false, false, title, Summary.of(title, body.text()), body.html(), body.text(), source, null, null, null,
                null, null, null, "", Nature.VOLUNTARY, "", null, "", Set.of(1L), null, null, null, null, null, false,
                Instant.EPOCH, Instant.EPOCH, List.of(), Draft.NEWS, Map.of());
        var findings = new ArrayList<String>();
        Check.ALL.forEach(check -> check.look(edition).forEach(finding -> findings.add(finding.toString())));
        var roster = new ArrayList<Roster.Leader>();
        leaders.forEach((name, posts) -> roster.add(new Roster.Leader(name, posts, roster.size() + 1)));
        var knowledge = new Knowledge(day, new Roster(roster), new UnitNames(county, units), List.of(source));
        for (Check.Passage passage : Check.passages(edition)) {
            Proofreader.read(passage.words(), knowledge)
                    .forEach(remark -> findings.add(remark + " "
                            + Check.around(passage.words(), remark.from(), remark.to())));
        }
        findings.addAll(TableSums.look(bodyHtml));
        return findings;
    }
}
