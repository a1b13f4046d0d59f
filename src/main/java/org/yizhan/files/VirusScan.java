package org.yizhan.files;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Refusal;

/**
 * Asks a ClamAV daemon, where the setting {@code yizhan.clamd} ({@code host:port}) names one. Without a clear "OK" the file is
 * not taken, also when the daemon does not answer.
 */
@Component
class VirusScan {
    private static final Logger LOG = LoggerFactory.getLogger(VirusScan.class);
    private static final int TIMEOUT = 60_000;

    private final String daemon;

    VirusScan(@Value("${yizhan.clamd:}") String daemon) {
        this.daemon = daemon;
    }

    Optional<Refusal> scan(Path file) {
        if (daemon.isBlank()) {
            return Optional.empty();
        }
        try {
            String answer = ask(file);
            if (answer.endsWith(" OK")) {
                return Optional.empty();
            }
            if (answer.endsWith(" FOUND")) {
                return Optional.of(new Refusal("文件里发现病毒，没有收下。请杀毒后重新上传，并告诉系统管理员"));
            }
            LOG.warn("clamd refused to scan: {}", answer);
        } catch (IOException | RuntimeException e) {
            LOG.warn("clamd at {} does not answer: {}", daemon, e.toString());
        }
        return Optional.of(new Refusal("病毒扫描暂时不可用，文件没有收下。请稍后再传，或告诉系统管理员"));
    }

    private String ask(Path file) throws IOException {
        int colon = daemon.lastIndexOf(':');
        try (var socket = new Socket(); InputStream in = java.nio.file.Files.newInputStream(file)) {
            socket.connect(
                    new InetSocketAddress(daemon.substring(0, colon), Integer.parseInt(daemon.substring(colon + 1))),
                    5_000);
            socket.setSoTimeout(TIMEOUT);
            var out = new DataOutputStream(socket.getOutputStream());
            out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[64 << 10];
            int n;
            while ((n = in.read(chunk)) > 0) {
                out.writeInt(n);
                out.write(chunk, 0, n);
            }
            out.writeInt(0);
            out.flush();
            byte[] answer = socket.getInputStream().readNBytes(4096);
            return new String(answer, StandardCharsets.US_ASCII).replace("\0", "").strip();
        }
    }
}
