package org.yizhan.content;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The leaders whose names, posts and order texts are compared with (领导名录), kept by those who keep the words. */
@Service
@Transactional
public class Leaders {
    private static final int LONGEST_POSTS = 100;

    private final LeaderRows rows;
    private final Journal journal;

    Leaders(LeaderRows rows, Journal journal) {
        this.rows = rows;
        this.journal = journal;
    }

    /** A leader, and whether this person looks after the entry. */
    public record Line(KnownLeader leader, boolean mine) {}

    /** As somebody typed it. */
    public record Typed(UnitPath unit, String name, String posts, String position) {}

    @Transactional(readOnly = true)
    public List<Line> list(Actor actor, boolean retired) {
        return rows.all(retired)
                .stream()
                .map(leader -> new Line(leader, refusal(actor, leader.unit()).isEmpty()))
                .toList();
    }

    /** The entry, for whoever looks after it. */
    @Transactional(readOnly = true)
    public Optional<KnownLeader> find(Actor actor, long id) {
        return rows.byId(id).filter(leader -> refusal(actor, leader.unit()).isEmpty());
    }

    public Made add(Actor actor, Typed typed) {
        Typed clean = clean(typed);
        var refusal = refusal(actor, clean.unit()).or(() -> problem(clean));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        Optional<Long> id = rows.insert(clean.unit(), clean.name(), clean.posts(), Integer.parseInt(clean.position()));
        if (id.isEmpty()) {
            return new Made.Refused(taken(clean));
        }
        record(actor, ContentAct.LEADER_ADDED, id.get(), clean.unit());
        return new Made.Done(id.get());
    }

    public Optional<Refusal> change(Actor actor, long id, int version, Typed typed) {
        Typed clean = clean(typed);
        var found = rows.byId(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("这位领导已不在名录里。"));
        }
        var refusal = refusal(actor, found.get().unit()).or(() -> refusal(actor, clean.unit()))
                .or(() -> problem(clean))
                .or(() -> Refusal.when(rows.isTaken(clean.unit(), clean.name(), id), taken(clean).text()));
        if (refusal.isPresent()) {
            return refusal;
        }
        if (!rows.update(id, version, clean.unit(), clean.name(), clean.posts(), Integer.parseInt(clean.position()))) {
            return Optional.of(new Refusal("这一条刚被别人改过，请看过最新的内容再改。"));
        }
        record(actor, ContentAct.LEADER_CHANGED, id, clean.unit());
        return Optional.empty();
    }

    /** Texts are not compared with the entry any more. */
    public Optional<Refusal> retire(Actor actor, long id) {
        var found = rows.byId(id);
        if (found.isEmpty()) {
            return Optional.of(new Refusal("这位领导已不在名录里。"));
        }
        var refusal = refusal(actor, found.get().unit());
        if (refusal.isEmpty() && !found.get().retired()) {
            rows.retire(id);
            record(actor, ContentAct.LEADER_RETIRED, id, found.get().unit());
        }
        return refusal;
    }

    private static Optional<Refusal> problem(Typed typed) {
        if (!typed.name().matches("[\\p{IsHan}·]{2,20}")) {
            return Optional.of(new Refusal("请填写姓名，二到二十个汉字，中间不留空格。"));
        }
        if (typed.posts().isEmpty() || PlainText.length(typed.posts()) > LONGEST_POSTS) {
            return Optional.of(new Refusal("请填写职务，最多" + LONGEST_POSTS + "个字；几个职务用顿号分开，例如“县委副书记、县长”。"));
        }
        return Refusal.when(!typed.position().matches("[1-9]\\d{0,3}"), "排名请填写1到9999的整数。");
    }

    private static Typed clean(Typed typed) {
        return new Typed(typed.unit(), PlainText.line(typed.name()).replaceAll("[\\s\u3000]", ""),
                PlainText.trimmed(PlainText.line(typed.posts())), typed.position().strip());
    }

    private static Refusal taken(Typed typed) {
        return new Refusal("“" + typed.name() + "”已在名录里（也可能在“已移出”里），请直接修改那一条。");
    }

    private static Optional<Refusal> refusal(Actor actor, UnitPath unit) {
        return ContentRules.refusal(ContentAction.MANAGE_WORDS, actor, unit);
    }

    private void record(Actor actor, ContentAct act, long id, UnitPath unit) {
        journal.record(actor.ref(), act, new ObjectRef("leader", id), Map.of("unit", unit.value()));
    }
}
