package org.yizhan.casework.flow;

/**
 * What is wrong with a process file (流程问题), in words for the person who drew it.
 *
 * @param element the id in the file of what is meant, empty when it is the file as a whole
 * @param name    its name as drawn, empty when it has none
 */
public record Fault(String element, String name, String text) {
    /** With the element in front: {@code 「审核」(screen)：……}. */
    public String sentence() {
        if (element.isEmpty()) {
            return text;
        }
        return (name.isEmpty() ? "" : "「" + name + "」") + "(" + element + ")：" + text;
    }
}
