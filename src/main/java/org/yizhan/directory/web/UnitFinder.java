package org.yizhan.directory.web;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.directory.DirectoryBoard;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskFinder;

/** Open units, for the search on top of the desk; their pages are open to all staff. */
@Component
class UnitFinder implements DeskFinder {
    private final DirectoryBoard board;

    UnitFinder(DirectoryBoard board) {
        this.board = board;
    }

    @Override
    public String label() {
        return "单位";
    }

    @Override
    public int position() {
        return 20;
    }

    @Override
    public List<Found> find(Actor actor, String words, int most) {
        return board.findUnits(words)
                .stream()
                .limit(most)
                .map(unit -> new Found(unit.name(), unit.shortName(), "/desk/units/" + unit.id().value()))
                .toList();
    }
}
