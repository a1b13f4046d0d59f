package org.yizhan.casework.flow;

/**
 * What is wrong with a process file (流程问题), in words for the person who drew it.
 *
 * @param element the id in the file of what is meant, empty when it is the file as a whole
 * @param called  what that person sees there, see {@link Called}; empty for the file as a whole
 */
public record Fault(String element, String called, String text) {
    /** With what is meant in front: {@code 「审核」：……}. */
    public String sentence() {
        return called.isEmpty() ? text : called + "：" + text;
    }
}
