package org.yizhan.statistics;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;

/** Any case that is not guarded can be picked from its page. */
@Component
class MaterialLinks implements CaseLinks {
    @Override
    public List<Link> beside(Actor actor, CaseView view) {
        return view.guarded() || !Materials.mayPick(actor)
                ? List.of()
                : List.of(new Link("采编为专报素材", "/desk/analysis/material/" + view.id().value()));
    }
}
