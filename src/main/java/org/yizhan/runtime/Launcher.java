package org.yizhan.runtime;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;

/** The command line: starts the program, or hands a command to the one that runs. */
public final class Launcher {
    private Launcher() {}

    /**
     * Never returns from {@code run}: a signal ends it, in order.
     *
     * @param offline commands that may need nothing of what the others start
     * @return the exit code
     */
    public static int main(Class<?> program, List<OfflineCommand> offline, String... args) {
        // Until the log file is open nothing may speak but us. Spring Boot sets the levels anew.
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        Options options;
        try {
            options = Options.parse(List.of(args), System.getenv());
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            return 2;
        }
        try {
            return switch (options.command()) {
                case Options.RUN -> run(program, options);
                case Options.REHEARSE -> rehearse(program, options);
                default -> {
                    OptionalInt code = withoutProgram(offline, options);
                    yield code.isPresent() ? code.getAsInt() : command(program, options);
                }
            };
        } catch (StartFailure e) {
            System.err.println(DiskSpace.ranOut(e) ? noRoom(options) : e.getMessage());
            return 1;
        } catch (RuntimeException e) {
            System.err.println("程序遇到意外的错误，没有完成：" + e);
            return 1;
        }
    }

    private static String noRoom(Options options) {
        String where = options.database() == null ? "" : "或数据库服务器";
        return "磁盘已满，程序无法启动；请清理数据文件夹 " + options.data().toAbsolutePath().normalize() + where
                + " 所在的磁盘后再启动，已有数据没有受损。";
    }

    private static int run(Class<?> program, Options options) {
        Console.speakTo(System.out);
        var running = new Running(program, options);
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "stop"));
        running.start();
        running.greet();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private static int rehearse(Class<?> program, Options options) {
        try (var running = new Running(program, options.onLoopback())) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
            running.start();
            Rehearsal.visit(running.address());
        }
        return 0;
    }

    private static OptionalInt withoutProgram(List<OfflineCommand> offline, Options options) {
        return offline.stream()
                .filter(command -> command.name().equals(options.command()))
                .map(command -> command.run(options.rest(), System.out))
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    /** In the running program if there is one, else in one started for it. */
    private static int command(Class<?> program, Options options) {
        List<String> args = LocalCall.absolute(options.rest(), Path.of("").toAbsolutePath());
        Path folder = options.data().toAbsolutePath().normalize();
        Optional<RunFile> other = RunFile.read(folder).filter(RunFile::isAlive);
        if (other.isPresent()) {
            return call(other.get(), options.command(), args);
        }
        Console.speakTo(System.err);
        Console.say("一站没有在运行，正在为这条命令启动……");
        try (var running = new Running(program, options.onLoopback())) {
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
            running.start();
            return call(RunFile.read(folder).orElseThrow(), options.command(), args);
        }
    }

    private static int call(RunFile program, String command, List<String> args) {
        try {
            return LocalCall.call(program, command, args, System.out);
        } catch (IOException e) {
            throw new StartFailure("与正在运行的一站失去联系（" + e.getMessage() + "），命令可能没有完成。", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("命令被中断。", e);
        }
    }

    /** A started program with all it holds: folder, database, server. Closed in the opposite order, once. */
    private static final class Running implements AutoCloseable {
        private final Class<?> program;
        private final Options options;
        private @Nullable DataFolder folder;
        private @Nullable EmbeddedPostgres postgres;
        private @Nullable ConfigurableApplicationContext context;
        private String address = "";
        private volatile boolean stopping;
        private volatile boolean closed;

        Running(Class<?> program, Options options) {
            this.program = program;
            this.options = options;
        }

        void start() {
            try {
                open();
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }

        /** A signal may come at any moment of it: whoever is stopping waits for the step, then no further one begins. */
        private void open() {
            checkAddress(options);
            Database external = options.database() == null
                    ? null
                    : Database.external(options.database(), System.getenv());
            if (external != null) {
                external.check();
            }
            Console.say("一站正在启动……");
            DataFolder opened = step(() -> folder = DataFolder.open(options.data()));
            Database database = external != null ? external : own(opened.path());
            Console.say("正在检查数据……");
            step(() -> {
                Migrations.migrate(database.dataSource());
                return true;
            });
            boolean demonstration = CountyKind.isDemonstration(database.dataSource(), options.demo());
            if (demonstration && !options.demo()) {
                Console.say("这个数据文件夹里是演示县，--no-demo 只在首次启动时有效；要建真实的县，请换一个数据文件夹。");
            }
            if (!demonstration && options.countyYear()) {
                Console.say("这个数据文件夹里是真实的县，--demo county-year 只在首次启动时有效；要看演示县，请换一个数据文件夹。");
            }
            Console.say("正在启动服务……");
            var started = step(() -> context = application(opened.path(), database, demonstration));
            int port = Objects.requireNonNull(((WebServerApplicationContext) started).getWebServer()).getPort();
            address = "http://" + shown(options.host()) + ":" + port + "/";
            try {
                new RunFile(ProcessHandle.current().pid(), callable(options.host()), port,
                        started.getBean(LocalCommands.class).token()).write(opened.path());
            } catch (IOException e) {
                throw new StartFailure("无法写入数据文件夹 " + opened.path() + "：" + e.getMessage(), e);
            }
        }

        private synchronized <T> T step(Supplier<T> step) {
            if (closed) {
                throw new StartFailure("启动被中断。");
            }
            return step.get();
        }

        private Database own(Path path) {
            EmbeddedPostgres started = step(() -> postgres = EmbeddedPostgres.start(path.resolve("postgres")));
            createDatabase(started);
            return new Database(started.url("yizhan"), started.user(), started.password());
        }

        private ConfigurableApplicationContext application(Path path, Database database,
                boolean demonstration) {
            var application = new SpringApplication(program);
            application.setMainApplicationClass(program);
            application.setRegisterShutdownHook(false);
            application.setDefaultProperties(Map.ofEntries(Map.entry("server.port", options.port()),
                    Map.entry("server.address", options.host()), Map.entry("yizhan.data", path.toString()),
                    Map.entry("yizhan.demo", demonstration),
                    Map.entry("yizhan.demo.county-year", demonstration && options.countyYear()),
                    Map.entry("spring.datasource.url", database.url()),
                    Map.entry("spring.datasource.username", database.user()),
                    Map.entry("spring.datasource.password", database.password()),
                    Map.entry("logging.file.name", path.resolve("logs/yizhan.log").toString()),
                    Map.entry("logging.threshold.console", "off"), Map.entry("logging.level.org.yizhan", "info")));
            try {
                return application.run();
            } catch (RuntimeException e) {
                throw failure(e, path);
            }
        }

        private StartFailure failure(RuntimeException e, Path path) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof StartFailure known) {
                    return known;
                }
                if (cause instanceof PortInUseException) {
                    return portTaken(options.port());
                }
            }
            return new StartFailure("程序无法启动，原因已记入 " + path.resolve("logs/yizhan.log") + "。", e);
        }

        String address() {
            return address;
        }

        /** Not to somebody who has asked to stop meanwhile. */
        void greet() {
            if (stopping) {
                return;
            }
            Console.say("");
            Console.say("一站已就绪：" + address);
            if (isLoopback(options.host())) {
                Console.say("（只能从本机访问；要让其他电脑和手机访问，请加 --host 0.0.0.0）");
            }
            if (context != null) {
                context.getBeanProvider(StartupNote.class)
                        .orderedStream()
                        .forEach(note -> note.lines().forEach(Console::say));
            }
            Console.say("按 Ctrl-C 停止。");
        }

        /** By a signal, at any moment: says so at once, since a step of the start may have to end first. */
        void stop() {
            if (!closed) {
                stopping = true;
                Console.say("正在停止……");
                close();
                Console.say("已停止。");
            }
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            if (context != null) {
                context.close();
            }
            if (postgres != null) {
                postgres.close();
            }
            if (folder != null) {
                if (context != null) {
                    RunFile.remove(folder.path());
                }
                folder.close();
            }
        }
    }

    private static void createDatabase(EmbeddedPostgres postgres) {
        var server = new Database(postgres.url("postgres"), postgres.user(), postgres.password());
        try (var connection = server.dataSource().getConnection(); var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = 'yizhan'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database yizhan");
        } catch (SQLException e) {
            throw new StartFailure("内置数据库无法建立：" + e.getMessage(), e);
        }
    }

    /** Before anything is touched: a wrong address is the commonest mistake, and must cost nothing. */
    static void checkAddress(Options options) {
        InetAddress host;
        try {
            host = InetAddress.getByName(options.host());
        } catch (UnknownHostException e) {
            throw new StartFailure("--host 的地址“" + options.host() + "”不存在，请核对。", e);
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, options.port()));
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (reason.contains("permission")) {
                throw new StartFailure("没有权限使用端口 " + options.port() + "，请用 --port 换一个 1024 以上的端口。", e);
            }
            if (reason.contains("assign")) {
                throw new StartFailure("--host 的地址“" + options.host() + "”不是本机的地址，请核对。", e);
            }
            throw portTaken(options.port());
        } catch (IOException e) {
            throw new StartFailure("端口 " + options.port() + " 不能使用：" + e.getMessage(), e);
        }
    }

    private static StartFailure portTaken(int port) {
        return new StartFailure("端口 " + port + " 已被其他程序占用，请停止那个程序，或用 --port 换一个端口。");
    }

    private static boolean isLoopback(String host) {
        return host.startsWith("127.") || host.equals("localhost") || host.equals("::1");
    }

    private static String callable(String host) {
        return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    }

    private static String shown(String host) {
        String name = isLoopback(host) || host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
        return name.contains(":") ? "[" + name + "]" : name;
    }
}
