package org.yizhan.search;

import org.yizhan.journal.JournalAct;

/** The acts on the search that the journal records. */
enum SearchAct implements JournalAct {
    PROMOTED("search.promoted", "增加推荐结果"),
    DEMOTED("search.demoted", "取消推荐结果"),
    SYNONYMS_ADDED("search.synonyms-added", "增加同义词"),
    SYNONYMS_REMOVED("search.synonyms-removed", "删除同义词"),
    SETTLED("search.settled", "处理无结果词");

    private final String code;
    private final String label;

    SearchAct(String code, String label) {
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
