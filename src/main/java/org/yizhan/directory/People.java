package org.yizhan.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.PersonId;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

/** The rows of people. */
@Component
class People {
    static final String SELECT = """
            select p.id, p.name, p.account, u.path, p.left_on from directory.person p
            join directory.unit u on u.id = p.unit\s""";
    static final RowMapper<Person> PERSON = (row, _) -> new Person(new PersonId(row.getLong("id")),
            row.getString("name"), row.getString("account"), new UnitPath(row.getString("path")),
            row.getObject("left_on") == null);

    private final JdbcClient jdbc;

    People(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Everything about one person. */
    record Facts(Person person, String unitName, @Nullable String phone, int ordering, LocalDate joinedOn,
            @Nullable LocalDate leftOn, @Nullable PersonId successor, int version) {}

    Optional<Person> byId(PersonId id) {
        return jdbc.sql(SELECT + "where p.id = ?").param(id.value()).query(PERSON).optional();
    }

    Optional<Person> byAccount(String account) {
        return jdbc.sql(SELECT + "where p.account = ?").param(account).query(PERSON).optional();
    }

    Optional<Facts> facts(PersonId id) {
        return facts(id, "");
    }

    /** Keeps other acts about the same person waiting until this one is over. */
    Optional<Facts> lock(PersonId id) {
        return facts(id, " for update of p");
    }

    private Optional<Facts> facts(PersonId id, String lock) {
        return jdbc.sql("""
                select p.*, u.path, u.name as unit_name from directory.person p
                join directory.unit u on u.id = p.unit where p.id = ?""" + lock).param(id.value()).query((row, n) -> {
            long successor = row.getLong("successor");
            return new Facts(PERSON.mapRow(row, n), row.getString("unit_name"), row.getString("phone"),
                    row.getInt("ordering"), row.getObject("joined_on", LocalDate.class),
                    row.getObject("left_on", LocalDate.class), successor == 0 ? null : new PersonId(successor),
                    row.getInt("version"));
        }).optional();
    }

    /** Active people of the unit itself, in its order. */
    List<Person> inUnit(UnitId unit) {
        return jdbc.sql(SELECT + "where p.unit = ? and p.left_on is null order by p.ordering, p.id limit 500")
                .param(unit.value())
                .query(PERSON)
                .list();
    }

    /** Empty when the account is taken. */
    Optional<PersonId> insert(NewPerson person, LocalDate today) {
        return jdbc.sql("""
                insert into directory.person (name, account, unit, phone, ordering, joined_on)
                values (?, ?, ?, ?, ?, ?) on conflict (account) do nothing returning id""")
                .params(person.name(), person.account(), person.unit().value())
                .param(person.phone())
                .params(person.ordering(), today)
                .query((row, _) -> new PersonId(row.getLong("id")))
                .optional();
    }

    /** False when someone else has changed it since. */
    boolean update(PersonId id, String name, @Nullable String phone, int ordering, int version) {
        return jdbc.sql("""
                update directory.person set name = ?, phone = ?, ordering = ?, version = version + 1
                where id = ? and version = ?""")
                .param(name)
                .param(phone)
                .params(ordering, id.value(), version)
                .update() == 1;
    }

    void moveTo(PersonId id, UnitId unit) {
        jdbc.sql("update directory.person set unit = ?, version = version + 1 where id = ?")
                .params(unit.value(), id.value())
                .update();
    }

    void leave(PersonId id, @Nullable PersonId successor, LocalDate today) {
        jdbc.sql("update directory.person set left_on = ?, successor = ?, version = version + 1 where id = ?")
                .param(today)
                .param(successor == null ? null : successor.value())
                .param(id.value())
                .update();
    }

    boolean anyActiveIn(UnitId unit) {
        return jdbc.sql("select exists(select 1 from directory.person where unit = ? and left_on is null)")
                .param(unit.value())
                .query(Boolean.class)
                .single();
    }
}
