package org.yizhan.content;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.files.FileId;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.Sm3;

/**
 * A text as the public would see it, before it is public (预览): for those who may read it at the desk, and for somebody without
 * an account by a link that ends.
 */
@Service
@Transactional
public class Previews {
    /** How long a link may last. */
    public static final int MOST_DAYS = 14;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Editions editions;
    private final Structure structure;
    private final PublicSide publicSide;
    private final ModelRows models;
    private final Journal journal;
    private final Directory directory;
    private final JdbcClient sql;
    private final CountyClock clock;

    Previews(Editions editions, Structure structure, PublicSide publicSide, ModelRows models, Journal journal,
            Directory directory, JdbcClient sql, CountyClock clock) {
        this.editions = editions;
        this.structure = structure;
        this.publicSide = publicSide;
        this.models = models;
        this.journal = journal;
        this.directory = directory;
        this.sql = sql;
        this.clock = clock;
    }

    /** A link that was given away, without what opens it. */
    public record Link(long id, String forWhom, String by, Instant expiresAt, boolean ended) {}

    /** The link that was just made; its secret is not kept and cannot be shown again. */
    public sealed interface Linked {
        record Done(String path, Instant expiresAt) implements Linked {}

        record Refused(Refusal why) implements Linked {}
    }

    @Transactional(readOnly = true)
    public Optional<ArticleView> show(Actor actor, long documentId) {
        return readable(actor, documentId).flatMap(edition -> view(edition, "/desk/files/"));
    }

    /** Nothing but the words, as a feed, a message or a reader's software gets them. */
    public static List<String> plain(ArticleView article) {
        var lines = new ArrayList<String>();
        article.facts().forEach(fact -> lines.add(fact.label() + "：" + fact.text().replace('\t', '｜')));
        lines.addAll(TextDiff.blocks(article.bodyHtml()));
        article.attachments().forEach(file -> lines.add("附件：" + file.name()));
        return lines;
    }

    public Linked link(Actor actor, long documentId, String forWhom, int days) {
        var found = readable(actor, documentId);
        if (found.isEmpty()) {
            return new Linked.Refused(new Refusal("这篇稿件不存在，或您不能查看它。"));
        }
        Edition edition = found.get();
        String whom = PlainText.line(forWhom);
        var refusal = Refusal.when(whom.isEmpty() || PlainText.length(whom) > 100, "请写明给谁看，不超过100个字。")
                .or(() -> Refusal.when(days < 1 || days > MOST_DAYS, "有效期最短1天，最长" + MOST_DAYS + "天。"))
                .or(() -> Refusal.when(!edition.state().inWork(), "这篇稿件没有正在办理的版本，不需要预览链接。"))
                .or(() -> Refusal.when(!Check.SECRECY_MARK.look(edition).isEmpty(), "稿件里标有密级，不能给任何人看，请立即删除。"));
        if (refusal.isPresent()) {
            return new Linked.Refused(refusal.get());
        }
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        Instant now = clock.now();
        Instant until = now.plus(Duration.ofDays(days));
        long id = sql
                .sql("""
                        insert into content.preview_link (token_digest, edition_id, document_id, for_whom, person_id, created_at,
                            expires_at)
                        values (:digest, :edition, :document, :whom, :person, :now, :until) returning id""")
                .param("digest", Sm3.hex(token))
                .param("edition", edition.id())
                .param("document", documentId)
                .param("whom", whom)
                .param("person", actor.ref().id())
                .param("now", Editions.at(now))
                .param("until", Editions.at(until))
                .query(Long.class)
                .single();
        journal.record(actor.ref(), ContentAct.PREVIEW_LINKED, new ObjectRef("article", documentId),
                Map.of("link", Long.toString(id), "until", until.toString()));
        return new Linked.Done("/preview/" + token, until);
    }

    @Transactional(readOnly = true)
    public List<Link> links(Actor actor, long documentId) {
        if (readable(actor, documentId).isEmpty()) {
            return List.of();
        }
        Instant now = clock.now();
        return sql.sql("""
                select id, for_whom, person_id, expires_at, revoked_at from content.preview_link
                where document_id = :document order by id desc limit 20""")
                .param("document", documentId)
                .query((row, n) -> new Link(row.getLong(1), row.getString(2),
                        directory.person(new PersonId(row.getLong(3))).map(Person::name).orElse("（已不在册）"),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5) != null || !row.getTimestamp(4).toInstant().isAfter(now)))
                .list();
    }

    public Optional<Refusal> end(Actor actor, long documentId, long link) {
        if (readable(actor, documentId).isEmpty()) {
            return Acts.notThere();
        }
        int ended = sql.sql("""
                update content.preview_link set revoked_at = :now
                where id = :id and document_id = :document and revoked_at is null""")
                .param("id", link)
                .param("document", documentId)
                .param("now", Editions.at(clock.now()))
                .update();
        if (ended > 0) {
            journal.record(actor.ref(), ContentAct.PREVIEW_ENDED, new ObjectRef("article", documentId),
                    Map.of("link", Long.toString(link)));
        }
        return Optional.empty();
    }

    /** What the link opens, as long as it has not ended and the edition is still being worked on. */
    @Transactional(readOnly = true)
    public Optional<ArticleView> byToken(String token) {
        return edition(token).flatMap(edition -> view(edition, "/preview/" + token + "/files/"));
    }

    @Transactional(readOnly = true)
    public boolean opens(String token, FileId file) {
        return edition(token).filter(edition -> edition.fileIds().contains(file.value())).isPresent();
    }

    private Optional<Edition> edition(String token) {
        return sql.sql("""
                select edition_id from content.preview_link
                where token_digest = :digest and revoked_at is null and expires_at > :now""")
                .param("digest", Sm3.hex(token))
                .param("now", Editions.at(clock.now()))
                .query(Long.class)
                .optional()
                .flatMap(editions::byId)
                .filter(edition -> edition.state().inWork());
    }

    private Optional<Edition> readable(Actor actor, long documentId) {
        return editions.current(documentId)
                .filter(edition -> ContentRules.refusal(ContentAction.READ, actor, editions.standing(edition))
                        .isEmpty());
    }

    private Optional<ArticleView> view(Edition edition, String files) {
        @Nullable
        ColumnView column = structure.now().columnOrClosed(edition.columnId()).orElse(null);
        if (column == null || structure.now().site(edition.siteId()).isEmpty()) {
            return Optional.empty();
        }
        Instant published = edition.publishedAt() == null ? clock.now() : edition.publishedAt();
        var attachments = new ArrayList<ArticleView.Attachment>();
        var ofElements = new HashMap<String, ArticleView.Attachment>();
        for (EditionFile file : edition.files()) {
            var found = new ArticleView.Attachment(file.fileId(), file.name(), file.mediaType(), file.size(),
                    files + PublishedContent.fileHref(file.fileId(), file.name()).substring("/files/".length()));
            if (file.role() == EditionFile.Role.ATTACHMENT) {
                attachments.add(found);
            } else if (file.role() == EditionFile.Role.ELEMENT) {
                ofElements.put(Long.toString(file.fileId()), found);
            }
        }
        var model = models.find(edition.model());
        return Optional.of(new ArticleView(edition.documentId(), edition.siteId(), column, edition.title(),
                edition.summary(), edition.source(), edition.author(), edition.editor(), edition.issuingBody(),
                edition.documentNumber(), edition.indexNumber(), published, edition.keywords(),
                edition.bodyHtml().replace("src=\"/files/", "src=\"" + files), attachments,
                publicSide.href(edition.siteSlug(), edition.columnSlug(), edition.documentId(),
                        edition.firstPublishedAt() == null ? published : edition.firstPublishedAt()),
                edition.model(), model.map(known -> known.publicPart(edition.elements())).orElse(Map.of()),
                model.map(known -> PublishedContent.facts(known, edition.elements(), ofElements,
                        file -> null)).orElse(List.of())));
    }
}
