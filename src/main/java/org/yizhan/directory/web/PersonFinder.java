package org.yizhan.directory.web;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.directory.DirectoryBoard;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskFinder;

/** Colleagues by the beginning of their name or account, for the search on top of the desk; their pages are open to all staff. */
@Component
class PersonFinder implements DeskFinder {
    private final DirectoryBoard board;

    PersonFinder(DirectoryBoard board) {
        this.board = board;
    }

    @Override
    public String label() {
        return "人员";
    }

    @Override
    public int position() {
        return 30;
    }

    @Override
    public List<Found> find(Actor actor, String words, int most) {
        return board.findPeople(words, null)
                .items()
                .stream()
                .filter(line -> line.person().active())
                .limit(most)
                .map(line -> new Found(line.person().name(),
                        line.titles().isEmpty() ? line.unitName() : line.unitName() + " · " + line.titles(),
                        "/desk/people/" + line.person().id().value()))
                .toList();
    }
}
