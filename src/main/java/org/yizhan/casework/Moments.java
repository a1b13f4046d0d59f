package org.yizhan.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/** Moments as the database's driver takes and gives them. */
final class Moments {
    private Moments() {}

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    /** As text, because the driver knows no arrays of moments. */
    static <T> @Nullable String[] times(List<T> rows, Function<T, @Nullable Instant> at) {
        return rows.stream().map(row -> {
            Instant moment = at.apply(row);
            return moment == null ? null : moment.toString();
        }).toArray(String[]::new);
    }
}
