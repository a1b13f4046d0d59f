package org.yizhan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

/** Clients that ask for the addresses of a file in turn, each for the next as soon as it has its answer. */
public final class Clients {
    private Clients() {}

    /** Arguments: host, file of addresses, number of clients, words that mark an answer without result. */
    public static void main(String[] arguments) throws Exception {
        List<String> addresses = Files.readAllLines(Path.of(arguments[1]));
        int clients = Integer.parseInt(arguments[2]);
        var next = new AtomicInteger();
        var empty = new AtomicInteger();
        var failed = new AtomicInteger();
        var nanos = new long[addresses.size()];
        Callable<Integer> client = () -> {
            int asked = 0;
            try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
                for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
                    long begun = System.nanoTime();
                    HttpResponse<String> answer = ask(http, arguments[0] + addresses.get(i));
                    nanos[i] = System.nanoTime() - begun;
                    asked++;
                    if (answer.statusCode() != 200) {
                        failed.incrementAndGet();
                    } else if (answer.body().contains(arguments[3])) {
                        empty.incrementAndGet();
                    }
                }
            }
            return asked;
        };
        try (var pool = Executors.newFixedThreadPool(clients)) {
            var running = new ArrayList<Future<Integer>>();
            for (int i = 0; i < clients; i++) {
                running.add(pool.submit(client));
            }
            for (Future<Integer> each : running) {
                each.get();
            }
        }
        long[] sorted = LongStream.of(nanos).sorted().toArray();
        System.out.printf("p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms; %d of %d found nothing, %d failed%n",
                at(sorted, 50), at(sorted, 95), at(sorted, 99), at(sorted, 100), empty.get(), nanos.length,
                failed.get());
    }

    private static HttpResponse<String> ask(HttpClient http, String address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static double at(long[] sorted, int percent) {
        return sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)] / 1e6;
    }
}
