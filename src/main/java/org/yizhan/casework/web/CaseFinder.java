package org.yizhan.casework.web;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseFilter;
import org.yizhan.casework.CaseShelf;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskFinder;

/** Cases by their number or the beginning of their title, for the search on top of the desk. */
@Component
class CaseFinder implements DeskFinder {
    private final CaseShelf shelf;

    CaseFinder(CaseShelf shelf) {
        this.shelf = shelf;
    }

    @Override
    public String label() {
        return "办件";
    }

    @Override
    public int position() {
        return 5;
    }

    @Override
    public List<Found> find(Actor actor, String words, int most) {
        return shelf.kinds(actor)
                .stream()
                .flatMap(kind -> shelf.page(actor, CaseFilter.of(kind.code()).saying(words), null, most)
                        .items()
                        .stream()
                        .map(line -> new Found(line.view().number() + " " + line.view().title(),
                                kind.label() + " · " + line.state()
                                        + (line.lead().isEmpty() ? "" : " · " + line.lead()),
                                "/desk/cases/" + line.view().id().value())))
                .limit(most)
                .toList();
    }
}
