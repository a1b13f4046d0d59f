package org.yizhan.disclosure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.content.Made;
import org.yizhan.content.SiteView;
import org.yizhan.directory.Directory;
import org.yizhan.directory.Unit;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.CreditCode;
import org.yizhan.shared.Kept;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The bodies with a duty to disclose (公开主体), and the county above them. */
@Service
@Transactional
public class Bodies {
    /** First parts below {@code /disclosure/} that are pages of the county. */
    private static final Set<String> TAKEN = Set.of("catalogue", "library", "areas", "gazette", "lists", "points",
            "filings", "apply", "guide", "rules", "reports", "bodies", "statistics", "county", "content", "reviews");

    private final JdbcClient sql;
    private final Directory directory;
    private final Journal journal;
    private final CountyClock clock;
    private final Announcer announcer;
    private final Kept<List<Body>> kept = new Kept<>(this::open);

    Bodies(JdbcClient sql, Directory directory, Journal journal, CountyClock clock, Announcer announcer) {
        this.sql = sql;
        this.directory = directory;
        this.journal = journal;
        this.clock = clock;
        this.announcer = announcer;
    }

    @Transactional(readOnly = true)
    public List<Body> all() {
        return sql.sql("select * from disclosure.body order by not county, position, unit_id")
                .query(Bodies::body)
                .list();
    }

    @Transactional(readOnly = true)
    public List<Body> open() {
        return all().stream().filter(Body::open).toList();
    }

    @Transactional(readOnly = true)
    public Optional<Body> find(long id) {
        return sql.sql("select * from disclosure.body where unit_id = :id")
                .param("id", id)
                .query(Bodies::body)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Body> bySlug(String slug) {
        return sql.sql("select * from disclosure.body where slug = :slug and open and not county")
                .param("slug", slug)
                .query(Bodies::body)
                .optional();
    }

    /**
     * Whose pages of disclosure belong to the site: on the portal the county's, on another those of its unit, or of the nearest unit above
     * that is a body. From memory, because pages ask it while they are made.
     */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Body> of(SiteView site) {
        if (site.isPortal()) {
            return kept.now().stream().filter(Body::county).findFirst();
        }
        UnitPath unit = site.facts().unit();
        return unit == null
                ? Optional.empty()
                : kept.now()
                        .stream()
                        .filter(body -> !body.county() && body.unit().contains(unit))
                        .max(Comparator.comparingInt(body -> body.unit().value().length()));
    }

    @Transactional(readOnly = true)
    public Optional<Body> county() {
        return sql.sql("select * from disclosure.body where county and open").query(Bodies::body).optional();
    }

    /** The bodies that this person looks after. */
    @Transactional(readOnly = true)
    public List<Body> of(Actor actor) {
        return all().stream().filter(body -> mayManage(actor, body)).toList();
    }

    public boolean mayManage(Actor actor, Body body) {
        return DisclosureRules.refusal(DisclosureAction.MANAGE, actor, body.unit()).isEmpty();
    }

    public boolean mayManageCounty(Actor actor) {
        return DisclosureRules.ofCounty(actor).isEmpty();
    }

    /** The unit above all others becomes the county's body. The first report that a body owes is the one on this year. */
    public Made setUp(Actor actor, NewBody typed) {
        Optional<Unit> unit = directory.unit(typed.unit());
        if (unit.isEmpty()) {
            return new Made.Refused(new Refusal("没有找到这个单位，请重新选择。"));
        }
        Optional<Refusal> refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(unit.get().division(), "内设科室不是公开主体，请选择它所在的单位。"))
                .or(() -> problem(typed))
                .or(() -> Refusal.when(find(typed.unit().value()).isPresent(), "“" + unit.get().name() + "”已经是公开主体。"))
                .or(() -> slugTaken(typed));
        if (refusal.isPresent()) {
            return new Made.Refused(refusal.get());
        }
        bound("""
                insert into disclosure.body (unit_id, unit_path, slug, name, county, org_code, credit_code, region, dept_code,
                    number_rule, position, open)
                values (:id, :path, :slug, :name, :county, :org, :credit, :region, :dept, :rule, :position, :open)""",
                typed)
                .param("path", unit.get().path().value())
                .param("name", unit.get().name())
                .param("county", unit.get().path().isRoot())
                .update();
        sql.sql("insert into disclosure.report_duty (body_id, from_year) values (:id, :year)")
                .param("id", typed.unit().value())
                .param("year", clock.today().getYear())
                .update();
        kept.changed();
        announcer.say(Announcer.EVERYWHERE);
        journal.record(actor.ref(), DisclosureAct.BODY_SET_UP, new ObjectRef("body", typed.unit().value()), Map.of());
        return new Made.Done(typed.unit().value());
    }

    /** A changed rule holds for numbers that are given from now on. */
    public Optional<Refusal> change(Actor actor, int version, NewBody typed) {
        Optional<Body> before = find(typed.unit().value());
        if (before.isEmpty()) {
            return Optional.of(new Refusal("没有找到这个公开主体。"));
        }
        Optional<Refusal> refusal = DisclosureRules.ofCounty(actor)
                .or(() -> problem(typed))
                .or(() -> Refusal.when(before.get().county() && !typed.open(), "县政府的信息公开不能停用。"))
                .or(() -> Refusal.when(!before.get().slug().equals(typed.slug()), "网址名不能更改，否则已公开的网址都会失效。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        String name = directory.unit(typed.unit()).map(Unit::name).orElse(before.get().name());
        int changed = bound(
                """
                        update disclosure.body set slug = :slug, name = :name, org_code = :org, credit_code = :credit, region = :region,
                            dept_code = :dept, number_rule = :rule, position = :position, open = :open, version = version + 1
                        where unit_id = :id and version = :version""",
                typed)
                .param("name", name)
                .param("version", version)
                .update();
        if (changed == 0) {
            return Optional.of(new Refusal("这个主体的资料刚被别人改过，请看过最新的内容再改。"));
        }
        kept.changed();
        announcer.say(Announcer.EVERYWHERE);
        journal.record(actor.ref(), DisclosureAct.BODY_CHANGED, new ObjectRef("body", typed.unit().value()), Map.of());
        return Optional.empty();
    }

    private Optional<Refusal> slugTaken(NewBody typed) {
        return Refusal.when(sql.sql("select exists (select 1 from disclosure.body where slug = :slug)")
                .param("slug", typed.slug())
                .query(Boolean.class)
                .single(), "网址名“" + typed.slug() + "”已被别的主体使用。");
    }

    private static Optional<Refusal> problem(NewBody typed) {
        if (!typed.slug().matches("[a-z][a-z0-9-]{1,30}") || TAKEN.contains(typed.slug())) {
            return Optional.of(new Refusal("网址名用小写字母、数字和短横线，字母开头，2到31个字符，且不能与页面名称相同，例如 slj。"));
        }
        if (!typed.creditCode().isEmpty()) {
            var wrong = CreditCode.problem(typed.creditCode());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        if (!typed.orgCode().isEmpty() && !typed.orgCode().matches("[0-9A-Z]{8}[0-9X]")) {
            return Optional.of(new Refusal("组织机构代码应为9位，例如 01527918X，不写短横线。"));
        }
        if (!typed.region().isEmpty() && !typed.region().matches("[0-9]{6}")) {
            return Optional.of(new Refusal("行政区划代码应为6位数字。"));
        }
        if (!typed.deptCode().matches("[0-9A-Za-z]{0,10}")) {
            return Optional.of(new Refusal("部门代码用字母和数字，最多10位。"));
        }
        return new NumberRule(typed.numberRule())
                .problem(Body.codes(typed.orgCode(), typed.creditCode(), typed.region(), typed.deptCode()));
    }

    private JdbcClient.StatementSpec bound(String statement, NewBody typed) {
        return sql.sql(statement)
                .param("id", typed.unit().value())
                .param("slug", typed.slug())
                .param("org", typed.orgCode())
                .param("credit", typed.creditCode())
                .param("region", typed.region())
                .param("dept", typed.deptCode())
                .param("rule", typed.numberRule())
                .param("position", typed.position())
                .param("open", typed.open());
    }

    private static Body body(ResultSet row, int n) throws SQLException {
        return new Body(row.getLong("unit_id"), new UnitPath(row.getString("unit_path")), row.getString("slug"),
                row.getString("name"), row.getBoolean("county"), row.getString("org_code"),
                row.getString("credit_code"), row.getString("region"), row.getString("dept_code"),
                row.getString("number_rule"), row.getInt("position"), row.getBoolean("open"), row.getInt("version"));
    }
}
