package org.yizhan.runtime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The commands that modules offer to {@code ./yizhan}, for a caller who knows the secret in the data folder. */
@Component
public class LocalCommands {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCommands.class);
    /** Ends the output; the exit code follows. */
    static final char END = '\u001e';

    private final List<LocalCommand> commands;
    private final String token;

    LocalCommands(List<LocalCommand> commands) {
        this.commands = commands;
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        token = HexFormat.of().formatHex(secret);
    }

    String token() {
        return token;
    }

    public boolean isToken(String offered) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs the command with its output and, at the end, its exit code written to {@code stream}. */
    public void run(String name, List<String> args, OutputStream stream) {
        var out = new PrintStream(new Framed(stream), true, StandardCharsets.UTF_8);
        int code = run(name, args, out);
        out.flush();
        try {
            stream.write((END + String.valueOf(code)).getBytes(StandardCharsets.UTF_8));
            stream.flush();
        } catch (IOException e) {
            LOG.warn("The caller of {} left before its end, which was {}.", name, code);
        }
    }

    private int run(String name, List<String> args, PrintStream out) {
        Optional<LocalCommand> command = commands.stream().filter(c -> c.name().equals(name)).findFirst();
        if (command.isEmpty()) {
            out.println("不认识的命令：" + name + "；用法见 ./yizhan help。");
            return 2;
        }
        try {
            return command.get().run(args, out);
        } catch (RuntimeException e) {
            LOG.error("The command {} failed.", name, e);
            out.println(DiskSpace.ranOut(e)
                    ? "磁盘已满，命令没有完成；请清理磁盘后再试，已有数据没有受损。"
                    : "命令没有完成，原因已记入运行日志（数据文件夹下 logs/yizhan.log）。");
            return 1;
        }
    }

    /** Every write is sent at once, and the end mark cannot be forged by a file name. */
    private static final class Framed extends FilterOutputStream {
        Framed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b == END ? '?' : b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            byte[] copy = new byte[length];
            for (int i = 0; i < length; i++) {
                copy[i] = bytes[from + i] == END ? (byte) '?' : bytes[from + i];
            }
            out.write(copy);
        }
    }
}
