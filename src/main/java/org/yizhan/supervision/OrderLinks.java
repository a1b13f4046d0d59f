package org.yizhan.supervision;

import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;

/** An order is made from any case with one click, and from nothing above the list of orders. */
@Component
class OrderLinks implements CaseLinks {
    @Override
    public List<Link> beside(Actor actor, CaseView view) {
        return view.kind().equals(OrderKind.CODE) || view.guarded() || !OrderDesk.mayMake(actor)
                ? List.of()
                : List.of(new Link("下督办单", "/desk/supervision/orders/new?case=" + view.id().value()));
    }

    @Override
    public List<Link> above(Actor actor, CaseKind kind) {
        return kind.code().equals(OrderKind.CODE) && OrderDesk.mayMake(actor)
                ? List.of(new Link("拟一份督办单", "/desk/supervision/orders/new"))
                : List.of();
    }
}
