package org.yizhan.search;

import java.util.Objects;

import org.apache.lucene.search.FieldDoc;
import org.jspecify.annotations.Nullable;

/** The key of a result page: where it ended, as the sort values of its last result. */
final class PageKey {
    private PageKey() {}

    static String write(FieldDoc doc) {
        var key = new StringBuilder();
        Object[] fields = Objects.requireNonNull(doc.fields);
        for (Object value : fields) {
            key.append(key.isEmpty() ? "" : "_")
                    .append(value instanceof Float f
                            ? Integer.toHexString(Float.floatToIntBits(f))
                            : String.valueOf(value));
        }
        return key.toString();
    }

    /** A key that cannot be read means the first page. */
    static @Nullable FieldDoc read(@Nullable String key, SearchQuery.Order order) {
        if (key == null || !key.matches("([0-9a-f]{1,8}_)?-?\\d{1,18}_\\d{1,18}")) {
            return null;
        }
        String[] parts = key.split("_");
        boolean byScore = order == SearchQuery.Order.RELEVANCE;
        if (parts.length != (byScore ? 3 : 2)) {
            return null;
        }
        Long published = Long.valueOf(parts[parts.length - 2]);
        Long id = Long.valueOf(parts[parts.length - 1]);
        float score = byScore ? Float.intBitsToFloat(Integer.parseUnsignedInt(parts[0], 16)) : 0;
        if (Float.isNaN(score)) {
            return null;
        }
        Object[] fields = byScore ? new Object[]{score, published, id} : new Object[]{published, id};
        return new FieldDoc(Integer.MAX_VALUE, score, fields);
    }
}
