package org.yizhan.content;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.shared.SqlLimit;
import org.yizhan.shared.UnitPath;

/** Topics in the database. */
@Repository
class TopicRows {
    /** The first day of being put by, as Topic#archivedFrom says it. */
    private static final String ARCHIVED_FROM = "least(coalesce(ends_on + 1, date 'infinity'), coalesce(archived_on, date 'infinity'))";

    private final JdbcClient sql;

    TopicRows(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Topic> byId(long id) {
        return one(sql.sql("select * from content.topic where id = :id").param("id", id));
    }

    Optional<Topic> bySlug(String slug) {
        return one(sql.sql("select * from content.topic where slug = :slug").param("slug", slug));
    }

    private Optional<Topic> one(JdbcClient.StatementSpec question) {
        return question.query((row, n) -> topic(row, List.of()))
                .optional()
                .map(found -> with(found, sections(found.id())));
    }

    private static Topic with(Topic it, List<TopicSection> sections) {
        return new Topic(it.id(), it.version(), it.unit(), it.slug(), it.name(), it.intro(), it.banner(),
                it.pictureFileId(), it.alt(), it.startsOn(), it.endsOn(), it.published(), it.archivedOn(), sections);
    }

    /** Without their sections, those of these units and of the units below, the latest begun first. */
    List<Topic> list(Collection<UnitPath> units, LocalDate beforeDay, long beforeId, boolean towardsNewer, int rows) {
        return sql.sql(SqlLimit.of(rows, towardsNewer ? """
                select * from content.topic
                where (starts_on, id) > (:day, :id) and unit_path like any(:units)
                order by starts_on, id limit :rows""" : """
                select * from content.topic
                where (starts_on, id) < (:day, :id) and unit_path like any(:units)
                order by starts_on desc, id desc limit :rows"""))
                .param("day", beforeDay)
                .param("id", beforeId)
                .param("units", units.stream().map(unit -> unit.value() + '%').toArray(String[]::new))
                .query((row, n) -> topic(row, List.of()))
                .list();
    }

    /** What the public sees as going on of the units whose paths begin so, the latest begun first. */
    List<Topic> open(String unit, LocalDate today, int most) {
        return sql.sql(SqlLimit.of(most, """
                select * from content.topic where published and starts_on <= :today and unit_path like :unit
                  and %s > :today order by starts_on desc, id desc limit :rows""".formatted(ARCHIVED_FROM)))
                .param("today", today)
                .param("unit", unit + '%')
                .query((row, n) -> topic(row, List.of()))
                .list();
    }

    List<Topic> archived(LocalDate today, LocalDate beforeDay, long beforeId, boolean towardsNewer, int rows) {
        return sql.sql(SqlLimit.of(rows, """
                select * from content.topic where published and starts_on <= :today and %s <= :today
                """.formatted(ARCHIVED_FROM) + (towardsNewer
                ? "and (starts_on, id) > (:day, :id) order by starts_on, id limit :rows"
                : "and (starts_on, id) < (:day, :id) order by starts_on desc, id desc limit :rows")))
                .param("today", today)
                .param("day", beforeDay)
                .param("id", beforeId)
                .query((row, n) -> topic(row, List.of()))
                .list();
    }

    /** Those that the public may read, for site maps: a county has some hundreds in ten years. */
    List<Topic> published(LocalDate today) {
        return sql.sql("""
                select * from content.topic where published and starts_on <= :today
                order by starts_on desc, id desc limit 5000""")
                .param("today", today)
                .query((row, n) -> topic(row, List.of()))
                .list();
    }

    List<Long> visible(Collection<Long> ids, LocalDate today) {
        return sql.sql("""
                select id from content.topic where id = any(:ids) and published and starts_on <= :today""")
                .param("ids", ids.toArray(Long[]::new))
                .param("today", today)
                .query(Long.class)
                .list();
    }

    boolean isTaken(String slug, long byOtherThan) {
        return sql.sql("select exists (select 1 from content.topic where slug = :slug and id <> :id)")
                .param("slug", slug)
                .param("id", byOtherThan)
                .query(Boolean.class)
                .single();
    }

    /** Whether a topic that anybody may read bears this picture. */
    boolean isShown(long fileId, LocalDate today) {
        return sql.sql("""
                select exists (select 1 from content.topic
                    where picture_file_id = :file and published and starts_on <= :today)""")
                .param("file", fileId)
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    long insert(Topic topic) {
        long id = params(
                sql.sql("""
                        insert into content.topic (unit_path, slug, name, intro, banner, picture_file_id, picture_alt, starts_on,
                            ends_on, published)
                        values (:unit, :slug, :name, :intro, :banner, :picture, :alt, :from, :until, :published) returning id"""),
                topic).query(Long.class).single();
        sections(id, topic.sections());
        return id;
    }

    /** False when somebody else was faster. */
    boolean update(Topic topic) {
        boolean changed = params(sql.sql("""
                update content.topic set version = version + 1, unit_path = :unit, slug = :slug, name = :name,
                    intro = :intro, banner = :banner, picture_file_id = :picture, picture_alt = :alt, starts_on = :from,
                    ends_on = :until, published = :published
                where id = :id and version = :version"""), topic).param("id", topic.id())
                .param("version", topic.version())
                .update() == 1;
        if (changed) {
            sections(topic.id(), topic.sections());
        }
        return changed;
    }

    private static JdbcClient.StatementSpec params(JdbcClient.StatementSpec statement, Topic topic) {
        return statement.param("unit", topic.unit().value())
                .param("slug", topic.slug())
                .param("name", topic.name())
                .param("intro", topic.intro())
                .param("banner", topic.banner().name())
                .param("picture", topic.pictureFileId())
                .param("alt", topic.alt())
                .param("from", topic.startsOn())
                .param("until", topic.endsOn())
                .param("published", topic.published());
    }

    void archived(long id, @Nullable LocalDate from) {
        sql.sql("update content.topic set version = version + 1, archived_on = cast(:from as date) where id = :id")
                .param("from", from)
                .param("id", id)
                .update();
    }

    void published(long id, boolean published) {
        sql.sql("update content.topic set version = version + 1, published = :published where id = :id")
                .param("published", published)
                .param("id", id)
                .update();
    }

    private void sections(long id, List<TopicSection> sections) {
        sql.sql("delete from content.topic_section where topic_id = :id").param("id", id).update();
        int position = 0;
        for (TopicSection section : sections) {
            sql.sql("""
                    insert into content.topic_section (topic_id, position, title, style, size, words, labels, column_ids,
                        document_ids)
                    values (:id, :position, :title, :style, :size, :words, :labels, :columns, :documents)""")
                    .param("id", id)
                    .param("position", position++)
                    .param("title", section.title())
                    .param("style", section.style().name())
                    .param("size", section.count())
                    .param("words", section.words().toArray(String[]::new))
                    .param("labels", section.labels().toArray(String[]::new))
                    .param("columns", section.columnIds().toArray(Long[]::new))
                    .param("documents", section.picks().toArray(Long[]::new))
                    .update();
        }
    }

    private List<TopicSection> sections(long id) {
        return sql.sql("select * from content.topic_section where topic_id = :id order by position")
                .param("id", id)
                .query((row, n) -> new TopicSection(row.getString("title"), TopicStyle.valueOf(row.getString("style")),
                        row.getInt("size"), numbers(row.getArray("column_ids")), texts(row.getArray("words")),
                        texts(row.getArray("labels")), numbers(row.getArray("document_ids"))))
                .list();
    }

    /** Of these articles the live ones, and what each is called. */
    Map<Long, String> titles(Collection<Long> documents) {
        return sql.sql("""
                select document_id, title from content.edition where document_id = any(:ids) and state = 'LIVE'""")
                .param("ids", documents.toArray(Long[]::new))
                .query((row, n) -> Map.entry(row.getLong(1), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static List<Long> numbers(Array array) throws SQLException {
        return List.of((Long[]) array.getArray());
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Topic topic(ResultSet row, List<TopicSection> sections) throws SQLException {
        return new Topic(row.getLong("id"), row.getInt("version"), new UnitPath(row.getString("unit_path")),
                row.getString("slug"), row.getString("name"), row.getString("intro"),
                TopicBanner.valueOf(row.getString("banner")), row.getObject("picture_file_id", Long.class),
                row.getString("picture_alt"), row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class), row.getBoolean("published"),
                row.getObject("archived_on", LocalDate.class), sections);
    }
}
