package org.yizhan.statistics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.content.ArticleFiles;
import org.yizhan.content.ContentPermissions;
import org.yizhan.content.Draft;
import org.yizhan.content.DraftingDesk;
import org.yizhan.content.PublishedFigures;
import org.yizhan.content.Saved;
import org.yizhan.files.FileId;
import org.yizhan.files.FileReceipt;
import org.yizhan.files.Files;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Makes papers draft articles (转为稿件); from there they go the way of every article. */
@Component
class PaperArticles {
    private final DraftingDesk drafting;
    private final PaperBody body;
    private final ArticleFiles files;
    private final PublishedFigures figures;

    PaperArticles(DraftingDesk drafting, PaperBody body, ArticleFiles files, PublishedFigures figures) {
        this.drafting = drafting;
        this.body = body;
        this.files = files;
        this.figures = figures;
    }

    /** The columns into which this person can send one, as id and name. */
    Map<String, String> columns(Actor actor) {
        var sites = new LinkedHashMap<Long, String>();
        figures.sites().forEach(site -> sites.put(site.id(), site.name()));
        List<Long> order = List.copyOf(sites.keySet());
        var columns = new LinkedHashMap<String, String>();
        figures.columns()
                .stream()
                .filter(column -> sites.containsKey(column.siteId())
                        && actor.may(ContentPermissions.WRITE, column.unit()))
                .sorted(Comparator.comparingInt(column -> order.indexOf(column.siteId())))
                .limit(1000)
                .forEach(column -> columns.put(Long.toString(column.id()),
                        sites.get(column.siteId()) + " · " + column.name()));
        return columns;
    }

    /** With the same as a workbook and as a document, for readers of the article to take away. */
    Saved draft(Actor actor, long columnId, String title, Paper paper, String source) {
        if (!actor.mayAnywhere(ContentPermissions.WRITE)) {
            return new Saved.Refused(new Refusal("您没有写稿的权限，不能转为稿件。"));
        }
        var book = new ByteArrayOutputStream();
        Workbooks.write(paper, book);
        var document = new ByteArrayOutputStream();
        WordDocuments.write(paper, document);
        return drafting.draftFitting(actor, columnId, Draft.of(title, body.html(paper), source)
                .withFiles(null, List.of(store(actor, book, paper.title() + ".xlsx"),
                        store(actor, document, paper.title() + ".docx"))));
    }

    private FileId store(Actor actor, ByteArrayOutputStream bytes, String name) {
        return switch (files.take(actor, new ByteArrayInputStream(bytes.toByteArray()), name,
                Files.Purpose.ATTACHMENT)) {
            case FileReceipt.Taken taken -> taken.file().id();
            case FileReceipt.Refused refused -> throw new IllegalStateException(name + ": " + refused.why().text());
        };
    }
}
