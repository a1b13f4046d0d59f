package org.yizhan.disclosure;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.DocumentCards;
import org.yizhan.content.IndexRule;

/** Gives content the rule of the body whose document it is. */
@Component
class BodyNumbers implements IndexRule {
    private static final String OTHER_KINDS = "15";
    private static final String OTHER_SUBJECTS = "22";

    private final Proposals proposals;
    private final EntryRows entries;
    private final DocumentCards cards;
    private final CountyClock clock;

    BodyNumbers(Proposals proposals, EntryRows entries, DocumentCards cards, CountyClock clock) {
        this.cards = cards;
        this.proposals = proposals;
        this.entries = entries;
        this.clock = clock;
    }

    @Override
    public List<@Nullable Pattern> patterns(List<Newcomer> newcomers) {
        Proposals.Sight sight = proposals.sight();
        var classified = new HashMap<Long, Classification>();
        entries.of(newcomers.stream().map(Newcomer::documentId).toList())
                .forEach(entry -> classified.put(entry.documentId(), entry.where()));
        var patterns = new ArrayList<@Nullable Pattern>();
        for (Newcomer one : newcomers) {
            Classification where = classified.get(one.documentId());
            Optional<Body> body = where == null || where.body() == null
                    ? sight.bodyOf(one.siteId(), one.columnId(), one.unit())
                    : sight.find(where.body());
            LocalDate day = clock.local(one.published()).toLocalDate();
            patterns.add(body.map(b -> {
                var rule = new NumberRule(b.numberRule());
                Classification known = where == null && rule.asksForKinds() ? proposed(sight, one) : where;
                return rule.pattern(codes(b, known), day);
            }).orElse(null));
        }
        return patterns;
    }

    private @Nullable Classification proposed(Proposals.Sight sight, Newcomer one) {
        return cards.current(one.documentId()).map(sight::of).orElse(null);
    }

    private static Map<String, String> codes(Body body, @Nullable Classification where) {
        var codes = new HashMap<>(body.codes());
        codes.put("classCode", where == null || where.statutory() == null ? OTHER_KINDS : where.statutory());
        codes.put("groupCode", where == null || where.subject() == null ? OTHER_SUBJECTS : where.subject());
        return codes;
    }
}
