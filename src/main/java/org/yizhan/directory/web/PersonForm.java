package org.yizhan.directory.web;

import org.yizhan.directory.DirectoryBoard.PersonPage;
import org.yizhan.directory.NewPerson;
import org.yizhan.shared.UnitId;

/** A person as typed. */
public record PersonForm(String name, String account, String title, String phone, String ordering, int version) {
    public PersonForm {
        name = UnitForm.text(name);
        account = UnitForm.text(account);
        title = UnitForm.text(title);
        phone = UnitForm.text(phone);
        ordering = UnitForm.text(ordering);
    }

    static PersonForm empty() {
        return new PersonForm("", "", "", "", "100", 0);
    }

    static PersonForm of(PersonPage page) {
        return new PersonForm(page.person().name(), page.person().account(), "", UnitForm.text(page.phone()),
                String.valueOf(page.ordering()), page.version());
    }

    NewPerson toPerson(UnitId unit) {
        return new NewPerson(name, account, unit, title, phone, Forms.number(ordering));
    }

    int order() {
        return Forms.number(ordering);
    }
}
