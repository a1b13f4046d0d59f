package org.yizhan.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.content.Finding.Weight;
import org.yizhan.content.proofreading.Knowledge;
import org.yizhan.content.proofreading.Proofreader;
import org.yizhan.content.proofreading.Remark;
import org.yizhan.content.proofreading.TableSums;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/**
 * Runs all checks over a text (提交前检查): the ones in code, the words that the office keeps itself, what its kind of
 * text requires, what a careful reader sees, and links.
 */
@Component
class Checks {
    /** To be raised when a check in code finds something that it did not find before: then all that is published is looked at again. */
    private static final int VERSION = 2;

    private final CheckWordRows rows;
    private final CountyKnowledge county;
    private final CheckDegrees degrees;
    private final DeadLinks links;
    private final ModelRows models;

    Checks(CheckWordRows rows, CountyKnowledge county, CheckDegrees degrees, DeadLinks links, ModelRows models) {
        this.rows = rows;
        this.county = county;
        this.degrees = degrees;
        this.links = links;
        this.models = models;
    }

    /** All findings, what forbids first. */
    List<Finding> look(Edition edition) {
        var findings = new ArrayList<Finding>();
        List<Check.Passage> passages = Check.passages(edition);
        Check.ALL.forEach(check -> findings.addAll(check.look(edition, passages)));
        findings.addAll(ElementCheck.look(edition, models.find(edition.model())));
        findings.addAll(read(edition, passages));
        findings.addAll(links.look(edition));
        List<Finding> weighed = new ArrayList<>(degrees.weigh(edition.unit(), findings));
        weighed.sort(Comparator.comparing(Finding::weight).reversed());
        return weighed;
    }

    /** Changes whenever the same text might be judged otherwise. */
    String mark() {
        return VERSION + "." + rows.inForce().mark() + "." + county.mark() + "." + degrees.mark();
    }

    private List<Finding> read(Edition edition, List<Check.Passage> passages) {
        var findings = new LinkedHashSet<Finding>();
        Knowledge known = county.of(edition);
        for (Check.Passage passage : passages) {
            List<WordMatcher.Hit> hits = words(passage.words(), edition.unit());
            findings.addAll(words(passage, hits));
            var counts = new HashMap<String, Integer>();
            for (Remark remark : Proofreader.read(passage.words(), known)) {
                boolean isListed = remark.check().equals(Proofreader.Kind.SPELLING.code())
                        && hits.stream().anyMatch(hit -> hit.from() < remark.to() && remark.from() < hit.to());
                if (!isListed && counts.merge(remark.check(), 1, Integer::sum) <= Check.MOST) {
                    findings.add(finding(passage, remark));
                }
            }
        }
        if (edition.bodyHtml().contains("<table")) {
            for (String wrong : TableSums.look(edition.bodyHtml())) {
                findings.add(new Finding(Proofreader.Kind.SUM.code(), Weight.SUGGESTION, "正文", "表格", wrong));
            }
        }
        return List.copyOf(findings);
    }

    private static Finding finding(Check.Passage passage, Remark remark) {
        boolean isPrivate = remark.check().equals(Proofreader.Kind.BANK_CARD.code());
        String shown = Check.around(passage.words(), remark.from(), remark.to());
        return new Finding(remark.check(), remark.blocks() ? Weight.BLOCK : Weight.SUGGESTION, passage.place(),
                isPrivate ? passage.words().substring(remark.from(), remark.from() + 4) + "…" : shown,
                remark.advice());
    }

    private List<WordMatcher.Hit> words(String text, UnitPath unit) {
        return rows.inForce()
                .find(text)
                .stream()
                .filter(hit -> hit.word().unit().contains(unit))
                .filter(hit -> hit.word().replacement().isEmpty()
                        || !Proofreader.liesAcross(text, hit.from(), hit.to()))
                .toList();
    }

    /** A reason for one word is not one for another, so each is a check of its own. */
    private static List<Finding> words(Check.Passage passage, List<WordMatcher.Hit> hits) {
        return hits.stream()
                .limit(Check.MOST)
                .map(hit -> new Finding("word-" + hit.word().id(), hit.word().level().weight(), passage.place(),
                        Check.around(passage.words(), hit.from(), hit.to()), hit.word().advice()))
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
