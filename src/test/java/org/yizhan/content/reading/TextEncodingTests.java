package org.yizhan.content.reading;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextEncodingTests {
    private static final List<String> SIMPLIFIED = List.of("通知", "联通", "公告", "县政府办公室", "关于2013年防汛工作的通知",
            "云岭县人民政府办公室\n2013年元月", "一、统一思想，提高认识。\r\n二、加强领导，强化责任。",
            "县人民政府各工作部门：为做好今年的防汛工作，现将有关事项通知如下。".repeat(30),
            "Excel 2010 表格 (a) test; 見附件 Annex A, see http://example.cn/ 网址");
    private static final List<String> TRADITIONAL = List.of("通知", "縣政府辦公室", "關於加強資訊公開工作的通知",
            "圍繞中心服務大局，扎實推進政府網站建設。", "各鄉鎮政府、縣直各單位：請認真學習並貫徹執行。".repeat(30));
    private static final Map<String, Charset> SIMPLE = Map.of("UTF-8", StandardCharsets.UTF_8, "GB 18030",
            Charset.forName("GB18030"), "UTF-16LE", StandardCharsets.UTF_16LE, "UTF-16BE", StandardCharsets.UTF_16BE);

    static Stream<Arguments> texts() {
        List<Arguments> cases = new ArrayList<>();
        SIMPLE.forEach((name, charset) -> {
            // These two characters are four letters in UTF-16: nobody can tell.
            SIMPLIFIED.stream()
                    .filter(text -> !text.equals("公告") || !name.startsWith("UTF-16"))
                    .forEach(text -> cases.add(Arguments.of(name, text, text.getBytes(charset))));
            if (name.startsWith("UTF")) {
                TRADITIONAL.forEach(text -> cases.add(Arguments.of(name, text, text.getBytes(charset))));
            }
        });
        TRADITIONAL.stream()
                .filter(text -> text.length() > 2)
                .forEach(text -> cases.add(Arguments.of("Big5", text, text.getBytes(Charset.forName("Big5")))));
        return cases.stream();
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("texts")
    void knowsTheEncodingWithoutMark(String name, String text, byte[] bytes) {
        assertThat(TextEncoding.decode(bytes)).isEqualTo(new TextEncoding.Decoded(text, name));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("texts")
    void byteOrderMarkDecides(String name, String text, byte[] bytes) {
        byte[] mark = switch (name) {
            case "UTF-8" -> new byte[]{(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
            case "UTF-16LE" -> new byte[]{(byte) 0xFF, (byte) 0xFE};
            case "UTF-16BE" -> new byte[]{(byte) 0xFE, (byte) 0xFF};
            default -> new byte[0];
        };
        var marked = new ByteArrayOutputStream();
        marked.writeBytes(mark);
        marked.writeBytes(bytes);
        assertThat(TextEncoding.decode(marked.toByteArray())).isEqualTo(new TextEncoding.Decoded(text, name));
    }

    @Test
    void plainAsciiIsUtf8() {
        assertThat(TextEncoding.decode("a,b,c".getBytes(StandardCharsets.US_ASCII)).encoding()).isEqualTo("UTF-8");
    }

    @Test
    void toleratesCharacterCutOffAtTheEnd() {
        byte[] bytes = "县人民政府关于防汛工作的通知".getBytes(StandardCharsets.UTF_8);
        var cut = TextEncoding.decode(Arrays.copyOf(bytes, bytes.length - 1));
        assertThat(cut.encoding()).isEqualTo("UTF-8");
        assertThat(cut.text()).startsWith("县人民政府关于防汛工作的通").endsWith("\uFFFD");
    }

    @Test
    void keepsUtf8WithOneBrokenByteAndShowsTheFault() {
        byte[] bytes = "县人民政府关于防汛工作的通知，请各乡镇认真执行。".repeat(20).getBytes(StandardCharsets.UTF_8);
        bytes[100] = (byte) 0xFF;
        var read = TextEncoding.decode(bytes);
        assertThat(read.encoding()).isEqualTo("UTF-8");
        assertThat(read.text()).contains("\uFFFD");
    }

    @Test
    void believesThePageOnlyWhereItsCharsetFits() {
        byte[] gb = "县人民政府的通知".getBytes(Charset.forName("GB18030"));
        assertThat(TextEncoding.decode(gb, Optional.of("gb2312")).text()).isEqualTo("县人民政府的通知");
        assertThat(TextEncoding.decode(gb, Optional.of("utf-8")).text()).isEqualTo("县人民政府的通知");
        assertThat(TextEncoding.decode(gb, Optional.of("no-such")).text()).isEqualTo("县人民政府的通知");
    }
}
