package org.yizhan.portal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HeaderBlockTests {
    @Test
    void saysEachFieldOnceAndKeepsTheLengthApart() {
        HttpFields wire = HeaderBlock.of(HttpFields.build()
                .add(HttpHeader.ETAG, "\"x\"")
                .add(new HttpField.LongValueHttpField(HttpHeader.CONTENT_LENGTH, 7))
                .add("Permissions-Policy", "camera=()")
                .add(HttpHeader.CONTENT_TYPE, "text/html"));

        assertThat(wire.getLongField(HttpHeader.CONTENT_LENGTH)).isEqualTo(7);
        assertThat(wire.size()).isEqualTo(2);
        assertThat(bytesOf(wire)).isEqualTo("""
                Content-Length: 7\r
                ETag: "x"\r
                Permissions-Policy: camera=()\r
                Content-Type: text/html\r
                """);
    }

    @Test
    void lineEndInAValueBeginsNoHeader() {
        HttpFields wire = HeaderBlock.of(HttpFields.build().add(HttpHeader.ETAG, "\"x\"").add("X-A", "1\r\nX-B: 2"));

        assertThat(bytesOf(wire)).isEqualTo("ETag: \"x\"\r\nX-A: 1  X-B: 2\r\n");
    }

    private static String bytesOf(HttpFields fields) {
        ByteBuffer out = ByteBuffer.allocate(1000);
        fields.forEach(field -> HttpGenerator.putTo(field, out));
        return new String(out.array(), 0, out.position(), StandardCharsets.ISO_8859_1);
    }
}
