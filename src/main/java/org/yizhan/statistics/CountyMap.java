package org.yizhan.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The map of the county (热点地图): places by name, as areas, from a GeoJSON file that the office loads (RFC 7946). Only names and shapes are
 * kept of it; nothing is asked of any server of maps.
 */
@Service
@Transactional
public class CountyMap {
    static final int LARGEST = 2_000_000;
    private static final int MOST_PLACES = 2_000;
    private static final int LONGEST_NAME = 30;

    private final JdbcClient sql;
    private final Journal journal;
    private final CountyClock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    CountyMap(JdbcClient sql, Journal journal, CountyClock clock) {
        this.sql = sql;
        this.journal = journal;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<String> shapes() {
        return sql.sql("select shapes from statistics.map").query(String.class).optional();
    }

    public boolean isThere() {
        return sql.sql("select count(*) from statistics.map").query(Integer.class).single() > 0;
    }

    public Optional<Refusal> replace(Actor actor, byte[] file) {
        if (!Surges.maySettle(actor)) {
            return refuse("您没有更换地图的权限。");
        }
        return load(actor, file);
    }

    /** What a county begins with. */
    public Optional<Refusal> begin(byte[] file) {
        return load(Actor.PROGRAM, file);
    }

    private Optional<Refusal> load(Actor actor, byte[] file) {
        if (file.length == 0 || file.length > LARGEST) {
            return refuse("请选择地图文件（GeoJSON），最大 2 MB。");
        }
        ObjectNode kept = json.createObjectNode();
        ArrayNode features = kept.put("type", "FeatureCollection").putArray("features");
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
            JsonNode read = json.readTree(text);
            if (!read.path("type").asString("").equals("FeatureCollection")
                    || read.path("features").size() > MOST_PLACES) {
                return refuse("文件不是 GeoJSON 的 FeatureCollection，或者超过 2000 个地方。");
            }
            var names = new HashSet<String>();
            for (JsonNode one : read.path("features")) {
                String name = one.path("properties").path("name").asString("").strip();
                JsonNode shape = one.path("geometry");
                String type = shape.path("type").asString("");
                if (name.isEmpty() || name.length() > LONGEST_NAME || !names.add(name)) {
                    return refuse("每个地方要有不重复的名字（properties.name），最多 30 个字：" + shortened(name));
                }
                int depth = type.equals("Polygon") ? 3 : type.equals("MultiPolygon") ? 4 : 0;
                if (depth == 0 || !isSound(shape.path("coordinates"), depth)) {
                    return refuse("“" + shortened(name) + "”的形状不对，只认 Polygon 和 MultiPolygon，坐标是经度、纬度。");
                }
                ObjectNode feature = features.addObject().put("type", "Feature");
                feature.putObject("properties").put("name", name);
                feature.putObject("geometry").put("type", type).set("coordinates", shape.path("coordinates"));
            }
        } catch (JacksonException | CharacterCodingException e) {
            return refuse("文件读不懂，请用 UTF-8 编码的 GeoJSON 文件。");
        }
        if (features.isEmpty()) {
            return refuse("文件里一个地方也没有。");
        }
        sql.sql("""
                insert into statistics.map (shapes, places, by_id, at) values (:shapes, :places, :by, :at)
                on conflict (one) do update set shapes = excluded.shapes, places = excluded.places, by_id = excluded.by_id,
                    at = excluded.at""")
                .param("shapes", json.writeValueAsString(kept))
                .param("places", features.size())
                .param("by", actor.ref().id())
                .param("at", clock.now().atOffset(ZoneOffset.UTC))
                .update();
        journal.record(actor.ref(), StatisticsAct.MAP_CHANGED, new ObjectRef("map", 1), Map.of());
        return Optional.empty();
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** Lists in lists, and in the innermost two numbers or three. */
    private static boolean isSound(JsonNode node, int depth) {
        if (!node.isArray() || node.isEmpty()) {
            return false;
        }
        for (JsonNode inner : node) {
            boolean sound = depth == 1
                    ? inner.isNumber() && Math.abs(inner.asDouble()) <= 100_000
                    : isSound(inner, depth - 1);
            if (!sound) {
                return false;
            }
        }
        return depth > 1 || node.size() == 2 || node.size() == 3;
    }

    private static Optional<Refusal> refuse(String text) {
        return Optional.of(new Refusal(text));
    }
}
