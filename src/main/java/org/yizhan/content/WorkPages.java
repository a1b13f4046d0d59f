package org.yizhan.content;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.Refusal;

/** Puts together what the work page of an article shows to this person. */
@Component
@Transactional(readOnly = true)
public class WorkPages {
    private final Editions editions;
    private final Checks checks;
    private final Directory directory;
    private final Signers signers;
    private final PublicSide publicSide;
    private final ModelRows models;
    private final Films films;
    private final FilmRunner runner;
    private final JdbcClient sql;

    WorkPages(Editions editions, Checks checks, Directory directory, Signers signers, PublicSide publicSide,
            ModelRows models, Films films, FilmRunner runner, JdbcClient sql) {
        this.editions = editions;
        this.checks = checks;
        this.directory = directory;
        this.signers = signers;
        this.publicSide = publicSide;
        this.models = models;
        this.films = films;
        this.runner = runner;
        this.sql = sql;
    }

    /** The page, or why this person does not get it. */
    public sealed interface Shown {
        record Page(WorkPage page) implements Shown {}

        record Hidden(Refusal why) implements Shown {}

        record NotThere() implements Shown {}
    }

    public Shown show(Actor actor, long documentId) {
        var found = editions.current(documentId);
        if (found.isEmpty()) {
            return new Shown.NotThere();
        }
        Edition edition = found.get();
        Standing standing = editions.standing(edition);
        var hidden = ContentRules.refusal(ContentAction.READ, actor, standing);
        if (hidden.isPresent()) {
            return new Shown.Hidden(hidden.get());
        }
        return new Shown.Page(page(actor, edition, standing));
    }

    private WorkPage page(Actor actor, Edition edition, Standing standing) {
        var names = new Names(directory);
        Optional<Edition> live = edition.state() == EditionState.LIVE
                ? Optional.of(edition)
                : editions.live(edition.documentId());
        var refusals = new EnumMap<ContentAction, Optional<Refusal>>(ContentAction.class);
        for (ContentAction action : ContentAction.values()) {
            if (Workflow.allows(edition.state(), action)) {
                refusals.put(action, ContentRules.refusal(action, actor, standing));
            }
        }
        live.filter(l -> l.id() != edition.id())
                .ifPresent(l -> refusals.put(ContentAction.WITHDRAW,
                        ContentRules.refusal(ContentAction.WITHDRAW, actor, editions.standing(l))));
        boolean beingWritten = edition.state().inWork();
        return new WorkPage(edition.turn(), edition.number(), edition.state(), edition.columnId(),
                edition.columnName(), edition.siteName(),
                directory.unit(edition.unit().unit()).map(Unit::shortName).orElse(edition.siteName()),
                edition.draft(), edition.hasProposedSummary(), edition.bodyHtml(),
                edition.attachments().stream().map(WorkPages::atTheDesk).toList(),
                models.find(edition.model()).map(ContentModel::name).orElse(edition.model()), facts(edition),
                edition.indexNumber(), edition.publishedAt(), edition.digest(),
                beingWritten ? checks.look(edition) : List.of(),
                editions.overrides(edition)
                        .stream()
                        .map(passed -> new WorkPage.Passed(passed.checkCode(), names.of(passed.person()),
                                passed.reason()))
                        .toList(),
                beingWritten ? signers.vacancies(actor, edition, standing) : List.of(),
                standing.sheet()
                        .stream()
                        .map(line -> new WorkPage.Step(line.name(),
                                line.signedBy() == null ? null : names.of(line.signedBy())))
                        .toList(),
                secrecy(edition, names),
                editions.history(edition.documentId())
                        .stream()
                        .map(h -> new WorkPage.Event(h.at(), h.act().label(), names.of(h.person()), h.words()))
                        .toList(),
                Map.copyOf(refusals), live.map(this::href).orElse(null));
    }

    private static ArticleView.Attachment atTheDesk(EditionFile file) {
        return new ArticleView.Attachment(file.fileId(), file.name(), file.mediaType(), file.size(),
                "/desk" + PublishedContent.fileHref(file.fileId(), file.name()));
    }

    private List<ArticleView.Fact> facts(Edition edition) {
        var files = new HashMap<String, ArticleView.Attachment>();
        edition.files()
                .stream()
                .filter(file -> file.role() == EditionFile.Role.ELEMENT)
                .forEach(file -> files.put(Long.toString(file.fileId()), atTheDesk(file)));
        return models.find(edition.model())
                .map(model -> PublishedContent.facts(model.forTheDesk(), edition.elements(), files,
                        file -> new ArticleView.Film(null, null, runner.words(films.of(List.of(file)).get(file)))))
                .orElse(List.of());
    }

    private String href(Edition live) {
        var first = live.firstPublishedAt() == null ? live.changedAt() : live.firstPublishedAt();
        return publicSide.href(live.siteSlug(), live.columnSlug(), live.documentId(), first);
    }

    private List<WorkPage.Secrecy> secrecy(Edition edition, Names names) {
        return sql.sql("""
                select leader, at, result, opinion, department_answer, digest = :digest and round = :round
                from content.secrecy_review where edition_id = :edition order by id desc limit 50""")
                .param("edition", edition.id())
                .param("digest", edition.digest())
                .param("round", edition.round())
                .query((row, n) -> new WorkPage.Secrecy(names.of(row.getLong(1)), row.getTimestamp(2).toInstant(),
                        switch (row.getString(3)) {
                            case "PASSED" -> "通过";
                            case "ASKED" -> "商请保密部门审定";
                            default -> "不通过";
                        }, row.getString(4), row.getString(5), row.getBoolean(6)))
                .list();
    }

    /** Names of people, each looked up once. */
    private static final class Names {
        private final Directory directory;
        private final Map<Long, String> known = new HashMap<>();

        Names(Directory directory) {
            this.directory = directory;
        }

        String of(long person) {
            if (person == 0) {
                return "系统";
            }
            return known.computeIfAbsent(person,
                    id -> directory.person(new PersonId(id)).map(Person::name).orElse("（已不在册）"));
        }
    }
}
