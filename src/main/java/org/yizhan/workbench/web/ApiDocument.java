package org.yizhan.workbench.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.yizhan.shared.web.Open;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What programs outside may call (接口说明), as OpenAPI 3.1 and as a page for people. Written by hand and held true by a test (ADR 0174). */
@Controller
@Open
public class ApiDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static byte[] bytes() throws IOException {
        try (InputStream in = new ClassPathResource("api/openapi.json").getInputStream()) {
            return in.readAllBytes();
        }
    }

    @GetMapping("/api/openapi.json")
    ResponseEntity<byte[]> document() throws IOException {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.APPLICATION_JSON, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Access-Control-Allow-Origin", "*")
                .body(bytes());
    }

    /** @param sent an example of what is sent; empty where nothing is */
    public record Operation(String id, String method, String path, String tag, String summary, String description,
            List<Field> fields, String sent, List<Answer> answers) {}

    public record Field(String name, String words, boolean required) {}

    public record Answer(String status, String words, String example) {}

    @GetMapping("/api/docs")
    String page(Model model) throws IOException {
        JsonNode document = JSON.readTree(bytes());
        var operations = new ArrayList<Operation>();
        for (var path : document.get("paths").properties()) {
            for (var one : path.getValue().properties()) {
                operations.add(operation(document, one.getKey(), path.getKey(), one.getValue()));
            }
        }
        model.addAttribute("words", document.get("info").get("description").asString());
        model.addAttribute("operations", operations);
        return "workbench/api";
    }

    private static Operation operation(JsonNode document, String method, String path, JsonNode one) {
        var fields = new ArrayList<Field>();
        for (JsonNode parameter : one.path("parameters")) {
            fields.add(new Field(parameter.get("name").asString(), parameter.path("description").asString(""),
                    parameter.path("required").asBoolean(false)));
        }
        JsonNode body = one.path("requestBody").path("content").path("application/json");
        fields(document, body.path("schema"), "", fields);
        var answers = new ArrayList<Answer>();
        for (var answer : one.get("responses").properties()) {
            answers.add(new Answer(answer.getKey(), answer.getValue().get("description").asString(),
                    pretty(answer.getValue().path("content").path("application/json").path("example"))));
        }
        return new Operation(one.get("operationId").asString(), method.toUpperCase(java.util.Locale.ROOT), path,
                one.get("tags").get(0).asString(),
                one.get("summary").asString(), one.path("description").asString(""), List.copyOf(fields),
                pretty(body.path("example")), List.copyOf(answers));
    }

    /** What may be sent, and what stands within it. */
    private static void fields(JsonNode document, JsonNode sent, String within, List<Field> fields) {
        JsonNode schema = document.at(sent.path("$ref").asString("#/none").substring(1));
        for (var property : schema.path("properties").properties()) {
            boolean required = false;
            for (JsonNode name : schema.path("required")) {
                required |= name.asString().equals(property.getKey());
            }
            JsonNode named = document.at(property.getValue().path("$ref").asString("#/none").substring(1));
            fields.add(new Field(within + property.getKey(), (named.isMissingNode() ? property.getValue() : named)
                    .path("description")
                    .asString(""), required));
            fields(document, property.getValue(), within + property.getKey() + ".", fields);
        }
    }

    private static String pretty(JsonNode example) {
        return example.isMissingNode() ? "" : example.toPrettyString();
    }
}
