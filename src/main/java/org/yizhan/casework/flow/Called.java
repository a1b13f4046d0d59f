package org.yizhan.casework.flow;

/** How a part of a drawing is spoken of (图形的称呼): by its name or its place, never by an id. */
final class Called {
    private Called() {}

    /**
     * @param label  what kind of part it is, as the drawing board says
     * @param before the name of what leads to it, empty where that has none either
     */
    static String node(String name, String label, String before) {
        return name.isEmpty()
                ? (before.isEmpty() ? "没有名字的" : "「" + before + "」之后没有名字的") + label
                : "「" + name + "」";
    }

    /** The ends as they are called. */
    static String line(String name, String from, String to) {
        return "从" + from + "到" + to + "的连线" + (name.isEmpty() ? "" : "“" + name + "”");
    }
}
