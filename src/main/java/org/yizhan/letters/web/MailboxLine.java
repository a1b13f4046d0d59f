package org.yizhan.letters.web;

import org.yizhan.letters.Mailbox;

/** A mailbox as a page names it, with the unit that answers. */
public record MailboxLine(Mailbox mailbox, String unit) {
    public String href() {
        return "/letters/" + mailbox.slug();
    }
}
