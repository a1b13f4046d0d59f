package org.yizhan.content.web;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ContentModel;
import org.yizhan.content.ContentModels;

/** The form of a model as it was typed. */
public record ModelForm(@Nullable String name, @Nullable String note, @Nullable String pictures,
        @Nullable Integer position, @Nullable Integer version) {
    static ModelForm of(ContentModel model) {
        return new ModelForm(model.name(), model.note(), model.pictures().name(), model.position(),
                model.version());
    }

    ContentModels.Wanted toWanted() {
        ContentModel.PictureRule rule = ContentModel.PictureRule.SUGGESTION;
        for (ContentModel.PictureRule one : ContentModel.PictureRule.values()) {
            if (one.name().equals(pictures)) {
                rule = one;
            }
        }
        return new ContentModels.Wanted(ArticleForm.text(name), ArticleForm.text(note), rule,
                position == null ? 0 : position);
    }

    int versionSeen() {
        return version == null ? -1 : version;
    }

    public Map<String, String> rules() {
        var rules = new LinkedHashMap<String, String>();
        for (ContentModel.PictureRule one : ContentModel.PictureRule.values()) {
            rules.put(one.name(), one.label());
        }
        return rules;
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString();
    }
}
