package org.yizhan.disclosure;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.yizhan.content.PublicChange;

/** Says in the act which public pages of disclosure are out of date. */
@Component
class Announcer {
    /** Lists across all bodies. */
    static final String CATALOGUE = "disclosure:catalogue";
    static final String FILINGS = "disclosure:filings";
    /** Key areas, kinds of lists, reading points, what was agreed on. */
    static final String SETUP = "disclosure:setup";
    /** Names of bodies and terms stand on the pages of articles too. */
    static final String EVERYWHERE = "all";

    private final ApplicationEventPublisher events;
    private final EntryRows entries;

    Announcer(ApplicationEventPublisher events, EntryRows entries) {
        this.events = events;
        this.entries = entries;
    }

    static String body(long id) {
        return "disclosure:body:" + id;
    }

    static String list(String kind) {
        return "disclosure:list:" + kind;
    }

    void say(String... tokens) {
        events.publishEvent(new PublicChange(Set.of(tokens)));
    }

    /** The lists in which these stand now, and their own pages; asked again after one has moved from one body to another. */
    void entries(Collection<Long> documents) {
        var tokens = new HashSet<String>();
        for (Entry entry : entries.of(documents)) {
            tokens.add("article:" + entry.documentId());
            tokens.add(CATALOGUE);
            if (entry.where().body() != null) {
                tokens.add(body(entry.where().body()));
            }
            if (entry.where().section() == Section.REPORT) {
                tokens.add(AnnualReports.TOKEN);
            }
        }
        if (!tokens.isEmpty()) {
            events.publishEvent(new PublicChange(tokens));
        }
    }

    /** Only their own pages. */
    void pages(List<Long> documents) {
        if (!documents.isEmpty()) {
            events.publishEvent(new PublicChange(CatalogueUpkeep.tokens(documents)));
        }
    }
}
