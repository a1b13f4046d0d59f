package org.yizhan.supervision.web;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.shared.Actor;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.web.Needs;
import org.yizhan.supervision.LateBoard;
import org.yizhan.supervision.OrderDesk;
import org.yizhan.supervision.SupervisionPermissions;

/** Which units are late, and the cases out of which an order is made. */
@Controller
@Needs({SupervisionPermissions.SEE, SupervisionPermissions.OFFICE})
class LatePages {
    private final LateBoard board;
    private final Directory directory;

    LatePages(LateBoard board, Directory directory) {
        this.board = board;
        this.directory = directory;
    }

    @GetMapping("/desk/supervision/late")
    String board(Actor actor, Model model) {
        model.addAttribute("lines", board.lines(actor));
        return "supervision/late";
    }

    @GetMapping("/desk/supervision/late/cases")
    String cases(Actor actor, @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String unit, @RequestParam(defaultValue = "") String fault,
            @RequestParam(required = false) @Nullable String key, Model model) {
        String label = board.kinds().get(kind);
        if (label == null) {
            return "redirect:/desk/supervision/late";
        }
        LateBoard.Fault chosen = LateBoard.Fault.of(fault).orElse(LateBoard.Fault.OVERDUE);
        UnitId of = unit.matches("[1-9]\\d{0,17}") ? new UnitId(Long.parseLong(unit)) : null;
        model.addAttribute("kind", kind);
        model.addAttribute("kindLabel", label);
        model.addAttribute("unit", of == null ? "" : unit);
        model.addAttribute("unitName", of == null ? "" : directory.unit(of).map(Unit::name).orElse(""));
        model.addAttribute("fault", chosen);
        model.addAttribute("page", board.cases(actor, kind, of, chosen, key));
        model.addAttribute("mayOrder", OrderDesk.mayMake(actor));
        return "supervision/late-cases";
    }
}
