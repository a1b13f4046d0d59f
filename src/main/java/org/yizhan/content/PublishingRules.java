package org.yizhan.content;

import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.TimeLimit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;

/** What the law leaves to the county (发布规定), as the office has set it. */
@Service
@Transactional
public class PublishingRules {
    private final JdbcClient sql;
    private final Journal journal;

    PublishingRules(JdbcClient sql, Journal journal) {
        this.sql = sql;
        this.journal = journal;
    }

    /**
     * @param confirmWithin how soon a second person confirms an emergency release
     * @param pushMayDecline whether a unit may take what the county hands down out of its column again
     */
    public record Rules(TimeLimit confirmWithin, boolean pushMayDecline) {}

    @Transactional(readOnly = true)
    public Rules now() {
        return sql.sql("select confirm_within, push_may_decline from content.publishing_rule")
                .query((row, n) -> new Rules(TimeLimit.parse(row.getString(1)).orElseThrow(), row.getBoolean(2)))
                .single();
    }

    /** For the office that looks after all sites. */
    public Optional<Refusal> set(Actor actor, Rules rules) {
        if (!actor.isStaff() || !actor.mayEverywhere(ContentPermissions.SITES)) {
            return Acts.refuse("发布规定由管理全县站点的单位修改，您没有这个权限。");
        }
        if (rules.confirmWithin().days() < 1 || rules.confirmWithin().days() > 30) {
            return Acts.refuse("应急发布的确认期限应在1到30天之间。");
        }
        if (rules.equals(now())) {
            return Optional.empty();
        }
        sql.sql("update content.publishing_rule set confirm_within = :within, push_may_decline = :decline")
                .param("within", rules.confirmWithin().written())
                .param("decline", rules.pushMayDecline())
                .update();
        journal.record(actor.ref(), ContentAct.RULES_CHANGED, new ObjectRef("publishing-rule", 1),
                Map.of("confirm", rules.confirmWithin().written(), "decline", Boolean.toString(rules
                        .pushMayDecline())));
        return Optional.empty();
    }
}
