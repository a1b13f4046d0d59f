package org.yizhan.requests;

import java.util.ArrayList;
import java.util.List;

import org.springframework.stereotype.Component;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseLinks;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;

/** What stands beside a request: its papers and what became of it; above the list: registering one. */
@Component
class RequestLinks implements CaseLinks {
    @Override
    public List<Link> beside(Actor actor, CaseView view) {
        if (!view.kind().equals(RequestKind.CODE)) {
            return List.of();
        }
        String here = "/desk/requests/" + view.id().value();
        var links = new ArrayList<Link>();
        if (view.waits() == CaseView.Wait.SUPPLEMENT && actor.may(RequestPermissions.OFFICE, view.home())) {
            links.add(new Link("登记申请人补正的内容", here + "/supplement"));
        }
        links.add(new Link("文书和送达", here + "/papers"));
        links.add(new Link("征求意见", here + "/opinion"));
        boolean newest = view.facts().getOrDefault(RequestKind.PROFILE, RequestKind.NEWEST).equals(RequestKind.NEWEST);
        if (newest && view.state().isOpen() && actor.may(RequestPermissions.OFFICE, view.home())) {
            links.add(new Link("数量频次", here + "/excess"));
            links.add(new Link("信息处理费", here + "/fee"));
        }
        links.add(new Link("复议和诉讼", here + "/disputes"));
        return links;
    }

    @Override
    public List<Link> above(Actor actor, CaseKind kind) {
        return kind.code().equals(RequestKind.CODE) && actor.mayAnywhere(RequestPermissions.OFFICE)
                ? List.of(new Link("登记一件申请", "/desk/requests/new"))
                : List.of();
    }
}
