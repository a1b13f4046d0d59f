package org.yizhan.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the plans that auto_explain wrote to the server's log from a place on, and prints each statement once: how often it
 * ran, the most rows that it read in one run (those thrown away by a filter included), the most pages of tables and indexes
 * that it touched for them, and how it reached its tables.
 * Statements that ran less often than half the requests belong to the program's own work beside them and are counted only.
 */
public final class Plans {
    private static final int LONGEST = 110;

    private Plans() {}

    private static final class Statement {
        int runs;
        long rows;
        long pages;
        final Set<String> ways = new LinkedHashSet<>();
        final Set<String> whole = new LinkedHashSet<>();
    }

    /** Arguments: the log, where to begin, how many requests were made. */
    public static void main(String[] arguments) throws IOException {
        int requests = Integer.parseInt(arguments[2]);
        var statements = new LinkedHashMap<String, Statement>();
        for (JsonNode logged : logged(Path.of(arguments[0]), Long.parseLong(arguments[1]))) {
            Statement statement = statements.computeIfAbsent(
                    logged.get("Query Text").asString().replaceAll("\\s+", " ").strip(), text -> new Statement());
            statement.runs++;
            JsonNode plan = logged.get("Plan");
            statement.rows = Math.max(statement.rows, rows(plan, statement));
            statement.pages = Math.max(statement.pages,
                    plan.path("Shared Hit Blocks").asLong() + plan.path("Shared Read Blocks").asLong());
        }
        int others = 0;
        long most = 0;
        long pages = 0;
        Set<String> whole = new LinkedHashSet<>();
        for (Map.Entry<String, Statement> each : statements.entrySet()) {
            Statement statement = each.getValue();
            if (statement.runs * 2 < requests) {
                others++;
                continue;
            }
            most = Math.max(most, statement.rows);
            pages = Math.max(pages, statement.pages);
            whole.addAll(statement.whole);
            System.out.printf("  %.1f a request, %d rows and %d pages read by %s: %s%n",
                    (double) statement.runs / requests, statement.rows, statement.pages,
                    statement.ways.isEmpty() ? "no table" : String.join(", ", statement.ways),
                    each.getKey().length() > LONGEST ? each.getKey().substring(0, LONGEST) + "…" : each.getKey());
        }
        System.out.printf(
                "figure: at most %d rows and %d pages read by a statement; read whole: %s (to be only tables that stay "
                        + "small); %d statements of the program's own beside the requests%n",
                most, pages, whole.isEmpty() ? "none" : String.join(", ", whole), others);
    }

    private static List<JsonNode> logged(Path log, long from) throws IOException {
        byte[] bytes;
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            bytes = in.readAllBytes();
        }
        var mapper = JsonMapper.builder().build();
        var plans = new ArrayList<JsonNode>();
        StringBuilder plan = null;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("\t")) {
                if (plan != null) {
                    plan.append(line);
                }
                continue;
            }
            if (plan != null) {
                plans.add(mapper.readTree(plan.toString()));
            }
            plan = line.contains("LOG:  duration:") && line.endsWith("plan:") ? new StringBuilder() : null;
        }
        if (plan != null) {
            plans.add(mapper.readTree(plan.toString()));
        }
        return plans;
    }

    private static long rows(JsonNode node, Statement statement) {
        long rows = 0;
        JsonNode relation = node.get("Relation Name");
        JsonNode index = node.get("Index Name");
        if (relation != null || index != null) {
            double perRun = node.path("Actual Rows").asDouble() + node.path("Rows Removed by Filter").asDouble()
                    + node.path("Rows Removed by Index Recheck").asDouble();
            rows = Math.round(perRun * node.path("Actual Loops").asDouble());
            String type = node.get("Node Type").asString();
            boolean modifies = type.equals("ModifyTable");
            if (index != null) {
                statement.ways.add(index.asString());
            } else if (relation != null && type.equals("Seq Scan")) {
                statement.ways.add("all of " + relation.asString());
                statement.whole.add(relation.asString() + " (" + rows + " rows)");
            } else if (relation != null && !modifies && !type.equals("Bitmap Heap Scan")) {
                statement.ways.add(type + " of " + relation.asString());
            }
        }
        for (JsonNode below : node.path("Plans")) {
            rows += rows(below, statement);
        }
        return rows;
    }
}
