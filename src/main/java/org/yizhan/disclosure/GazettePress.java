package org.yizhan.disclosure;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.yizhan.content.ArticleView;
import org.yizhan.content.PublishedContent;

/**
 * Makes the PDF of each published issue, one at a time and outside every transaction. Asks what is missing, so that a program that was
 * stopped goes on where it was.
 */
@Component
class GazettePress {
    private static final Logger LOG = LoggerFactory.getLogger(GazettePress.class);

    private final Gazettes gazettes;
    private final GazetteTypesetter typesetter;
    private final PublishedContent content;
    private final Bodies bodies;

    GazettePress(Gazettes gazettes, GazetteTypesetter typesetter, PublishedContent content, Bodies bodies) {
        this.gazettes = gazettes;
        this.typesetter = typesetter;
        this.content = content;
        this.bodies = bodies;
    }

    @Scheduled(initialDelay = 20_000, fixedDelay = 5_000)
    void run() {
        for (GazetteIssue issue : gazettes.unprinted()) {
            print(issue);
        }
    }

    private void print(GazetteIssue issue) {
        try {
            String name = bodies.county().map(Body::name).orElse("") + "公报";
            List<GazetteTypesetter.Text> texts = gazettes.pieces(issue.id())
                    .stream()
                    .filter(GazetteIssue.Piece::live)
                    .flatMap(piece -> content.article(piece.documentId()).stream().map(text -> text(piece, text)))
                    .toList();
            GazetteTypesetter.Printed printed = typesetter.print(name, issue, texts);
            gazettes.printed(issue, printed.bytes(), printed.pages());
        } catch (Exception e) {
            LOG.error("the gazette {} could not be typeset", issue.id(), e);
            gazettes.failed(issue);
        }
    }

    private static GazetteTypesetter.Text text(GazetteIssue.Piece piece, ArticleView text) {
        Entry entry = piece.entry();
        return new GazetteTypesetter.Text(text.id(), piece.section(), text.title(),
                text.documentNumber() == null ? "" : text.documentNumber(),
                text.issuingBody() == null ? "" : text.issuingBody(), entry == null ? null : entry.issuedOn(),
                text.bodyHtml());
    }
}
