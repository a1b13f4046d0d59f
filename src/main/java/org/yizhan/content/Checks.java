package org.yizhan.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.content.Finding.Weight;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Runs all checks over a text (提交前检查): the ones in code, and the words and patterns that the office keeps itself. */
@Component
class Checks {
    private final JdbcClient sql;

    Checks(JdbcClient sql) {
        this.sql = sql;
    }

    /** All findings, what forbids first. */
    List<Finding> look(Edition edition) {
        var findings = new ArrayList<Finding>();
        Check.ALL.forEach(check -> findings.addAll(check.look(edition)));
        words(edition, findings);
        findings.sort(Comparator.comparing(Finding::weight).reversed());
        return findings;
    }

    private void words(Edition edition, List<Finding> findings) {
        sql.sql("select check_code, pattern, words, blocks from content.check_word where enabled order by id")
                .query((row, n) -> {
                    Weight weight = row.getBoolean("blocks") ? Weight.BLOCK : Weight.SUGGESTION;
                    try {
                        findings.addAll(Check.everywhere(edition, List.of(Pattern.compile(row.getString("pattern"))),
                                row.getString("check_code"), weight, row.getString("words") + "，请核对。"));
                    } catch (PatternSyntaxException e) {
                        // The screen where patterns are kept refuses broken ones; a broken row must not stop all work.
                        return false;
                    }
                    return true;
                })
                .list();
    }

    /** Why the text cannot be handed in now, given what the author takes upon themselves. */
    Optional<Refusal> refusal(Edition edition, List<CheckOverride> overrides) {
        for (Finding finding : look(edition)) {
            if (finding.weight() == Weight.FORBIDDEN) {
                return Optional.of(new Refusal(finding.place() + "：" + finding.advice()));
            }
            if (finding.weight() == Weight.BLOCK && reason(finding, overrides).isEmpty()) {
                return Optional.of(new Refusal(finding.place() + "“" + finding.passage() + "”：" + finding.advice()
                        + "确认无误的，请写明理由后提交。"));
            }
        }
        return Optional.empty();
    }

    /** One finding for each check whose block is passed with a reason. */
    List<Finding> overridden(Edition edition, List<CheckOverride> overrides) {
        var seen = new java.util.HashSet<String>();
        return look(edition).stream()
                .filter(f -> f.weight() == Weight.BLOCK && !reason(f, overrides).isEmpty() && seen.add(f.check()))
                .toList();
    }

    String reason(Finding finding, List<CheckOverride> overrides) {
        return overrides.stream()
                .filter(o -> o.checkCode().equals(finding.check()))
                .map(o -> PlainText.line(o.reason()))
                .filter(r -> r.length() >= 2)
                .findFirst()
                .map(r -> r.length() > 500 ? r.substring(0, 500) : r)
                .orElse("");
    }
}
