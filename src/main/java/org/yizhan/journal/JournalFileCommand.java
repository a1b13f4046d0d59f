package org.yizhan.journal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.yizhan.runtime.OfflineCommand;

/** {@code ./yizhan verify-journal --file}: an export is verified wherever it is, without a program, a database or a key. */
public final class JournalFileCommand implements OfflineCommand {
    private static final String USAGE = """
            用法：verify-journal                                校验数据库中的全部日志
                  verify-journal --export 文件                  导出日志，导出的文件可脱离本系统校验
                  verify-journal --file 文件 [--public-key 公钥]  校验导出的文件，不启动一站，也不用数据库""";

    @Override
    public String name() {
        return "verify-journal";
    }

    @Override
    public OptionalInt run(List<String> args, PrintStream out) {
        String options = IntStream.range(0, args.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(args::get)
                .collect(Collectors.joining(" "));
        return switch (args.size() + " " + options) {
            case "0 ", "2 --export" -> OptionalInt.empty();
            case "2 --file" -> OptionalInt.of(JournalFile.verify(Path.of(args.getLast()), null, out));
            case "4 --file --public-key" -> OptionalInt.of(JournalFile.verify(Path.of(args.get(1)), args.get(3), out));
            default -> {
                out.println(USAGE);
                yield OptionalInt.of(2);
            }
        };
    }
}
