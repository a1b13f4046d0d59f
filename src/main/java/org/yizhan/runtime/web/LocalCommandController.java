package org.yizhan.runtime.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.yizhan.runtime.LocalCommands;
import org.yizhan.shared.web.Open;

/**
 * Where {@code ./yizhan import} and its like reach the running program. Open to no visitor: the caller must be on this machine,
 * not behind a proxy, and know the secret that only the owner of the data folder can read. Everyone else finds nothing here.
 * A page of another site cannot send the secret, so {@code /local/**} needs no CSRF token (the security chain exempts it).
 */
@Controller
@Open
class LocalCommandController {
    private final LocalCommands commands;

    LocalCommandController(LocalCommands commands) {
        this.commands = commands;
    }

    @PostMapping("/local/commands/{name}")
    void run(@PathVariable String name,
            @RequestHeader(name = "X-Yizhan-Token", required = false) @Nullable String token,
            HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (token == null || !isLocal(request) || !commands.isToken(token)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> args = body.isEmpty() ? List.of() : Arrays.asList(body.split("\0", -1));
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.flushBuffer();
        commands.run(name, args, new FlushingStream(response.getOutputStream()));
    }

    /** A connection of this machine with itself: the loopback address, or both ends the same. */
    private static boolean isLocal(HttpServletRequest request) throws IOException {
        boolean forwarded = request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null;
        String remote = request.getRemoteAddr();
        return !forwarded && (remote.equals(request.getLocalAddr()) || isLoopback(remote));
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.") || address.equals("::1") || address.equals("[::1]")
                || address.equals("0:0:0:0:0:0:0:1") || address.equals("[0:0:0:0:0:0:0:1]");
    }
}
