package org.yizhan.content;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;

/**
 * Asks whether pages of others are still there (外部链接核查): only at hosts that the office has named, only by name, only on the usual
 * ports, and only where the name leads to a public address, to which the very connection then goes; an address that leads elsewhere is
 * not followed. So nobody can have the program knock at doors inside.
 */
@Component
class OuterLinks {
    private static final int MOST_A_NIGHT = 200;
    private static final int PATIENCE_MILLIS = 10_000;

    private final HygieneRows rows;
    private final CountyClock clock;

    OuterLinks(HygieneRows rows, CountyClock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    void ask() {
        String[] patterns = rows.hosts().stream().map(host -> "%." + host).toArray(String[]::new);
        if (patterns.length == 0) {
            return;
        }
        for (String written : rows.outerToAsk(patterns, clock.today(), MOST_A_NIGHT)) {
            String answer = answer(written);
            rows.asked(written, clock.today(), answer.isEmpty(), answer);
        }
    }

    /** Empty when the page is there, otherwise why it could not be reached. */
    static String answer(String written) {
        try {
            URI address = URI.create(written.strip());
            String host = address.getHost();
            boolean secure = "https".equalsIgnoreCase(address.getScheme());
            int usual = secure ? 443 : 80;
            if (host == null || address.getUserInfo() != null
                    || address.getPort() != -1 && address.getPort() != usual) {
                return "网址不是普通的网页地址";
            }
            Optional<InetAddress> there = publicAddress(host);
            return there.isEmpty() ? "域名没有公网地址" : answer(address, there.get(), secure, usual);
        } catch (IllegalArgumentException e) {
            return "网址不完整";
        } catch (IOException e) {
            return "连接不上";
        }
    }

    private static String answer(URI address, InetAddress there, boolean secure, int port) throws IOException {
        try (var plain = new Socket()) {
            plain.connect(new InetSocketAddress(there, port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            if (!secure) {
                return status(plain, address);
            }
            var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
            try (var socket = (SSLSocket) factory.createSocket(plain, address.getHost(), port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                return status(socket, address);
            }
        }
    }

    private static String status(Socket socket, URI address) throws IOException {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        socket.getOutputStream()
                .write(("GET " + path + query + " HTTP/1.1\r\nHost: " + address.getHost()
                        + "\r\nUser-Agent: Yizhan link check\r\nAccept: */*\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1),
                512);
        var line = new char[16];
        int read = reader.read(line);
        String status = read < 12 ? "" : new String(line, 9, 3);
        if (!status.matches("\\d{3}")) {
            return "没有回答";
        }
        int code = Integer.parseInt(status);
        return code == 404 || code == 410 ? "页面不存在" : code >= 500 ? "对方出错" : "";
    }

    /** Only by name: whoever writes a number has no page for the public in mind. */
    static Optional<InetAddress> publicAddress(String host) throws IOException {
        if (DeadLinks.isInner(host.toLowerCase(Locale.ROOT)) || host.matches("[\\d.]+") || host.startsWith("[")) {
            return Optional.empty();
        }
        InetAddress[] all = InetAddress.getAllByName(host);
        for (InetAddress one : all) {
            if (!isPublic(one)) {
                return Optional.empty();
            }
        }
        return all.length == 0 ? Optional.empty() : Optional.of(all[0]);
    }

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        boolean shared = bytes.length == 4
                && (first == 0 || first == 100 && second >= 64 && second < 128 || first == 198 && (second & 0xfe) == 18
                        || first == 192 && second == 0 || first >= 240);
        boolean own = address instanceof Inet6Address && ((first & 0xfe) == 0xfc || first == 0x20 && second == 0x02
                || first == 0 || first == 0x64);
        return !special && !shared && !own;
    }
}
