package org.yizhan.hotline.web;

import org.yizhan.hotline.Knowledge;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.TypedDay;

/** An entry of the knowledge base as it is typed. */
public record EntryForm(String id, String version, String unit, String title, String body, String policy, boolean open,
        String review) {
    static final EntryForm EMPTY = new EntryForm("", "", "", "", "", "", true, "");

    public EntryForm {
        id = PlainText.orEmpty(id);
        version = PlainText.orEmpty(version);
        unit = PlainText.orEmpty(unit);
        title = PlainText.orEmpty(title);
        body = PlainText.orEmpty(body);
        policy = PlainText.orEmpty(policy);
        review = PlainText.orEmpty(review);
    }

    static EntryForm of(Knowledge.Entry entry) {
        return new EntryForm(Long.toString(entry.id()), Integer.toString(entry.version()), entry.unit().value(),
                entry.title(), entry.body(), entry.policy(), entry.open(), entry.reviewOn().toString());
    }

    long entryId() {
        return id.matches("[0-9]{1,18}") ? Long.parseLong(id) : 0;
    }

    int seen() {
        return number(version);
    }

    static int number(String typed) {
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : -1;
    }

    Knowledge.Written written() {
        return new Knowledge.Written(title, body, policy, open, TypedDay.of(review).orElse(null));
    }
}
