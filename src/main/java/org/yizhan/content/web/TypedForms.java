package org.yizhan.content.web;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The editor's form as it is kept while it is being typed. */
@Component
class TypedForms {
    private final JsonMapper json;

    TypedForms(JsonMapper json) {
        this.json = json;
    }

    String write(ArticleForm form) {
        return json.writeValueAsString(form);
    }

    /** What cannot be read any more, because the form has changed since, is an empty form. */
    ArticleForm read(String kept) {
        try {
            return json.readValue(kept, ArticleForm.class);
        } catch (JacksonException e) {
            return ArticleForm.empty(null, "");
        }
    }
}
