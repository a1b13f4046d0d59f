package org.yizhan.hostile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.yizhan.hostile.DemonstrationStaff.Session;
import org.yizhan.identity.TestBrowser.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/** A book pasted into the editor: what is too long is said to be, what can be kept is in the form again. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = {"yizhan.demo=true",
    "yizhan.test=hostile"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongTextTests {
    @LocalServerPort
    int port;
    @Autowired
    JdbcClient sql;

    private Session clerk;

    @BeforeAll
    void aClerk() {
        clerk = new DemonstrationStaff(port).as("lixin");
    }

    @Test
    void aPasteOfAHundredMegabytesIsRefusedInWords() {
        Answer answer = send("长", 35_000_000);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("文件或内容太大", "300 万字符", "返回上一页");
        assertThat(Leaks.in(answer.body())).isEmpty();
    }

    @Test
    void aTextThatIsALittleTooLongComesBackWithEverythingElse() {
        Answer answer = send("长", 3_100_000);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("正文过长", "value=\"一本书\"", "长".repeat(3_100_000));
    }

    @Test
    void aTextOfNothingButTagsComesBackBeforeItFillsTheMemory() {
        Answer answer = send("<b>a", 700_000);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("正文里的格式太多", "value=\"一本书\"");
    }

    @Test
    void aFormThatIsTooLongIsRefusedBeforeAnyoneReadsItAlsoOfStrangers() {
        for (String path : List.of("/desk/sign-in", "/member/sign-in/code", "/desk/articles", "/nowhere")) {
            Answer answer = clerk.post(path, "a=" + "x".repeat(2_000_000));
            assertThat(answer.status()).as(path).isEqualTo(413);
            assertThat(answer.body()).contains("太大");
        }
    }

    @Test
    void aFormOfUnknownLengthIsRefused() {
        Answer answer = clerk.browser()
                .send(clerk.browser()
                        .request("/desk/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> times("a=b&", 3_000_000))));
        assertThat(answer.status()).isEqualTo(411);
        assertThat(answer.body()).containsPattern(Leaks.CHINESE);
    }

    private Answer send(String part, int times) {
        String column = sql.sql("select c.id from content.column_ c where slug = 'tzgg' order by id limit 1")
                .query(String.class)
                .single();
        var fields = new StringBuilder();
        Map.of("_csrf", clerk.token(), "column", column, "title", "一本书", "source", "县政府办")
                .forEach((name, value) -> fields.append(field(name)).append(value).append("\r\n"));
        String start = fields + field("body");
        return clerk.browser()
                .send(clerk.browser()
                        .request("/desk/articles")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofInputStream(
                                () -> together(bytes(start), times(part, times), bytes("\r\n--b--\r\n")))));
    }

    private static String field(String name) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n";
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream together(InputStream... parts) {
        return new SequenceInputStream(Collections.enumeration(Arrays.asList(parts)));
    }

    /** The same again and again, without holding it all. */
    private static InputStream times(String part, int times) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at == (long) bytes.length * times ? -1 : bytes[(int) (at++ % bytes.length)] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int n = 0;
                for (int b; n < length && (b = read()) >= 0; n++) {
                    into[from + n] = (byte) b;
                }
                return n == 0 && length > 0 ? -1 : n;
            }
        };
    }
}
