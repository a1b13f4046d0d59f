package org.yizhan.letters;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.content.PublicChange;
import org.yizhan.directory.Directory;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;
import org.yizhan.shared.UnitPath;

/** The mailboxes of the county, and the door to setting them up. */
@Component
public class Mailboxes {
    /** On it depend the pages that name mailboxes. */
    public static final String TOKEN = "letters:mailboxes";

    private static final String FIELDS = """
            select id, slug, name, nature, home_path, note, signed, open, ordering, version from letters.mailbox
            """;

    private final JdbcClient sql;
    private final Directory directory;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Mailboxes(JdbcClient sql, Directory directory, Journal journal, ApplicationEventPublisher events) {
        this.sql = sql;
        this.directory = directory;
        this.journal = journal;
        this.events = events;
    }

    /** In the order in which people see them. */
    public List<Mailbox> all() {
        return sql.sql(FIELDS + "order by ordering, id").query((row, n) -> mailbox(row)).list();
    }

    public List<Mailbox> open() {
        return all().stream().filter(Mailbox::open).toList();
    }

    public Optional<Mailbox> find(String slug) {
        return sql.sql(FIELDS + "where slug = :slug").param("slug", slug).query((row, n) -> mailbox(row)).optional();
    }

    public Optional<Mailbox> find(long id) {
        return sql.sql(FIELDS + "where id = :id").param("id", id).query((row, n) -> mailbox(row)).optional();
    }

    private static Mailbox mailbox(ResultSet row) throws SQLException {
        return new Mailbox(row.getLong("id"), row.getString("slug"), row.getString("name"),
                Mailbox.Nature.valueOf(row.getString("nature")), new UnitPath(row.getString("home_path")),
                row.getString("note"), row.getBoolean("signed"), row.getBoolean("open"), row.getInt("ordering"),
                row.getInt("version"));
    }

    /** Adds one ({@code id} 0) or changes one; its address stays as it is. */
    @Transactional
    public Optional<Refusal> save(Actor actor, Mailbox typed) {
        if (!actor.may(LetterPermissions.MAILBOXES, typed.home())) {
            return Optional.of(new Refusal("您没有管理这个单位信箱的权限。"));
        }
        String name = PlainText.line(typed.name()).strip();
        if (name.length() < 2 || name.length() > 30) {
            return Optional.of(new Refusal("信箱名称为 2 到 30 个字。"));
        }
        if (typed.note().length() > 2000) {
            return Optional.of(new Refusal("写信须知最多 2000 个字。"));
        }
        if (directory.unit(typed.home().unit()).filter(unit -> unit.path().equals(typed.home())).isEmpty()) {
            return Optional.of(new Refusal("请选择受理单位。"));
        }
        return typed.id() == 0 ? add(actor, typed, name) : change(actor, typed, name);
    }

    private Optional<Refusal> add(Actor actor, Mailbox typed, String name) {
        if (!typed.slug().matches("[a-z][a-z0-9-]{1,30}")) {
            return Optional.of(new Refusal("网址名为 2 到 31 个小写字母、数字或短横线，以字母开头。"));
        }
        if (typed.slug().matches("new|figures|replies|mine|search|offers")) {
            return Optional.of(new Refusal("这个网址名留作他用，请换一个。"));
        }
        Optional<Long> id = sql
                .sql("""
                        insert into letters.mailbox (slug, name, nature, home_path, note, signed, open, ordering)
                        values (:slug, :name, :nature, :home, :note, :signed, :open, :ordering) on conflict do nothing returning id""")
                .param("slug", typed.slug())
                .params(fields(typed, name))
                .query(Long.class)
                .optional();
        id.ifPresent(made -> record(actor, made, typed));
        return Refusal.when(id.isEmpty(), "已有信箱使用这个网址名，请换一个。");
    }

    private Optional<Refusal> change(Actor actor, Mailbox typed, String name) {
        Optional<Mailbox> before = find(typed.id());
        if (before.isEmpty() || !actor.may(LetterPermissions.MAILBOXES, before.get().home())) {
            return Optional.of(new Refusal("没有这个信箱，或您没有管理它的权限。"));
        }
        int changed = sql
                .sql("""
                        update letters.mailbox set name = :name, nature = :nature, home_path = :home, note = :note, signed = :signed,
                            open = :open, ordering = :ordering, version = version + 1 where id = :id and version = :version""")
                .param("id", typed.id())
                .param("version", typed.version())
                .params(fields(typed, name))
                .update();
        if (changed == 1) {
            record(actor, typed.id(), typed);
        }
        return Refusal.when(changed == 0, "这个信箱刚刚被别人修改过，请刷新后再改。");
    }

    private static Map<String, Object> fields(Mailbox typed, String name) {
        return Map.of("name", name, "nature", typed.nature().name(), "home", typed.home().value(), "note",
                PlainText.lines(typed.note()).strip(), "signed", typed.signed(), "open", typed.open(), "ordering",
                typed.ordering());
    }

    private void record(Actor actor, long id, Mailbox typed) {
        journal.record(actor.ref(), LetterAct.MAILBOX_CHANGED, new ObjectRef("mailbox", id),
                Map.of("nature", typed.nature().name(), "open", Boolean.toString(typed.open()), "home",
                        typed.home().value()));
        events.publishEvent(new PublicChange(Set.of(TOKEN)));
    }
}
