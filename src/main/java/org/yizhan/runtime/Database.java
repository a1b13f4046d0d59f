package org.yizhan.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;

import org.postgresql.ds.PGSimpleDataSource;

/** Where the program's data are and how to get in. */
record Database(String url, String user, String password) {
    private static final int OLDEST = 150_000;

    /**
     * An external PostgreSQL as typed by the operator, {@code postgresql://user:password@host:port/name} or with {@code jdbc:}
     * in front; user and password may come from the environment, where others on the machine do not see them.
     */
    static Database external(String typed, Map<String, String> environment) {
        String plain = typed.startsWith("jdbc:") ? typed.substring(5) : typed;
        URI uri;
        try {
            uri = new URI(plain);
        } catch (URISyntaxException e) {
            throw notAnAddress();
        }
        boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!scheme || uri.getHost() == null || uri.getPath() == null || uri.getPath().length() < 2) {
            throw notAnAddress();
        }
        String[] login = uri.getRawUserInfo() == null ? new String[0] : uri.getRawUserInfo().split(":", 2);
        String user = login.length > 0 ? decoded(login[0]) : parameter(uri, "user");
        String password = login.length > 1 ? decoded(login[1]) : parameter(uri, "password");
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery() + "&";
        return new Database(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + "?" + query
                        + "connectTimeout=5&tcpKeepAlive=true",
                environment.getOrDefault("YIZHAN_DATABASE_USER", user),
                environment.getOrDefault("YIZHAN_DATABASE_PASSWORD", password));
    }

    PGSimpleDataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** @throws StartFailure that says what is wrong with the address, the server or the account */
    void check() {
        try (var connection = dataSource().getConnection(); var statement = connection.createStatement()) {
            try (var row = statement.executeQuery("select current_setting('server_version_num')::int")) {
                row.next();
                if (row.getInt(1) < OLDEST) {
                    throw new StartFailure("外部数据库的版本太旧，需要 PostgreSQL 15 或更新的版本。");
                }
            }
            try (var row = statement.executeQuery(
                    """
                            select has_database_privilege(current_database(), 'create'),
                                   pg_encoding_to_char(encoding) = 'UTF8' from pg_database where datname = current_database()""")) {
                row.next();
                if (!row.getBoolean(1)) {
                    throw new StartFailure("数据库账号“" + user + "”没有在这个库里建立模式（CREATE）的权限，请让数据库管理员授权。");
                }
                if (!row.getBoolean(2)) {
                    throw new StartFailure("外部数据库的编码不是 UTF8，请用 UTF8 编码新建一个库。");
                }
            }
        } catch (SQLException e) {
            throw new StartFailure(reason(e), e);
        }
    }

    private String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String shown = url.substring(5, url.indexOf('?'));
        return switch (state) {
            case "28P01", "28000", "08004" -> "数据库 " + shown + " 拒绝了账号“" + user + "”，请核对用户名和密码。";
            case "3D000" -> "数据库服务器上没有 " + shown + " 这个库，请先建立它，或核对 --database 的地址。";
            case "53300" -> "数据库 " + shown + " 的连接数已满，请稍后再启动。";
            default -> state.startsWith("08")
                    ? "连接不上数据库 " + shown + "，请核对 --database 的地址和端口，并确认数据库已经启动。"
                    : "数据库 " + shown + " 不能使用：" + e.getMessage();
        };
    }

    private static StartFailure notAnAddress() {
        return new StartFailure("--database 的地址写法不对，应为 postgresql://用户:密码@主机:端口/库名。");
    }

    private static String parameter(URI uri, String name) {
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                if (pair.startsWith(name + "=")) {
                    return decoded(pair.substring(name.length() + 1));
                }
            }
        }
        return "";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
