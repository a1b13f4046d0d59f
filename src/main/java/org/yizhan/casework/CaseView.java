package org.yizhan.casework;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yizhan.shared.UnitPath;

/**
 * What all kinds of case share, as it is at one moment (办件).
 *
 * @param clazz what the writer wants, by a code of the kind: consultation, complaint
 * @param subject code of what it is about
 * @param writer keyed mark by which the cases of one writer are found; empty when nobody is known
 * @param guarded whether who wrote it must stay hidden
 * @param home the unit whose office receives and checks it
 * @param bound whether the lead unit was decided upon and cannot return it
 * @param due when the earliest promise ends; null while time is not counted, and when nothing is owed
 * @param late whether a limit of the whole case has passed
 * @param facts what conditions of the process ask for
 */
public record CaseView(CaseId id, String kind, String number, String code, int process, String title, String clazz,
        String subject, String region, String channel, String writer, boolean guarded, UnitPath home,
        @Nullable UnitPath lead, Set<UnitPath> assisting, CaseState state, @Nullable String outcome,
        @Nullable Wait waits,
        boolean bound, Instant receivedAt, @Nullable Instant answeredAt, @Nullable Instant endedAt,
        @Nullable Instant due,
        boolean late, int returns, int reopenings, int urges, Map<String, String> facts, int version) {
    public CaseView {
        assisting = Set.copyOf(assisting);
        facts = Map.copyOf(facts);
    }

    /** Why time is not counted. */
    public enum Wait {
        SUPPLEMENT("等待补充材料"), SUSPENDED("中止计时");

        private final String label;

        Wait(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    CaseView as(CaseRows.Registered made) {
        return new CaseView(made.id(), kind, made.number(), code, made.process(), title, clazz, subject, region,
                channel, writer, guarded,
                home,
                lead, assisting, state, outcome, waits, bound, receivedAt, answeredAt, endedAt, due, late, returns,
                reopenings,
                urges, facts, version);
    }

    /** The units whose matter it is now. */
    public List<UnitPath> units() {
        var all = new java.util.LinkedHashSet<UnitPath>();
        all.add(home);
        if (lead != null) {
            all.add(lead);
        }
        all.addAll(assisting);
        return List.copyOf(all);
    }
}
