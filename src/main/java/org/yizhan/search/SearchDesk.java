package org.yizhan.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Where editors see what visitors do not find, and put it right (检索设置): by a result put first, or by another name. */
@Service
@Transactional
public class SearchDesk {
    private static final int PAGE = 50;
    private static final Pattern KEY = Pattern.compile("(\\d{1,9})-(.+)");

    private final SearchTuning tuning;
    private final Journal journal;
    private final CountyClock clock;

    SearchDesk(SearchTuning tuning, Journal journal, CountyClock clock) {
        this.tuning = tuning;
        this.journal = journal;
        this.clock = clock;
    }

    /** A group of words that mean the same. */
    public record Group(long id, String words) {}

    /** What visitors asked for in vain, the most often first. An unreadable key means the first page. */
    @Transactional(readOnly = true)
    public KeyPage<InVain> inVain(Actor actor, @Nullable String key) {
        if (SearchRules.check(actor).isPresent()) {
            return new KeyPage<>(List.of(), null, null);
        }
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean further = from.matches();
        List<InVain> found = tuning.inVain(further ? Integer.parseInt(from.group(1)) : Integer.MAX_VALUE,
                further ? from.group(2) : "", PAGE + 1);
        InVain last = found.size() > PAGE ? found.get(PAGE - 1) : null;
        return new KeyPage<>(found.stream().limit(PAGE).toList(),
                last == null ? null : last.times() + "-" + last.words(), null);
    }

    @Transactional(readOnly = true)
    public List<Promoted> promoted(Actor actor) {
        return SearchRules.check(actor).isPresent() ? List.of() : tuning.promoted();
    }

    @Transactional(readOnly = true)
    public List<Group> groups(Actor actor) {
        return SearchRules.check(actor).isPresent()
                ? List.of()
                : tuning.groups().stream().map(group -> new Group(group.id(), group.words())).toList();
    }

    public Optional<Refusal> promote(Actor actor, Promoted typed) {
        var wanted = new Promoted(0, String.join(" ", SearchRules.words(typed.words())), PlainText.line(typed.title()),
                typed.href().strip(), PlainText.line(typed.note()), typed.until());
        var refusal = SearchRules.check(actor)
                .or(() -> SearchRules.check(wanted, clock.today(), tuning.countPromoted()));
        if (refusal.isEmpty()) {
            record(actor, SearchAct.PROMOTED, "promoted", tuning.promote(wanted));
        }
        return refusal;
    }

    public Optional<Refusal> demote(Actor actor, long id) {
        var refusal = SearchRules.check(actor);
        if (refusal.isEmpty() && tuning.demote(id)) {
            record(actor, SearchAct.DEMOTED, "promoted", id);
        }
        return refusal;
    }

    public Optional<Refusal> addGroup(Actor actor, String typed) {
        List<String> words = SearchRules.words(typed);
        var refusal = SearchRules.check(actor).or(() -> SearchRules.checkGroup(words));
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<Long> id = tuning.addGroup(String.join(" ", words));
        id.ifPresent(added -> record(actor, SearchAct.SYNONYMS_ADDED, "synonyms", added));
        return Refusal.when(id.isEmpty(), "这组同义词已经有了。");
    }

    public Optional<Refusal> removeGroup(Actor actor, long id) {
        var refusal = SearchRules.check(actor);
        if (refusal.isEmpty() && tuning.removeGroup(id)) {
            record(actor, SearchAct.SYNONYMS_REMOVED, "synonyms", id);
        }
        return refusal;
    }

    /** Takes the words off the list; they come back when somebody asks for them in vain again. */
    public Optional<Refusal> settle(Actor actor, String words) {
        var refusal = SearchRules.check(actor);
        if (refusal.isEmpty() && tuning.settle(words)) {
            record(actor, SearchAct.SETTLED, "asked", 0);
        }
        return refusal;
    }

    private void record(Actor actor, SearchAct act, String type, long id) {
        journal.record(actor.ref(), act, new ObjectRef("search." + type, id), Map.of());
    }
}
