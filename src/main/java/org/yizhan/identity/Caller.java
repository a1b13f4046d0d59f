package org.yizhan.identity;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.PlainText;

/**
 * Where a sign-in comes from.
 *
 * @param source the address; of IPv6 the network of 64 bits, because one caller owns all of it
 * @param agent what the browser says it is, cut at 200 characters
 * @param device the secret of the device cookie; null when the browser has none
 */
public record Caller(String source, String agent, @Nullable String device) {
    public static final String DEVICE_COOKIE = "yizhan-device";
    private static final int AGENT_LENGTH = 200;

    public static Caller of(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        String line = agent == null ? "" : PlainText.line(agent);
        return new Caller(network(request.getRemoteAddr()),
                line.substring(0, Math.min(line.length(), AGENT_LENGTH)), device(request));
    }

    private static @Nullable String device(HttpServletRequest request) {
        if (request.getCookies() != null) {
            for (var cookie : request.getCookies()) {
                if (cookie.getName().equals(DEVICE_COOKIE) && cookie.getValue().matches("[0-9a-f]{32}")) {
                    return cookie.getValue();
                }
            }
        }
        return null;
    }

    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                byte[] bytes = parsed.getAddress();
                for (int i = 8; i < bytes.length; i++) {
                    bytes[i] = 0;
                }
                return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return "unknown";
        }
    }
}
