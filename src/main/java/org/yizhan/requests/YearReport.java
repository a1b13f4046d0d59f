package org.yizhan.requests;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The annual report of a body (政府信息公开工作年度报告).
 *
 * @param body 0 for the whole county
 * @param two what stands in table two, by the codes of {@link YearReports#TABLE_TWO}
 * @param frozenAt null while its figures follow the data
 * @param document the article that was made of it; null while there is none
 */
public record YearReport(long body, String name, int year, String general, String problems, String other,
        Map<String, String> two, YearTable three, Map<Dispute.Kind, Map<Dispute.Result, Integer>> four,
        @Nullable Instant frozenAt, @Nullable Long document, int version) {
    public boolean isFrozen() {
        return frozenAt != null;
    }

    public int dispute(Dispute.Kind kind, Dispute.Result result) {
        return four.getOrDefault(kind, Map.of()).getOrDefault(result, 0);
    }

    public int disputes(Dispute.Kind kind) {
        return four.getOrDefault(kind, Map.of()).values().stream().mapToInt(Integer::intValue).sum();
    }
}
