package org.yizhan.shared.web;

/** The main hue of a site (主色调) as a class name of {@code hues.css}: pages carry no inline styles. */
public final class Hue {
    /** The hue of the deep blue that needs no class. */
    public static final int DEFAULT = 210;

    private Hue() {}

    /** The class of the nearest step of ten degrees, {@code hue-140}; empty for the default. */
    public static String css(int degrees) {
        int step = Math.floorMod(Math.round(degrees / 10f) * 10, 360);
        return step == DEFAULT ? "" : "hue-%03d".formatted(step);
    }
}
