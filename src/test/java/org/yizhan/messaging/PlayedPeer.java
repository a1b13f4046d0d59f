package org.yizhan.messaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The other side of a connection: plays recorded answers one after the other and keeps what it was asked. A plain socket, because
 * it must also be able to take a request and never answer.
 */
final class PlayedPeer implements AutoCloseable {
    /** What it was asked: request line, headers and body. */
    record Asked(String line, String headers, String body) {}

    private final ServerSocket server;
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    PlayedPeer() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.startVirtualThread(this::serve);
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    PlayedPeer answers(int status, String body) {
        return answers(status, body, "");
    }

    PlayedPeer answers(int status, String body, String header) {
        answers.add("HTTP/1.1 " + status + " x\r\nContent-Type: application/json;charset=UTF-8\r\nConnection: close\r\n"
                + (header.isEmpty() ? "" : header + "\r\n") + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        return this;
    }

    /** Takes the request and closes the connection. */
    PlayedPeer takesAndHangsUp() {
        answers.add("");
        return this;
    }

    /** Takes the request and says nothing. */
    PlayedPeer takesAndIsSilent() {
        answers.add("…");
        return this;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.startVirtualThread(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try {
            asked.add(read(socket.getInputStream()));
            String answer = answers.size() > 1 ? answers.remove() : new ArrayDeque<>(answers).peek();
            if ("…".equals(answer)) {
                held.add(socket);
                return;
            }
            OutputStream out = socket.getOutputStream();
            out.write((answer == null ? "" : answer).getBytes(StandardCharsets.UTF_8));
            out.flush();
            socket.close();
        } catch (IOException e) {
            // the other side has gone
        }
    }

    private static Asked read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole request");
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        int length = text.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        int end = text.indexOf("\r\n");
        return new Asked(text.substring(0, end), text.substring(end + 2),
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : held) {
            socket.close();
        }
    }
}
