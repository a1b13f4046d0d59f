package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** The register of sites and accounts in the database. */
@Repository
class RegisterRows {
    private final JdbcClient sql;

    RegisterRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Accounts of units below one of these, in the order of their making. */
    List<MediaAccount> accounts(Collection<String> scopes, long from, boolean towardsNewer, int size) {
        return sql.sql(SqlLimit.of(size, """
                select * from content.media_account
                where unit_path like any (cast(:scopes as text[])) and id %s limit :rows"""
                .formatted(towardsNewer ? "> :from order by id" : "< :from order by id desc")))
                .param("scopes", scopes.stream().map(scope -> scope + "%").toArray(String[]::new))
                .param("from", from)
                .query(RegisterRows::account)
                .list();
    }

    /** Those that are in use. */
    List<MediaAccount> open() {
        return sql.sql("select * from content.media_account where closed_on is null order by id")
                .query(RegisterRows::account)
                .list();
    }

    Optional<MediaAccount> account(long id) {
        return sql.sql("select * from content.media_account where id = :id")
                .param("id", id)
                .query(RegisterRows::account)
                .optional();
    }

    long insert(MediaAccount account) {
        return params(
                sql.sql("""
                        insert into content.media_account (platform, name, account, operator, href, unit_path, responsible_person,
                            contact, opened_on, open_approval, closed_on, close_approval, valid_until, last_update_on)
                        values (:platform, :name, :account, :operator, :href, :unit, :responsible, :contact, :opened, :openApproval,
                            :closed, :closeApproval, :validUntil, :lastUpdate) returning id"""),
                account)
                .query(Long.class)
                .single();
    }

    void update(MediaAccount account) {
        params(sql.sql("""
                update content.media_account set platform = :platform, name = :name, account = :account,
                    operator = :operator, href = :href, unit_path = :unit, responsible_person = :responsible,
                    contact = :contact, opened_on = :opened, open_approval = :openApproval, closed_on = :closed,
                    close_approval = :closeApproval, valid_until = :validUntil, last_update_on = :lastUpdate
                where id = :id"""), account).param("id", account.id()).update();
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, MediaAccount a) {
        return statement.param("platform", a.platform().name())
                .param("name", a.name())
                .param("account", a.account())
                .param("operator", a.operator())
                .param("href", a.href())
                .param("unit", a.unit().value())
                .param("responsible", a.responsible())
                .param("contact", a.contact())
                .param("opened", a.openedOn())
                .param("openApproval", a.openApproval())
                .param("closed", a.closedOn())
                .param("closeApproval", a.closeApproval())
                .param("validUntil", a.validUntil())
                .param("lastUpdate", a.lastUpdateOn());
    }

    private static MediaAccount account(ResultSet row, int n) throws SQLException {
        return new MediaAccount(row.getLong("id"), MediaPlatform.valueOf(row.getString("platform")),
                row.getString("name"), row.getString("account"), row.getString("operator"), row.getString("href"),
                new UnitPath(row.getString("unit_path")), row.getObject("responsible_person", Long.class),
                row.getString("contact"), row.getObject("opened_on", LocalDate.class), row.getString("open_approval"),
                row.getObject("closed_on", LocalDate.class), row.getString("close_approval"),
                row.getObject("valid_until", LocalDate.class), row.getObject("last_update_on", LocalDate.class));
    }

    /** What the register says of a site beside its facts. */
    record SiteEntry(@Nullable LocalDate openedOn, String openApproval, @Nullable Long responsible, String note) {
        static final SiteEntry NONE = new SiteEntry(null, "", null, "");
    }

    Map<Long, SiteEntry> sites() {
        var entries = new HashMap<Long, SiteEntry>();
        sql.sql("select * from content.site_register").query(row -> {
            entries.put(row.getLong("site_id"), new SiteEntry(row.getObject("opened_on", LocalDate.class),
                    row.getString("open_approval"), row.getObject("responsible_person", Long.class),
                    row.getString("note")));
        });
        return entries;
    }

    void site(long siteId, SiteEntry entry) {
        sql.sql("""
                insert into content.site_register (site_id, opened_on, open_approval, responsible_person, note)
                values (:site, :opened, :approval, :responsible, :note)
                on conflict (site_id) do update set opened_on = excluded.opened_on,
                    open_approval = excluded.open_approval, responsible_person = excluded.responsible_person,
                    note = excluded.note""")
                .param("site", siteId)
                .param("opened", entry.openedOn())
                .param("approval", entry.openApproval())
                .param("responsible", entry.responsible())
                .param("note", entry.note())
                .update();
    }

    Map<Long, List<Registration>> registrations() {
        var all = new HashMap<Long, List<Registration>>();
        sql.sql("select * from content.site_registration order by site_id, kind").query(row -> {
            all.computeIfAbsent(row.getLong("site_id"), site -> new java.util.ArrayList<>())
                    .add(SiteFaceRows.registration(row));
        });
        return all;
    }

    /** Who checked an entry in this year, when, and what was found. */
    record Checked(long personId, Instant at, String problems) {}

    Map<Long, Checked> checkedSites(int year) {
        return checked("site_id", year);
    }

    Map<Long, Checked> checkedAccounts(int year) {
        return checked("account_id", year);
    }

    private Map<Long, Checked> checked(String column, int year) {
        var checked = new HashMap<Long, Checked>();
        sql.sql("select * from content.register_check where year = :year and " + column + " is not null")
                .param("year", year)
                .query(row -> {
                    checked.put(row.getLong(column), new Checked(row.getLong("person_id"),
                            row.getTimestamp("at").toInstant(), row.getString("problems")));
                });
        return checked;
    }

    void check(int year, @Nullable Long siteId, @Nullable Long accountId, long person, Instant now, String problems) {
        sql.sql("""
                delete from content.register_check where year = :year
                and (site_id = cast(:site as bigint) or account_id = cast(:account as bigint))""")
                .param("year", year)
                .param("site", siteId)
                .param("account", accountId)
                .update();
        sql.sql("""
                insert into content.register_check (year, site_id, account_id, person_id, at, problems)
                values (:year, :site, :account, :person, :now, :problems)""")
                .param("year", year)
                .param("site", siteId)
                .param("account", accountId)
                .param("person", person)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("problems", problems)
                .update();
    }
}
