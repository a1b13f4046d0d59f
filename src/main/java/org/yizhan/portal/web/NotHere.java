package org.yizhan.portal.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** No page lives at this address. */
@ResponseStatus(HttpStatus.NOT_FOUND)
class NotHere extends RuntimeException {
    NotHere(String address) {
        super("nothing at " + address, null, false, false);
    }
}
