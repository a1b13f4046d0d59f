package org.yizhan.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** The first pages of a day, visited once after a build so that the JDK can keep what they load. */
final class Rehearsal {
    private static final List<String> PAGES = List.of("", "search?q=%E9%80%9A%E7%9F%A5", "desk/", "assets/yizhan.css");

    private Rehearsal() {}

    static void visit(String address) {
        try (HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build()) {
            for (String page : PAGES) {
                client.send(HttpRequest.newBuilder(URI.create(address + page)).build(),
                        HttpResponse.BodyHandlers.discarding());
            }
        } catch (IOException e) {
            throw new StartFailure("试运行没有成功：" + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
