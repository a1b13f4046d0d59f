package org.yizhan.runtime;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The whole program on a disk that has less room than it keeps in reserve. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "yizhan.disk-reserve=8000TB")
class FullDiskTests {
    @LocalServerPort
    int port;

    @Test
    void goesOnServingPagesAndSaysThatNothingIsSaved() throws Exception {
        assertThat(answer("/search", "GET").statusCode()).isEqualTo(200);
        assertThat(answer("/desk/sign-in", "GET").statusCode()).isEqualTo(200);
        for (String address : new String[]{"/desk/sign-in", "/desk/anything", "/member/sign-in"}) {
            HttpResponse<String> refused = answer(address, "POST");
            assertThat(refused.statusCode()).as(address).isEqualTo(507);
            assertThat(refused.body()).as(address).contains("没有保存").contains("清理磁盘");
        }
    }

    private HttpResponse<String> answer(String path, String method) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, HttpRequest.BodyPublishers.ofString("a=b"))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
