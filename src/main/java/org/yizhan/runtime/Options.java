package org.yizhan.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The command line. What a command other than {@code run} does not share with all commands is left to it in {@code rest}.
 *
 * @param database address of an external PostgreSQL, null for our own
 * @param demo whether a first start makes the demonstration county
 * @param countyYear whether the demonstration is to hold a whole year
 */
record Options(String command, Path data, String host, int port, @Nullable String database, boolean demo,
        boolean countyYear, List<String> rest) {
    static final String RUN = "run";
    static final String SMALL = "small";
    static final String COUNTY_YEAR = "county-year";
    /** Starts, fetches a page and ends: the rehearsal from which the JDK keeps its start-up cache. */
    static final String REHEARSE = "rehearse";

    static Options parse(List<String> args, Map<String, String> environment) {
        String command = args.isEmpty() ? RUN : args.getFirst();
        boolean own = command.equals(RUN) || command.equals(REHEARSE);
        Path data = Path.of("data");
        String host = "127.0.0.1";
        int port = 8080;
        String database = environment.get("YIZHAN_DATABASE_URL");
        boolean demo = true;
        @Nullable
        String size = null;
        var rest = new ArrayList<String>();
        for (int i = 1; i < args.size(); i++) {
            String arg = args.get(i);
            String name = arg.contains("=") && arg.startsWith("--") ? arg.substring(0, arg.indexOf('=')) : arg;
            boolean known = name.equals("--data") || name.equals("--database")
                    || own && (name.equals("--port") || name.equals("--host") || name.equals("--demo"));
            if (known) {
                String value = name.length() < arg.length()
                        ? arg.substring(name.length() + 1)
                        : i + 1 < args.size() ? args.get(++i) : "";
                if (value.isBlank()) {
                    throw new StartFailure("选项 " + name + " 后面缺少值；用法见 ./yizhan help。");
                }
                switch (name) {
                    case "--data" -> data = Path.of(value);
                    case "--database" -> database = value;
                    case "--host" -> host = value;
                    case "--demo" -> size = size(value);
                    default -> port = port(value);
                }
            } else if (arg.equals("--no-demo")) {
                demo = false;
            } else if (own) {
                throw new StartFailure("不认识的选项：" + arg + "；用法见 ./yizhan help。");
            } else {
                rest.add(arg);
            }
        }
        if (size != null && !demo) {
            throw new StartFailure("--demo 和 --no-demo 不能同时使用：要么装入演示县，要么建真实的县。");
        }
        return new Options(command, data, host, port, database, demo, COUNTY_YEAR.equals(size), List.copyOf(rest));
    }

    private static String size(String value) {
        if (value.equals(SMALL) || value.equals(COUNTY_YEAR)) {
            return value;
        }
        throw new StartFailure("--demo 后面应为 " + SMALL + " 或 " + COUNTY_YEAR + "，不能是“" + value + "”。");
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new StartFailure("端口应为 1 到 65535 之间的数字，不能是“" + value + "”。");
    }

    Options onLoopback() {
        return new Options(command, data, "127.0.0.1", 0, database, demo, countyYear, rest);
    }
}
