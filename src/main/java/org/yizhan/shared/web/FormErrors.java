package org.yizhan.shared.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.yizhan.shared.Refusal;

/** What is wrong with a form, by field, in the order of the fields; what concerns the whole has the empty name. */
public record FormErrors(Map<String, String> all) {
    public static final FormErrors NONE = new FormErrors(Map.of());

    public FormErrors {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    public static FormErrors of(String field, String words) {
        return new FormErrors(Map.of(field, words));
    }

    public static FormErrors of(Refusal refusal) {
        return of("", refusal.text());
    }

    /** What the binder found. A value that could not even be read has no message of ours and gets a plain one. */
    public static FormErrors of(Errors found) {
        var all = new LinkedHashMap<String, String>();
        for (ObjectError error : found.getAllErrors()) {
            String field = error instanceof FieldError fieldError ? fieldError.getField() : "";
            boolean unreadable = error instanceof FieldError fieldError && fieldError.isBindingFailure();
            String words = error.getDefaultMessage();
            all.putIfAbsent(field, unreadable || words == null ? "这一项填写的内容看不懂，请核对后重填。" : words);
        }
        return new FormErrors(all);
    }

    public FormErrors and(String field, String words) {
        var more = new LinkedHashMap<>(all);
        more.putIfAbsent(field, words);
        return new FormErrors(more);
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public @Nullable String of(String field) {
        return all.get(field);
    }

    /** The ids that explain a field to a screen reader; null when nothing does. */
    public static @Nullable String describedBy(String id, @Nullable String hint, @Nullable String error) {
        if (error != null) {
            return hint == null ? id + "-error" : id + "-error " + id + "-hint";
        }
        return hint == null ? null : id + "-hint";
    }
}
