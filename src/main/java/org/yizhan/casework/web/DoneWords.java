package org.yizhan.casework.web;

import org.yizhan.casework.CaseAction;
import org.yizhan.casework.CaseKind;
import org.yizhan.casework.CaseView;

/** Says what has happened and what comes next, after something was done with a case. */
final class DoneWords {
    private DoneWords() {}

    static String of(CaseAction action, CaseView view, CaseKind kind) {
        String writer = kind.writerWord();
        return switch (action) {
            case ACCEPT -> "已受理，请" + kind.word(CaseAction.DISPATCH) + "给承办单位。";
            case REFUSE -> "已不予受理，" + writer + "可以查到理由。";
            case DISPATCH, ARBITRATE -> "已" + kind.word(CaseAction.DISPATCH) + "，承办单位的待办里已有这一件。";
            case TRANSFER -> "已转其他渠道办结。";
            case MERGE -> "已并入另一件，一起答复。";
            case SIGN -> "已签收，请在期限内办理。";
            case RETURN -> "已退办，由受理办公室重新" + kind.word(CaseAction.DISPATCH) + "。";
            case GIVE_OPINION -> "协办意见已提交给主办单位。";
            case ASK_SUPPLEMENT -> "已请" + writer + "补充，等待期间不计时。";
            case SUSPEND -> "已中止计时。";
            case RESUME -> "已恢复计时。";
            case ASK_EXTENSION -> "延期申请已提交，等待审批。";
            case GRANT_EXTENSION -> "已同意延期，期限已重新推算。";
            case DENY_EXTENSION -> "已答复不同意延期。";
            case CONTACT -> "已记下与本人的联系。";
            case REPORT -> "进展已填报。";
            case DRAFT_REPLY -> view.assisting().isEmpty() ? "答复已提交审核。" : "答复已提交，协办意见都交齐就进入审核。";
            case APPROVE_REPLY -> view.state().isOpen() ? "已同意，等待领导签发。" : "已同意，答复已发出，这一件办结。";
            case SIGN_OFF -> "已签发。";
            case SEND_BACK -> "已退回，承办单位会看到您写的原因。";
            case FINISH -> "已报告办结，等待确认。";
            case CONFIRM -> "已确认办结。";
            case END -> "已" + kind.word(CaseAction.END) + "，原因记入办理经过。";
            case ADD_ASSISTING -> "已增加协办单位。";
            case REMOVE_ASSISTING -> "已取消协办单位。";
            case GIVE_DATE -> "已限定日期，承办单位会看到。";
            case INSTRUCT -> "批示已送达承办单位。";
            case URGE -> "已催办，承办单位会收到提醒。";
            case NOTE -> "备注已记下，只有工作人员看得到。";
            case LINK -> "已关联。";
            case SPLIT -> "已另立一件，编号在“相关的”里，也已告知" + writer + "。";
            case CORRECT -> "已更正，更正前的内容留有记录。";
            case MOVE -> "已调整环节。";
            case REOPEN -> "已重新办理。";
            case PUBLISH -> "已公开。";
            case UNPUBLISH -> "已撤下公开。";
            case ADD_MATERIAL, URGE_AS_WRITER, WITHDRAW, RATE, ASK_AGAIN -> "已提交。";
        };
    }
}
