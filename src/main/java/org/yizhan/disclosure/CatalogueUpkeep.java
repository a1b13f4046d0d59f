package org.yizhan.disclosure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.ArticlePublished;
import org.yizhan.content.ArticleWithdrawn;
import org.yizhan.content.ArticlesPublished;
import org.yizhan.content.DocumentCard;
import org.yizhan.content.DocumentCards;
import org.yizhan.content.Withdrawn;
import org.yizhan.shared.Actor;

/**
 * Keeps the catalogue in step with what is public. Takes part in the transaction of the act, so that the catalogue never names
 * what is gone, nor lacks what is there.
 */
@Component
public class CatalogueUpkeep {
    private final EntryRows entries;
    private final Proposals proposals;
    private final DocumentCards cards;
    private final Filings filings;
    private final AnnualReports reports;
    private final CountyClock clock;
    private final Announcer announcer;

    CatalogueUpkeep(EntryRows entries, Proposals proposals, DocumentCards cards, Filings filings,
            AnnualReports reports, CountyClock clock,
            Announcer announcer) {
        this.entries = entries;
        this.proposals = proposals;
        this.cards = cards;
        this.filings = filings;
        this.reports = reports;
        this.clock = clock;
        this.announcer = announcer;
    }

    @EventListener
    void on(ArticlePublished one) {
        announceNeighbours(List.of(one.documentId()));
        List<DocumentCard> live = cards.live(List.of(one.documentId()));
        take(live);
        if (one.first()) {
            live.forEach(this::inForce);
        }
        entries.find(one.documentId()).ifPresent(entry -> {
            entries.record(one.documentId(), Actor.PROGRAM, one.first() ? "PUBLISHED" : "CHANGED",
                    "第" + one.edition() + "版");
            if (!one.first()) {
                filings.changed(entry, "重新发布，内容有修改");
            }
        });
    }

    /** A new policy holds unless somebody has said otherwise, and so stands in the library from its first day. */
    private void inForce(DocumentCard card) {
        entries.find(card.documentId())
                .filter(entry -> PolicyGate.POLICY.equals(card.model()) && entry.validity() == null
                        && entry.policy() == null)
                .ifPresent(entry -> {
                    entries.validity(card.documentId(), Validity.EFFECTIVE);
                    entries.record(card.documentId(), Actor.PROGRAM, "VALIDITY", Validity.EFFECTIVE.label());
                });
    }

    private void announceNeighbours(List<Long> documents) {
        announcer.pages(entries.linkedWith(documents));
    }

    @EventListener
    void on(ArticlesPublished many) {
        take(cards.live(many.articles().stream().map(ArticlePublished::documentId).toList()));
    }

    @EventListener
    void on(ArticleWithdrawn gone) {
        announceNeighbours(List.of(gone.documentId()));
        entries.find(gone.documentId()).ifPresent(entry -> {
            announcer.entries(List.of(gone.documentId()));
            entries.hide(gone.documentId());
            entries.record(gone.documentId(), Actor.PROGRAM, "WITHDRAWN", gone.how().reason());
            boolean tellsWhy = gone.how().kind() == Withdrawn.Kind.NOTICE
                    || gone.how().kind() == Withdrawn.Kind.REPLACED;
            filings.withdrawn(entry, tellsWhy ? gone.how().reason() : "依照规定不再公开");
        });
    }

    /** Takes what lies in columns of disclosure already into the catalogue, for a body that is set up later; says how many. */
    @Transactional
    public int takeColumn(Actor actor, long column) {
        long after = 0;
        int taken = 0;
        while (true) {
            List<DocumentCard> part = cards.ofColumn(column, after, 500);
            if (part.isEmpty()) {
                return taken;
            }
            taken += take(part);
            after = part.getLast().documentId();
        }
    }

    private int take(List<DocumentCard> live) {
        List<DocumentCard> concerned = live.stream().filter(DocumentCard::disclosure).toList();
        if (!concerned.isEmpty()) {
            Proposals.Sight sight = proposals.sight();
            var fit = new ArrayList<DocumentCard>();
            var where = new ArrayList<Classification>();
            for (DocumentCard card : concerned) {
                Classification proposal = sight.of(card);
                if (proposal.body() != null) {
                    fit.add(card);
                    where.add(proposal);
                }
            }
            entries.propose(fit, where);
        }
        entries.show(live);
        List<Long> documents = live.stream().map(DocumentCard::documentId).toList();
        entries.of(documents).forEach(reports::came);
        announcer.entries(documents);
        return concerned.size();
    }

    /** Safe to repeat: asks what has run out by today and is not yet marked so. */
    @Scheduled(initialDelay = 30_000, fixedDelay = 1_800_000)
    @Transactional
    void turnWhatHasRunOut() {
        List<Long> expired = entries.expire(clock.today());
        for (long document : expired) {
            entries.record(document, Actor.PROGRAM, "EXPIRED", "有效期届满");
            entries.find(document).ifPresent(entry -> filings.terminated(entry, "有效期届满，自动失效"));
        }
        announcer.entries(expired);
    }

    /** So that a count never walks many changes. */
    @Scheduled(initialDelay = 40_000, fixedDelay = 60_000)
    @Transactional
    void addUp() {
        entries.addUp();
    }

    static Set<String> tokens(List<Long> documents) {
        return new HashSet<>(documents).stream().map(id -> "article:" + id).collect(Collectors.toSet());
    }
}
