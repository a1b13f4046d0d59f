package org.yizhan.hotline;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.ClassPathResource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says where a value is not what its schema in the document of the API says: the part of JSON Schema that the document uses. */
final class ApiSchema {
    static final JsonNode DOCUMENT = read();
    private static final List<String> KNOWN = List.of("$ref", "type", "description", "properties", "required",
            "additionalProperties", "items", "enum", "const", "pattern", "minimum", "maximum", "minLength", "maxLength",
            "format");

    private ApiSchema() {}

    private static JsonNode read() {
        try (InputStream in = new ClassPathResource("api/openapi.json").getInputStream()) {
            return JsonMapper.builder().build().readTree(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty when it keeps to it. */
    static List<String> problems(JsonNode schema, JsonNode value) {
        var problems = new ArrayList<String>();
        check(schema, value, "", problems);
        return problems;
    }

    private static void check(JsonNode schema, JsonNode value, String at, List<String> problems) {
        schema.propertyNames()
                .stream()
                .filter(name -> !KNOWN.contains(name))
                .forEach(name -> problems.add(at + ": schema uses " + name));
        if (schema.has("$ref")) {
            JsonNode named = DOCUMENT.at(schema.get("$ref").asString().substring(1));
            if (named.isMissingNode()) {
                problems.add(at + ": no schema " + schema.get("$ref"));
            } else {
                check(named, value, at, problems);
            }
            return;
        }
        wrong(schema.has("const") && !schema.get("const").equals(value), at + " is not " + schema.get("const"),
                problems);
        if (schema.has("enum")) {
            boolean found = false;
            for (JsonNode one : schema.get("enum")) {
                found |= one.equals(value);
            }
            wrong(!found, at + " is none of " + schema.get("enum") + ": " + value, problems);
        }
        switch (schema.path("type").asString("")) {
            case "object" -> object(schema, value, at, problems);
            case "array" -> {
                wrong(!value.isArray(), at + " is no array", problems);
                for (int i = 0; i < value.size(); i++) {
                    check(schema.get("items"), value.get(i), at + "[" + i + "]", problems);
                }
            }
            case "string" -> string(schema, value, at, problems);
            case "integer" -> {
                wrong(!value.isIntegralNumber(), at + " is no integer: " + value, problems);
                wrong(schema.has("minimum") && value.asLong(0) < schema.get("minimum").asLong(), at + " is too small",
                        problems);
                wrong(schema.has("maximum") && value.asLong(0) > schema.get("maximum").asLong(), at + " is too large",
                        problems);
            }
            case "number" -> wrong(!value.isNumber(), at + " is no number: " + value, problems);
            case "boolean" -> wrong(!value.isBoolean(), at + " is no boolean: " + value, problems);
            default -> wrong(!schema.has("const"), at + ": schema has no type", problems);
        }
    }

    private static void object(JsonNode schema, JsonNode value, String at, List<String> problems) {
        wrong(!value.isObject(), at + " is no object: " + value, problems);
        for (JsonNode name : schema.path("required")) {
            wrong(!value.has(name.asString()), at + "." + name.asString() + " is missing", problems);
        }
        for (var one : value.properties()) {
            JsonNode property = schema.path("properties").path(one.getKey());
            JsonNode rest = schema.path("additionalProperties");
            if (!property.isMissingNode()) {
                check(property, one.getValue(), at + "." + one.getKey(), problems);
            } else if (rest.isObject()) {
                check(rest, one.getValue(), at + "." + one.getKey(), problems);
            } else {
                problems.add(at + "." + one.getKey() + " is not in the schema");
            }
        }
    }

    private static void string(JsonNode schema, JsonNode value, String at, List<String> problems) {
        if (!value.isString()) {
            problems.add(at + " is no string: " + value);
            return;
        }
        String text = value.asString();
        wrong(schema.has("pattern") && !text.matches(schema.get("pattern").asString()),
                at + " is not like " + schema.path("pattern"), problems);
        wrong(schema.has("minLength") && text.length() < schema.get("minLength").asInt(), at + " is too short",
                problems);
        wrong(schema.has("maxLength") && text.length() > schema.get("maxLength").asInt(), at + " is too long",
                problems);
        try {
            switch (schema.path("format").asString("")) {
                case "date" -> LocalDate.parse(text);
                case "date-time" -> OffsetDateTime.parse(text);
                case "" -> {
                }
                default -> problems.add(at + ": schema has an unknown format");
            }
        } catch (DateTimeException e) {
            problems.add(at + " is no " + schema.get("format") + ": " + text);
        }
    }

    private static void wrong(boolean wrong, String words, List<String> problems) {
        if (wrong) {
            problems.add(words);
        }
    }
}
