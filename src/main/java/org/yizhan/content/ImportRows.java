package org.yizhan.content;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.yizhan.content.reading.DocumentText;
import org.yizhan.shared.SqlLimit;

/** Imports in the database. */
@Repository
class ImportRows {
    private static final String FILES = """
            select f.*, case
                when f.sm3 <> '' and exists (select 1 from content.import_file o
                    where o.sm3 = f.sm3 and o.state = 'TAKEN' and o.id <> f.id) then '这个文件以前导入过'
                when f.sm3 <> '' and exists (select 1 from content.import_file o
                    where o.job_id = f.job_id and o.sm3 = f.sm3 and o.position < f.position) then '与本次前面的一个文件完全相同'
                when f.column_id is not null and exists (select 1 from content.edition e
                    where e.column_id = f.column_id and e.title = f.title
                        and e.state not in ('DROPPED', 'SUPERSEDED', 'WITHDRAWN')) then '这个栏目已有同名稿件'
                end as duplicate
            from content.import_file f
            """;

    private final JdbcClient sql;

    ImportRows(JdbcClient sql) {
        this.sql = sql;
    }

    /** Empty when this sending began one already. */
    Optional<Long> newJob(long person, @Nullable Long column, @Nullable String sending, Instant now) {
        return sql.sql("""
                insert into content.import_job (person_id, column_id, sending, state, created_at)
                values (:person, :column, :sending, 'STAGING', :now)
                on conflict (person_id, sending) do nothing returning id""")
                .param("person", person)
                .param("column", column)
                .param("sending", sending)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    Optional<Long> begunBy(long person, @Nullable String sending) {
        return sql.sql("select id from content.import_job where person_id = :person and sending = :sending")
                .param("person", person)
                .param("sending", sending)
                .query(Long.class)
                .optional();
    }

    void addFile(long job, int position, String name, ImportFile.State state, String reason) {
        sql.sql("""
                insert into content.import_file (job_id, position, name, state, reason, column_id)
                select id, :position, :name, :state, :reason, column_id from content.import_job where id = :job""")
                .param("job", job)
                .param("position", position)
                .param("name", name)
                .param("state", state.name())
                .param("reason", reason)
                .update();
    }

    int lastPosition(long job) {
        return sql.sql("select coalesce(max(position), 0) from content.import_file where job_id = ?")
                .param(job)
                .query(Integer.class)
                .single();
    }

    Optional<ImportJob> job(long id) {
        return sql.sql("select * from content.import_job where id = ?")
                .param(id)
                .query(ImportRows::head)
                .optional()
                .map(this::withProgress);
    }

    /** The job, locked until the transaction ends. */
    Optional<ImportJob> lock(long id) {
        return sql.sql("select * from content.import_job where id = ? for update")
                .param(id)
                .query(ImportRows::head)
                .optional()
                .map(this::withProgress);
    }

    List<ImportJob> recent(long person) {
        return sql.sql("select * from content.import_job where person_id = ? order by id desc limit 20")
                .param(person)
                .query(ImportRows::head)
                .list()
                .stream()
                .map(this::withProgress)
                .toList();
    }

    List<Long> inState(ImportJob.State state) {
        return sql.sql("select id from content.import_job where state = ? order by id")
                .param(state.name())
                .query(Long.class)
                .list();
    }

    void state(long job, ImportJob.State state) {
        sql.sql("update content.import_job set state = ? where id = ?").param(state.name()).param(job).update();
    }

    void finish(long job, ImportJob.State state, Instant now) {
        sql.sql("""
                update content.import_job set state = :state, finished_at = :now,
                    sending = case when :state <> 'CANCELLED' then sending end
                where id = :job""")
                .param("state", state.name())
                .param("now", Timestamp.from(now))
                .param("job", job)
                .update();
        sql.sql("update content.import_file set body_html = null where job_id = ? and body_html is not null")
                .param(job)
                .update();
    }

    /** The next files of the job in this state, in order. */
    List<ImportFile> next(long job, ImportFile.State state, int size) {
        return sql
                .sql(SqlLimit.of(size,
                        FILES + "where f.job_id = :job and f.state = :state order by f.position limit :rows"))
                .param("job", job)
                .param("state", state.name())
                .query(ImportRows::file)
                .list();
    }

    List<ImportFile> page(long job, int after, int size) {
        return sql.sql(SqlLimit.of(size, FILES
                + "where f.job_id = :job and f.position > :after and f.state <> 'UNPACKED' order by f.position limit :rows"))
                .param("job", job)
                .param("after", after)
                .query(ImportRows::file)
                .list();
    }

    /** Where the page before begins, after this position; empty when it is the first. */
    Optional<Integer> before(long job, int position, int size) {
        List<Integer> earlier = sql
                .sql(SqlLimit.of(size,
                        """
                                select position from content.import_file where job_id = :job and position <= :position and state <> 'UNPACKED'
                                order by position desc limit :rows"""))
                .param("job", job)
                .param("position", position)
                .query(Integer.class)
                .list();
        return earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.getLast() - 1);
    }

    String body(long file) {
        return sql.sql("select coalesce(body_html, '') from content.import_file where id = ?")
                .param(file)
                .query(String.class)
                .single();
    }

    /** @param unit the source that is proposed when the text names neither a source nor an issuing body */
    void read(long file, String sm3, DocumentText text, @Nullable String unit) {
        String damage = text.damage()
                .stream()
                .limit(50)
                .map(d -> d.kind().label() + "：" + d.passage())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        sql.sql("""
                update content.import_file set state = 'READ', sm3 = :sm3, encoding = :encoding, title = :title, body_html = :body,
                    issuing_body = :issuing, source = :source, issued_on = :date, document_number = :number, hints = :hints,
                    damage = :damage, damage_count = :count
                where id = :id and state = 'WAITING'""")
                .param("id", file)
                .param("sm3", sm3)
                .param("encoding", text.encoding())
                .param("title", text.title())
                .param("body", text.bodyHtml().replace("\u0000", ""))
                .param("issuing", text.issuingBody())
                .param("source",
                        Stream.of(text.source(), text.issuingBody(), unit)
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null))
                .param("date", text.date())
                .param("number", text.documentNumber())
                .param("hints", String.join("\n", text.hints()))
                .param("damage", damage)
                .param("count", text.damage().size())
                .update();
    }

    /** Proposes to take whatever is sound and not there already. */
    void proposeWanted(long job) {
        sql.sql("update content.import_file set wanted = true where id in (select id from (" + FILES
                + "where f.job_id = :job and f.state = 'READ' and f.damage_count = 0) as found where duplicate is null)")
                .param("job", job)
                .update();
    }

    void state(long file, ImportFile.State state, String reason) {
        sql.sql("update content.import_file set state = :state, reason = :reason where id = :id")
                .param("state", state.name())
                .param("reason", reason.length() > 500 ? reason.substring(0, 500) : reason)
                .param("id", file)
                .update();
    }

    void taken(long file, long document) {
        sql.sql("update content.import_file set state = 'TAKEN', document_id = :document, body_html = null where id = :id")
                .param("document", document)
                .param("id", file)
                .update();
    }

    int edit(long job, ImportEdit edit) {
        return sql
                .sql("""
                        update content.import_file set wanted = :wanted, title = :title, source = :source, issuing_body = :issuing, document_number = :number,
                            issued_on = :date, column_id = :column, nature = :nature, damage_checked = :checked
                        where id = :id and job_id = :job and state = 'READ'""")
                .param("id", edit.fileId())
                .param("job", job)
                .param("wanted", edit.wanted())
                .param("title", edit.title())
                .param("source", edit.source().isEmpty() ? null : edit.source())
                .param("issuing", edit.issuingBody().isEmpty() ? null : edit.issuingBody())
                .param("number", edit.documentNumber().isEmpty() ? null : edit.documentNumber())
                .param("date", edit.issuedOn())
                .param("column", edit.columnId())
                .param("nature", edit.nature().name())
                .param("checked", edit.damageChecked())
                .update();
    }

    void columnForAll(long job, long column) {
        sql.sql("update content.import_job set column_id = :column where id = :job")
                .param("column", column)
                .param("job", job)
                .update();
        sql.sql("update content.import_file set column_id = :column where job_id = :job and state = 'READ'")
                .param("column", column)
                .param("job", job)
                .update();
    }

    void acceptDamaged(long job) {
        sql.sql("""
                update content.import_file set damage_checked = true, wanted = true
                where job_id = ? and state = 'READ' and damage_count > 0""").param(job).update();
    }

    int wanted(long job) {
        return count(job, "wanted");
    }

    int wantedWithoutColumn(long job) {
        return count(job, "wanted and column_id is null");
    }

    int wantedButNotChecked(long job) {
        return count(job, "wanted and damage_count > 0 and not damage_checked");
    }

    private int count(long job, String condition) {
        return sql.sql("select count(*) from content.import_file where job_id = ? and state = 'READ' and " + condition)
                .param(job)
                .query(Integer.class)
                .single();
    }

    void confirm(long job) {
        sql.sql("update content.import_file set state = case when wanted then 'TAKING' else 'LEFT' end where job_id = ? and state = 'READ'")
                .param(job)
                .update();
    }

    private static ImportJob head(ResultSet row, int n) throws SQLException {
        return new ImportJob(row.getLong("id"), row.getLong("person_id"), longOrNull(row, "column_id"),
                ImportJob.State.valueOf(row.getString("state")), row.getTimestamp("created_at").toInstant(),
                new ImportJob.Progress(0, 0, 0, 0, 0, 0, 0, 0));
    }

    private ImportJob withProgress(ImportJob job) {
        return new ImportJob(job.id(), job.personId(), job.columnId(), job.state(), job.createdAt(),
                progress(job.id()));
    }

    private ImportJob.Progress progress(long job) {
        return sql
                .sql("""
                        select count(*) filter (where state in ('WAITING', 'ARCHIVE')) as waiting,
                            count(*) filter (where state = 'READ') as readable, count(*) filter (where state = 'UNREADABLE') as unreadable,
                            count(*) filter (where state = 'TAKING') as totake, count(*) filter (where state = 'TAKEN') as taken,
                            count(*) filter (where state = 'REFUSED') as refused, count(*) filter (where state = 'LEFT') as leftout,
                            count(*) filter (where damage_count > 0) as damaged
                        from content.import_file where job_id = ?""")
                .param(job)
                .query((row, n) -> new ImportJob.Progress(row.getInt("waiting"), row.getInt("readable"),
                        row.getInt("unreadable"),
                        row.getInt("totake"), row.getInt("taken"), row.getInt("refused"), row.getInt("leftout"),
                        row.getInt("damaged")))
                .single();
    }

    private static ImportFile file(ResultSet row, int n) throws SQLException {
        return new ImportFile(row.getLong("id"), row.getInt("position"), row.getString("name"),
                ImportFile.State.valueOf(row.getString("state")), row.getString("reason"), row.getString("encoding"),
                row.getString("title"), row.getString("issuing_body"), row.getString("source"),
                row.getObject("issued_on", LocalDate.class), row.getString("document_number"),
                longOrNull(row, "column_id"),
                Nature.valueOf(row.getString("nature")), row.getString("hints").lines().toList(),
                row.getString("damage").lines().toList(), row.getInt("damage_count"), row.getBoolean("damage_checked"),
                row.getBoolean("wanted"), row.getString("duplicate"), longOrNull(row, "document_id"));
    }

    private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
