package org.yizhan.shared.web;

import java.util.Set;

/**
 * One line of the desk's menu; every module offers its own as beans. Groups are tasks, not modules.
 *
 * @param order position inside the group, small numbers first
 * @param permissions codes of which one suffices to see the line; empty: all staff
 */
public record MenuEntry(Group group, int order, String label, String href, Set<String> permissions) {
    /** Groups of the menu, in order. */
    public enum Group {
        TODAY("今天"),
        CASES("办件"),
        PUBLISH("信息发布"),
        QUALITY("内容质量"),
        SITES("网站和栏目"),
        PEOPLE("单位和人员"),
        SUPERVISE("监督"),
        SYSTEM("系统");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
