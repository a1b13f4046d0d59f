package org.yizhan.messaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Set;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Writes every message into a file of its own in {@code outbox/} of the data folder, so that a county without a gateway can send
 * by hand or with a script of its own. Files of secret texts are taken away when the text is erased.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class FolderChannel implements MessageChannel {
    private final Path folder;

    FolderChannel(@Value("${yizhan.data:data}") Path data) {
        this.folder = data.resolve("outbox");
    }

    @Override
    public boolean carries(OutgoingMessage.Channel channel) {
        return true;
    }

    @Override
    public void deliver(Delivery delivery) throws DeliveryFailed {
        Path file = file(delivery.id(), delivery.channel());
        try {
            Files.createDirectories(file.getParent(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (!Files.exists(file)) {
                Files.createFile(file,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.write(file, ("收件：" + delivery.to() + "\n" + delivery.text() + "\n").getBytes(
                    java.nio.charset.StandardCharsets.UTF_8),
                    Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                            .toArray(StandardOpenOption[]::new));
        } catch (IOException e) {
            throw new DeliveryFailed("无法写入发件文件夹，请检查数据文件夹是否可写、磁盘是否已满。");
        }
    }

    void erase(long id) throws IOException {
        for (OutgoingMessage.Channel channel : OutgoingMessage.Channel.values()) {
            Files.deleteIfExists(file(id, channel));
        }
    }

    /** A thousand files to a folder. */
    private Path file(long id, OutgoingMessage.Channel channel) {
        return folder.resolve("%06d".formatted(id / 1000))
                .resolve("%09d-%s.txt".formatted(id, channel.name().toLowerCase(Locale.ROOT)));
    }
}
