package org.yizhan.casework;

import org.yizhan.journal.JournalAct;

/** The acts on cases that the journal records; each act on a case is one entry with the codes of what happened. */
enum CaseworkAct implements JournalAct {
    REGISTERED("casework.registered", "登记办件"),
    TAKEN_OVER("casework.taken-over", "接收历史办件"),
    ACTED("casework.acted", "办理办件"),
    WRITER_ACTED("casework.writer-acted", "来件人操作办件"),
    GUARDED_READ("casework.guarded-read", "查看保密办件"),
    WRITER_READ("casework.writer-read", "查看来件人"),
    TRACKED("casework.tracked", "凭查询码查询办件"),
    FELL_DUE("casework.fell-due", "办件超期"),
    REDATED("casework.redated", "重新推算办件期限"),
    RULE_CHANGED("casework.rule-changed", "修改办理期限"),
    GROUNDS_CHANGED("casework.grounds-changed", "修改办理理由"),
    PROCESS_CHANGED("casework.process-changed", "启用新的办理流程"),
    STANDARD_REPLY_CHANGED("casework.standard-reply-changed", "修改标准答复"),
    EXPORTED("casework.exported", "导出办件清单"),
    CARRIED("casework.carried", "办件转入新流程"),
    BATCH("casework.batch", "批量办理"),
    PAPER_BATCH("casework.paper-batch", "呈批办件"),
    GATHERING("casework.gathering", "并入全部内容相近的办件");

    private final String code;
    private final String label;

    CaseworkAct(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }
}
