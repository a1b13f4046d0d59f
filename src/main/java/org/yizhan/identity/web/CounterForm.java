package org.yizhan.identity.web;

import org.yizhan.identity.MemberCounter.Document;

/** What a clerk typed at the counter; an enterprise has a name and a credit code, a citizen a name and an identity number. */
public record CounterForm(String as, String phone, String name, String number, String reason) {
    public boolean enterprise() {
        return as.equals("enterprise");
    }

    Document document() {
        return enterprise()
                ? new Document.Licence(phone, name, number)
                : new Document.IdentityCard(phone, name, number);
    }
}
