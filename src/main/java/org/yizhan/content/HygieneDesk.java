package org.yizhan.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.calendar.CountyClock;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.AfterCommit;
import org.yizhan.shared.KeyPage;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** What is wrong in what is published (体检发现), for the unit that owns it: to be mended, or left as it is with a reason. */
@Service
@Transactional
public class HygieneDesk {
    private static final int PAGE = 30;
    private static final int LONGEST_REASON = 200;
    private static final int MOST_HOSTS = 100;

    private final HygieneRows rows;
    private final Hygiene hygiene;
    private final Editions editions;
    private final PublicSide publicSide;
    private final Journal journal;
    private final CountyClock clock;
    private final JdbcClient sql;

    HygieneDesk(HygieneRows rows, Hygiene hygiene, Editions editions, PublicSide publicSide, Journal journal,
            CountyClock clock, JdbcClient sql) {
        this.rows = rows;
        this.hygiene = hygiene;
        this.editions = editions;
        this.publicSide = publicSide;
        this.journal = journal;
        this.clock = clock;
        this.sql = sql;
    }

    /**
     * One finding.
     *
     * @param heavy whether it would stop a text that is handed in
     * @param relist whether the program itself can mend it
     * @param mayDecide whether this person may leave it as it is, or have it mended
     */
    public record Line(long id, long documentId, String title, UnitPath unit, String what, String place, String passage,
            String advice, boolean heavy, boolean relist, String reason, boolean mayDecide) {}

    /** How the last looking over went; finishedAt is null while it is under way. */
    public record LastRun(Instant startedAt, @Nullable Instant finishedAt, int looked, int passedOver, int found) {}

    @Transactional(readOnly = true)
    public Optional<LastRun> lastRun() {
        return rows.lastRun()
                .map(run -> new LastRun(run.startedAt(), run.finishedAt(), run.looked(), run.passedOver(),
                        run.found()));
    }

    /** Of the person's units, the newest first. */
    @Transactional(readOnly = true)
    public KeyPage<Line> list(Actor actor, boolean accepted, boolean onlyHeavy, @Nullable String key) {
        String place = key != null && key.matches("n?\\d{1,18}") ? key : "";
        boolean valid = !place.isEmpty();
        boolean towardsNewer = place.startsWith("n");
        long from = valid ? Long.parseLong(place.substring(towardsNewer ? 1 : 0)) : Long.MAX_VALUE;
        List<Line> found = sql.sql(SqlLimit.of(PAGE + 1, """
                select f.*, e.title from content.hygiene_finding f
                join content.document d on d.id = f.document_id
                join lateral (select title from content.edition where document_id = d.id
                    order by state = 'LIVE' desc, number desc limit 1) e on true
                where f.state = '%s' and f.unit_path like any (:scopes) and (f.heavy or not :heavy) and f.id %s
                limit :rows""".formatted(accepted ? "ACCEPTED" : "OPEN",
                towardsNewer ? "> :from order by f.id" : "< :from order by f.id desc")))
                .param("scopes", scopes(actor).toArray(String[]::new))
                .param("heavy", onlyHeavy)
                .param("from", from)
                .query((row, n) -> line(actor, row))
                .list();
        return towardsNewer && found.size() < PAGE
                ? list(actor, accepted, onlyHeavy, null)
                : KeyPage.of(found, PAGE, towardsNewer, valid, one -> Long.toString(one.id()), one -> one);
    }

    private static Line line(Actor actor, java.sql.ResultSet row) throws java.sql.SQLException {
        var unit = new UnitPath(row.getString("unit_path"));
        String code = row.getString("code");
        return new Line(row.getLong("id"), row.getLong("document_id"), row.getString("title"), unit, what(code),
                row.getString("place"), row.getString("passage"), row.getString("advice"), row.getBoolean("heavy"),
                row.getString("kind").equals("LIST"), row.getString("reason"), mayDecide(actor, unit));
    }

    static String what(String code) {
        return code.startsWith("word-") ? "检查用词" : switch (code) {
            case "file" -> "附件丢失";
            case "list" -> "列表不一致";
            case "outer-link" -> "外部链接";
            case "placeholder" -> "占位符";
            case "required" -> "缺少要素";
            case "identity-number" -> "身份证号码";
            case "damaged-text" -> "乱码";
            case "secrecy-mark" -> "密级标志";
            case "title" -> "标题";
            case "picture-facts" -> "图片说明";
            case "element-form" -> "要素写法";
            case "captions" -> "字幕";
            default -> CheckDegrees.CHOOSABLE.getOrDefault(code, "其他");
        };
    }

    /** The reason stays with the finding; the text is not looked at for it again until it changes. */
    public Optional<Refusal> accept(Actor actor, long id, String typed) {
        String reason = PlainText.line(typed).strip();
        if (PlainText.length(reason) < 2 || PlainText.length(reason) > LONGEST_REASON) {
            return Optional.of(new Refusal("请写明为什么可以这样，2到" + LONGEST_REASON + "个字。"));
        }
        var refusal = refusal(actor, id, "OPEN");
        if (refusal.isEmpty()) {
            sql.sql("""
                    update content.hygiene_finding set state = 'ACCEPTED', reason = :reason, person_id = :person,
                        changed_at = :now where id = :id""")
                    .param("id", id)
                    .param("reason", reason)
                    .param("person", actor.ref().id())
                    .param("now", Editions.at(clock.now()))
                    .update();
            journal.record(actor.ref(), ContentAct.HYGIENE_ACCEPTED, new ObjectRef("hygiene-finding", id), Map.of());
        }
        return refusal;
    }

    /** It is to be mended after all. */
    public Optional<Refusal> reopen(Actor actor, long id) {
        var refusal = refusal(actor, id, "ACCEPTED");
        if (refusal.isEmpty()) {
            sql.sql("""
                    update content.hygiene_finding set state = 'OPEN', reason = '', person_id = null, changed_at = :now
                    where id = :id""").param("id", id).param("now", Editions.at(clock.now())).update();
            journal.record(actor.ref(), ContentAct.HYGIENE_REOPENED, new ObjectRef("hygiene-finding", id), Map.of());
        }
        return refusal;
    }

    /** Writes the lines of the article into all lists and the search anew, or takes them out when it is not public. */
    public Optional<Refusal> relist(Actor actor, long id) {
        var refusal = refusal(actor, id, "OPEN");
        if (refusal.isPresent()) {
            return refusal;
        }
        long document = sql.sql("select document_id from content.hygiene_finding where id = :id and kind = 'LIST'")
                .param("id", id)
                .query(Long.class)
                .optional()
                .orElse(0L);
        if (document == 0 || !editions.lock(document)) {
            return Optional.of(new Refusal("这个问题不能这样处理，请修订稿件。"));
        }
        Optional<Edition> live = editions.live(document);
        if (live.isPresent()) {
            publicSide.writeAnew(live.get(), editions.attachmentText(live.get()));
        } else {
            publicSide.takeOut(editions.current(document).orElseThrow());
        }
        sql.sql("""
                update content.hygiene_finding set state = 'MENDED', changed_at = :now
                where document_id = :document and kind = 'LIST'""")
                .param("document", document)
                .param("now", Editions.at(clock.now()))
                .update();
        return Optional.empty();
    }

    public boolean mayRun(Actor actor) {
        return actor.mayEverywhere(ContentPermissions.WORDS);
    }

    /** Begins now instead of at night. */
    public Optional<Refusal> run(Actor actor) {
        if (!mayRun(actor)) {
            return Optional.of(new Refusal("检查全部已发布的内容，由全县管理检查用词的编辑开始，您没有这个权限。"));
        }
        if (!rows.begin(clock.now(), actor.ref().id())) {
            return Optional.of(new Refusal("正在检查，请等它完成。"));
        }
        journal.record(actor.ref(), ContentAct.HYGIENE_STARTED, new ObjectRef("hygiene", 1), Map.of());
        AfterCommit.run(hygiene::inBackground);
        return Optional.empty();
    }

    @Transactional(readOnly = true)
    public List<String> hosts() {
        return rows.hosts();
    }

    /** Names of hosts, one a line; what ends in one of them may be asked for. */
    public Optional<Refusal> setHosts(Actor actor, String typed) {
        if (!mayRun(actor)) {
            return Optional.of(new Refusal("核查外部链接的范围，由全县管理检查用词的编辑设定，您没有这个权限。"));
        }
        var hosts = new LinkedHashSet<String>();
        for (String line : Arrays.asList(PlainText.lines(typed).split("[\\s,，、]+"))) {
            String host = line.strip().toLowerCase(Locale.ROOT);
            if (host.isEmpty()) {
                continue;
            }
            if (!host.matches("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,20}") || DeadLinks.isInner(host)) {
                return Optional.of(new Refusal("“" + line + "”不是公网的域名。请写成 gov.cn、xinhuanet.com 这样，一行一个。"));
            }
            hosts.add(host);
        }
        if (hosts.size() > MOST_HOSTS) {
            return Optional.of(new Refusal("最多" + MOST_HOSTS + "个域名。"));
        }
        rows.setHosts(hosts);
        journal.record(actor.ref(), ContentAct.LINK_HOSTS_SET, new ObjectRef("link-hosts", 1),
                Map.of("hosts", Integer.toString(hosts.size())));
        return Optional.empty();
    }

    private Optional<Refusal> refusal(Actor actor, long id, String state) {
        record Found(String state, UnitPath unit) {}
        var found = sql.sql("select state, unit_path from content.hygiene_finding where id = :id for update")
                .param("id", id)
                .query((row, n) -> new Found(row.getString(1), new UnitPath(row.getString(2))))
                .optional();
        if (found.isEmpty() || !found.get().state().equals(state)) {
            return Optional.of(new Refusal("这个问题已经处理过了，请刷新列表。"));
        }
        return Refusal.when(!mayDecide(actor, found.get().unit()), "这个问题由能发布这个栏目稿件的同志决定，您没有这个权限。");
    }

    private static boolean mayDecide(Actor actor, UnitPath unit) {
        return actor.isStaff() && actor.may(ContentPermissions.PUBLISH, unit);
    }

    static List<String> scopes(Actor actor) {
        var scopes = new ArrayList<String>();
        for (String permission : List.of(ContentPermissions.WRITE, ContentPermissions.REVIEW,
                ContentPermissions.PUBLISH)) {
            actor.scopesOf(permission).forEach(scope -> scopes.add(scope.value() + "%"));
        }
        return scopes;
    }
}
