package org.yizhan.directory;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.yizhan.shared.Kept;
import org.yizhan.shared.UnitId;
import org.yizhan.shared.UnitPath;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/** The rows of units and regions. */
@Component
class Units {
    private static final String COLUMNS = "u.id, u.path, u.name, u.short_name, u.kind";
    static final RowMapper<Unit> UNIT = (row, _) -> new Unit(new UnitId(row.getLong("id")),
            new UnitPath(row.getString("path")), row.getString("name"), row.getString("short_name"),
            row.getString("kind").equals(UnitKind.DIVISION.name()));

    private final JdbcClient jdbc;
    private final Kept<Optional<Unit>> root = new Kept<>(this::readRoot);
    private final Kept<List<Unit>> inOrder = new Kept<>(this::readInOrder);
    private final Kept<Map<UnitId, UnitKind>> kinds = new Kept<>(this::readKinds);
    private final Kept<Cache<UnitId, Unit>> seen = new Kept<>(
            () -> Caffeine.newBuilder().maximumSize(10_000).build());

    Units(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private void changed() {
        root.changed();
        inOrder.changed();
        kinds.changed();
        seen.changed();
    }

    /** Everything about one unit. */
    record Facts(Unit unit, UnitKind kind, @Nullable String creditCode, @Nullable String region,
            @Nullable String regionName, int ordering, LocalDate openedOn, @Nullable LocalDate closedOn, int version) {
        boolean open() {
            return closedOn == null;
        }
    }

    Optional<Unit> byId(UnitId id) {
        return Optional.ofNullable(seen.now().get(id, this::read));
    }

    private @Nullable Unit read(UnitId id) {
        return jdbc.sql("select " + COLUMNS + " from directory.unit u where u.id = ?")
                .param(id.value())
                .query(UNIT)
                .optional()
                .orElse(null);
    }

    Optional<Facts> facts(UnitId id) {
        return facts(id, "");
    }

    /** Keeps others from adding to or closing the unit until this act is over. */
    Optional<Facts> lock(UnitId id) {
        return facts(id, " for update of u");
    }

    private Optional<Facts> facts(UnitId id, String lock) {
        return jdbc.sql("""
                select u.*, r.name as region_name
                from directory.unit u left join directory.region r on r.code = u.region
                where u.id = ?""" + lock)
                .param(id.value())
                .query((row, n) -> new Facts(UNIT.mapRow(row, n), UnitKind.valueOf(row.getString("kind")),
                        row.getString("credit_code"), row.getString("region"), row.getString("region_name"),
                        row.getInt("ordering"), row.getObject("opened_on", LocalDate.class),
                        row.getObject("closed_on", LocalDate.class), row.getInt("version")))
                .optional();
    }

    Optional<Unit> root() {
        return root.now();
    }

    private Optional<Unit> readRoot() {
        return jdbc.sql("select " + COLUMNS + " from directory.unit u where u.parent is null").query(UNIT).optional();
    }

    /** Open units that are not divisions, each after the unit above it and in the order among its siblings. */
    List<Unit> allInOrder() {
        return inOrder.now();
    }

    private List<Unit> readInOrder() {
        return jdbc.sql("""
                with recursive tree as (
                    select u.*, array[(u.ordering, u.id)] as place from directory.unit u
                    where u.parent is null and u.closed_on is null
                    union all
                    select u.*, tree.place || (u.ordering, u.id) from directory.unit u join tree on u.parent = tree.id
                    where u.closed_on is null and u.kind <> 'DIVISION')
                select id, path, name, short_name, kind from tree order by place""").query(UNIT).list();
    }

    Map<UnitId, UnitKind> kinds() {
        return kinds.now();
    }

    private Map<UnitId, UnitKind> readKinds() {
        var read = new HashMap<UnitId, UnitKind>();
        jdbc.sql("select id, kind from directory.unit where closed_on is null and kind <> 'DIVISION'")
                .query(row -> {
                    read.put(new UnitId(row.getLong("id")), UnitKind.valueOf(row.getString("kind")));
                });
        return Map.copyOf(read);
    }

    /** The open children, divisions first. */
    List<Unit> children(UnitId parent) {
        return jdbc.sql("select " + COLUMNS + """
                 from directory.unit u where u.parent = ? and u.closed_on is null
                order by u.kind <> 'DIVISION', u.ordering, u.id""").param(parent.value()).query(UNIT).list();
    }

    List<Unit> byIds(Collection<Long> ids) {
        return jdbc.sql("select " + COLUMNS + " from directory.unit u where u.id = any(?) order by u.path")
                .param(ids.toArray(Long[]::new))
                .query(UNIT)
                .list();
    }

    /** Open units of this full or short name. */
    List<Unit> named(String name) {
        return jdbc.sql("select " + COLUMNS + """
                 from directory.unit u
                where (u.name = ? or u.short_name = ?) and u.closed_on is null order by u.kind = 'DIVISION', u.path
                limit 20""").param(name).param(name).query(UNIT).list();
    }

    /** Empty when a sibling has the name or another unit the credit code. */
    Optional<Unit> insert(NewUnit unit, LocalDate today) {
        changed();
        return jdbc.sql("""
                with fresh as (select nextval(pg_get_serial_sequence('directory.unit', 'id')) as id)
                insert into directory.unit as u
                    (id, path, parent, kind, name, short_name, credit_code, region, ordering, opened_on)
                select fresh.id, coalesce(p.path, '/') || fresh.id || '/', p.id, :kind, :name, :short, :credit,
                    coalesce(:region, p.region), :ordering, :today
                from fresh left join directory.unit p on p.id = :parent
                on conflict do nothing
                returning\s""" + COLUMNS)
                .param("parent", unit.parent() == null ? null : unit.parent().value())
                .param("kind", unit.kind().name())
                .param("name", unit.name())
                .param("short", unit.shortName())
                .param("credit", unit.creditCode())
                .param("region", unit.region())
                .param("ordering", unit.ordering())
                .param("today", today)
                .query(UNIT)
                .optional();
    }

    boolean siblingHasName(@Nullable UnitId parent, String name, @Nullable UnitId except) {
        return parent != null && jdbc.sql("""
                select count(*) from directory.unit
                where parent = ? and name = ? and closed_on is null and id <> ?""")
                .param(parent.value())
                .param(name)
                .param(except == null ? 0 : except.value())
                .query(Long.class)
                .single() > 0;
    }

    boolean otherHasCreditCode(String code, @Nullable UnitId except) {
        return jdbc.sql("select count(*) from directory.unit where credit_code = ? and closed_on is null and id <> ?")
                .param(code)
                .param(except == null ? 0 : except.value())
                .query(Long.class)
                .single() > 0;
    }

    /** False when someone else has changed it since. */
    boolean update(UnitId id, NewUnit unit, int version) {
        changed();
        return jdbc.sql("""
                update directory.unit set kind = ?, name = ?, short_name = ?, credit_code = ?, region = ?, ordering = ?,
                    version = version + 1
                where id = ? and version = ?""")
                .params(unit.kind().name(), unit.name(), unit.shortName())
                .param(unit.creditCode())
                .param(unit.region())
                .params(unit.ordering(), id.value(), version)
                .update() == 1;
    }

    void close(UnitId id, LocalDate today) {
        changed();
        jdbc.sql("update directory.unit set closed_on = ?, version = version + 1 where id = ?")
                .params(today, id.value())
                .update();
    }

    boolean hasOpenChildren(UnitId id) {
        return jdbc.sql("select exists(select 1 from directory.unit where parent = ? and closed_on is null)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Region> region(String code) {
        return jdbc.sql("select code, name from directory.region where code = ?")
                .param(code)
                .query((row, _) -> new Region(new RegionCode(row.getString("code")), row.getString("name")))
                .optional();
    }

    /** The regions right below; of null: the top ones. */
    List<Region> regionsBelow(@Nullable String parent) {
        return jdbc.sql("""
                select code, name from directory.region where parent is not distinct from ? order by code limit 1000""")
                .param(parent)
                .query((row, _) -> new Region(new RegionCode(row.getString("code")), row.getString("name")))
                .list();
    }

    void insertRegion(Region region, @Nullable String parent) {
        jdbc.sql("insert into directory.region (code, name, level, parent) values (?, ?, ?, ?)")
                .params(region.code().value(), region.name(), region.code().level())
                .param(parent)
                .update();
    }
}
