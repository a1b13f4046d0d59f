package org.yizhan.directory.web;

import java.util.LinkedHashMap;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import org.yizhan.directory.Outcome;
import org.yizhan.shared.web.FormErrors;

/** What the pages of the directory share about forms. */
final class Forms {
    private Forms() {}

    static FormErrors errors(Outcome.Refused<?> refused) {
        var all = new LinkedHashMap<String, String>();
        refused.problems().forEach(problem -> all.putIfAbsent(problem.field(), problem.text()));
        return new FormErrors(all);
    }

    /** A number as typed; something outside every range when it is none, so that the door refuses it by the field. */
    static int number(String typed) {
        String text = typed.strip();
        return text.isEmpty() ? 1000 : text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    static ResponseStatusException notFound() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
