package org.yizhan.content.web;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.yizhan.content.ContentModel;
import org.yizhan.content.ElementKind;
import org.yizhan.content.ModelElement;

/** The form of an element as it was typed; choices a line each. */
public record ElementForm(@Nullable String label, @Nullable String kind, @Nullable String hint,
        @Nullable String choices, @Nullable Boolean required, @Nullable Boolean hidden, @Nullable Integer position,
        @Nullable Integer version) {
    static ElementForm empty(ContentModel model) {
        int last = model.elements().stream().mapToInt(ModelElement::position).max().orElse(0);
        return new ElementForm("", "", "", "", false, false, last + 10, 0);
    }

    static ElementForm of(ModelElement element) {
        return new ElementForm(element.label(), element.kind().name(), element.hint(),
                String.join("\n", element.choices()), element.required(), !element.isPublic(), element.position(),
                element.version());
    }

    ElementForm withKind(ElementKind fixed) {
        return new ElementForm(label, fixed.name(), hint, choices, required, hidden, position, version);
    }

    Optional<ModelElement> toElement(String code) {
        for (ElementKind one : ElementKind.values()) {
            if (one.name().equals(kind)) {
                List<String> offered = one == ElementKind.CHOICE
                        ? ArticleForm.text(choices).lines().toList()
                        : List.of();
                return Optional.of(new ModelElement(code, ArticleForm.text(label), one, ArticleForm.text(hint),
                        offered, Boolean.TRUE.equals(required), !Boolean.TRUE.equals(hidden),
                        position == null ? 0 : position, false, version == null ? -1 : version));
            }
        }
        return Optional.empty();
    }

    public String text(@Nullable Object typed) {
        return typed == null ? "" : typed.toString();
    }
}
