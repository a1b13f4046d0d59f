package org.yizhan.messaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Writes every notice into a file of its own in {@code outbox/} of the data folder, so that a county without a gateway can send
 * by hand or with a script of its own. A file is there whole or not at all. Files of secret texts are taken away when the text is erased.
 */
@Component
class FolderChannel implements MessageChannel {
    private final Path folder;

    FolderChannel(@Value("${yizhan.data:data}") Path data) {
        this.folder = data.resolve("outbox");
    }

    @Override
    public Outcome deliver(Delivery delivery) {
        Path file = file(delivery.id(), delivery.channel());
        try {
            Files.createDirectories(file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path fresh = fresh(file);
            Files.deleteIfExists(fresh);
            Files.createFile(fresh,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, "收件：" + delivery.to() + "\n" + delivery.text() + "\n", StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new Outcome.Accepted(null);
        } catch (IOException e) {
            return new Outcome.Down("无法写入发件文件夹，请检查数据文件夹是否可写、磁盘是否已满。");
        }
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("写到", "数据文件夹的 " + folder.getFileName() + "，每条一个文件，由人工或脚本代发"));
    }

    void erase(long id) throws IOException {
        for (Channel channel : Channel.values()) {
            Files.deleteIfExists(file(id, channel));
            Files.deleteIfExists(fresh(file(id, channel)));
        }
    }

    private static Path fresh(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }

    /** A thousand files to a folder. */
    private Path file(long id, Channel channel) {
        return folder.resolve("%06d".formatted(id / 1000))
                .resolve("%09d-%s.txt".formatted(id, channel.name().toLowerCase(Locale.ROOT)));
    }
}
