package org.yizhan.disclosure;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.yizhan.journal.Journal;
import org.yizhan.shared.Actor;
import org.yizhan.shared.ObjectRef;
import org.yizhan.shared.PlainText;
import org.yizhan.shared.Refusal;

/** Where people can read what was disclosed on paper (政府信息查阅点): archive, library, service halls. */
@Service
@Transactional
public class Places {
    private final JdbcClient sql;
    private final Journal journal;
    private final Announcer announcer;

    Places(JdbcClient sql, Journal journal, Announcer announcer) {
        this.sql = sql;
        this.journal = journal;
        this.announcer = announcer;
    }

    public record Place(long id, String name, String address, String hours, String phone, int position, boolean open) {}

    @Transactional(readOnly = true)
    public List<Place> all() {
        return sql.sql("select * from disclosure.place order by position, id")
                .query((row, n) -> new Place(row.getLong("id"), row.getString("name"), row.getString("address"),
                        row.getString("hours"), row.getString("phone"), row.getInt("position"), row.getBoolean("open")))
                .list();
    }

    /** Changes the place, or adds one for the id 0. */
    public Optional<Refusal> put(Actor actor, Place typed) {
        var place = new Place(typed.id(), PlainText.line(typed.name()), PlainText.line(typed.address()),
                PlainText.line(typed.hours()), PlainText.line(typed.phone()), typed.position(), typed.open());
        var refusal = DisclosureRules.ofCounty(actor)
                .or(() -> Refusal.when(place.name().isEmpty() || place.address().isEmpty() || place.hours().isEmpty(),
                        "请填写查阅点的名称、地址和开放时间。"))
                .or(() -> Refusal.when(PlainText.length(place.name()) > 60 || PlainText.length(place.address()) > 100
                        || PlainText.length(place.hours()) > 100 || PlainText.length(place.phone()) > 60,
                        "名称和电话最多60个字，地址和时间最多100个字。"))
                .or(() -> Refusal.when(all().stream()
                        .anyMatch(p -> p.id() != place.id() && p.name().equals(place.name())), "已有同名的查阅点。"));
        if (refusal.isPresent()) {
            return refusal;
        }
        sql.sql(place.id() == 0 ? """
                insert into disclosure.place (name, address, hours, phone, position, open)
                values (:name, :address, :hours, :phone, :position, :open)""" : """
                update disclosure.place set name = :name, address = :address, hours = :hours, phone = :phone,
                    position = :position, open = :open where id = :id""")
                .param("id", place.id())
                .param("name", place.name())
                .param("address", place.address())
                .param("hours", place.hours())
                .param("phone", place.phone())
                .param("position", place.position())
                .param("open", place.open())
                .update();
        announcer.say(Announcer.SETUP);
        journal.record(actor.ref(), DisclosureAct.PLACE_CHANGED, new ObjectRef("place", place.id()), Map.of());
        return Optional.empty();
    }
}
