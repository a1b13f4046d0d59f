package org.yizhan.casework;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import static org.yizhan.casework.CaseAction.Tie.FREE;
import static org.yizhan.casework.CaseAction.Tie.TASK;
import static org.yizhan.casework.CaseState.ACCEPTED;
import static org.yizhan.casework.CaseState.ANSWERED;
import static org.yizhan.casework.CaseState.CLOSED;
import static org.yizhan.casework.CaseState.HANDLING;
import static org.yizhan.casework.CaseState.REFUSED;
import static org.yizhan.casework.CaseState.SUBMITTED;

/**
 * What can be done with a case of any kind (办件操作), by whom, and in which state: the one table of them. What is tied to a task is
 * done by whom the open task is for, and only if the process permits it there; what is free needs the power alone.
 */
public enum CaseAction {
    ACCEPT("accept", "受理", TASK, Power.OFFICE, SUBMITTED),
    REFUSE("refuse", "不予受理", TASK, Power.OFFICE, SUBMITTED, ACCEPTED),
    DISPATCH("dispatch", "转办", TASK, Power.OFFICE, SUBMITTED, ACCEPTED),
    ARBITRATE("arbitrate", "裁定承办单位", TASK, Power.OFFICE, SUBMITTED, ACCEPTED),
    TRANSFER("transfer", "转其他渠道", TASK, Power.OFFICE, SUBMITTED, ACCEPTED),
    MERGE("merge", "并入另一件", FREE, Power.OFFICE, SUBMITTED, ACCEPTED, HANDLING),
    SIGN("sign", "签收", TASK, Power.HANDLE, HANDLING),
    RETURN("return", "申请退办", TASK, Power.HANDLE, HANDLING),
    GIVE_OPINION("giveOpinion", "提交协办意见", TASK, Power.HANDLE, HANDLING),
    ASK_SUPPLEMENT("askSupplement", "要求补充材料", TASK, Power.HANDLE, ACCEPTED, HANDLING),
    SUSPEND("suspend", "中止计时", TASK, Power.HANDLE, HANDLING),
    RESUME("resume", "恢复计时", TASK, Power.HANDLE, HANDLING),
    ASK_EXTENSION("askExtension", "申请延期", TASK, Power.HANDLE, HANDLING),
    CONTACT("contact", "登记联系", TASK, Power.HANDLE, HANDLING),
    REPORT("report", "填报进展", TASK, Power.HANDLE, HANDLING),
    DRAFT_REPLY("draftReply", "提交答复", TASK, Power.HANDLE, SUBMITTED, ACCEPTED, HANDLING),
    APPROVE_REPLY("approveReply", "同意答复", TASK, Power.OFFICE, ACCEPTED, HANDLING),
    SIGN_OFF("signOff", "签发", TASK, Power.LEAD, ACCEPTED, HANDLING),
    SEND_BACK("sendBack", "退回重办", TASK, Power.OFFICE, ACCEPTED, HANDLING),
    FINISH("finish", "报告办结", TASK, Power.HANDLE, HANDLING),
    CONFIRM("confirm", "确认办结", TASK, Power.OFFICE, HANDLING),
    END("end", "直接办结", FREE, Power.OFFICE, SUBMITTED, ACCEPTED, HANDLING),
    ADD_ASSISTING("addAssisting", "增加协办单位", FREE, Power.OFFICE, HANDLING),
    REMOVE_ASSISTING("removeAssisting", "取消协办单位", FREE, Power.OFFICE, HANDLING),
    GRANT_EXTENSION("grantExtension", "同意延期", FREE, Power.OFFICE, HANDLING),
    DENY_EXTENSION("denyExtension", "不同意延期", FREE, Power.OFFICE, HANDLING),
    GIVE_DATE("giveDate", "限定办结日期", FREE, Power.OFFICE, SUBMITTED, ACCEPTED, HANDLING),
    INSTRUCT("instruct", "批示", FREE, Power.LEAD, SUBMITTED, ACCEPTED, HANDLING, ANSWERED),
    URGE("urge", "催办", FREE, Power.OFFICE, SUBMITTED, ACCEPTED, HANDLING),
    NOTE("note", "内部备注", FREE, Power.SEE, CaseState.values()),
    LINK("link", "关联", FREE, Power.OFFICE, CaseState.values()),
    SPLIT("split", "拆分", FREE, Power.OFFICE, SUBMITTED, ACCEPTED, HANDLING),
    CORRECT("correct", "更正登记", FREE, Power.OFFICE, CaseState.values()),
    MOVE("move", "调整环节", FREE, Power.OFFICE, SUBMITTED, ACCEPTED, HANDLING),
    REOPEN("reopen", "重新办理", FREE, Power.OFFICE, ANSWERED, CLOSED),
    PUBLISH("publish", "公开", FREE, Power.PUBLISH, ANSWERED, CLOSED),
    UNPUBLISH("unpublish", "撤下公开", FREE, Power.PUBLISH, CaseState.values()),
    ADD_MATERIAL("addMaterial", "补充说明", FREE, Power.WRITER, SUBMITTED, ACCEPTED, HANDLING),
    URGE_AS_WRITER("urgeAsWriter", "催办", FREE, Power.WRITER, SUBMITTED, ACCEPTED, HANDLING),
    WITHDRAW("withdraw", "撤回", FREE, Power.WRITER, SUBMITTED, ACCEPTED, HANDLING),
    RATE("rate", "评价", FREE, Power.WRITER, ANSWERED, CLOSED),
    ASK_AGAIN("askAgain", "追问", FREE, Power.WRITER, ANSWERED, CLOSED, REFUSED);

    /** What an action hangs on. */
    enum Tie {
        TASK, FREE
    }

    private static final Map<String, CaseAction> BY_CODE = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(CaseAction::code, Function.identity()));

    private final String code;
    private final String label;
    private final Tie tie;
    private final Power power;
    private final Set<CaseState> states;

    CaseAction(String code, String label, Tie tie, Power power, CaseState... states) {
        this.code = code;
        this.label = label;
        this.tie = tie;
        this.power = power;
        this.states = EnumSet.copyOf(Arrays.asList(states));
    }

    /** As processes name it. */
    public String code() {
        return code;
    }

    /** As its button says it. */
    public String label() {
        return label;
    }

    public Power power() {
        return power;
    }

    public boolean isTiedToTask() {
        return tie == TASK;
    }

    public boolean isPossibleIn(CaseState state) {
        return states.contains(state);
    }

    public static Optional<CaseAction> find(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** @throws IllegalArgumentException when there is none of this code */
    static CaseAction of(String code) {
        CaseAction found = BY_CODE.get(code);
        if (found == null) {
            throw new IllegalArgumentException("no action " + code);
        }
        return found;
    }
}
