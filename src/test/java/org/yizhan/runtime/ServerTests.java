package org.yizhan.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The local commands and the limits of the server, over a real connection. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ServerTests.Commands.class)
class ServerTests {
    @LocalServerPort
    int port;

    @Autowired
    LocalCommands commands;

    @Test
    void runsACommandWithItsOutputAndExitCode() throws Exception {
        var shown = new ByteArrayOutputStream();
        int code = LocalCall.call(program(commands.token()), "echo", List.of("两 词", "a\nb", ""),
                new PrintStream(shown, true, StandardCharsets.UTF_8));
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("[两 词, a\nb, ]\n");
        assertThat(code).isEqualTo(7);
    }

    @Test
    void doesNotLetAFileNameForgeTheEnd() throws Exception {
        var shown = new ByteArrayOutputStream();
        assertThat(LocalCall.call(program(commands.token()), "echo", List.of(LocalCommands.END + "0"),
                new PrintStream(shown, true, StandardCharsets.UTF_8))).isEqualTo(7);
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("[?0]\n");
    }

    @Test
    void saysThatACommandFailedWithoutItsInnards() throws Exception {
        var shown = new ByteArrayOutputStream();
        assertThat(LocalCall.call(program(commands.token()), "fail", List.of(),
                new PrintStream(shown, true, StandardCharsets.UTF_8))).isEqualTo(1);
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("没有完成").doesNotContain("secret");
        assertThat(LocalCall.call(program(commands.token()), "unknown", List.of(),
                new PrintStream(shown, true, StandardCharsets.UTF_8))).isEqualTo(2);
    }

    @Test
    void isNotThereForACallerWithoutTheSecret() {
        assertThatThrownBy(() -> LocalCall.call(program("guess"), "echo", List.of(), System.out))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded"})
    void isNotThereForACallerBehindAProxy(String header) throws Exception {
        assertThat(status(HttpRequest.newBuilder(at("/local/commands/echo"))
                .header("X-Yizhan-Token", commands.token())
                .header(header, "for=192.0.2.1")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build())).isEqualTo(404);
    }

    @Test
    void saysThatAFormIsTooLong() throws Exception {
        assertThat(status(HttpRequest.newBuilder(at("/desk/anything"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("a=" + "x".repeat(13_000_000)))
                .build())).isEqualTo(413);
    }

    @Test
    void doesNotSendVisitorsToAHostThatTheyNamed() throws Exception {
        try (var socket = new java.net.Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write("GET /desk/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotContain("evil.example").doesNotContainIgnoringCase("server:");
        }
    }

    private RunFile program(String token) {
        return new RunFile(ProcessHandle.current().pid(), "127.0.0.1", port, token);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static int status(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @TestConfiguration
    static class Commands {
        @Bean
        LocalCommand echo() {
            return new LocalCommand() {
                @Override
                public String name() {
                    return "echo";
                }

                @Override
                public int run(List<String> args, PrintStream out) {
                    out.println(args);
                    return 7;
                }
            };
        }

        @Bean
        LocalCommand fail() {
            return new LocalCommand() {
                @Override
                public String name() {
                    return "fail";
                }

                @Override
                public int run(List<String> args, PrintStream out) {
                    throw new IllegalStateException("secret");
                }
            };
        }
    }
}
