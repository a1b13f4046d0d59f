package org.yizhan.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The colours as the style sheets state them, with their contrast after WCAG: 4.5 for text, 3 for the shapes of things one can
 * use. The page of components shows it, the tests hold it.
 */
public record Palette(String name, Map<String, String> colours) {
    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+):\\s*(#[0-9a-f]{3,6})\\b");

    public Palette {
        colours = Map.copyOf(colours);
    }

    /** A colour on a ground, and what the pair is for. */
    public record Pair(String front, String ground, double least, String use) {}

    public static final List<Pair> PAIRS = List.of(new Pair("ink", "paper", 7, "正文"),
            new Pair("ink", "ground", 7, "灰底上的正文"),
            new Pair("ink-2", "paper", 4.5, "次要文字"), new Pair("ink-2", "ground", 4.5, "灰底上的次要文字"),
            new Pair("ink-3", "paper", 4.5, "提示、日期"), new Pair("ink-3", "ground", 4.5, "灰底上的提示"),
            new Pair("ink-3", "main-faint", 4.5, "淡底上的提示"), new Pair("main", "paper", 4.5, "链接、主按钮"),
            new Pair("main", "ground", 4.5, "灰底上的链接"), new Pair("main", "main-faint", 4.5, "淡底上的链接"),
            new Pair("main-deep", "main-faint", 4.5, "首屏标题"), new Pair("on-main", "main", 4.5, "主按钮上的字"),
            new Pair("on-main", "main-deep", 4.5, "工作台顶栏"), new Pair("ink", "main-soft", 4.5, "检索命中的字"),
            new Pair("red", "paper", 4.5, "错误、超期"), new Pair("red", "red-faint", 4.5, "错误框里的字"),
            new Pair("line-strong", "paper", 3, "输入框的边"));

    public static Palette standard() {
        String css = read("/static/assets/yizhan.css");
        return new Palette("标准", tokens(css.substring(css.indexOf(":root {"), css.indexOf("html.contrast {"))));
    }

    public static Palette highContrast() {
        String css = read("/static/assets/yizhan.css");
        int from = css.indexOf("html.contrast {");
        return standard().with("高对比度", css.substring(from, css.indexOf('}', from)));
    }

    /** The standard with every hue that a site may choose. */
    public static List<Palette> hues() {
        var all = new ArrayList<Palette>();
        for (String line : read("/static/assets/hues.css").split("\n")) {
            if (line.startsWith(".hue-")) {
                all.add(standard().with(line.substring(1, line.indexOf('{')), line));
            }
        }
        return all;
    }

    public double contrast(Pair pair) {
        double front = luminance(colours.get(pair.front()));
        double ground = luminance(colours.get(pair.ground()));
        return (Math.max(front, ground) + 0.05) / (Math.min(front, ground) + 0.05);
    }

    public String contrastWords(Pair pair) {
        return String.format(Locale.ROOT, "%.1f : 1", contrast(pair));
    }

    private Palette with(String otherName, String css) {
        var merged = new LinkedHashMap<>(colours);
        merged.putAll(tokens(css));
        return new Palette(otherName, merged);
    }

    private static Map<String, String> tokens(String css) {
        var found = new LinkedHashMap<String, String>();
        var matcher = TOKEN.matcher(css);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2));
        }
        return found;
    }

    private static double luminance(@org.jspecify.annotations.Nullable String hex) {
        if (hex == null) {
            throw new IllegalArgumentException("a pair names a colour that the style sheet does not state");
        }
        String full = hex.length() == 4
                ? "#" + hex.charAt(1) + hex.charAt(1) + hex.charAt(2) + hex.charAt(2) + hex.charAt(3) + hex.charAt(3)
                : hex;
        return 0.2126 * linear(full, 1) + 0.7152 * linear(full, 3) + 0.0722 * linear(full, 5);
    }

    private static double linear(String hex, int at) {
        double value = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static String read(String path) {
        try (InputStream in = Palette.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("missing " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
