package org.yizhan.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The result of reading the whole journal and checking every row (校验结果).
 *
 * @param checked sealed entries that were read
 * @param waiting entries that are in order and wait for the sealer
 * @param more findings beyond those that are listed
 */
public record Verification(Instant at, long checked, long waiting, List<Finding> findings, long more) {
    public Verification {
        findings = List.copyOf(findings);
    }

    public boolean isSound() {
        return findings.isEmpty();
    }

    /** One line in Chinese. */
    public String summary() {
        return isSound()
                ? "日志完好：核对了" + checked + "条，没有改动、删除或外来的记录。"
                : "日志有问题：核对了" + checked + "条，发现" + (findings.size() + more) + "处。";
    }

    /** All in Chinese, line by line. */
    public String report() {
        String lines = findings.stream()
                .map(f -> "· " + f.kind().label() + "：" + f.words())
                .collect(Collectors.joining("\n"));
        return summary() + (lines.isEmpty() ? "" : "\n" + lines) + (more > 0 ? "\n· 另有" + more + "处，处理以上各处后再校验。" : "");
    }

    /** Collects findings, up to a number a person can read. */
    static final class Findings {
        private static final int MOST = 200;

        private final List<Finding> listed = new ArrayList<>();
        private long more;

        void add(Finding.Kind kind, String words) {
            if (listed.size() < MOST) {
                listed.add(new Finding(kind, words));
            } else {
                more++;
            }
        }

        Verification over(Instant at, long checked, long waiting) {
            return new Verification(at, checked, waiting, listed, more);
        }
    }
}
