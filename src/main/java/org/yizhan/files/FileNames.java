package org.yizhan.files;

import java.text.Normalizer;

import org.yizhan.shared.PlainText;

/** Cleans the names that files arrive with: no folder, no control characters or direction marks, at most 120 characters. */
public final class FileNames {
    static final int LONGEST = 120;

    private FileNames() {}

    public static String clean(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = PlainText.line(name).replaceAll("[<>:\"|?*;%\\\\/]", "_").replaceAll("^[. ]+|[. ]+$", "");
        if (name.isEmpty()) {
            return "未命名";
        }
        return shorten(name);
    }

    /** The name with another ending; the one it had is dropped. */
    static String withEnding(String name, String ending) {
        int dot = name.lastIndexOf('.');
        return shorten((dot <= 0 ? name : name.substring(0, dot)) + "." + ending);
    }

    private static String shorten(String name) {
        int tooMany = PlainText.length(name) - LONGEST;
        if (tooMany <= 0) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        boolean hasEnding = dot > 0 && name.length() - dot <= 10;
        String stem = hasEnding ? name.substring(0, dot) : name;
        String ending = hasEnding ? name.substring(dot) : "";
        int keep = PlainText.length(stem) - tooMany;
        return stem.substring(0, stem.offsetByCodePoints(0, keep)) + ending;
    }
}
