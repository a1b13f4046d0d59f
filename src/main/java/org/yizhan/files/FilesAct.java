package org.yizhan.files;

import org.yizhan.journal.JournalAct;

/** What the journal records of files. */
enum FilesAct implements JournalAct {
    STORED("files.stored", "收下文件");

    private final String code;
    private final String label;

    FilesAct(String code, String label) {
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
