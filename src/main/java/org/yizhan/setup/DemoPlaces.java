package org.yizhan.setup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the villages of the fictional county lie: each somewhere in its township on the map, and always at the same place. */
final class DemoPlaces {
    /** Some two hundred metres around the middle of a village. */
    private static final double SPREAD = 0.002;

    record Point(BigDecimal latitude, BigDecimal longitude) {}

    private final Map<String, double[][]> townships = new HashMap<>();

    private DemoPlaces() {}

    static DemoPlaces read() {
        var places = new DemoPlaces();
        for (JsonNode one : JsonMapper.builder().build().readTree(DemoText.bytes("map.json")).get("features")) {
            JsonNode ring = one.get("geometry").get("coordinates").get(0);
            var shape = new double[ring.size()][];
            for (int i = 0; i < shape.length; i++) {
                shape[i] = new double[]{ring.get(i).get(0).doubleValue(), ring.get(i).get(1).doubleValue()};
            }
            places.townships.put(one.get("properties").get("name").asString(), shape);
        }
        return places;
    }

    Point near(String town, String village, Random random) {
        double[][] shape = Objects.requireNonNull(townships.get(town), town);
        double[] middle = inside(shape, new Random((town + village).hashCode()));
        return new Point(degrees(middle[1] + (random.nextDouble() - 0.5) * SPREAD),
                degrees(middle[0] + (random.nextDouble() - 0.5) * SPREAD));
    }

    private static BigDecimal degrees(double value) {
        return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP);
    }

    private static double[] inside(double[][] shape, Random random) {
        double west = 180;
        double east = -180;
        double south = 90;
        double north = -90;
        for (double[] corner : shape) {
            west = Math.min(west, corner[0]);
            east = Math.max(east, corner[0]);
            south = Math.min(south, corner[1]);
            north = Math.max(north, corner[1]);
        }
        while (true) {
            var point = new double[]{west + random.nextDouble() * (east - west),
                south + random.nextDouble() * (north - south)};
            if (contains(shape, point)) {
                return point;
            }
        }
    }

    /** A ray to the east crosses the edge an odd number of times. */
    private static boolean contains(double[][] shape, double[] point) {
        boolean in = false;
        for (int i = 0, j = shape.length - 1; i < shape.length; j = i++) {
            if (shape[i][1] > point[1] != shape[j][1] > point[1] && point[0] < (shape[j][0] - shape[i][0])
                    * (point[1] - shape[i][1]) / (shape[j][1] - shape[i][1]) + shape[i][0]) {
                in = !in;
            }
        }
        return in;
    }
}
