package org.yizhan.casework;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.yizhan.casework.flow.CaseProcess;
import org.yizhan.shared.UnitPath;
import org.yizhan.shared.web.Dates;

/**
 * What events are called on the screens of staff.
 *
 * @param number what stands for another case
 * @param limits names of limits by their code
 */
record EventWords(CaseKind kind, CaseProcess process, Function<UnitPath, String> unit, Function<CaseId, String> number,
        Map<String, LimitRule> limits) {
    private static final List<String> SATISFACTION = List.of("很不满意", "不满意", "一般", "满意", "很满意");

    String of(CaseEvent event) {
        return switch (event) {
            case CaseEvent.Submitted _ -> kind.beginningWord() + kind.label();
            case CaseEvent.Accepted _ -> kind.word(CaseAction.ACCEPT);
            case CaseEvent.Refused refused -> "不予受理：" + refused.ground();
            case CaseEvent.Assigned to -> kind.word(CaseAction.DISPATCH) + "：" + to(to.lead(), to.assisting());
            case CaseEvent.Arbitrated to -> "裁定承办单位：" + to(to.lead(), to.assisting());
            case CaseEvent.SignedFor signed -> unit.apply(signed.unit()) + "签收";
            case CaseEvent.Returned back -> unit.apply(back.unit()) + "退办：" + back.ground();
            case CaseEvent.Transferred to -> "转其他渠道：" + to.channel();
            case CaseEvent.AssistingAdded added -> "增加协办单位：" + unit.apply(added.unit());
            case CaseEvent.AssistingRemoved removed -> "取消协办单位：" + unit.apply(removed.unit());
            case CaseEvent.OpinionGiven given -> unit.apply(given.unit()) + "提出协办意见";
            case CaseEvent.SupplementAsked asked -> "请" + kind.writerWord() + "补充材料，" + Dates.day(asked.until()) + "前";
            case CaseEvent.SupplementReceived _ -> "收到补充材料，期限重新起算";
            case CaseEvent.MaterialAdded _ -> kind.writerWord() + "补充说明";
            case CaseEvent.Suspended suspended -> "中止计时：" + suspended.ground();
            case CaseEvent.Resumed _ -> "恢复计时";
            case CaseEvent.Restarted _ -> "恢复办理，期限重新起算";
            case CaseEvent.ExtensionAsked asked ->
                "申请延长" + limit(asked.limit()) + " " + asked.amount() + unitOf(asked.limit());
            case CaseEvent.ExtensionGranted granted ->
                "同意延长" + limit(granted.limit()) + " " + granted.amount() + unitOf(granted.limit());
            case CaseEvent.ExtensionDenied denied -> "不同意延长" + limit(denied.limit());
            case CaseEvent.DateGiven given -> "限定在" + Dates.day(given.until()) + "前办结";
            case CaseEvent.Instructed by -> by.onPaper() == null ? "领导批示" : by.onPaper() + "书面批示";
            case CaseEvent.Urged urged -> urged.by().label(kind.writerWord()) + "催办";
            case CaseEvent.ReplyDrafted _ -> "提交答复";
            case CaseEvent.ReplySentBack _ -> "答复退回重办";
            case CaseEvent.ReplyApproved approved ->
                approved.overridden().isEmpty() ? "审核同意答复" : "审核同意答复（放行了答复检查的提示）";
            case CaseEvent.ReplySent _ -> "答复已发出";
            case CaseEvent.Decided decided -> decided(decided.decision());
            case CaseEvent.Published _ -> "公开";
            case CaseEvent.Unpublished _ -> "撤下公开";
            case CaseEvent.Rated rated -> kind.writerWord() + "评价：" + rated(rated);
            case CaseEvent.Reopened _ -> "重新办理";
            case CaseEvent.Closed closed -> "办结：" + outcome(closed.outcome());
            case CaseEvent.Withdrawn _ -> kind.writerWord() + "撤回";
            case CaseEvent.Noted _ -> "内部备注";
            case CaseEvent.Contacted _ -> "已与本人联系";
            case CaseEvent.Reported _ -> "填报进展";
            case CaseEvent.Merged merged -> "并入 " + number.apply(merged.into());
            case CaseEvent.TookIn taken -> number.apply(taken.other()) + " 并入这一件";
            case CaseEvent.Linked linked -> "关联 " + number.apply(linked.other());
            case CaseEvent.Split split -> "拆分出 " + number.apply(split.into());
            case CaseEvent.TakenOut taken -> "从 " + number.apply(taken.from()) + " 拆分出来";
            case CaseEvent.Corrected corrected when corrected.before().isEmpty() -> corrected.field().label() + "定为“"
                    + value(corrected.field(), corrected.after()) + "”";
            case CaseEvent.Corrected corrected -> "更正" + corrected.field().label() + "：“"
                    + value(corrected.field(), corrected.before()) + "”改为“"
                    + value(corrected.field(), corrected.after())
                    + "”";
            case CaseEvent.Moved moved -> "调整到“" + step(moved.node()) + "”环节";
            case CaseEvent.Carried carried -> "改按流程第 " + carried.process() + " 版办理";
            case CaseEvent.Redated redated -> limit(redated.limit()) + "重新推算"
                    + (redated.after() == null ? "" : "为" + Dates.day(redated.after()));
            case CaseEvent.FellDue fell -> "超过" + limit(fell.limit()) + "（" + Dates.day(fell.due()) + "）";
        };
    }

    String outcome(String code) {
        return switch (code) {
            case "merged" -> "已并入另一件";
            default -> kind.vocabulary().outcomes().getOrDefault(code, code);
        };
    }

    private String to(UnitPath lead, List<UnitPath> assisting) {
        return unit.apply(lead)
                + (assisting.isEmpty() ? "" : "，协办：" + assisting.stream().map(unit).collect(Collectors.joining("、")));
    }

    private String limit(String code) {
        LimitRule rule = limits.get(code);
        return rule == null ? "期限" : rule.name();
    }

    private String unitOf(String code) {
        LimitRule rule = limits.get(code);
        return rule == null ? "" : rule.term().unitWords();
    }

    private String step(String node) {
        return process.task(node).map(task -> task.name()).orElse(node);
    }

    private static String decided(String code) {
        return code.equals(CaseAction.SEND_BACK.code()) ? "退回重办" : CaseAction.of(code).label();
    }

    private static String rated(CaseEvent.Rated rated) {
        String solved = rated.solved() == null ? "" : rated.solved() ? "，问题已解决" : "，问题没有解决";
        return SATISFACTION.get(rated.satisfaction() - 1) + solved;
    }

    private String value(CaseEvent.Corrected.Field field, String code) {
        CaseLabels labels = kind.labels();
        return switch (field) {
            case TITLE -> code;
            case CLASS -> labels.classes().getOrDefault(code, code);
            case SUBJECT -> labels.subjects().getOrDefault(code, code);
            case REGION -> labels.regions().getOrDefault(code, code);
            case GUARDED -> Boolean.parseBoolean(code) ? "保密" : "不保密";
        };
    }
}
