package org.yizhan.journal;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;
import org.yizhan.runtime.LocalCommand;
import org.yizhan.shared.ActorRef;
import org.yizhan.shared.ObjectRef;

/** {@code ./yizhan verify-journal} where it needs the database; its arguments went through {@link JournalFileCommand}. */
@Component
class VerifyJournalCommand implements LocalCommand {
    private final JournalVerifier verifier;
    private final JournalExport export;
    private final JournalKeys keys;
    private final Journal journal;

    VerifyJournalCommand(JournalVerifier verifier, JournalExport export, JournalKeys keys, Journal journal) {
        this.verifier = verifier;
        this.export = export;
        this.keys = keys;
        this.journal = journal;
    }

    @Override
    public String name() {
        return "verify-journal";
    }

    @Override
    public int run(List<String> args, PrintStream out) {
        if (args.isEmpty()) {
            Verification result = verifier.verify();
            out.println(result.report());
            return result.isSound() ? 0 : 1;
        }
        return export(Path.of(args.getLast()), out);
    }

    private int export(Path file, PrintStream out) {
        try {
            long entries = export.write(file);
            journal.record(ActorRef.PROGRAM, OwnAct.EXPORTED, new ObjectRef("journal", entries),
                    Map.of("by", "command-line"));
            out.println("已导出" + entries + "条日志：" + file);
            out.println("签名公钥（请另行保存，供日后核对）：" + keys.publicKey());
            return 0;
        } catch (UncheckedIOException e) {
            out.println("无法写入文件" + file + "，请检查文件夹是否存在、是否可写、磁盘是否已满。");
            return 2;
        }
    }
}
