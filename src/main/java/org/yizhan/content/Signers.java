package org.yizhan.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.DirectoryPermissions;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitPath;

/** Looks ahead whether there is somebody for every step that an article has still to pass. */
@Component
class Signers {
    private static final int MOST_HELPERS = 3;

    private final Editions editions;
    private final Directory directory;

    Signers(Editions editions, Directory directory) {
        this.editions = editions;
        this.directory = directory;
    }

    private record Step(String name, String permission, UnitPath unit) {}

    /** The steps ahead that nobody may sign; for a draft, as if this person handed it in. */
    List<Vacancy> vacancies(Actor actor, Edition edition, Standing standing) {
        Set<Long> barred = standing.barred();
        if (edition.state() == EditionState.DRAFT || edition.state() == EditionState.RETURNED) {
            barred = new HashSet<>(standing.authors());
            barred.add(actor.ref().id());
        }
        var vacancies = new ArrayList<Vacancy>();
        for (Step step : ahead(edition, standing)) {
            if (isVacant(step, barred)) {
                vacancies.add(new Vacancy(step.name(),
                        directory.holders(DirectoryPermissions.POSTS, step.unit())
                                .stream()
                                .limit(MOST_HELPERS)
                                .map(Person::name)
                                .toList()));
            }
        }
        return vacancies;
    }

    private boolean isVacant(Step step, Set<Long> barred) {
        return directory.holders(step.permission(), step.unit())
                .stream()
                .allMatch(person -> barred.contains(person.id().value()));
    }

    private List<Step> ahead(Edition edition, Standing standing) {
        var steps = new ArrayList<Step>();
        switch (edition.state()) {
            case DRAFT, RETURNED -> editions.chainOf(edition.columnId())
                    .forEach(step -> steps.add(new Step(step.name(), step.permission(), step.unit())));
            case REVIEW -> standing.sheet()
                    .stream()
                    .filter(line -> line.signedBy() == null)
                    .forEach(line -> steps.add(new Step(line.name(), line.permission(), line.unit())));
            case SECRECY, READY -> {
            }
            case LIVE, SUPERSEDED, WITHDRAWN, DROPPED -> {
                return List.of();
            }
        }
        if (edition.state() != EditionState.READY) {
            steps.add(new Step("保密审查", ContentPermissions.SECRECY, edition.unit()));
        }
        steps.add(new Step("发布", ContentPermissions.PUBLISH, edition.unit()));
        return steps;
    }
}
