package org.yizhan.hotline;

import java.util.Optional;

import org.springframework.stereotype.Component;
import org.yizhan.hotline.CallBacks.Open;
import org.yizhan.shared.Actor;
import org.yizhan.shared.web.DeskGlance;

/** Tells who calls back, as soon as he signs in, how many wait for him: there are too many for a to-do each. */
@Component
class CallBackGlance implements DeskGlance {
    private final CallBacks callBacks;

    CallBackGlance(CallBacks callBacks) {
        this.callBacks = callBacks;
    }

    @Override
    public Optional<Seen> look(Actor actor) {
        return callBacks.open(actor)
                .filter(open -> open.all() > 0)
                .map(open -> new Seen("等着回访 " + Open.words(open.all()) + " 件",
                        open.late() == 0 ? "" : "其中超期 " + Open.words(open.late()) + " 件",
                        "/desk/hotline/call-backs"));
    }
}
