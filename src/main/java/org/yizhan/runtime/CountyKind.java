package org.yizhan.runtime;

import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Whether the data are the demonstration's or a real county's: decided at the first start and kept with the data, so that a
 * real county can never turn into a demonstration by a forgotten option.
 */
final class CountyKind {
    private CountyKind() {}

    static boolean isDemonstration(DataSource database, boolean wanted) {
        try (var connection = database.getConnection();
                var keep = connection.prepareStatement(
                        "insert into runtime.county (one, demonstration) values (true, ?) on conflict do nothing");
                var read = connection.prepareStatement("select demonstration from runtime.county")) {
            keep.setBoolean(1, wanted);
            keep.executeUpdate();
            try (var row = read.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new StartFailure("无法写入数据库：" + e.getMessage(), e);
        }
    }
}
