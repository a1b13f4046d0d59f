package org.yizhan.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/** A browser without a screen: keeps cookies, does not follow redirects by itself, and fills forms with their hidden fields. */
public final class TestBrowser {
    private static final Pattern HIDDEN = Pattern
            .compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"");

    private final String origin;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private @Nullable String page;

    public TestBrowser(int port) {
        origin = "http://localhost:" + port;
    }

    /** An answer; its text is read. */
    public record Answer(int status, String body, HttpResponse<String> raw) {
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }

        /** Where it redirects to, without scheme and host when they are our own. */
        public String location() {
            return header("Location").replaceFirst("^http://localhost:\\d+(?=/)", "");
        }
    }

    public TestBrowser header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public Answer get(String path) {
        Answer answer = send(request(path).GET());
        page = answer.body();
        return answer;
    }

    /** Opens the page and goes on where it is redirected to, at most five times. */
    public Answer open(String path) {
        Answer answer = get(path);
        for (int i = 0; i < 5 && answer.status() / 100 == 3; i++) {
            answer = get(answer.location());
        }
        return answer;
    }

    /** Sends a form of the page opened last, with the page's hidden fields. */
    public Answer submit(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(hidden());
        all.putAll(fields);
        return post(path, all);
    }

    /** Sends just these fields. */
    public Answer post(String path, Map<String, String> fields) {
        String body = fields.entrySet()
                .stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** As a script of the page opened last does it: a text, with the page's token in a header. */
    public Answer script(String path, String body) {
        return send(request(path).header("Content-Type", "text/plain")
                .header("X-CSRF-TOKEN", hidden().getOrDefault("_csrf", ""))
                .POST(BodyPublishers.ofString(body)));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = answer(request.build());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As browsers do: a kept connection that the server closed just then, without a byte, is opened anew, once. */
    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!String.valueOf(e.getMessage()).contains("received no bytes")) {
                throw e;
            }
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        }
    }

    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create(path.startsWith("http") ? path : origin + path));
        headers.forEach(request::header);
        return request;
    }

    /** Hidden fields of the page opened last. */
    public Map<String, String> hidden() {
        var found = new LinkedHashMap<String, String>();
        var matcher = HIDDEN.matcher(page == null ? "" : page);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2).replace("&amp;", "&"));
        }
        return found;
    }

    public String cookie(String name) {
        return cookies.getCookieStore()
                .getCookies()
                .stream()
                .filter(c -> c.getName().equals(name))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
