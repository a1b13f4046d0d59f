package org.yizhan.casework.web;

import java.io.Serializable;

/** What was typed for several cases at once, kept when it was refused. Serializable, because it passes through the session's row. */
public record CaseListPick(String action, String words, String ground, String lead, String other)
        implements
            Serializable {
    public static final CaseListPick EMPTY = new CaseListPick("", "", "", "", "");

    static CaseListPick of(CaseForm form) {
        return new CaseListPick(CaseForm.text(form.action()), form.words(), form.ground(), CaseForm.text(form.lead()),
                CaseForm.text(form.other()));
    }
}
