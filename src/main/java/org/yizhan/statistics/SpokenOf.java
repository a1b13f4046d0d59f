package org.yizhan.statistics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.casework.CaseOracle;
import org.yizhan.casework.CaseReading;
import org.yizhan.casework.CaseView;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;

/** The cases behind a word, as far as the reader sees them; none that is guarded by now. */
@Service
@Transactional(readOnly = true)
public class SpokenOf {
    private static final int PAGE = 50;

    private final CaseWords words;
    private final Analysis analysis;
    private final CaseReading cases;
    private final CaseOracle oracle;
    private final CountyClock clock;

    SpokenOf(CaseWords words, Analysis analysis, CaseReading cases, CaseOracle oracle, CountyClock clock) {
        this.words = words;
        this.analysis = analysis;
        this.cases = cases;
        this.oracle = oracle;
        this.clock = clock;
    }

    public KeyPage<CaseView> cases(Actor actor, AnalysisQuery query, String word, @Nullable String key) {
        Grain.Span span = Grain.Span.of(query.grain(), query.day(), clock.today());
        boolean newer = key != null && key.startsWith("n");
        List<CaseWords.Found> found = words.casesOf(analysis.scope(actor).codes(), word, span, key, newer, PAGE + 1);
        KeyPage<CaseWords.Found> page = KeyPage.of(found, PAGE, newer, key != null, CaseWords.Found::key, one -> one);
        Map<Long, CaseView> views = new HashMap<>();
        cases.find(page.items().stream().map(CaseWords.Found::id).toList())
                .stream()
                .filter(view -> !view.guarded() && oracle.sight(actor, view).isAny())
                .forEach(view -> views.put(view.id().value(), view));
        return new KeyPage<>(page.items().stream().map(one -> views.get(one.id())).filter(Objects::nonNull).toList(),
                page.older(), page.newer());
    }
}
