package org.yizhan.disclosure;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** Where a document belongs in the catalogue (目录分类), as chosen or proposed; what is not known yet is null. */
public record Classification(@Nullable Long body, Section section, @Nullable String subject, @Nullable String genre,
        @Nullable String audience, @Nullable String statutory) {
    /** What must be chosen before the document can go public, in the words of the form. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        if (body == null) {
            missing.add("公开主体");
        }
        if (section == Section.STATUTORY) {
            if (statutory == null) {
                missing.add(Axis.STATUTORY.label());
            }
            if (subject == null) {
                missing.add(Axis.SUBJECT.label());
            }
            if (genre == null) {
                missing.add(Axis.GENRE.label());
            }
        }
        return missing;
    }

    public boolean isWhole() {
        return missing().isEmpty();
    }

    public @Nullable String of(Axis axis) {
        return switch (axis) {
            case SUBJECT -> subject;
            case GENRE -> genre;
            case AUDIENCE -> audience;
            case STATUTORY -> statutory;
        };
    }

    /** With what the other says where this one is silent. */
    Classification orElse(Classification other) {
        return new Classification(body == null ? other.body : body, section, subject == null ? other.subject : subject,
                genre == null ? other.genre : genre, audience == null ? other.audience : audience,
                statutory == null ? other.statutory : statutory);
    }
}
