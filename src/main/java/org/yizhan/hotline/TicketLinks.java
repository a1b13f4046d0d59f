package org.yizhan.hotline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;

/** What the hotline offers beside its tickets. */
@Component
class TicketLinks implements CaseLinks {
    private final Callers callers;
    private final TicketRows rows;

    TicketLinks(Callers callers, TicketRows rows) {
        this.callers = callers;
        this.rows = rows;
    }

    @Override
    public List<Link> beside(Actor actor, CaseView view) {
        var links = new ArrayList<Link>();
        if (view.kind().equals(TicketKind.CODE)) {
            String here = "/desk/hotline/tickets/" + view.id().value();
            if (actor.may(HotlinePermissions.AGENT, view.home())) {
                marked(view).ifPresent(links::add);
                links.add(new Link("登记三方通话", here + "/three-party"));
            }
            if (view.state().isOpen() && actor.may(HotlinePermissions.OFFICE, view.home())) {
                links.add(new Link("调整紧急程度", here + "/urgency"));
            }
        }
        return links;
    }

    private Optional<Link> marked(CaseView view) {
        Caller caller = rows.caller(view.id());
        List<Callers.Nature> marks = callers.marks(view, caller);
        return marks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Link("来电人有标记："
                        + marks.stream().map(Callers.Nature::label).collect(Collectors.joining("、")),
                        "/desk/hotline/call?phone=" + caller.phone()));
    }

    @Override
    public List<Link> above(Actor actor, CaseKind kind) {
        return kind.code().equals(TicketKind.CODE) && actor.mayAnywhere(HotlinePermissions.AGENT)
                ? List.of(new Link("接听来电", "/desk/hotline/call"))
                : List.of();
    }
}
