package org.yizhan.letters.web;

import org.jspecify.annotations.Nullable;
import org.yizhan.letters.RuleList;
import org.yizhan.letters.RuleWord;

/** The form of a rule word as it was typed. */
public record RuleWordForm(@Nullable String word, @Nullable String weight, @Nullable String target,
        @Nullable String note, @Nullable String version) {
    static RuleWordForm empty(RuleList list) {
        return new RuleWordForm("", list.hasTarget() ? "3" : "0", "", "", "0");
    }

    static RuleWordForm of(RuleWord word) {
        return new RuleWordForm(word.word(), Integer.toString(word.weight()), word.target(), word.note(),
                Integer.toString(word.version()));
    }

    /** A weight that cannot be read is one that no rule allows, so that the door says what is wrong. */
    RuleWord.Typed toWord(RuleList list) {
        String typed = text(weight);
        int read = typed.matches("-?\\d{1,3}") ? Integer.parseInt(typed) : typed.isEmpty() ? 0 : Integer.MAX_VALUE;
        return new RuleWord.Typed(list, text(word), list.hasTarget() ? read : 0, text(target), text(note));
    }

    int versionSeen() {
        return text(version).matches("\\d{1,9}") ? Integer.parseInt(text(version)) : 0;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
