package org.yizhan.hotline;

import java.util.Optional;

import org.yizhan.casework.CaseEvent;

/** What a platform above is told about a ticket that it handed down (回传结果). */
public enum ResultKind {
    DISPATCHED("已派单"),
    SIGNED("已签收"),
    CONTACTED("已联系"),
    EXTENDED("已延期"),
    ANSWERED("已答复"),
    REFUSED("不予受理"),
    TRANSFERRED("转其他渠道"),
    MERGED("并案办理"),
    RATED("来电人评价"),
    REOPENED("重新办理"),
    FINISHED("已办结");

    private final String label;

    ResultKind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Empty for what is the county's own affair. */
    static Optional<ResultKind> of(CaseEvent event) {
        return Optional.ofNullable(switch (event) {
            case CaseEvent.Assigned _,CaseEvent.Arbitrated _ -> DISPATCHED;
            case CaseEvent.SignedFor _ -> SIGNED;
            case CaseEvent.Contacted _ -> CONTACTED;
            case CaseEvent.ExtensionGranted _ -> EXTENDED;
            case CaseEvent.ReplySent _ -> ANSWERED;
            case CaseEvent.Refused _ -> REFUSED;
            case CaseEvent.Transferred _ -> TRANSFERRED;
            case CaseEvent.Merged _ -> MERGED;
            case CaseEvent.Rated _ -> RATED;
            case CaseEvent.Reopened _ -> REOPENED;
            case CaseEvent.Closed _,CaseEvent.Withdrawn _ -> FINISHED;
            default -> null;
        });
    }
}
