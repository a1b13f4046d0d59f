package org.yizhan.content;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.Refusal;

/**
 * Everything that the work page of one article shows (稿件办理页): what it is, what has happened, and what this person can do
 * now.
 *
 * @param refusals for what the state allows at all: empty means this person may
 * @param proposedSummary whether nobody has written the summary yet
 * @param vacancies steps ahead that nobody may sign as things stand
 * @param liveHref address of the live edition, when there is one
 */
public record WorkPage(Turn turn, int edition, EditionState state, long columnId, String columnName, String siteName,
        String unitName, Draft content, boolean proposedSummary, String bodyHtml,
        List<ArticleView.Attachment> attachments,
        String modelName, List<ArticleView.Fact> facts,
        @Nullable String indexNumber, @Nullable Instant publishedAt, String digest, List<Finding> findings,
        List<Passed> passed, List<Vacancy> vacancies, List<Step> sheet, List<Secrecy> secrecy, List<Event> history,
        Map<ContentAction, Optional<Refusal>> refusals, @Nullable String liveHref) {
    /** A step of the signing sheet; {@code who} is null as long as it is open. */
    public record Step(String name, @Nullable String who) {}

    /** An entry in the archive of secrecy reviews. */
    public record Secrecy(String leader, Instant at, String result, String opinion, @Nullable String departmentAnswer,
            boolean holdsForThisText) {}

    /** Something that has happened. */
    public record Event(Instant at, String what, String who, String words) {}

    /** A block that somebody took upon themselves, for those who review. */
    public record Passed(String check, String who, String reason) {}

    public boolean may(ContentAction action) {
        var refusal = refusals.get(action);
        return refusal != null && refusal.isEmpty();
    }

    public Set<ContentAction> allowed() {
        var allowed = EnumSet.noneOf(ContentAction.class);
        refusals.forEach((action, refusal) -> {
            if (refusal.isEmpty()) {
                allowed.add(action);
            }
        });
        return allowed;
    }

    /** Why nobody changes it any more, when its site has ended. */
    public Optional<Refusal> archived() {
        return refusals.containsValue(Optional.of(ContentRules.ARCHIVED))
                ? Optional.of(ContentRules.ARCHIVED)
                : Optional.empty();
    }

    /** What was said about the text when somebody took it upon themselves. */
    public List<String> adviceOf(Passed passed) {
        return findings.stream()
                .filter(finding -> finding.check().equals(passed.check()))
                .map(Finding::advice)
                .distinct()
                .toList();
    }

    public boolean hasBlock() {
        return findings.stream().anyMatch(finding -> finding.weight() == Finding.Weight.BLOCK);
    }

    public boolean hasForbidden() {
        return findings.stream().anyMatch(finding -> finding.weight() == Finding.Weight.FORBIDDEN);
    }
}
