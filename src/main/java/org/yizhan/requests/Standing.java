package org.yizhan.requests;

import java.util.Arrays;
import java.util.Optional;

import org.yizhan.casework.CaseState;
import org.yizhan.casework.CaseView;

/** Where a request stands, as those who watch over many of them ask (办理状态). */
public enum Standing {
    SUBMITTED("等待确认收到"), HANDLING("正在办理"), WAITING("等待补正、意见或者缴费"), ENDED("已经办结");

    private final String label;

    Standing(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    static Standing of(CaseView view) {
        return !view.state().isOpen()
                ? ENDED
                : view.waits() != null ? WAITING : view.state() == CaseState.SUBMITTED ? SUBMITTED : HANDLING;
    }

    public static Optional<Standing> find(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
