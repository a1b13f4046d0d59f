package org.yizhan.content;

/** Where a slot shows (推荐位). */
public enum SlotPlace {
    CAROUSEL("轮播图"), NOTICE("首页提示");

    private final String label;

    SlotPlace(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
