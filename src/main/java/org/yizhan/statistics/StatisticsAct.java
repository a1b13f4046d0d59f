package org.yizhan.statistics;

import org.yizhan.journal.JournalAct;

/** The acts of the statistics that the journal records. */
enum StatisticsAct implements JournalAct {
    BULLETIN_MADE("statistics.bulletin-made", "拟制通报"),
    BULLETIN_CHANGED("statistics.bulletin-changed", "修改通报"),
    BULLETIN_DROPPED("statistics.bulletin-dropped", "作废通报草稿"),
    BULLETIN_ISSUED("statistics.bulletin-issued", "印发通报"),
    BULLETIN_SENT_ON("statistics.bulletin-sent-on", "通报转为稿件"),
    YEAR_TABLE_SENT_ON("statistics.year-table-sent-on", "统计表转为稿件"),
    YEAR_LINE_CHANGED("statistics.year-line-changed", "调整统计表的行"),
    YEAR_LINE_DROPPED("statistics.year-line-dropped", "删除统计表的行"),
    YEAR_LINES_ADOPTED("statistics.year-lines-adopted", "按栏目设定统计表的行"),
    MATERIAL_PICKED("statistics.material-picked", "采编专报素材"),
    MATERIAL_DROPPED("statistics.material-dropped", "去掉专报素材"),
    SURGE_SETTLED("statistics.surge-settled", "处理突增提醒"),
    SURGE_RULES_CHANGED("statistics.surge-rules-changed", "修改突增提醒的标准"),
    MAP_CHANGED("statistics.map-changed", "更换地图"),
    SILENT_WORDS_CHANGED("statistics.silent-words-changed", "修改不算热词的词");

    private final String code;
    private final String label;

    StatisticsAct(String code, String label) {
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
