package org.yizhan.letters.web;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.letters.Mailbox;
import org.yizhan.shared.UnitId;

/** A mailbox as it is typed. */
public record MailboxForm(long id, String slug, String name, String nature, String home, String note, boolean signed,
        boolean open, String ordering, int version) {
    public MailboxForm {
        slug = filled(slug);
        name = filled(name);
        nature = filled(nature);
        home = filled(home);
        note = filled(note);
        ordering = filled(ordering);
    }

    private static String filled(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }

    static MailboxForm empty() {
        return new MailboxForm(0, "", "", "", "", "", false, true, "100", 0);
    }

    static MailboxForm of(Mailbox box) {
        return new MailboxForm(box.id(), box.slug(), box.name(), box.nature().name(),
                String.valueOf(box.home().unit().value()), box.note(), box.signed(), box.open(),
                String.valueOf(box.ordering()), box.version());
    }

    /** Empty when nature or unit was not chosen. */
    Optional<Mailbox> mailbox(Directory directory) {
        Optional<Mailbox.Nature> chosen = Arrays.stream(Mailbox.Nature.values())
                .filter(one -> one.name().equals(nature))
                .findFirst();
        Optional<Unit> unit = home.matches("[0-9]{1,18}")
                ? directory.unit(new UnitId(Long.parseLong(home)))
                : Optional.empty();
        int place = ordering.matches("[0-9]{1,6}") ? Integer.parseInt(ordering) : 0;
        return chosen.flatMap(one -> unit.map(at -> new Mailbox(id, slug, name, one, at.path(), note, signed, open,
                place, version)));
    }
}
