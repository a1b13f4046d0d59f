package org.yizhan.messaging;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The reviewed texts (短信模板), and putting values into their places. */
@Component
class Templates {
    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-zA-Z]+)}}");

    private final JdbcClient database;
    private final JsonMapper json;
    private final Map<String, Shape> shapes = new ConcurrentHashMap<>();

    Templates(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What does not change with the words: a text always has the places that the program fills. */
    record Shape(String name, Set<String> places, boolean secret) {
        void check(Map<String, String> values) {
            if (!values.keySet().containsAll(places)) {
                var missing = new TreeSet<>(places);
                missing.removeAll(values.keySet());
                throw new IllegalArgumentException("no value for " + missing + " in text " + name);
            }
        }
    }

    /** @param secret whether the values open something, such as a code to sign in */
    record Template(String name, String label, String text, boolean secret) {
        /** Throws when a place has no value: a notice with a hole must never leave. */
        String filledWith(Map<String, String> values) {
            return filled(name, text, values);
        }
    }

    static String filled(String name, String text, Map<String, String> values) {
        var missing = new TreeSet<String>();
        String filled = PLACE.matcher(text).replaceAll(found -> {
            String value = values.get(found.group(1));
            if (value == null) {
                missing.add(found.group(1));
                return "";
            }
            return Matcher.quoteReplacement(value);
        });
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("no value for " + missing + " in text " + name);
        }
        return filled;
    }

    Optional<Template> find(String name) {
        return database.sql("select name, label, text, secret from messaging.template where name = ?")
                .param(name)
                .query(Template.class)
                .optional();
    }

    /** Kept, so that handing in a notice costs one statement. */
    Shape shape(String name) {
        Shape known = shapes.get(name);
        if (known != null) {
            return known;
        }
        Template template = find(name).orElseThrow(() -> new IllegalArgumentException("no text named " + name));
        var shape = new Shape(name,
                PLACE.matcher(template.text()).results().map(found -> found.group(1)).collect(Collectors.toSet()),
                template.secret());
        shapes.put(name, shape);
        return shape;
    }

    String write(Map<String, String> values) {
        return json.writeValueAsString(values);
    }

    Map<String, String> read(String values) {
        return json.readValue(values, new TypeReference<Map<String, String>>() {
        });
    }
}
