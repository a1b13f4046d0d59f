package org.yizhan.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A value that nobody should send.
 *
 * @param encoded as it stands in an address or a form, so that it may be no text at all
 */
record Hostile(String name, String encoded) {
    static final String SCRIPT = "<script>alert(7)";

    static final List<Hostile> ALL = List.of(new Hostile("nothing", ""), text("blanks", " \u3000\t "),
            text("a NUL", "前\0后"), text("control characters", "\u0001\u0007\u001b[31m红\u007f\u0085"),
            text("emoji", "😀👨‍👩‍👧🏽𠮷"), text("a turn of the reading direction", "\u202E反\u2066\u200F\u061C"),
            new Hostile("half a surrogate", "%ED%A0%80"), new Hostile("bytes that are no UTF-8", "%FF%FE%C0%AF"),
            new Hostile("broken percent signs", "%zz%"), new Hostile("an overlong encoding", "%C0%AE%C0%AE%C0%AF"),
            text("a long text", "长".repeat(3000)), new Hostile("a very long text", "x".repeat(300_000)),
            text("a script", SCRIPT + "</script>"),
            text("a way out of an attribute", "\"'><img src=x onerror=alert(7)>"),
            text("an expression", "${7*7}#{7*7}{{7*7}}%{7*7}"), text("SQL", "' or 1=1; drop table content.edition --"),
            text("wildcards", "%_\\%"), text("a pattern", "(((((a+)+)+)+)+)+$[\\"),
            text("a path", "../../../etc/passwd\0.png"),
            text("a header", "a\r\nX-Injected: 1\r\n\r\nb"), text("zero", "0"), text("less than nothing", "-1"),
            text("a billion", "1000000000"), text("more than an int", "2147483648"),
            text("the largest long", "9223372036854775807"),
            text("more than a long", "99999999999999999999999"), text("a fraction", "1.5e308"),
            text("foreign digits", "１２٣"),
            text("a day that is not", "2026-02-30"), text("a far year", "+999999999-12-31"),
            text("an early year", "-0001-01-01"),
            text("a wrong constant", "NO_SUCH_THING"), text("JSON", "{\"a\":[1,2,{}]}"),
            text("a foreign address", "//evil.example/\\@"),
            text("keys", "1~1.2.3_-9223372036854775808.AAAA=="), text("a unit path", "/1/99999999999999999999/"));

    /** For the digits of an address: what they may be, and one thing that they are not. */
    static final List<Hostile> FOR_DIGITS = named("zero", "a billion", "more than an int", "a script");

    /** For what is read as a number, a constant or a yes: what may reach a route, and a little that may not. */
    private static final List<Hostile> FOR_NUMBERS = named("nothing", "a script", "zero", "less than nothing",
            "a billion", "the largest long", "more than a long");
    /** For the other texts of a form, which are read by the same means as the one that has its turn. */
    private static final List<Hostile> FOR_TEXTS = named("nothing", "a NUL", "half a surrogate", "a long text",
            "a script", "a way out of an attribute", "less than nothing", "more than a long", "a far year", "keys");
    /** What the readers of requests, the same for all routes, may stumble over, and no route of its own. */
    private static final List<Hostile> FOR_READERS = named("control characters", "emoji",
            "a turn of the reading direction", "bytes that are no UTF-8", "broken percent signs",
            "an overlong encoding", "a fraction", "foreign digits", "more than an int");

    /** One of so many routes tries a value that is for readers. */
    private static final int TURNS = 3;

    /** What one field of a form tries: all that a route may do wrong, and in turn what is for readers. */
    static List<Hostile> inTurn(boolean number, int turn) {
        List<Hostile> rest = number
                ? ALL.stream().filter(one -> !FOR_NUMBERS.contains(one)).toList()
                : FOR_READERS;
        Stream<Hostile> always = number
                ? FOR_NUMBERS.stream()
                : ALL.stream().filter(one -> !FOR_READERS.contains(one));
        return Stream.concat(always,
                IntStream.range(0, rest.size()).filter(i -> (i + turn) % TURNS == 0).mapToObj(rest::get)).toList();
    }

    /** What the other fields try. */
    static List<Hostile> always(boolean number) {
        return number ? FOR_NUMBERS : FOR_TEXTS;
    }

    private static List<Hostile> named(String... names) {
        return ALL.stream().filter(one -> Set.of(names).contains(one.name())).toList();
    }

    private static Hostile text(String name, String text) {
        return new Hostile(name, Encoded.text(text));
    }

    /** Whether an HTTP client sends an address with it at all; the others are sent by {@link BrokenRequestTests}. */
    boolean standsInAddress() {
        return !encoded.isEmpty() && !encoded.contains("%zz") && encoded.length() < 10_000;
    }

    /** Whether it would do harm on a page that shows it, so that the page must be looked at. */
    boolean isMarkup() {
        return encoded.contains(Encoded.text("<")) || encoded.contains(Encoded.text("{"));
    }

    boolean isLong() {
        return encoded.length() > 1000;
    }

    boolean standsInHeader() {
        return standsInAddress();
    }

    /** The bytes it stands for, one character each. */
    String decoded() {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%' && i + 2 < encoded.length() && encoded.substring(i + 1, i + 3).matches("[0-9A-F]{2}")) {
                bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(c);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
