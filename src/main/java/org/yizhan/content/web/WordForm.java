package org.yizhan.content.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.CheckWord;
import org.yizhan.content.CheckWord.Level;
import org.yizhan.content.NewCheckWord;
import org.yizhan.shared.UnitPath;

/** The form of a word as it was typed. */
public record WordForm(@Nullable String unit, @Nullable String word, @Nullable String level,
        @Nullable String replacement, @Nullable String note, @Nullable String version) {
    static WordForm empty(@Nullable UnitPath unit) {
        return new WordForm(unit == null ? "" : unit.value(), "", Level.SUGGESTION.name(), "", "", "0");
    }

    static WordForm of(CheckWord word) {
        return new WordForm(word.unit().value(), word.word(), word.level().name(), word.replacement(), word.note(),
                Integer.toString(word.version()));
    }

    static boolean isUnit(String path) {
        return path.matches("/(\\d{1,18}/)+");
    }

    /** Empty when no unit was chosen. */
    Optional<NewCheckWord> toWord() {
        return isUnit(text(unit))
                ? Optional.of(new NewCheckWord(new UnitPath(text(unit)), text(word), levelChosen(), text(replacement),
                        text(note)))
                : Optional.empty();
    }

    private @Nullable Level levelChosen() {
        return Arrays.stream(Level.values()).filter(one -> one.name().equals(text(level))).findFirst().orElse(null);
    }

    int versionSeen() {
        return text(version).matches("\\d{1,9}") ? Integer.parseInt(text(version)) : 0;
    }

    public Map<String, String> levels() {
        var levels = new LinkedHashMap<String, String>();
        for (Level one : Level.values()) {
            levels.put(one.name(), one.label());
        }
        return levels;
    }

    public String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
