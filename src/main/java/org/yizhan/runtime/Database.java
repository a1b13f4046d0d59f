package org.yizhan.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import javax.sql.DataSource;

import org.postgresql.Driver;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

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

    /** The driver's own would put all its defaults into the address, in which Flyway looks for passwords at each step. */
    DataSource dataSource() {
        return new SimpleDriverDataSource(new Driver(), url, user, password);
    }

    /** @throws StartFailure that says what is wrong with the address, the server or the account */
    void check() {
        if (Driver.parseURL(url, null) == null) {
            throw notAnAddress(); // the driver reads it more strictly than we do
        }
        try (var connection = dataSource().getConnection(); var statement = connection.createStatement()) {
            String encoding;
            try (var row = statement.executeQuery("""
                    select current_setting('server_version_num')::int, current_setting('server_encoding'),
                           pg_is_in_recovery() or current_setting('transaction_read_only')::bool""")) {
                row.next();
                checkVersion(row.getInt(1));
                encoding = row.getString(2);
                if (row.getBoolean(3)) {
                    throw new StartFailure("数据库 " + shown() + " 是只读的（备用库），请改用可以写入的主库。");
                }
            }
            if (!encoding.equals("UTF8")) {
                throw new StartFailure("外部数据库的编码是 " + encoding + "，不是 UTF8；请用 UTF8 编码新建一个库。");
            }
            checkRights(statement);
        } catch (SQLException e) {
            throw new StartFailure(reason(e), e);
        }
    }

    static void checkVersion(int number) {
        if (number < OLDEST) {
            throw new StartFailure("外部数据库是 PostgreSQL " + number / 10_000 + "，版本太旧；需要 PostgreSQL " + OLDEST / 10_000
                    + " 或更新的版本。");
        }
    }

    /** To make schemas, and to read and change what an earlier start, perhaps with another account, has made. */
    private void checkRights(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select has_database_privilege(current_database(), 'create')")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StartFailure("数据库账号“" + user + "”没有在这个库里建立模式（CREATE）的权限，请让数据库管理员授权。");
            }
        }
        try (var row = statement.executeQuery("""
                select pg_get_userbyid(nspowner) from pg_namespace
                where nspname = 'runtime' and not pg_has_role(nspowner, 'usage')""")) {
            if (row.next()) {
                throw new StartFailure("这个库里的数据属于账号“" + row.getString(1) + "”，账号“" + user
                        + "”没有权限使用；请改用那个账号，或让数据库管理员授权。");
            }
        }
    }

    private String shown() {
        return url.substring("jdbc:".length(), url.indexOf('?'));
    }

    private String reason(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return switch (state) {
            case "28P01", "28000", "08004" -> "数据库 " + shown() + " 拒绝了账号“" + user + "”，请核对用户名和密码。";
            case "3D000" -> "数据库服务器上没有 " + shown() + " 这个库，请先建立它，或核对 --database 的地址。";
            case "42501" -> "数据库账号“" + user + "”没有连接 " + shown() + " 的权限，请让数据库管理员授权。";
            case "53300" -> "数据库 " + shown() + " 的连接数已满，请稍后再启动。";
            case "57P03" -> "数据库 " + shown() + " 正在启动或停止，请稍后再启动一站。";
            default -> state.startsWith("08")
                    ? "连接不上数据库 " + shown() + "，请核对 --database 的地址和端口，并确认数据库已经启动。"
                    : "数据库 " + shown() + " 不能使用：" + e.getMessage();
        };
    }

    private static StartFailure notAnAddress() {
        return new StartFailure(
                "--database 的地址写法不对，应为 postgresql://用户:密码@主机:端口/库名；密码里有 @、:、/、#、% 等符号时，请放在环境变量 YIZHAN_DATABASE_PASSWORD 中。");
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
