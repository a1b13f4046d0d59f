package org.yizhan.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.content.Finding.Weight;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Runs all checks over a text (提交前检查): the ones in code, and the words that the office keeps itself. */
@Component
class Checks {
    private final CheckWordRows rows;
    private final ModelRows models;

    Checks(CheckWordRows rows, ModelRows models) {
        this.rows = rows;
        this.models = models;
    }

    /** All findings, what forbids first. */
    List<Finding> look(Edition edition) {
        var findings = new ArrayList<Finding>();
        Check.ALL.forEach(check -> findings.addAll(check.look(edition)));
        findings.addAll(ElementCheck.look(edition, models.find(edition.model())));
        findings.addAll(words(edition));
        findings.sort(Comparator.comparing(Finding::weight).reversed());
        return findings;
    }

    /** A reason for one word is not one for another, so each is a check of its own. */
    private List<Finding> words(Edition edition) {
        WordMatcher words = rows.inForce();
        return Check.passages(edition)
                .stream()
                .flatMap(passage -> words.find(passage.words())
                        .stream()
                        .filter(hit -> hit.word().unit().contains(edition.unit()))
                        .limit(Check.MOST)
                        .map(hit -> new Finding("word-" + hit.word().id(), hit.word().level().weight(), passage.place(),
                                Check.around(passage.words(), hit.from(), hit.to()), hit.word().advice())))
                .distinct()
                .toList();
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
