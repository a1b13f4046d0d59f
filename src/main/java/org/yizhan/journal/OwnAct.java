package org.yizhan.journal;

/** What the journal records of itself. */
enum OwnAct implements JournalAct {
    ALARM("journal.alarm", "日志报警"),
    CLOCK_SET_BACK("journal.clock-set-back", "系统时钟被拨回"),
    READ("journal.read", "查阅日志"),
    EXPORTED("journal.exported", "导出日志"),
    VERIFIED("journal.verified", "校验日志");

    private final String code;
    private final String label;

    OwnAct(String code, String label) {
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
