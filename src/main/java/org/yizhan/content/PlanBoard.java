package org.yizhan.content;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Person;
import org.yizhan.shared.Actor;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** What is planned (定时安排), for one article and for all that a person looks after. */
@Component
public class PlanBoard {
    private static final Pattern KEY = Pattern.compile("(n?)(-?\\d{1,17})-(\\d{1,18})");

    private final JdbcClient sql;
    private final Plans plans;
    private final Directory directory;

    PlanBoard(JdbcClient sql, Plans plans, Directory directory) {
        this.sql = sql;
        this.plans = plans;
        this.directory = directory;
    }

    /**
     * One plan with what a page says of it.
     *
     * @param stands whether the text is still the one that it was approved for
     * @param mayCancel whether this person may call it off
     */
    public record Line(Plan plan, String title, String siteName, String columnName, String approver, boolean stands,
            boolean mayCancel) {}

    /** Those of one document that wait, and the last few that do not. */
    public List<Line> of(Actor actor, long documentId) {
        return plans.of(documentId).stream().map(plan -> line(actor, plan)).toList();
    }

    /** Of everything in the units in which this person works: what waits by its time, the nearest first; what is over, the last first. */
    public KeyPage<Line> list(Actor actor, Plan.State state, @Nullable String key, int size) {
        int rows = Math.clamp(size, 1, 100);
        Matcher from = KEY.matcher(key == null ? "" : key);
        boolean begun = from.matches();
        boolean back = begun && !from.group(1).isEmpty();
        boolean upwards = (state == Plan.State.WAITING) != back;
        long at = begun ? Long.parseLong(from.group(2)) : upwards ? -62_000_000_000L : 250_000_000_000L;
        long id = begun ? Long.parseLong(from.group(3)) : upwards ? 0 : Long.MAX_VALUE;
        String order = upwards ? "p.at, p.id" : "p.at desc, p.id desc";
        List<Plan> found = sql
                .sql(SqlLimit.of(rows + 1,
                        """
                                select p.* from content.plan p
                                join content.edition e on e.id = p.edition_id join content.column_ c on c.id = e.column_id
                                where p.state = :state and (p.at, p.id) %s (to_timestamp(:at), :id)
                                    and exists (select 1 from unnest(cast(:scopes as text[])) scope where starts_with(c.unit_path, scope))
                                order by %s limit :rows"""
                                .formatted(upwards ? ">" : "<", order)))
                .param("state", state.name())
                .param("at", at)
                .param("id", id)
                .param("scopes", ContentRules.scopes(actor))
                .query(Plans::plan)
                .list();
        if (back && found.size() < rows) {
            return list(actor, state, null, size);
        }
        return KeyPage.of(found, rows, back, begun, plan -> plan.at().getEpochSecond() + "-" + plan.id(),
                plan -> line(actor, plan));
    }

    private Line line(Actor actor, Plan plan) {
        record Where(String title, String digest, String site, String column, UnitPath unit, long liveEdition) {}
        Where where = sql.sql("""
                select e.title, e.digest, s.name, c.name, c.unit_path, coalesce(d.live_edition_id, 0)
                from content.edition e join content.document d on d.id = e.document_id
                join content.column_ c on c.id = e.column_id join content.site s on s.id = d.site_id
                where e.id = :id""")
                .param("id", plan.editionId())
                .query((row, n) -> new Where(row.getString(1), row.getString(2), row.getString(3), row.getString(4),
                        new UnitPath(row.getString(5)), row.getLong(6)))
                .single();
        boolean overtaken = plan.kind() == Plan.Kind.TAKE_OFF && where.liveEdition != 0
                && where.liveEdition != plan.editionId();
        String needed = plan.kind() == Plan.Kind.GO_LIVE ? ContentPermissions.PUBLISH : ContentPermissions.WITHDRAW;
        return new Line(plan, where.title, where.site, where.column,
                directory.person(new PersonId(plan.approver())).map(Person::name).orElse("（已不在册）"),
                !overtaken && where.digest.equals(plan.digest()),
                plan.state() == Plan.State.WAITING && actor.isStaff()
                        && (plan.approver() == actor.ref().id() || actor.may(needed, where.unit)));
    }

}
