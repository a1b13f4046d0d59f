package org.yizhan.requests;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a request ends (处理结果), with the row of the annual report in which it is counted: the one table of outcomes. On which article each
 * rests depends on the regulation ({@link Articles}).
 */
public enum Outcome {
    A1("已主动公开，告知获取方式", Row.GIVEN, 0),
    A2("予以公开", Row.GIVEN, 0),
    A3("部分公开", Row.PARTLY, 0),
    B1("不予公开：属于国家秘密", Row.REFUSED, 1),
    B2("不予公开：其他法律行政法规禁止公开", Row.REFUSED, 2),
    B3("不予公开：危及“三安全一稳定”", Row.REFUSED, 3),
    B4("不予公开：保护第三方合法权益", Row.REFUSED, 4),
    B5("不予公开：属于三类内部事务信息", Row.REFUSED, 5),
    B6("不予公开：属于四类过程性信息", Row.REFUSED, 6),
    B7("不予公开：属于行政执法案卷", Row.REFUSED, 7),
    B8("不予公开：属于行政查询事项", Row.REFUSED, 8),
    C1("无法提供：本机关不掌握相关政府信息", Row.UNABLE, 1),
    C2("无法提供：没有现成信息需要另行制作", Row.UNABLE, 2),
    C3("无法提供：补正后申请内容仍不明确", Row.UNABLE, 3),
    D1("不予处理：信访举报投诉类申请", Row.UNPROCESSED, 1),
    D2("不予处理：重复申请", Row.UNPROCESSED, 2),
    D3("不予处理：要求提供公开出版物", Row.UNPROCESSED, 3),
    D4("不予处理：无正当理由大量反复申请", Row.UNPROCESSED, 4),
    D5("不予处理：要求确认或重新出具已获取信息", Row.UNPROCESSED, 5),
    E1("其他处理：申请人无正当理由逾期不补正", Row.OTHER, 1),
    E2("其他处理：申请人逾期未按收费通知要求缴纳费用", Row.OTHER, 2),
    E3("其他处理：其他", Row.OTHER, 3);

    /** The rows under 三、本年度办理结果 of table three. */
    public enum Row {
        GIVEN("（一）予以公开"),
        PARTLY("（二）部分公开"),
        REFUSED("（三）不予公开"),
        UNABLE("（四）无法提供"),
        UNPROCESSED(
                "（五）不予处理"),
        OTHER("（六）其他处理");

        private final String label;

        Row(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    private final String label;
    private final Row row;
    private final int line;

    Outcome(String label, Row row, int line) {
        this.label = label;
        this.row = row;
        this.line = line;
    }

    public String label() {
        return label;
    }

    public Row row() {
        return row;
    }

    /** Its number within the row; 0 when it is the row. */
    public int line() {
        return line;
    }

    /** Whether the applicant gets an answer with this outcome; the others end a request without one. */
    public boolean isAnswered() {
        return row != Row.OTHER;
    }

    /** Whether review must come before a lawsuit: whenever the body does not disclose (行政复议法第二十三条). */
    public boolean isReviewFirst() {
        return row == Row.REFUSED || row == Row.PARTLY || row == Row.UNPROCESSED || row == Row.UNABLE;
    }

    public static Optional<Outcome> find(String code) {
        return Arrays.stream(values()).filter(one -> one.name().equals(code)).findFirst();
    }

    public static List<Outcome> answered() {
        return Arrays.stream(values()).filter(Outcome::isAnswered).toList();
    }
}
