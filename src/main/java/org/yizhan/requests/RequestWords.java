package org.yizhan.requests;

import org.yizhan.shared.web.Dates;

/** How a request is spoken of. */
final class RequestWords {
    private RequestWords() {}

    static String received(Request it) {
        return it.receivedOn() == null
                ? "还没有确认收到日"
                : Dates.day(it.receivedOn()) + "（" + it.channel().label() + "，" + it.channel().counts()
                        + (it.confirmedHow().isEmpty() ? "" : "；" + it.confirmedHow()) + "）";
    }

    static String delivery(Request it) {
        String form = Delivery.Form.find(it.form()).map(Delivery.Form::label).orElse("");
        String way = Delivery.Way.find(it.way()).map(Delivery.Way::label).orElse("");
        return form + "，" + way + (it.otherWay() ? "；不便这样提供时接受其他方式" : "");
    }
}
