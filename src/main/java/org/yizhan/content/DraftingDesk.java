package org.yizhan.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.shared.Actor;
import org.yizhan.shared.Refusal;

/** Writing (采编): a text begins here, is saved, revised and given up. */
@Service
@Transactional
public class DraftingDesk {
    /** So soon nobody writes the same text again on purpose. */
    private static final Duration TWICE = Duration.ofMinutes(5);

    private final Acts acts;
    private final Editions editions;
    private final ColumnShelf columns;
    private final TextReader reader;
    private final ModelRows models;
    private final SavedTexts saved;
    private final Versions versions;
    private final CountyClock clock;

    DraftingDesk(Acts acts, Editions editions, ColumnShelf columns, TextReader reader, ModelRows models,
            SavedTexts saved, Versions versions, CountyClock clock) {
        this.acts = acts;
        this.editions = editions;
        this.columns = columns;
        this.reader = reader;
        this.models = models;
        this.saved = saved;
        this.versions = versions;
        this.clock = clock;
    }

    /** The version of the document that is the present one; for callers that act at once and need not compare. */
    @Transactional(readOnly = true)
    public Turn turn(long documentId) {
        return editions.current(documentId)
                .map(Edition::turn)
                .orElseThrow(() -> new IllegalArgumentException("no document " + documentId));
    }

    /** Begins a new document in the column. */
    public Saved draft(Actor actor, long columnId, Draft draft) {
        return draft(actor, columnId, draft, false);
    }

    /** The same for a form, which somebody may send twice: the second answer is the document that the first began. */
    public Saved draftOnce(Actor actor, long columnId, Draft draft) {
        return draft(actor, columnId, draft, true);
    }

    /** The same for a text that a program wrote: it is of whatever model the column takes, and what that asks for beside the body is filled in later. */
    public Saved draftFitting(Actor actor, long columnId, Draft draft) {
        List<ContentModel> taken = models.of(columnId);
        return draft(actor, columnId,
                taken.stream().anyMatch(model -> model.code().equals(draft.model()))
                        ? draft
                        : taken.stream()
                                .filter(model -> !model.code().equals(Draft.FILM))
                                .findFirst()
                                .map(model -> draft.withElements(model.code(), draft.elements()))
                                .orElse(draft),
                false);
    }

    private Saved draft(Actor actor, long columnId, Draft draft, boolean once) {
        var column = columns.open(columnId);
        if (column.isEmpty()) {
            return refused("这个栏目不存在或已关闭，请另选栏目。");
        }
        var refusal = ContentRules.refusal(ContentAction.WRITE, actor, column.get().unit())
                .or(() -> otherModel(column.get(), draft));
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        return switch (reader.readFor(actor, null, draft)) {
            case TextReader.Read.Unreadable unreadable -> new Saved.Refused(unreadable.why());
            case TextReader.Read.Readable readable -> {
                Instant now = clock.now();
                Optional<Turn> already = once
                        ? editions.justDrafted(columnId, readable.text(), actor.ref().id(), now.minus(TWICE))
                        : Optional.empty();
                if (already.isPresent()) {
                    yield new Saved.Done(already.get());
                }
                long document = editions.newDocument(column.get().siteId(), actor.ref().id(), now);
                editions.insert(document, columnId, readable.text(), actor.ref().id(), now);
                yield stored(actor, ContentAct.DRAFTED, document, now, "");
            }
        };
    }

    /** Stores the text over the one that {@code turn} names. Whoever saves second gets both texts back and loses nothing. */
    public Saved save(Actor actor, Turn turn, long columnId, Draft draft) {
        var found = acts.locked(turn.documentId());
        if (found.isEmpty()) {
            return refused("这篇稿件不存在。");
        }
        Edition edition = found.get();
        var refusal = ContentRules.refusal(ContentAction.SAVE, actor, editions.standing(edition));
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        var column = columns.open(columnId);
        if (column.isEmpty() || column.get().siteId() != edition.siteId()) {
            return refused("这个栏目不存在、已关闭或属于别的站点，请另选栏目。");
        }
        var elsewhere = ContentRules.refusal(ContentAction.WRITE, actor, column.get().unit())
                .or(() -> otherModel(column.get(), draft));
        if (elsewhere.isPresent()) {
            return new Saved.Refused(elsewhere.get());
        }
        TextReader.Read read = reader.readFor(actor, edition.documentId(),
                edition.hasProposedSummary() && draft.summary().strip().equals(edition.summary())
                        ? draft.withSummary("")
                        : draft);
        if (read instanceof TextReader.Read.Unreadable unreadable) {
            return new Saved.Refused(unreadable.why());
        }
        Text text = ((TextReader.Read.Readable) read).text();
        if (edition.version() != turn.version()) {
            if (text.digest(columnId).equals(edition.digest())) {
                return new Saved.Done(edition.turn());
            }
            return acts.overtaken(actor, edition, draft);
        }
        Instant now = clock.now();
        editions.update(edition, columnId, text, actor.ref().id(), now);
        return stored(actor, ContentAct.SAVED, edition.documentId(), now, "");
    }

    /** Opens the next edition, with the text of the last; what is live stays as it is. */
    public Saved revise(Actor actor, long documentId) {
        var found = acts.locked(documentId);
        if (found.isEmpty()) {
            return refused("这篇稿件不存在。");
        }
        Edition last = found.get();
        if (last.state().inWork() && last.number() > 1 && last.authors().contains(actor.ref().id())) {
            return new Saved.Done(last.turn());
        }
        var refusal = last.state().inWork()
                ? Optional.of(new Refusal("这篇稿件已有一个正在修改的版本（" + last.state().label() + "），请在那里继续。"))
                : ContentRules.refusal(ContentAction.REVISE, actor, editions.standing(last));
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        Instant now = clock.now();
        editions.insert(documentId, last.columnId(), textOf(last), actor.ref().id(), now);
        return acts.stored(actor, ContentAct.REVISED, documentId, now, "");
    }

    /**
     * Makes an earlier version the present draft, in one act: over the text that is being written, or as the next edition when
     * nothing is. The present text stays among the versions.
     */
    public Saved restore(Actor actor, Turn turn, String version) {
        var found = acts.locked(turn.documentId());
        var old = versions.text(turn.documentId(), version);
        if (found.isEmpty() || old.isEmpty()) {
            return new Saved.Refused(Versions.gone());
        }
        Edition edition = found.get();
        boolean isWritten = edition.state().inWork();
        var refusal = ContentRules.refusal(isWritten ? ContentAction.SAVE : ContentAction.REVISE, actor,
                editions.standing(edition));
        if (refusal.isPresent()) {
            return new Saved.Refused(refusal.get());
        }
        if (edition.version() != turn.version()) {
            return editions.alreadyDone(turn.documentId(), ContentAct.RESTORED, actor.ref().id(), edition.version())
                    ? new Saved.Done(edition.turn())
                    : refused("这篇稿件刚被别人改过，请看过最新的内容再决定。");
        }
        TextReader.Read read = reader.readFor(actor, edition.documentId(), old.get().draft());
        if (read instanceof TextReader.Read.Unreadable unreadable) {
            return new Saved.Refused(unreadable.why());
        }
        Text text = ((TextReader.Read.Readable) read).text();
        Instant now = clock.now();
        if (isWritten) {
            editions.update(edition, edition.columnId(), text, actor.ref().id(), now);
        } else {
            editions.insert(edition.documentId(), edition.columnId(), text, actor.ref().id(), now);
        }
        return stored(actor, ContentAct.RESTORED, edition.documentId(), now, "恢复为：" + old.get().version().label());
    }

    private Saved stored(Actor actor, ContentAct act, long document, Instant now, String words) {
        saved.keep(editions.current(document).orElseThrow(), actor.ref().id(), now);
        return acts.stored(actor, act, document, now, words);
    }

    /** Gives up a text that is not wanted any more; it stays in the history. */
    public Optional<Refusal> drop(Actor actor, Turn turn) {
        return acts.act(actor, ContentAction.DROP, ContentAct.DROPPED, turn, (edition, standing, now) -> {
            editions.moveTo(edition, Workflow.go(edition.state(), ContentAction.DROP, EditionState.DROPPED), now);
            return acts.settle(actor, ContentAct.DROPPED, edition, now, "");
        });
    }

    private Optional<Refusal> otherModel(ColumnRecord column, Draft draft) {
        List<ContentModel> taken = models.of(column.id());
        return Refusal.when(taken.stream().noneMatch(model -> model.code().equals(draft.model())),
                "“" + column.name() + "”栏目只收" + taken.stream()
                        .map(model -> "“" + model.name() + "”")
                        .collect(
                                Collectors.joining("、"))
                        + "，请换成其中一种内容类型，已写的都会保留。");
    }

    private static Text textOf(Edition edition) {
        return new Text(edition.title(), edition.summary(), new CleanHtml(edition.bodyHtml(), edition.bodyText(),
                List.of()), edition.source(), edition.author(), edition.editor(), edition.issuingBody(),
                edition.documentNumber(), edition.issuedOn(), edition.keywords(), edition.nature(), edition.ground(),
                edition.picture(), edition.files(), edition.model(), edition.elements());
    }

    private static Saved refused(String text) {
        return new Saved.Refused(new Refusal(text));
    }
}
