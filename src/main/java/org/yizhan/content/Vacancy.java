package org.yizhan.content;

import java.util.List;

/**
 * A step on an article's way that nobody may sign as things stand (缺人的环节).
 *
 * @param step its name, as on the signing sheet
 * @param helpers names of who can give somebody the right to sign it
 */
public record Vacancy(String step, List<String> helpers) {
    public Vacancy {
        helpers = List.copyOf(helpers);
    }

    /** What the author should know before the article gets stuck there. */
    public String words() {
        String ask = helpers.isEmpty()
                ? "请联系本单位管理员"
                : "请找" + String.join("、", helpers) + (helpers.size() == 1 ? "" : "中的一位");
        return "“" + step + "”现在没有别的同志能签（写稿人、提交人和签过前面环节的人都不能签）。" + ask + "给另一位同志授权，否则稿件会停在这一步。";
    }
}
